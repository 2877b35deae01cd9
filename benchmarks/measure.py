"""Medians of alternating runs: ours, the floor, ours, the floor …, so that a drifting machine moves both."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

RUNS = 7


@dataclass(frozen=True)
class Result:
    """Medians in milliseconds; `ratio` is the claim."""

    what: str
    floor: str
    ours_ms: float
    floor_ms: float

    @property
    def ratio(self) -> float:
        return self.ours_ms / self.floor_ms

    def line(self) -> str:
        return f"{self.ratio:7.2f} ×  {self.what}: {self.ours_ms:.1f} ms; {self.floor}: {self.floor_ms:.1f} ms"


def compare(what: str, ours: Callable[[], object], floor_name: str, floor: Callable[[], object]) -> Result:
    """Run both once to warm up, then RUNS times in turn."""
    ours(), floor()
    pairs = [(_milliseconds(ours), _milliseconds(floor)) for _ in range(RUNS)]
    medians = [statistics.median(column) for column in zip(*pairs, strict=True)]
    return Result(what, floor_name, medians[0], medians[1])


def _milliseconds(act: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000
