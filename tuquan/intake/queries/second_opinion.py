"""How far the second reader is with a report, in a sentence for the page; nothing where the office has none."""

from django.db.models import QuerySet

from tuquan.ground.models import Job
from tuquan.intake import second_reader
from tuquan.intake.models import SourceDocument

# A report is asked about right after it was received: its job is among the newest of its kind.
RECENT = 200
State = Job.State


def second_opinion(document: SourceDocument) -> str:
    """ "Máy đọc thứ hai (qwen) đã đọc cùng." and the like; empty where there is nothing to tell."""
    last = document.readings.first()
    _, _, model = last.rules_version.partition("+") if last else ("", "", "")
    if model:
        return f"Máy đọc thứ hai ({model}) đã đọc cùng; chỗ hai bên đọc khác nhau có ghi ở lý do."
    job = _job(document) if second_reader.wanted() else None
    if job is None:
        return ""
    if job.state in (State.WAITING, State.RUNNING):
        return "Máy đọc thứ hai đang đọc báo cáo này; tải lại trang sau ít phút để xem thêm ý kiến."
    said = job.message or str(job.result.get("silent") or "")
    return f"Máy đọc thứ hai chưa đọc được: {said}" if said else ""


def without_second_opinion(documents: QuerySet[SourceDocument]) -> QuerySet[SourceDocument]:
    """Those that the second reader has not read yet."""
    return documents.exclude(readings__rules_version__contains="+")


def _job(document: SourceDocument) -> Job | None:
    recent = Job.objects.filter(kind=second_reader.READ).order_by("-id")[:RECENT]
    return next((job for job in recent if document.pk in job.arguments["documents"]), None)
