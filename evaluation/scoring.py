"""Which findings are the marked figures: right, wrong and missed ones of every text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from evaluation.gold_items import Figure, Item, items
from tuquan.reader import BUNDLED_WORDS, Finding, read
from tuquan.vn.text import nfc

# Words of type before the name of a unit: "xã An Phú" and "An Phú" are one place.
TYPE = re.compile(r"^(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|thôn|công an)\s+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A text and what was made of it; doubtful findings are shown to a person and not scored."""

    item: Item
    right: tuple[tuple[Finding, Figure], ...]
    wrong: tuple[Finding, ...]
    missed: tuple[Figure, ...]

    def as_kept(self) -> dict[str, list[str]]:
        """What `last.json` keeps of it."""
        return {
            "right": [f"{figure['indicator']} {figure['value']}" for _, figure in self.right],
            "wrong": [f"{f.indicator} «{f.quote}» {f.confidence} {f.rule}" for f in self.wrong],
            "missed": [f"{figure['indicator']} {figure['value']}" for figure in self.missed],
        }


def agrees(found: Finding, gold: Figure) -> bool:
    """Whether a finding is the marked figure; place and period are scored apart (`told`)."""
    if found.indicator != gold["indicator"] or found.planned != gold.get("planned", False):
        return False
    if gold["value"] is None:
        return found.masked and found.value is None
    same = found.value is not None and abs(float(found.value) - gold["value"]) < 1e-6
    return same and all(gold.get(end) in (None, getattr(found, end)) for end in ("of", "value_max"))


def outcome(item: Item) -> Outcome:
    """Right, wrong and missed figures of one text."""
    left, wrong, right = list(item.figures), [], []
    findings = read(item.text).findings
    for found in (f for f in findings if f.confidence != "doubtful"):
        hits = [gold for gold in left if agrees(found, gold)]
        if hits:
            best = max(hits, key=lambda gold: sum(told(found, gold).values()))
            left.remove(best)
            right.append((found, best))
        else:
            wrong.append(found)
    doubted = [f for f in findings if f.confidence == "doubtful"]
    missed = [gold for gold in left if not (gold.get("doubtful") and any(agrees(f, gold) for f in doubted))]
    return Outcome(item, tuple(right), tuple(wrong), tuple(missed))


def told(found: Finding, gold: Figure) -> dict[str, bool]:
    """For place and period, where the gold names them: whether the finding says the same.

    A place may be written with or without its type; a period is compared by months, and a state by its end.
    """
    out: dict[str, bool] = {}
    if gold.get("place"):
        said, marked = _bare(found.place or ""), _bare(gold["place"])
        out["place"] = bool(said) and (said in marked or marked in said)
    ends = ("period_start", "period_end") if BUNDLED_WORDS.by_code[found.indicator].kind == "flow" else ("period_end",)
    named = [end for end in ends if gold.get(end)]
    if named:
        out["period"] = all(str(getattr(found, end))[:7] == gold[end][:7] for end in named)
    return out


def _bare(place: str) -> str:
    return TYPE.sub("", nfc(place).lower()).strip()


def evaluate(gold: Iterable[Item] | None = None) -> list[Outcome]:
    """Outcomes of items, in their order; all of ours are read once a process."""
    return list(_ours()) if gold is None else [outcome(item) for item in gold]


@lru_cache(maxsize=1)
def _ours() -> tuple[Outcome, ...]:
    return tuple(outcome(item) for item in items())


def totals(outcomes: Iterable[Outcome]) -> tuple[int, int, int]:
    """Numbers of right, wrong and missed figures."""
    values = list(outcomes)
    return sum(len(o.right) for o in values), sum(len(o.wrong) for o in values), sum(len(o.missed) for o in values)
