"""When a new base is worth laying: a background job, once the units that changed are a fair share of the window."""

from tuquan.ground import jobs
from tuquan.ground.models import Job
from tuquan.reporting.models import FactChange, WindowFacts

KIND = "facts.lay"
# Looked at once in so many approvals; under so many units the database answers as fast as a file.
EVERY, FEWEST = 32, 200
SHARE = 0.1


def look(row: WindowFacts) -> None:
    """Queue the laying of this window's base where it is due."""
    if (row.revision - row.base_revision) % EVERY == 0 and is_due(row):
        queue(row)


def is_due(row: WindowFacts) -> bool:
    """Whether the units read from the database are many, and a tenth of those in the base."""
    changed = FactChange.objects.filter(window=row).count()
    return changed >= FEWEST and changed >= SHARE * row.base_units


def queue(row: WindowFacts) -> None:
    """Start the job, unless one for this window waits already."""
    waiting = Job.objects.filter(kind=KIND, state=Job.State.WAITING, arguments__window=row.pk)
    if not waiting.exists():
        jobs.start(kind=KIND, title=f"Lập tệp nền số liệu {row.window.title()}", arguments={"window": row.pk}, by=None)
