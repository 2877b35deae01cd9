"""Rules of the words that nothing exercises: a rule must win for one marked text or example at least.

A rule wins when its finding is offered and not wrong; one of `nothing` when it keeps a number from being read.
What is read because the label of a row is the indicator's very name exercises no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluation.scoring import Outcome
from tuquan.reader import BUNDLED_NAMES, BUNDLED_WORDS, Words
from tuquan.reader.document import decisions
from tuquan.reader.engine import NOTHING
from tuquan.reader.tables import SURELY


def winners(text: str, words: Words = BUNDLED_WORDS) -> list[str]:
    """The rules that decided over the numbers of a text, rows with an indicator's own name left out."""
    told = decisions(text, BUNDLED_NAMES, words)
    return [decision.rule for decision in told if decision.found[0].score < SURELY]


def unexercised(outcomes: Iterable[Outcome], words: Words = BUNDLED_WORDS) -> list[str]:
    """Ids of the rules that win nowhere, in the order of the words."""
    won = set(_won(outcomes, words))
    return [rule.id for entry in words.entries for rule in entry.rules if rule.id not in won]


def _won(outcomes: Iterable[Outcome], words: Words) -> Iterator[str]:
    for outcome in outcomes:
        wrong = {found.rule for found in outcome.wrong} - {found.rule for found, _ in outcome.right}
        yield from (rule for rule in winners(outcome.item.text, words) if rule not in wrong)
    for entry in words.entries:
        for example in entry.examples:
            rules = winners(example.text, words)
            yield from (rule for rule in rules if rule.split(".")[0] in (entry.code, NOTHING))
