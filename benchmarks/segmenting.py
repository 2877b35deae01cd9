"""Reading figures out of texts, against merely segmenting the words of the same texts (underthesea), one process each.

underthesea is in the extra `bench`; where it is not installed this row is left out, and why is said.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks import reports
from tuquan.cli.demonstration.figures import units
from tuquan.cli.demonstration.narratives import compose
from tuquan.cli.demonstration.sample_files import as_docx
from tuquan.reader.opening import open_document

LEAST_RATIO = 0.5
TURNS = 3
# Runs of one program after one that warms it up, in seconds of computing: other work on the machine counts for none.
RUNS = 3
INSTALL = ".venv/bin/python -m pip install --require-hashes -r requirements-bench.lock"


GOLD = Path(__file__).parent.parent / "evaluation" / "gold"


def _reports() -> list[str]:
    """Reports of six pages put together from the words' examples, and those of the demonstration's communes."""
    chance = Random(138)
    papers = [as_docx(compose(unit)) for unit in units()]
    return [
        *(reports.text(chance, characters=6 * reports.PAGE) for _ in range(3)),
        *(open_document(paper, file_name="bao-cao.docx").text for paper in papers),
    ]


def _marked() -> list[str]:
    """The marked sentences of the evaluation: nothing but figures, the most that the reader can have to do."""
    marked = [json.loads(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))]
    return [one["text"] for file in marked for one in file]


TEXTS = {"báo cáo": _reports, "câu mẫu dày số liệu": _marked}


def _reader() -> Callable[[str], object]:
    from tuquan.reader import read

    return read


def _segmenter() -> Callable[[str], object]:
    from underthesea import word_tokenize

    return word_tokenize  # type: ignore[no-any-return]


SIDES = {"read": _reader, "segment": _segmenter}


def lines() -> list[str]:
    """What `make bench` prints."""
    if _alone("probe", "") is None:
        return [f"   bỏ qua  đọc so với tách từ: chưa có underthesea ({INSTALL})"]
    return [_line(name) for name in TEXTS]


def _line(name: str) -> str:
    """Runs in turn, each side in a process of its own, so that neither pays for what the other holds in memory."""
    runs = [(_alone("read", name), _alone("segment", name)) for _ in range(TURNS)]
    ours, floor = (statistics.median(speed or 0 for speed in side) for side in zip(*runs, strict=True))
    return (
        f"{ours / floor:7.2f} ×  {name}: đọc ra số liệu {ours:,.0f} ký tự/giây; underthesea chỉ tách từ {floor:,.0f} "
        f"ký tự/giây (một tiến trình, cần ≥ {LEAST_RATIO})"
    )


def _alone(side: str, name: str) -> float | None:
    """Characters a second of one side, measured by a program of its own; None where it cannot run."""
    command = [sys.executable, "-m", "benchmarks.segmenting", side, name]
    done = subprocess.run(command, capture_output=True, text=True, cwd=GOLD.parent.parent, check=False)
    return float(done.stdout) if done.returncode == 0 else None


def _measured(side: str, name: str) -> float:
    act, given = SIDES[side](), TEXTS[name]()
    _seconds(act, given)
    seconds = [_seconds(act, given) for _ in range(RUNS)]
    return sum(map(len, given)) / statistics.median(seconds)


def _seconds(act: Callable[[str], object], given: list[str]) -> float:
    start = time.process_time()
    for text in given:
        act(text)
    return time.process_time() - start


def main() -> int:
    match sys.argv[1:]:
        case ["probe", _]:
            _segmenter()
            print(0)
        case [side, name]:
            print(_measured(side, name))
        case _:
            print(*lines(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
