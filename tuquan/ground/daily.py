"""What the worker does once a day by itself: rooms register works, each stands or falls alone."""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from tuquan.ground import clock

# Early in the morning of Việt Nam, before offices open.
HOUR = time(5, 30)
log = logging.getLogger(__name__)

Work = Callable[[], object]
_works: dict[str, Work] = {}


def every_day(name: str, work: Work) -> None:
    """Register a work for AppConfig.ready(); it must stand being repeated on the same day."""
    _works[name] = work


def run() -> dict[str, bool]:
    """Do every work now; says of each whether it went through. One that fails is logged and does not stop the rest."""
    done = {}
    for name, work in _works.items():
        try:
            work()
            done[name] = True
        except Exception:
            log.exception("Daily work %s stopped", name)
            done[name] = False
    return done


@task()
def run_daily() -> None:
    """What the worker calls; the next morning is laid first, so that no fault of a work ends the row of days."""
    run_daily.using(run_after=next_morning(clock.now())).enqueue()
    run()


def begin() -> None:
    """For the start of the worker: today's works are done now, and every morning from then on."""
    DBTaskResult.objects.filter(task_path=run_daily.module_path).ready().delete()
    DBTaskResult.objects.filter(task_path=run_daily.module_path, run_after__isnull=False, finished_at=None).delete()
    run_daily.enqueue()


def next_morning(moment: datetime) -> datetime:
    """The next time the clock of Việt Nam shows HOUR."""
    here = moment.astimezone(clock.VIETNAM)
    morning = datetime.combine(here.date(), HOUR, tzinfo=clock.VIETNAM)
    return morning if here < morning else morning + timedelta(days=1)
