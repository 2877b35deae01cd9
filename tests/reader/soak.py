"""`python -m tests.reader.soak`: mutated documents opened and read, each within its time and memory.

A child process reads them and tells how each ended; one that crashes it, takes more than 5 seconds of its time or
brings it over 300 MB is a fault, told by its number, and a new child goes on after it. The number and the seed give
the document back: `python -m tests.reader.soak --only NUMBER --keep FILE`.
"""

import argparse
import multiprocessing
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from tests.reader import mutations

SEED = 20211214
SECONDS = 5.0
MEGABYTES = 300
# Beyond this nothing is waited for: the machine may be busy with other work, the child's own time is what counts.
PATIENCE = 600.0
# A child that asks for more is refused by the system before the machine suffers.
HARD_MEGABYTES = 3_000
KEPT_EVERY = 500


@dataclass(frozen=True)
class Ended:
    """How one document ended: a refusal's code, "read", "crash: …", "hang", "memory"."""

    number: int
    kind: str
    end: str
    seconds: float
    megabytes: float


@dataclass
class Outcome:
    """What was seen so far; `ends` counts kind and end."""

    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[Ended] = field(default_factory=list)
    slowest: float = 0.0
    megabytes: float = 0.0

    def add(self, ended: Ended) -> None:
        self.ends[ended.kind, ended.end.split(":")[0]] += 1
        self.slowest = max(self.slowest, ended.seconds)
        self.megabytes = max(self.megabytes, ended.megabytes)
        if ended.end.split(":")[0] in ("crash", "hang", "memory"):
            self.faults.append(ended)


def document(number: int, seed: int = SEED) -> tuple[str, bytes]:
    """The mutated document of a number."""
    return mutations.document(Random(f"{seed} {number}"))


def end_of(data: bytes) -> str:
    """The whole way of a received file, zip or not: "read" or the code of its refusal. Raises only for a fault."""
    from tuquan.reader.opening import Unreadable, open_document
    from tuquan.reader.opening.bundle import is_bundle, unbundle

    try:
        if is_bundle(data):
            return "+".join(sorted({end_of(content) for _, content in unbundle(data, "a.zip").files})) or "left out"
        opened = open_document(data, file_name="a")
    except Unreadable as refused:
        return refused.code
    return _read(opened.text)


def _read(text: str) -> str:
    from tuquan.reader import contradictions, read
    from tuquan.reader.lint import personal_spans, redact, secrecy_mark
    from tuquan.reader.spelling import without_spelling

    if secrecy_mark(text):
        return "secret"
    once = without_spelling(text)
    reading = read(once)
    for found in reading.findings:
        assert found.masked or once[found.start : found.end] == found.quote, "quote"
    contradictions.find(reading, text)
    redact(text, [(span.start, span.end) for span in personal_spans(text)])
    return "read"


def run(first: int, last: int, seed: int = SEED) -> Iterator[Ended]:
    """How each document from `first` up to `last` (excluded) ended, in order."""
    at = first
    while at < last:
        for ended in _by_a_child(at, last, seed):
            yield ended
            at = ended.number + 1


def _by_a_child(first: int, last: int, seed: int) -> Iterator[Ended]:
    """Documents read by one child, up to the first that is its end."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(theirs, first, last, seed), daemon=True)
    child.start()
    theirs.close()
    try:
        at = first
        while at < last:
            told = _told(ours, at, child.pid)
            yield told
            if told.end in ("hang", "memory", "crash: process"):
                return
            at += 1
    finally:
        child.kill()
        child.join()


def _told(ours: Connection, number: int, pid: int | None) -> Ended:
    try:
        if ours.poll(PATIENCE):
            return ours.recv()  # type: ignore[no-any-return]
        return Ended(number, "?", "hang", PATIENCE, 0)
    except EOFError:
        return Ended(number, "?", "crash: process", 0, 0)


def _child(theirs: Connection, first: int, last: int, seed: int) -> None:
    _forget_the_starter()
    os.environ["TUQUAN_OCR"] = "off"  # reading a picture takes seconds a page and has limits of its own
    resource.setrlimit(resource.RLIMIT_AS, (HARD_MEGABYTES << 20, HARD_MEGABYTES << 20))
    for number in range(first, last):
        kind, data = document(number, seed)
        start = _spent()
        try:
            end = end_of(data)
        except Exception as fault:  # what is looked for: every exception that is no refusal
            end = f"crash: {type(fault).__name__}: {str(fault)[:120]}"
        seconds, megabytes = _spent() - start, _peak()
        if not end.startswith("crash"):
            end = "hang" if seconds > SECONDS else "memory" if megabytes > MEGABYTES else end
        theirs.send(Ended(number, kind, end, seconds, megabytes))


def _spent() -> float:
    """Seconds of computing of this process and of those it started."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _peak() -> float:
    """Most memory that this process or one it started ever held, in MB."""
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return max(_own_peak() or _highest(resource.RUSAGE_SELF), _highest(resource.RUSAGE_CHILDREN)) / unit


def _highest(who: int) -> int:
    return resource.getrusage(who).ru_maxrss


def _own_peak() -> int:
    """In KB, since `_forget_the_starter`; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def _forget_the_starter() -> None:
    """Linux hands the highest memory of the process that starts another on to it: here that is a whole test run."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def report(outcome: Outcome, seed: int) -> str:
    """The outcome as it is kept."""
    total = sum(outcome.ends.values())
    lines = [
        f"{total} documents, seed {seed}: {len(outcome.faults)} faults (crash, more than {SECONDS:.0f} s, more than "
        f"{MEGABYTES} MB); slowest {outcome.slowest:.2f} s, most memory {outcome.megabytes:.0f} MB",
    ]
    for kind in mutations.KINDS:
        ends = Counter({end: n for (k, end), n in outcome.ends.items() if k == kind})
        told = ", ".join(f"{end} {n}" for end, n in ends.most_common())
        lines.append(f"{kind:>5} {sum(ends.values()):6}: {told}")
    lines += [f"fault {f.number} ({f.kind}): {f.end}, {f.seconds:.1f} s, {f.megabytes:.0f} MB" for f in outcome.faults]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", type=int, help="write this document to --keep and end")
    parser.add_argument("--keep", type=Path, help="file for the outcome")
    given = parser.parse_args()
    if given.only is not None:
        given.keep.write_bytes(document(given.only, given.seed)[1])
        return 0
    outcome, began = Outcome(), time.monotonic()
    for ended in run(given.first, given.first + given.times, given.seed):
        outcome.add(ended)
        if given.keep and ended.number % KEPT_EVERY == 0:
            keep(given.keep, report(outcome, given.seed))
        if ended.number % 50 == 0 or ended.end.startswith(("crash", "hang", "memory")):
            _progress(ended, given.first + given.times, outcome, time.monotonic() - began)
    print()
    shown = report(outcome, given.seed)
    print(shown)
    if given.keep:
        keep(given.keep, shown)
    return 1 if outcome.faults else 0


def keep(path: Path, shown: str) -> None:
    """Write the outcome; a long run does so now and then, so that what it saw is kept when it is cut off."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(shown, "utf-8")


def _progress(ended: Ended, last: int, outcome: Outcome, seconds: float) -> None:
    line = f"{ended.number} / {last} tài liệu, {len(outcome.faults)} lỗi, {seconds:.0f} giây"
    fault = f"\n  lỗi {ended.number}: {ended.kind} {ended.end}" if ended in outcome.faults[-1:] else ""
    print(f"\r{line}{fault}", end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
