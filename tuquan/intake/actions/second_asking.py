"""Queueing the second reader's work, where the installation has one."""

from collections.abc import Iterable

from tuquan.accounts.models import User
from tuquan.ground import jobs
from tuquan.ground.models import Job
from tuquan.intake import second_reader
from tuquan.intake.models import SourceDocument


def ask_second_reader(*, by: User | None, documents: Iterable[SourceDocument]) -> Job | None:
    """Queue the second reading of received reports; None where the installation has no second reader."""
    keys = [document.pk for document in documents] if second_reader.wanted() else []
    if not keys:
        return None
    return jobs.start(
        kind=second_reader.READ, title=f"Máy đọc thứ hai đọc {len(keys)} báo cáo", arguments={"documents": keys}, by=by
    )
