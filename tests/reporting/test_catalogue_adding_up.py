"""How all lines of the catalogue add up: a way each, the kind's default, and a reason for every exception."""

from decimal import Decimal
from pathlib import Path

import pytest

from tuquan.reporting import adding_up, catalogue
from tuquan.reporting.catalogue_errors import AddingRefused
from tuquan.reporting.data.tables import rows
from tuquan.reporting.errors import PartExceedsWhole
from tuquan.reporting.models import Indicator, IndicatorKind, OverTime, OverUnits
from tuquan.reporting.values import checked

LINES = catalogue.parse(rows("indicators.csv"), rows("exceptions.csv"))
EXCEPTIONS = catalogue.exceptions()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.code)
def test_every_line_has_a_way_that_its_kind_bears(line: Indicator) -> None:
    kind = IndicatorKind(line.kind)
    assert line.over_units in adding_up.UNITS[kind]
    assert line.over_time in adding_up.TIME[kind]
    usual = catalogue.DEFAULTS[kind]
    assert ((line.over_units, line.over_time) == usual) == (line.code not in EXCEPTIONS)
    assert all(sentence.endswith(".") for sentence in adding_up.in_words(line.kind, line.over_units, line.over_time))


@pytest.mark.parametrize("reason", EXCEPTIONS.values())
def test_every_exception_says_why(reason: str) -> None:
    assert len(reason) > 30
    assert reason.endswith(".")


def test_what_comes_again_is_not_added_over_time() -> None:
    ways = {line.code: (line.over_units, line.over_time) for line in LINES}
    assert ways["households_pledged"] == (OverUnits.SUM, OverTime.NONE)
    assert ways["gift_recipients"] == (OverUnits.SUM, OverTime.NONE)
    assert ways["communes_holding_festival"] == (OverUnits.RATIO, OverTime.NONE)
    assert ways["scheme_meetings_held"] == (OverUnits.RATIO, OverTime.SUM)
    assert ways["outreach_attendances"] == (OverUnits.SUM, OverTime.SUM), "lượt người may exceed the population"


@pytest.mark.parametrize("kind", IndicatorKind)
def test_the_default_needs_no_reason_and_an_exception_does(kind: IndicatorKind) -> None:
    usual = catalogue.DEFAULTS[kind]
    assert adding_up.settled(kind, "", "", "thừa") == (*usual, "")
    for units in OverUnits:
        for time in OverTime:
            if (units, time) == usual:
                continue
            allowed = units in adding_up.UNITS[kind] and time in adding_up.TIME[kind]
            with pytest.raises(AddingRefused):
                adding_up.settled(kind, units, time, " ")
            if allowed:
                assert adding_up.settled(kind, units, time, "Vì vậy.") == (units, time, "Vì vậy.")
            else:
                with pytest.raises(AddingRefused):
                    adding_up.settled(kind, units, time, "Vì vậy.")


def test_work_may_pass_its_target_and_no_other_part_its_whole() -> None:
    by_code = {line.code: line for line in LINES}
    assert checked(by_code["scheme_target_rate"], 12, 10) == (Decimal(12), Decimal(10))
    with pytest.raises(PartExceedsWhole):
        checked(by_code["villages_with_scheme"], 12, 10)


def test_the_reference_tells_every_exception() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "indicators.md").read_text("utf-8")
    by_code = {line.code: line for line in LINES}
    told = [row.split(" | ") for row in page.splitlines() if row.startswith("| `")]
    ways = {"sum": "sum", "last": "last", "records": "from records", "none": "not added", "ratio": "Σ/Σ"}
    expected = []
    for code, reason in EXCEPTIONS.items():
        line = by_code[code]
        time = "Σ/Σ" if (line.kind, line.over_time) == ("ratio", "sum") else ways[line.over_time]
        expected.append([f"| `{code}`", str(line.kind), ways[line.over_units], time, f"{reason} |"])
    assert told == expected
