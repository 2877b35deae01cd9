"""Score the reader on our own marked sentences and say what was gained and lost since the last run.

usage: python -m evaluation.evaluate [--keep]

Reads `gold/*.json`: lists of {"text", "figures": [{"indicator", "value", "of"?, "planned"?}]}; a value of
null is a restricted figure, which must be found and masked. `--keep` writes the outcome to `last.json`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tuquan.reader import Finding, read

HERE = Path(__file__).parent
LAST = HERE / "last.json"


def agrees(found: Finding, gold: dict[str, Any]) -> bool:
    """Whether a finding is the marked figure."""
    if found.indicator != gold["indicator"] or found.planned != gold.get("planned", False):
        return False
    if gold["value"] is None:
        return found.masked and found.value is None
    same = found.value is not None and abs(float(found.value) - gold["value"]) < 1e-6
    return same and ("of" not in gold or found.of == gold["of"])


def outcome(text: str, figures: list[dict[str, Any]]) -> dict[str, Any]:
    """Right, wrong and missed figures of one sentence; doubtful findings are not counted."""
    left, wrong, right = list(figures), [], 0
    for found in (f for f in read(text).findings if f.confidence != "doubtful"):
        hit = next((gold for gold in left if agrees(found, gold)), None)
        if hit is None:
            wrong.append(f"{found.indicator} «{found.quote}» {found.confidence} {found.rule}")
        else:
            left.remove(hit)
            right += 1
    return {"right": right, "wrong": wrong, "missed": [gold["indicator"] for gold in left]}


def evaluate() -> dict[str, dict[str, Any]]:
    """Outcomes by sentence over all gold files."""
    items = [i for path in sorted(HERE.glob("gold/*.json")) for i in json.loads(path.read_text("utf-8"))]
    return {item["text"]: outcome(item["text"], item["figures"]) for item in items}


def totals(outcomes: dict[str, dict[str, Any]]) -> tuple[int, int, int]:
    """Numbers of right, wrong and missed figures."""
    values = outcomes.values()
    return sum(o["right"] for o in values), sum(len(o["wrong"]) for o in values), sum(len(o["missed"]) for o in values)


def main() -> int:
    """Print scores, then gains and losses against `last.json`."""
    outcomes = evaluate()
    right, wrong, missed = totals(outcomes)
    print(
        f"precision {right / max(1, right + wrong):.3f}  recall {right / max(1, right + missed):.3f}  ({right} right)"
    )
    last = json.loads(LAST.read_text("utf-8")) if LAST.exists() else {}
    for text, now in outcomes.items():
        before = last.get(text)
        if before != now and (before or now["wrong"] or now["missed"]):
            print(f"  {text}\n    before {before}\n    now    {now}")
    if "--keep" in sys.argv:
        LAST.write_text(json.dumps(outcomes, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
