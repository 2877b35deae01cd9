"""The times of a demonstration that is loaded in a minute: rows bear the day and hour on which their acts are told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest.mock import patch

from tuquan.ground import clock

WORKING = time(9, 5)


@contextmanager
def on(day: date, at: time = WORKING) -> Iterator[None]:
    """Within it, everything written is of that moment: `clock` and the times that rows keep of themselves.

    Most rows are append-only, so their times cannot be set afterwards; Django asks `timezone.now` for them.
    """
    moment = datetime.combine(day, at, clock.VIETNAM)
    with clock.at(day), patch("django.utils.timezone.now", lambda: moment), patch.object(clock, "now", lambda: moment):
        yield
