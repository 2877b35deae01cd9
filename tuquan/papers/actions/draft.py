"""Drafting: the figures of the moment frozen as content, and the content rendered twice."""

import re

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import Organ, User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, locks
from tuquan.papers.actions.rendering import keep_content
from tuquan.papers.ended import refuse_ended, unit_for
from tuquan.papers.errors import AlreadyIssued, FreeTextRefused
from tuquan.papers.models import Paper
from tuquan.papers.outline import Part, outline_for
from tuquan.papers.view import view_in
from tuquan.reader.free_text import faults, sentences
from tuquan.reporting.models import Round
from tuquan.reporting.views import View
from tuquan.vn.text import nfc

LONGEST = 6000
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@transaction.atomic
def draft(
    *, by: User | None, round: Round, organ: Organ, instead_of: Organ | None = None, view: View | None = None
) -> Paper:
    """Write the organ's report of a round from the figures as they stand now.

    `instead_of`: an organ that has ended and from which this one took over: the report is of its unit, in the name
    of `organ`. A draft of the same round and unit is written anew and keeps the person's own paragraphs; an issued
    paper is never touched: a new draft stands beside it. `view`: as it was, or restated onto the units of a day
    (None: as the draft at hand stands; a new one as it was, never restated silently).
    Raises PermissionRefused, OrganEnded, NotTakenOver, NoOutline, NothingToReport, RestatingBackwards.
    """
    refuse_ended(by, organ.pk, clock.today())
    accounts.require(by, Permission.DRAFT_PAPER, organ_id=organ.pk)
    with locks.one_at_a_time("papers.draft"):
        return _draft(by, round, organ, unit_for(round, organ.pk, instead_of, clock.today()), view)


def _draft(by: User | None, round: Round, organ: Organ, unit_id: int, view: View | None) -> Paper:
    standing = Paper.objects.select_for_update().filter(round=round, organ=organ, state=Paper.State.DRAFT)
    paper = standing.filter(unit=unit_id).first()
    if paper is None:
        words = _words_of_last_paper(round, organ, unit_id)
        paper = Paper(round=round, organ=organ, unit_id=unit_id, drafted_by=by, free_text=words)
    keep_content(paper, view)
    audit.record(
        by=by,
        action="papers.draft",
        subject_kind="paper",
        subject_key=paper.pk,
        unit_key=unit_id,
        summary=f"Soạn dự thảo báo cáo {round.title}, {view_in(paper.content).label}; {paper.coverage_text}",
        detail={"content_sha256": paper.content_sha256},
    )
    return paper


@transaction.atomic
def write_free(*, by: User | None, paper: Paper, key: str, text: str) -> Paper:
    """Put a person's own words under a part of the outline. Raises AlreadyIssued, FreeTextRefused."""
    held = Paper.objects.select_for_update().get(pk=paper.pk)
    refuse_ended(by, held.organ_id, clock.today())
    accounts.require(by, Permission.DRAFT_PAPER, organ_id=held.organ_id)
    if held.state == Paper.State.ISSUED:
        raise AlreadyIssued("Báo cáo đã phát hành nên không sửa được. Nếu cần đính chính, soạn báo cáo mới.")
    part = _free_part(held, key)
    text = _tidy(text)
    _refuse_words(text)
    held.free_text = {**held.free_text, key: text}
    keep_content(held)
    audit.record(
        by=by,
        action="papers.write",
        subject_kind="paper",
        subject_key=held.pk,
        unit_key=held.unit_id,
        summary=f"Viết lời văn mục “{part.title}” ({len(text)} ký tự)",
    )
    return held


def _free_part(paper: Paper, key: str) -> Part:
    for part in outline_for(paper.round.report_kind.code).parts:
        if part.free and part.key == key:
            return part
    raise FreeTextRefused("Mục này không có chỗ viết lời văn. Chọn mục khác trong dàn ý.")


def _tidy(text: str) -> str:
    """NFC, one paragraph a line, no characters that paper cannot carry."""
    lines = (" ".join(UNPRINTABLE.sub(" ", line).split()) for line in nfc(text).splitlines())
    return "\n".join(line for line in lines if line)


def _refuse_words(text: str) -> None:
    """Free words are judged by the reader: no secrecy mark, no person, no closed count."""
    if len(text) > LONGEST:
        raise FreeTextRefused(f"Lời văn dài {len(text)} ký tự, quá {LONGEST}. Rút gọn rồi lưu lại.")
    if found := faults(text):
        raise FreeTextRefused(f"Không lưu lời văn này. {sentences(found)}")


def _words_of_last_paper(round: Round, organ: Organ, unit_id: int) -> dict[str, str]:
    """A second paper of the same round starts from the words of the first, never from another year's.

    Who took over from another organ starts from the words of that one's draft for the unit.
    """
    of_round = Paper.objects.filter(round=round, unit=unit_id).order_by("-id")
    taken = accounts.organs_taken_over(organ.pk, clock.today())
    last = of_round.filter(organ=organ).first() or of_round.filter(organ__in=taken).first()
    return dict(last.free_text) if last else {}
