"""An installation of a test's own, for tests that need several processes: `python -m tests.reporting.facts.station DO`.

`kill N` lays every window again and again and dies, without a word, at the N-th line that it runs of laying.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any


def open_here(folder: Path, *, migrate: bool = False) -> None:
    os.environ["TUQUAN_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuquan.config.settings")
    from tuquan.cli.station import open_station

    open_station(migrate=migrate)


def build() -> None:
    """A district whose communes have approved their figures in one round."""
    from tests.reporting import factories as make
    from tests.reporting.facts import worlds
    from tuquan.reporting.models import State

    district, round_, lines = worlds.small(3)
    for at, office in enumerate(district.communes.values()):
        for line in lines:
            worlds.answer(make.submission(round_, office), line, 8 * (at + 1))
        worlds.move(make.submission(round_, office), State.APPROVED)


def lay(die_at: int = 0) -> int:
    """Lay every window once, as the command does; returns how many lines of laying were run."""
    from tuquan.reporting.facts import folder, laying
    from tuquan.reporting.models import WindowFacts

    ours = {laying.__file__, folder.__file__}
    count = 0

    def line(frame: Any, event: str, _: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename not in ours:
            return None
        if event == "line":
            count += 1
            if count == die_at:
                os.kill(os.getpid(), signal.SIGKILL)
        return line

    sys.settrace(line)
    for row in WindowFacts.objects.all():
        laying.lay(row.pk)
    folder.sweep(grace=-1)
    sys.settrace(None)
    return count


def approve(value: int) -> None:
    """One commune approves another number for one line."""
    from tests.reporting.facts import worlds
    from tuquan.reporting.models import Round, State

    round_ = Round.objects.get()
    row = round_.submissions.exclude(unit=round_.scope_id).order_by("pk").first()
    assert row is not None
    worlds.answer(row, worlds.lines_of(round_)[0], value)
    worlds.move(row, State.APPROVED)


def total() -> str:
    """What the facts say of the first line, as the roll-up says it, too."""
    from tests.reporting.facts import worlds
    from tuquan.reporting import rollup
    from tuquan.reporting.models import Round

    round_ = Round.objects.get()
    line = worlds.lines_of(round_)[0]
    (row,) = worlds.one(round_, (round_.scope_id,), [line])
    same = rollup.total(round=round_, unit_id=round_.scope_id, indicator=line).value
    return f"{row.value} {same}"


def main() -> None:
    folder, act, *more = sys.argv[1:]
    open_here(Path(folder), migrate=act == "build")
    if act == "build":
        build()
        print(lay())
    elif act == "kill":
        lay(int(more[0]))
    elif act == "approve":
        approve(int(more[0]))
    elif act == "serve":
        print(total(), flush=True)
        for _ in sys.stdin:
            print(total(), flush=True)


if __name__ == "__main__":
    main()
