"""The second reader's work, report by report; begun again it goes on where it stopped."""

from typing import Any

from tuquan.accounts.models import User
from tuquan.ground import jobs
from tuquan.ground.models import Job
from tuquan.intake.actions.second_reading import read_second
from tuquan.intake.models import SourceDocument
from tuquan.intake.second_reader import READ, SecondReaderUnusable
from tuquan.reader.second import SecondReaderSilent


@jobs.kind(READ)
def second_reading(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    """Arguments `{"documents": [id, …]}`; the result counts what was read and what got no usable answer.

    A report without an answer stays as the first reader left it; the job fails where no report had one.
    """
    by = User.objects.filter(pk=job.owner_key).first() if job.owner_key else None
    documents = list(
        SourceDocument.objects.filter(pk__in=job.arguments["documents"]).select_related("submission__round")
    )
    progress.total(len(documents))
    read, silent = 0, ""
    for document in documents:
        progress.step(f"Máy đọc thứ hai đang đọc {document.file_name}")
        try:
            read += read_second(by=by, document=document) is not None
        except SecondReaderSilent as failed:
            silent = failed.message
    if silent and not read:
        raise SecondReaderUnusable(f"{silent} Các báo cáo vẫn giữ kết quả đọc bằng quy tắc.")
    return {"read": read, "documents": len(documents), "silent": silent}
