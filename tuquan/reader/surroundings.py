"""What the rules are given of the text around one number, and what a rule that holds says."""

from __future__ import annotations

from dataclasses import dataclass

from tuquan.reader.words_data import Rule


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Text around one number, all prepared: `behind` the sentence up to it, `ahead` from it to the sentence's
    end, `left` and `after` what lies between the neighbouring numbers, `topic` sentence, paragraph and heading,
    `earlier` the same without the sentence, `previous` the indicators already found in the sentence, `noun` what the
    number before counted, `nouns` what the sentence before counted."""

    behind: str
    ahead: str
    left: str
    after: str
    topic: str
    earlier: str
    previous: tuple[str, ...]
    noun: str = ""
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds, how heavy, how the noun ends, and how far its nearest deciding words are.

    `resembles`: it holds for the label of a row that is not the indicator's name itself.
    """

    rule: Rule
    score: float
    noun_end: int
    noun_words: int
    distance: float
    carried: bool
    resembles: bool = False
