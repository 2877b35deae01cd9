"""Many files through the quarantine, by processes of their own where there are enough of them and cores for it.

A worker opens, checks and redacts in its memory and gives back what may be kept; it asks no database, stores nothing.
"""

import os
import pickle
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from tuquan.intake.errors import SecrecyMark, UnreadableReport
from tuquan.intake.names import DatabaseNames, NamesOfDay
from tuquan.intake.quarantine import Cleared
from tuquan.intake.worker import Sent, begin, broken, clear_there, cleared
from tuquan.reader.many import WORKERS, Crew, shared_out

# Fewer files than this are read before another process has begun.
FEW = 6
Told = Cleared | SecrecyMark | UnreadableReport


def clear_many(
    files: Iterable[tuple[str, bytes]], *, day: date, count: int, workers: int | None = None
) -> Iterator[Told]:
    """What `clear` says of each file, (name, bytes), in order: cleared, or the refusal. `count`: how many there are.

    Few files, one core (or `workers` below two), or a machine that lets no process begin: this process reads them all.
    """
    workers = min(WORKERS, os.cpu_count() or 1) if workers is None else workers
    alone = partial(cleared, names=DatabaseNames(day))
    if workers < 2 or count < FEW:
        return (_told(alone(name, data)) for name, data in files)
    given = (pickle.dumps(NamesOfDay(day)),)
    return map(_told, shared_out(files, Crew(clear_there, begin, given, broken, alone, workers)))


def _told(sent: Sent) -> Told:
    if isinstance(sent, Cleared):
        return sent
    code, message = sent
    return SecrecyMark(message) if code == SecrecyMark.code else UnreadableReport(code, message)
