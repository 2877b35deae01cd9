"""Work that only this process can do, since the files are in its memory alone; what it reads is seen at once."""

import logging
import threading
from collections.abc import Callable

from django.db import connection

from tuquan.ground import clock

log = logging.getLogger(__name__)


def begin(work: Callable[[], None]) -> None:
    """Run `work` beside the pages, on the day of this request. Where it stops, its batch says so after a while."""
    day = clock.today()

    def run() -> None:
        try:
            with clock.at(day):
                work()
        except Exception:
            log.exception("Reading many reports stopped")
        finally:
            connection.close()

    threading.Thread(target=run, daemon=True).start()
