"""The shared rules are data: each row's own two examples are its test, and the domain's fourteen are all there."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tuquan.reporting.checks.contradictions import differ, miscounts
from tuquan.reporting.checks.decided import precedes
from tuquan.reporting.checks.language import FUNCTIONS, KNOWN, THIS_LINE
from tuquan.reporting.checks.packaged import Packaged, packaged, parse
from tuquan.reporting.checks.parsing import parse as side_of
from tuquan.reporting.checks.reading_rules import PLACES, all_leaves, codes_of, sides_of
from tuquan.reporting.checks.reference import table
from tuquan.reporting.checks.relations import breaks
from tuquan.reporting.checks.telling import example, sample
from tuquan.reporting.checks.usual import Limits, Usual
from tuquan.reporting.data.tables import rows
from tuquan.reporting.errors import DataRefused
from tuquan.reporting.models import CheckKind

Example = dict[str, str]


def _relation(item: Packaged, example: Example) -> bool:
    facts = {side_of(name): Fraction(value) for name, value in example.items()}
    missing = set(all_leaves(item.rule)) - set(facts)
    assert not missing, f"the example leaves {missing} unknown, so the rule would be silent"
    return breaks(sides_of(item.rule), facts.get)


def _outlier(item: Packaged, example: Example) -> bool:
    others = [Fraction(number) for number in example["khac"].split()]
    usual = Usual.among(others, ratio=item.rule.kind == CheckKind.PEERS)
    return usual.refuses(Fraction(example["nay"]), Limits.of(item.rule.parameters))


def _two(item: Packaged, example: Example) -> bool:
    one, other = (Decimal(number) for number in example.values())
    return differ((one, None), (other, None))


def _named(item: Packaged, example: Example) -> bool:
    return miscounts(Decimal(example["ghi"]), int(example["ke"]))


def _dated(item: Packaged, example: Example) -> bool:
    return precedes(date.fromisoformat(example["viec"]), date.fromisoformat(example["quyet_dinh"]))


ASKS = {
    CheckKind.RELATION: _relation,
    CheckKind.HISTORY: _outlier,
    CheckKind.PEERS: _outlier,
    CheckKind.SOURCES: _two,
    CheckKind.STATED: _two,
    CheckKind.READING: _two,
    CheckKind.NAMED: _named,
    CheckKind.DATED: _dated,
}


@pytest.mark.parametrize("item", packaged(), ids=lambda item: item.rule.code)
def test_the_example_that_holds_is_not_asked_and_the_one_that_fails_is(item: Packaged) -> None:
    asks = ASKS[CheckKind(item.rule.kind)]
    assert not asks(item, item.holds)
    assert asks(item, item.fails)


def test_all_fourteen_rules_of_the_domain_are_rows() -> None:
    assert {item.number for item in packaged()} - {""} == {str(number) for number in range(1, 15)}


@pytest.mark.parametrize("item", packaged(), ids=lambda item: item.rule.code)
def test_no_rule_names_an_unknown_or_restricted_line(item: Packaged) -> None:
    access = {row["code"]: row["access"] for row in rows("indicators.csv")}
    named = codes_of(item.rule) | set(item.rule.parameters.values() if item.rule.kind == CheckKind.DATED else ())
    assert {access.get(code) for code in named} <= {"open", "limited"}


@pytest.mark.parametrize("item", packaged(), ids=lambda item: item.rule.code)
def test_a_rule_is_said_in_words(item: Packaged) -> None:
    assert item.rule.name[0].isupper()
    assert "_" not in item.rule.name
    assert item.rule.sentence


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("left", "schemes_active +", "thiếu"),
        ("condition", "schemes_active", "thiếu"),
        ("sentence", "{tên schemes_active + }", "không dùng được"),
        ("sentence", "", "chưa có câu hỏi"),
        ("left", "dong_nay", "dong_nay"),
        ("left", "3", "chưa nêu chỉ tiêu"),
    ],
)
def test_a_faulty_row_is_refused_with_its_place(column: str, value: str, said: str) -> None:
    row = next(row for row in rows("checks.csv") if row["code"] == "founded_within_schemes")
    faulty = {**row, column: value, **({"right": "4"} if value == "3" else {})}
    with pytest.raises(DataRefused) as refused:
        parse([faulty])
    assert said in refused.value.message
    assert "founded_within_schemes" in refused.value.message


def test_a_rule_may_not_stand_twice_on_a_day() -> None:
    row = rows("checks.csv")[0]
    with pytest.raises(DataRefused, match="ghi hai lần"):
        parse([row, row])


def test_the_reference_shows_the_data() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "checks.md").read_text("utf-8")
    assert table() in page, "write reference.table() into the page again"
    for name in (*FUNCTIONS, *KNOWN, *PLACES, THIS_LINE):
        assert name in page


@pytest.mark.parametrize("item", packaged(), ids=lambda item: item.rule.code)
def test_the_sample_question_is_whole(item: Packaged) -> None:
    names = {row["code"]: row["name_vi"] for row in rows("indicators.csv")}
    if item.rule.kind == CheckKind.RELATION:
        said = sample(item.rule, names.__getitem__, example(item.fails))
        assert not re.search(r"[{}_—]", said), said
