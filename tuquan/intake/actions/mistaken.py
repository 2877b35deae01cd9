"""A report that was received for a submission to which it does not belong."""

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.intake.actions.answers import Held, open_submission, refuse_set_aside
from tuquan.intake.errors import NotSetAside, ReasonNotGiven, StillConfirmed
from tuquan.intake.models import FindingAnswer, SetAside, SourceDocument, Verdict
from tuquan.intake.queries.misdirected import set_aside
from tuquan.reporting import free_text
from tuquan.reporting.models import Indicator
from tuquan.reporting.values import shown


@transaction.atomic
def wrongly_received(*, by: User | None, document: SourceDocument, because: str) -> SetAside:
    """Nhận nhầm: set the report aside; its findings can no longer be confirmed, and it stays readable.

    Raises StillConfirmed with every figure that was taken from it and must be rejected first, DocumentSetAside,
    ReasonNotGiven, FreeTextRefused, SubmissionClosed, PermissionRefused.
    """
    held = open_submission(by, document)
    refuse_set_aside(document)
    why = _reason(because, "báo cáo của xã khác")
    if taken := _taken(document):
        raise StillConfirmed(taken)
    return _write(held, document, why, undone=False)


@transaction.atomic
def take_back(*, by: User | None, document: SourceDocument, because: str) -> SetAside:
    """Lấy lại: the report does belong here; its findings can be confirmed again.

    Raises NotSetAside, ReasonNotGiven, FreeTextRefused, SubmissionClosed, PermissionRefused.
    """
    held = open_submission(by, document)
    if set_aside(document) is None:
        raise NotSetAside("Báo cáo này không ghi là nhận nhầm nên không có gì để lấy lại.")
    return _write(held, document, _reason(because, "đúng là báo cáo của đơn vị này"), undone=True)


def _reason(because: str, such_as: str) -> str:
    why = free_text.kept(because)[:500]
    if not why:
        raise ReasonNotGiven(f"Chưa có lý do. Viết một câu, chẳng hạn: {such_as}.")
    return why


def _write(held: Held, document: SourceDocument, why: str, *, undone: bool) -> SetAside:
    row = SetAside.objects.create(document=document, because=why, by=held.by, undone=undone)
    audit.record(
        by=held.by,
        action="intake.taken_back" if undone else "intake.wrongly_received",
        subject_kind="document",
        subject_key=document.pk,
        unit_key=held.submission.unit_id,
        summary=f"{'Lấy lại' if undone else 'Ghi là nhận nhầm'}: “{document.file_name}”. Lý do: {why}",
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
