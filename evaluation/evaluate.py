"""Score the reader on our own marked texts and say what was gained and lost since the last recorded run.

usage: python -m evaluation.evaluate [--keep]     (make evaluate, make evaluate KEEP=1)

`--keep` records the outcome in `last.json` and writes `SCORES.md`. Leaves with 1 when a rule of the words is
exercised by nothing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.report import scores
from evaluation.rules import unexercised
from evaluation.scoring import Outcome, evaluate, totals
from tuquan.reader import BUNDLED_WORDS

HERE = Path(__file__).parent
LAST, SCORES = HERE / "last.json", HERE / "SCORES.md"
Kept = dict[str, dict[str, list[str]]]


def main() -> int:
    """Print scores, gains and losses, rules that nothing exercises."""
    outcomes = evaluate()
    idle = unexercised(outcomes)
    print(scores(outcomes, _rules(), len(idle)))
    last = json.loads(LAST.read_text("utf-8")) if LAST.exists() else {}
    print("\n".join(changes(outcomes, last)) or "No change against the last recorded run.")
    if idle:
        print(f"{len(idle)} rules that nothing exercises: {' '.join(idle)}")
    if "--keep" in sys.argv:
        _keep(outcomes, len(idle))
    return 1 if idle else 0


def changes(outcomes: list[Outcome], last: Kept) -> Iterator[str]:
    """Gains and losses of each text against the last recorded run, and what is faulty in a text seen anew."""
    for outcome in outcomes:
        now, before = outcome.as_kept(), last.get(outcome.item.key)
        lines = list(_differences(before, now)) if before else _faults(now)
        if lines:
            state = "" if before else " (new)"
            yield f"{outcome.item.file} {outcome.item.number}{state}: {outcome.item.text[:110]!r}"
            yield from (f"    {line}" for line in lines)
    gone = len(set(last) - {o.item.key for o in outcomes})
    if gone:
        yield f"{gone} texts of the last run are no longer there."


def _differences(before: dict[str, list[str]], now: dict[str, list[str]]) -> Iterator[str]:
    for kind, good in (("right", True), ("wrong", False), ("missed", False)):
        then, here = Counter(before[kind]), Counter(now[kind])
        yield from (f"{'gained' if good else 'lost'}: {kind} {what}" for what in (here - then).elements())
        yield from (f"{'lost' if good else 'gained'}: no longer {kind} {what}" for what in (then - here).elements())


def _faults(now: dict[str, list[str]]) -> list[str]:
    return [f"{kind} {what}" for kind in ("wrong", "missed") for what in now[kind]]


def _rules() -> int:
    return sum(len(entry.rules) for entry in BUNDLED_WORDS.entries)


def _keep(outcomes: list[Outcome], idle: int) -> None:
    kept = {outcome.item.key: outcome.as_kept() for outcome in outcomes}
    LAST.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    SCORES.write_text(scores(outcomes, _rules(), idle), "utf-8")


__all__ = ["changes", "evaluate", "main", "totals"]

if __name__ == "__main__":
    raise SystemExit(main())
