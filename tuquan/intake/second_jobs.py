"""The second reader's work, report by report; begun again it goes on where it stopped."""

from typing import Any

from tuquan.accounts.models import User
from tuquan.ground import jobs
from tuquan.ground.models import Job
from tuquan.intake.actions.second_reading import read_second
from tuquan.intake.models import SourceDocument
from tuquan.intake.second_reader import READ, SecondReaderUnusable
from tuquan.reader.second import SecondReaderSilent

# So many reports without an answer, one after the other, are a machine that is off.
ENOUGH = 3


@jobs.kind(READ)
def second_reading(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    """Arguments `{"documents": [id, …]}`; the result counts what was read and what got no usable answer.

    A report without an answer stays as the first reader left it; after some in a row the rest is not asked about, so
    that a machine that hangs does not hold up other jobs. The job fails where no report had an answer.
    """
    by = User.objects.filter(pk=job.owner_key).first() if job.owner_key else None
    documents = list(
        SourceDocument.objects.filter(pk__in=job.arguments["documents"]).select_related("submission__round")
    )
    progress.total(len(documents))
    read, silent, in_a_row = 0, "", 0
    for document in documents:
        if in_a_row == ENOUGH:
            break
        progress.step(f"Máy đọc thứ hai đang đọc {document.file_name}")
        try:
            read += read_second(by=by, document=document) is not None
            in_a_row = 0
        except SecondReaderSilent as failed:
            silent, in_a_row = failed.message, in_a_row + 1
    if silent and not read:
        raise SecondReaderUnusable(f"{silent} Các báo cáo vẫn giữ kết quả đọc bằng quy tắc.")
    return {"read": read, "documents": len(documents), "silent": silent}
