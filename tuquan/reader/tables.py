"""Rows of tables turned to lines: "Mô hình xây dựng mới<tab>mô hình<tab>03"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tuquan.reader.mentions import SCALES, Mention
from tuquan.reader.shadow import CELL
from tuquan.reader.surroundings import Match
from tuquan.reader.words_data import Rule, Words

NUMBERING = re.compile(r"^\s*(?:[-+•*]|\d{1,3}(?:\.\d{1,2})*[.)]?|[ivx]+[.)]|[a-zđ][.)])\s+")
NOT_WORD = re.compile(r"[\W_]+")
ITEM = re.compile(r"(?P<label>[^:¦]{4,170}):\s*(?P<number>\d[\d.,]*)[^;.\d]{0,40}")
SURELY = 50.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose label names an indicator; `value_at` is where its first number after the label stands.

    `scale` comes from the cell of the unit: 1,000,000 for "triệu đồng".
    """

    rule: Rule
    value_at: int
    scale: Decimal = Decimal(1)


def row(low: str, position: int, words: Words) -> Row | None:
    """The row of a table around a position, if its label is the name of an indicator."""
    start = low.rfind("\n", 0, position) + 1
    end = low.find("\n", position)
    line = low[start : end if end >= 0 else len(low)]
    if CELL not in line:
        return _listed(line, start, position, words)
    at = start
    for cell in line.split(CELL, 2)[:2]:
        at += len(cell) + 1
        if rule := _labels(words).get(key(cell)):
            number = re.compile(r"\d").search(low, at, start + len(line))
            return Row(rule, number.start() if number else -1, _scale(line))
    return None


def _listed(line: str, start: int, position: int, words: Words) -> Row | None:
    """A line of a list, or its part between semicolons: "- Mô hình xây dựng mới: 03; đội dân phòng: 9"."""
    here = position - start
    first = line.rfind(";", 0, here) + 1
    last = line.find(";", here)
    item = ITEM.fullmatch(line, first, last if last >= 0 else len(line))
    rule = _labels(words).get(key(item["label"])) if item else None
    return Row(rule, start + item.start("number")) if item and rule else None


def _scale(line: str) -> Decimal:
    unit = re.search(rf"{CELL}\s*(nghìn|ngàn|triệu|tỷ|tỉ)\s+đồng\s*{CELL}", line)
    return Decimal(10) ** SCALES[unit[1]] if unit else Decimal(1)


def match(found: Row, mention: Mention) -> Match | None:
    """The row's figure, if this number is it; cumulative and percentage columns are not read."""
    return Match(found.rule, SURELY, 0, 0, 0.0, False) if mention.start == found.value_at else None


# "Ban An ninh, trật tự thôn (Ban)": what a row counts in, at the end of its label.
COUNTED_IN = re.compile(r"\s*\([^()]*\)\s*$")
# "Số lượt người nghe": the number of what is counted.
NUMBER_OF = re.compile(r"^(?:tổng\s+)?số\s+(?:lượng\s+)?(?=\S+\s+\S)")
IN_WORDS = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")


def label(low: str, position: int) -> str | None:
    """The label of the row whose first number after the label stands at a position, without what it counts in."""
    start = low.rfind("\n", 0, position) + 1
    end = low.find("\n", position)
    line = low[start : end if end >= 0 else len(low)]
    at = start
    for cell in line.split(CELL, 2)[:2] if CELL in line else ():
        at += len(cell) + 1
        if IN_WORDS.search(cell):
            number = re.compile(r"\d").search(low, at, start + len(line))
            named = COUNTED_IN.sub("", NUMBERING.sub("", f" {cell} ")).replace("(", "").replace(")", "")
            return NUMBER_OF.sub("", named.strip()) if number and number.start() == position else None
    return None


def key(text: str) -> str:
    """Label without numbering, "số", "tổng số", punctuation and what stands in brackets."""
    text = re.sub(r"\([^)]*\)", " ", NUMBERING.sub("", f" {text} "))
    plain = " ".join(NOT_WORD.sub(" ", text).split()).replace("an ninh trật tự", "antt")
    return re.sub(r"^(?:tổng )?số (?:lượng )?", "", plain)


@lru_cache(maxsize=8)
def _labels(words: Words) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for entry in words.entries:
        for label in (entry.name, *entry.labels):
            if label and entry.rules:
                found.setdefault(key(label.lower()), entry.rules[0])
    return found
