"""The second reader's word on a kept report: a reading more, beside the first; answers stay what they are."""

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.intake import second_reader
from tuquan.intake.actions.answers import refuse_set_aside
from tuquan.intake.actions.blanking import blank_to
from tuquan.intake.actions.receive import EDITABLE, store_reading
from tuquan.intake.errors import DocumentSetAside
from tuquan.intake.models import Reading, SourceDocument
from tuquan.intake.names import DatabaseNames
from tuquan.intake.quarantine import clear_again, from_pictures
from tuquan.reader import BUNDLED_WORDS
from tuquan.reader import Reading as Seen
from tuquan.reader.second import Answered, agree, ask, by_both
from tuquan.reporting.models import Submission


def read_second(*, by: User | None, document: SourceDocument) -> Reading | None:
    """Ask about one kept report and store what both readers say together.

    None where nothing may be added (closed, received by mistake) or it was read so before. What today's rules let
    nobody keep is blanked before anything is sent. The report is asked about outside any transaction, as an answer may
    take minutes. Raises SecondReaderSilent, SecondReaderUnusable.
    """
    endpoint = second_reader.endpoint()
    if not _open(document):
        return None
    names = DatabaseNames(document.submission.round.last_day)
    pictures = from_pictures(document.kind, document.blocks)
    first, kept = clear_again(document.text, names, from_ocr=pictures, blocks=document.blocks)
    blank_to(by=by, document=document, kept=kept)
    if _has_read(document, by_both(first, endpoint.model)):
        return None
    answered = ask(endpoint, document.text, first, BUNDLED_WORDS)
    both = agree(first, document.text, answered.candidates, model=endpoint.model, names=names, words=BUNDLED_WORDS)
    return _store(by, document, both, answered)


@transaction.atomic
def _store(by: User | None, document: SourceDocument, both: Seen, answered: Answered) -> Reading | None:
    Submission.objects.select_for_update().get(pk=document.submission_id)
    if not _open(document) or _has_read(document, both.version):
        return None
    stored = store_reading(document, both)
    audit.record(
        by=by,
        action=second_reader.READ,
        subject_kind="document",
        subject_key=document.pk,
        unit_key=document.submission.unit_id,
        summary=f"Máy đọc thứ hai đọc “{document.file_name}”: {len(answered.candidates)} số, bỏ {answered.dropped} câu "
        "trả lời không có trong bài",
        detail={"rules": both.version},
    )
    return stored


def _has_read(document: SourceDocument, version: str) -> bool:
    return document.readings.filter(rules_version=version[:40]).exists()


def _open(document: SourceDocument) -> bool:
    state = Submission.objects.values_list("state", flat=True).get(pk=document.submission_id)
    try:
        refuse_set_aside(document)
    except DocumentSetAside:
        return False
    return state in EDITABLE
