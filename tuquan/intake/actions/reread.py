"""Reading a kept report again by newer rules. Answers stay what they are; what was read before stays beside."""

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.intake.actions.answers import open_submission, refuse_set_aside
from tuquan.intake.actions.blanking import blank_to
from tuquan.intake.actions.receive import store_reading
from tuquan.intake.actions.second_asking import ask_second_reader
from tuquan.intake.models import SourceDocument
from tuquan.intake.names import DatabaseNames
from tuquan.intake.quarantine import clear_again, from_pictures
from tuquan.intake.queries.changes import Reread, last_changes


@transaction.atomic
def reread(*, by: User | None, document: SourceDocument) -> Reread | None:
    """Read the kept text again; returns what is seen otherwise, or None where nothing is: then no reading is stored.

    What today's rules let nobody keep is blanked in any case.

    Raises SubmissionClosed, DocumentSetAside, PermissionRefused.
    """
    submission = open_submission(by, document).submission
    refuse_set_aside(document)
    pictures = from_pictures(document.kind, document.blocks)
    names = DatabaseNames(submission.round.last_day)
    seen, kept = clear_again(document.text, names, from_ocr=pictures, blocks=document.blocks)
    blank_to(by=by, document=document, kept=kept)
    if _read_by_both(document, seen.version):
        return None
    held = transaction.savepoint()
    reading = store_reading(document, seen)
    found = last_changes(document)
    if found is not None and not found.changes:
        transaction.savepoint_rollback(held)
        return None
    transaction.savepoint_commit(held)
    told = found.sentence if found else "lần đọc đầu"
    audit.record(
        by=by,
        action="intake.reread",
        subject_kind="document",
        subject_key=document.pk,
        unit_key=submission.unit_id,
        summary=f"Đọc lại “{document.file_name}” bằng quy tắc {reading.rules_version}: {told}",
    )
    ask_second_reader(by=by, documents=[document])
    return found


def _read_by_both(document: SourceDocument, version: str) -> bool:
    """These rules and the second reader have read it: the rules alone would only see less."""
    last = document.readings.first()
    return last is not None and last.rules_version.startswith(f"{version}+")
