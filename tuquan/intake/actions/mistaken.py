"""A report that was received for a submission to which it does not belong."""

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.intake.actions.answers import open_submission, refuse_set_aside
from tuquan.intake.errors import ReasonNotGiven, StillConfirmed
from tuquan.intake.models import FindingAnswer, SetAside, SourceDocument, Verdict
from tuquan.reporting import free_text
from tuquan.reporting.models import Indicator
from tuquan.reporting.values import shown


@transaction.atomic
def wrongly_received(*, by: User | None, document: SourceDocument, because: str) -> SetAside:
    """Nhận nhầm: set the report aside; its findings can no longer be confirmed, and it stays readable.

    Raises StillConfirmed with every figure that was taken from it and must be rejected first, DocumentSetAside,
    ReasonNotGiven, FreeTextRefused, SubmissionClosed, PermissionRefused.
    """
    submission = open_submission(by, document)
    refuse_set_aside(document)
    why = free_text.kept(because)[:500]
    if not why:
        raise ReasonNotGiven("Chưa có lý do. Viết một câu, chẳng hạn: báo cáo của xã khác.")
    if taken := _taken(document):
        raise StillConfirmed(taken)
    row = SetAside.objects.create(document=document, because=why, by=by)
    audit.record(
        by=by,
        action="intake.wrongly_received",
        subject_kind="document",
        subject_key=document.pk,
        unit_key=submission.unit_id,
        summary=f"Ghi là nhận nhầm: “{document.file_name}”. Lý do: {why}",
    )
    return row


def _taken(document: SourceDocument) -> list[str]:
    """What stands confirmed, as "tên chỉ tiêu: số"."""
    last = {
        row.finding_id: row for row in FindingAnswer.objects.filter(finding__reading__document=document).order_by("id")
    }
    standing = [row for row in last.values() if row.verdict != Verdict.REJECTED and row.value is not None]
    names = dict(
        Indicator.objects.filter(code__in=[row.indicator_code for row in standing]).values_list("code", "name")
    )
    return [
        f"{names.get(row.indicator_code, 'số liệu')}: {shown(row.value, row.of)}"
        for row in standing
        if row.value is not None
    ]
