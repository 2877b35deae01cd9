"""Which phenomena of language a figure shows: how its number is written and what its text does around it.

Computed from the text and the number's place, so that right, wrong and missed figures are told alike; what
cannot be computed stands as "phenomena" in the gold and holds for all figures of its text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from evaluation.gold_items import Figure, Item
from evaluation.scoring import Outcome
from tuquan.reader import BUNDLED_NAMES, BUNDLED_WORDS, Finding
from tuquan.reader.mentions import Mention, mentions
from tuquan.reader.places import places
from tuquan.reader.sentences import Sentence, split
from tuquan.reader.shadow import CELL, Shadow, shadow

PART = re.compile(r"(?<!\w)(?:trong đó|riêng|gồm|bao gồm|còn lại|trong số đó)(?!\w)")
OTHER_PERIOD = re.compile(r"(?<!\w)(?:cùng kỳ|năm (?:trước|ngoái|liền trước)|so với|tháng trước|quý trước)(?!\w)")
HEADING = re.compile(r"\W*(?:[ivxa-zđ\d]{1,4}[.)]\s+)?[^\n.;\d]{3,90}:?\s*")
LABEL = re.compile(r"\W*[^\n:.;\d]{3,120}:\s*$")
SLIP = re.compile(r"\w\s+[,;](?=\w)|\w[,;](?=[^\W\d])|\s{3,}(?=\w)|\d\s+\.\s*\d{3}(?!\d)")
MANY = 3
RESTRICTED = frozenset(entry.code for entry in BUNDLED_WORDS.entries if entry.access == "restricted")


@dataclass(frozen=True, slots=True)
class Ground:
    """A text as it is looked at for its phenomena."""

    dark: Shadow
    numbers: list[Mention]
    sentences: list[Sentence]
    of_text: frozenset[str]


@lru_cache(maxsize=4096)
def _ground(text: str) -> Ground:
    dark = shadow(text)
    sentences = split(dark.plain)
    return Ground(dark, mentions(dark.low), sentences, frozenset(_of_text(dark, sentences)))


def _of_text(dark: Shadow, sentences: list[Sentence]) -> Iterator[str]:
    """What the whole text does."""
    if len({p.name.lower() for p in places(dark.plain, BUNDLED_NAMES)}) > 1:
        yield "several places"
    if len(sentences) > MANY:
        yield "long text"
    if re.search(r"\"[^\"\n]*\d[^\"\n]*\"", dark.low):
        yield "digit in a name"
    if dark.plain.count("“") != dark.plain.count("”") or dark.plain.count('"') % 2:
        yield "unclosed quote"
    if SLIP.search(dark.low):
        yield "slip of the pen"
    if dark.plain != dark.original:
        yield "decomposed letters"


def of_finding(item: Item, found: Finding) -> frozenset[str]:
    """Phenomena of something found."""
    ground = _ground(item.text)
    composed = bisect_right(ground.dark.back, found.start) - 1
    number = next((m for m in ground.numbers if composed <= m.start <= composed + (found.end - found.start)), None)
    return _tags(item, ground, number, found.planned, found.indicator)


def of_missed(item: Item, gold: Figure, taken: Iterable[Finding]) -> frozenset[str]:
    """Phenomena of a marked figure that was not found: its number is the first of that value not taken yet."""
    ground = _ground(item.text)
    used = {f.start for f in taken}
    fits = [m for m in ground.numbers if gold["value"] is not None and abs(float(m.value) - gold["value"]) < 1e-6]
    number = next((m for m in fits if ground.dark.back[m.start] not in used), None)
    return _tags(item, ground, number, gold.get("planned", False), gold["indicator"])


def tagged(outcome: Outcome) -> Iterator[tuple[str, str, bool, frozenset[str]]]:
    """(indicator, right | wrong | missed, sure, phenomena) of all that was found or missed in one text."""
    item = outcome.item
    for found, _ in outcome.right:
        yield found.indicator, "right", found.confidence == "sure", of_finding(item, found)
    for found in outcome.wrong:
        yield found.indicator, "wrong", found.confidence == "sure", of_finding(item, found)
    for gold in outcome.missed:
        yield gold["indicator"], "missed", False, of_missed(item, gold, [f for f, _ in outcome.right])


def _tags(item: Item, ground: Ground, number: Mention | None, planned: bool, code: str) -> frozenset[str]:
    out = set(item.phenomena | ground.of_text)
    if planned:
        out.add("planned")
    if code in RESTRICTED:
        out.add("restricted")
    if number:
        out.update(_of_number(number))
        out.update(_of_place(ground, number))
    return frozenset(out) or frozenset(("plain",))


def _of_number(number: Mention) -> Iterator[str]:
    """How the number is written."""
    names = {"percent": "percent", "money": "money", "word": "number in words"}
    if number.form in names:
        yield names[number.form]
    if number.of is not None:
        yield "share"
    if number.value_max is not None:
        yield "range"
    if number.qualifier != "exact":
        yield "approximate"


def _of_place(ground: Ground, number: Mention) -> Iterator[str]:
    """What its sentence and line do."""
    low = ground.dark.low
    sentence = next((s for s in ground.sentences if s.start <= number.start < s.end), None)
    if sentence:
        yield from _of_sentence(low, ground.numbers, sentence, number)
    start = low.rfind("\n", 0, number.start) + 1
    line = low[start : low.find("\n", start) if "\n" in low[start:] else len(low)]
    if CELL in line:
        yield "row of a table"
    elif LABEL.match(low[start : number.start]):
        yield "label and figure"
    above = low[low.rfind("\n", 0, start - 1) + 1 : start - 1] if start > 1 else ""
    if above.strip() and HEADING.fullmatch(above):
        yield "under a heading"


def _of_sentence(low: str, numbers: list[Mention], sentence: Sentence, number: Mention) -> Iterator[str]:
    inside = [m for m in numbers if sentence.start <= m.start < sentence.end]
    if len(inside) > MANY:
        yield "list of figures"
    if PART.search(low, sentence.start, number.start):
        yield "part of a whole"
    if OTHER_PERIOD.search(low, sentence.start, sentence.end):
        yield "other period"
