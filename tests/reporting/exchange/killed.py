"""A process that takes a file of values and kills itself at a given statement; run by test_killed.

Arguments: report kind, file, the statement at which it dies (0: never). Says how many statements it made.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    kind, path, last = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    from tuquan.cli.station import open_station

    open_station(migrate=False)
    from django.db import connection

    from tuquan.reporting.exchange.importing import take
    from tuquan.reporting.models import ReportKind

    asked = ReportKind.objects.get(code=kind)
    made = [0]

    def count(execute: Any, *given: Any) -> Any:
        made[0] += 1
        if made[0] == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*given)

    with connection.execute_wrapper(count):
        take(by=None, report_kind=asked, data=path.read_bytes(), file_name="so-lieu.csv")
    print(made[0])


if __name__ == "__main__":
    main()
