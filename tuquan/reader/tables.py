"""Rows of tables turned to lines: "Mô hình xây dựng mới<tab>mô hình<tab>03"."""

from __future__ import annotations

import re
from functools import lru_cache

from tuquan.reader.engine import Match
from tuquan.reader.mentions import Mention
from tuquan.reader.sentences import Sentence
from tuquan.reader.words_data import Rule, Words

NUMBERING = re.compile(r"^\s*(?:[-+•*]|\d{1,3}(?:\.\d{1,2})*[.)]?|[ivx]+[.)]|[a-zđ][.)])?\s+")
NOT_WORD = re.compile(r"[\W_]+")


def row(low: str, sentence: Sentence, mention: Mention, words: Words) -> Match | None:
    """The match of a row whose label is an indicator's name and whose number is this one."""
    line_start = low.rfind("\n", 0, mention.start) + 1
    line_end = low.find("\n", mention.end)
    line = low[line_start : line_end if line_end >= 0 else len(low)]
    cells = line.split("\t")
    if len(cells) < 2:
        return None
    labels = _labels(words)
    first = low.rfind("\t", line_start, mention.start)
    last = low.find("\t", mention.end)
    cell = low[first + 1 : last if last >= 0 else line_start + len(line)]
    if len(cell.strip()) > mention.end - mention.start + 2 or first < 0:
        return None
    for text in cells[:2]:
        if rule := labels.get(key(text)):
            return Match(rule, 20.0, 0, 0, 0.0, False)
    return None


def key(text: str) -> str:
    """Label without numbering, "số", "tổng số", punctuation and unit in brackets."""
    text = re.sub(r"\([^)]*\)\s*$", "", NUMBERING.sub("", f" {text} "))
    plain = NOT_WORD.sub(" ", text).strip().replace("an ninh trật tự", "antt")
    return re.sub(r"^(?:tổng )?số ", "", plain)


@lru_cache(maxsize=8)
def _labels(words: Words) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for entry in words.entries:
        for label in (entry.name, *entry.labels):
            if label and entry.rules:
                found.setdefault(key(label.lower()), _as_label(entry.rules[0]))
    return found


def _as_label(rule: Rule) -> Rule:
    return rule
