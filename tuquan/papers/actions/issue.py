"""Issuing: number and day given, content frozen for good."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Max

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, locks
from tuquan.papers.actions.rendering import freeze, written_now
from tuquan.papers.ended import refuse_ended
from tuquan.papers.errors import AlreadyIssued, FiguresMoved, GapsNotSeen, NumberTaken
from tuquan.papers.letterhead import signature
from tuquan.papers.models import Paper
from tuquan.writer.content import PaperContent
from tuquan.writer.keeping import from_json, to_json

LARGEST = 99_999


@transaction.atomic
def issue(*, by: User | None, paper: Paper, number: int | None = None, gaps_seen: bool = True) -> Paper:
    """Issue a draft under `number`, or under the next one of the organ's series of the year (Điều 15).

    Numbers run per issuing organ and calendar year. `gaps_seen`: the person has looked at `paper.incomplete`.
    Raises PermissionRefused, OrganEnded, AlreadyIssued, NumberTaken, GapsNotSeen, FiguresMoved (then the draft stays
    as it was).
    """
    with locks.one_at_a_time("papers.number"):
        return _issue(by, Paper.objects.select_for_update().get(pk=paper.pk), number, gaps_seen)


def _issue(by: User | None, held: Paper, number: int | None, gaps_seen: bool) -> Paper:
    if held.state == Paper.State.DRAFT:
        refuse_ended(by, held.organ_id, clock.today())
    accounts.require(by, Permission.ISSUE_PAPER, organ_id=held.organ_id)
    if held.state == Paper.State.ISSUED:
        raise AlreadyIssued(f"Báo cáo đã phát hành số {held.number}/{held.year}. Không phát hành lần nữa.")
    day = clock.today()
    _refuse_moved(held)
    if held.incomplete and not gaps_seen:
        raise GapsNotSeen(
            "Báo cáo còn phần thiếu. Xem danh sách, đánh dấu “Tôi đã xem các phần còn thiếu” rồi phát hành."
        )
    held.number = _number(held, day.year, number)
    held.year = day.year
    held.state, held.issued_by, held.issued_at = Paper.State.ISSUED, by, clock.now()
    freeze(held, _dated(held, day))
    audit.record(
        by=by,
        action="papers.issue",
        subject_kind="paper",
        subject_key=held.pk,
        unit_key=held.unit_id,
        summary=f"Phát hành báo cáo số {held.number}/{held.year}; {held.coverage_text}",
        detail={"content_sha256": held.content_sha256},
    )
    return held


def _refuse_moved(paper: Paper) -> None:
    """What a person read is what is issued: words and numbers of the draft must be those of this moment."""
    now = to_json(written_now(paper).content)
    if any(now[part] != paper.content[part] for part in ("blocks", "appendix")):
        raise FiguresMoved(
            "Số liệu đã thay đổi sau khi soạn dự thảo. Bấm “Soạn lại”, xem những chỗ thay đổi rồi phát hành."
        )


def _dated(paper: Paper, day: date) -> PaperContent:
    """The draft's own content with number and day, signed by who heads the organ that day."""
    content = from_json(paper.content)
    return replace(
        content,
        letterhead=replace(content.letterhead, number=f"{paper.number:02d}", day=day),
        signature=signature(paper.organ, day),
    )


def _number(paper: Paper, year: int, wanted: int | None) -> int:
    series = Paper.objects.filter(organ_id=paper.organ_id, year=year)
    if wanted is None:
        last: int | None = series.aggregate(last=Max("number"))["last"]
        return (last or 0) + 1
    if not 0 < wanted <= LARGEST or series.filter(number=wanted).exists():
        raise NumberTaken(
            f"Số {wanted} năm {year} đã dùng hoặc không hợp lệ. Chọn số khác, hoặc để trống để lấy số kế tiếp."
        )
    return wanted
