"""A rule of the words that wins for no marked text and no example is dead weight: it fails here."""

from __future__ import annotations

from dataclasses import replace

from evaluation.gold_items import Item
from evaluation.rules import unexercised, winners
from evaluation.scoring import evaluate, outcome
from tuquan.reader import BUNDLED_WORDS, Words
from tuquan.reader.words_data import load


def test_every_rule_wins_somewhere():
    idle = unexercised(evaluate())
    assert not idle, f"write a sentence into evaluation/gold/rules.json, or strike the rule: {' '.join(idle)}"


def test_a_rule_that_never_wins_is_found(tmp_path):
    (tmp_path / "own.toml").write_text(
        '[[indicator]]\ncode = "halls"\naccess = "open"\nkind = "stock"\ncount = ["hội quán"]\n'
        'rules = [ { cue = ["có"] }, { cue = ["sở hữu"], weight = -9 } ]\n'
        'examples = [ { text = "Xã có 12 hội quán.", value = 12 } ]\n',
        "utf-8",
    )
    words = load(tmp_path)
    assert unexercised([], words) == ["halls.2"]
    assert winners("Xã sở hữu 12 hội quán.", words) == ["halls.2"]


def test_a_rule_that_wins_wrongly_is_not_exercised():
    text, figure = "Toàn xã có 64 camera.", {"indicator": "cameras", "value": 64}
    words = Words((replace(BUNDLED_WORDS.by_code["cameras"], examples=()),))
    [rule] = winners(text, words)
    wrong, right = (outcome(Item("own", 1, text, figures, frozenset())) for figures in ((), (figure,)))
    assert rule in unexercised([wrong], words)
    assert rule not in unexercised([right], words)
