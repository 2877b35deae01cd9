"""A process whose children make one move each and kill themselves at a given statement; run by test_workflow_killed.

Arguments: move, submission, day, how many kills, seed. Prints what stood before, after each kill, and after the move
was made whole, as lines of JSON.
"""

import json
import os
import random
import signal
import sys
from datetime import date
from typing import Any


def stands(key: int) -> list[int | str]:
    """Everything that the move writes, counted."""
    from tuquan.ground.models import AuditEvent, Notice
    from tuquan.reporting.models import Figure, FigureRevision, Forwarding, Move, Submission

    row = Submission.objects.get(pk=key)
    return [
        row.state, row.version, Move.objects.filter(submission=key).count(),
        FigureRevision.objects.filter(figure__submission=key, superseded_at=None).count(),
        Figure.objects.filter(submission=key).exclude(reopened_because="").count(),
        Forwarding.objects.filter(submission=key).count(), AuditEvent.objects.count(), Notice.objects.count(),
    ]  # fmt: skip


def make(name: str, key: int, day: date, last: int) -> int:
    """Make the move, and die at statement `last` (0: live); returns how many statements it took."""
    from django.db import connection

    from tuquan.ground import clock
    from tuquan.reporting import moves
    from tuquan.reporting.models import Submission

    made = [0]

    def count(execute: Any, *given: Any) -> Any:
        made[0] += 1
        if made[0] == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*given)

    row = Submission.objects.get(pk=key)
    with clock.at(day), connection.execute_wrapper(count):
        getattr(moves, name)(by=None, submission=row, version=row.version)
    return made[0]


def counted(name: str, key: int, day: date) -> int:
    """How many statements the move takes; nothing of it stays."""
    from django.db import transaction

    with transaction.atomic():
        needed = make(name, key, day, 0)
        transaction.set_rollback(True)
    return needed


def dies(name: str, key: int, day: date, last: int) -> bool:
    """Whether a child that makes the move was killed at that statement."""
    from django.db import connections

    connections.close_all()  # no connection is shared with the child
    child = os.fork()
    if child == 0:
        make(name, key, day, last)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def main() -> None:
    name, key, day = sys.argv[1], int(sys.argv[2]), date.fromisoformat(sys.argv[3])
    kills, chance = int(sys.argv[4]), random.Random(int(sys.argv[5]))
    from tuquan.cli.station import open_station

    open_station(migrate=False)
    print(json.dumps(stands(key)))
    needed = counted(name, key, day)
    for last in chance.choices(range(1, needed + 1), k=kills):
        assert dies(name, key, day, last), f"not killed at {last} of {needed}"
        print(json.dumps(stands(key)))
    make(name, key, day, 0)
    print(json.dumps(stands(key)))


if __name__ == "__main__":
    main()
