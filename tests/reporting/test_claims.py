"""Claims compete, are never lost, and refuse what cannot be stored."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reporting import factories as make
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent
from tuquan.reporting import actions, catalogue, queries
from tuquan.reporting.errors import (
    ClaimOfAnotherFigure,
    ExplanationMissing,
    IndicatorLimited,
    IndicatorRestricted,
    IndicatorUnknown,
    NotEditable,
    StaleFigure,
    ValueRefused,
)
from tuquan.reporting.models import Access, Answer, Claim, Figure, Indicator, Scope, Submission
from tuquan.reporting.values import checked

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(day: date) -> Submission:
    district = make.district(communes=1)
    return make.submission(district.open(), district.communes["Châu Hóa"])


def _figure(row: Submission, code: str) -> Figure:
    return row.figures.get(indicator__code=code, scope=Scope.OWN)


def test_three_answers_are_three_things(row: Submission) -> None:
    make.say(row, "outreach_points", 0)
    actions.say_none_arose(by=None, submission=row, indicator="schemes_founded")
    answers = {code: _figure(row, code).answer for code in ("outreach_points", "schemes_founded", "schemes_struck_off")}
    assert answers == {
        "outreach_points": Answer.VALUE,
        "schemes_founded": Answer.NONE_AROSE,
        "schemes_struck_off": Answer.NOT_REPORTED,
    }


def test_claims_stay_beside_the_chosen_one(row: Submission) -> None:
    first = make.say(row, "schemes_founded", 2, source_kind="records", source_label="Sổ mô hình")
    make.say(row, "schemes_founded", 3, source_kind="read", source_key="finding:1", source_label="báo cáo")
    figure = _figure(row, "schemes_founded")
    assert figure.chosen is not None
    assert figure.chosen.value == 3
    actions.choose(by=None, figure=figure, claim=first)
    actions.clear(by=None, submission=row, indicator="schemes_founded")
    assert [claim.value for claim in figure.claims.all()] == [2, 3]
    assert AuditEvent.objects.filter(subject_kind="figure", subject_key=str(figure.pk)).count() == 4


def test_a_claim_of_another_figure_is_not_chosen(row: Submission) -> None:
    claim = make.say(row, "schemes_founded", 2)
    with pytest.raises(ClaimOfAnotherFigure):
        actions.choose(by=None, figure=_figure(row, "outreach_points"), claim=claim)


def test_a_stale_page_does_not_overwrite(row: Submission) -> None:
    seen = _figure(row, "outreach_points").version
    make.say(row, "outreach_points", 5, version=seen)
    with pytest.raises(StaleFigure):
        make.say(row, "outreach_points", 6, version=seen)
    assert [claim.value for claim in _figure(row, "outreach_points").claims.all()] == [5]


def test_only_the_organ_itself_may_enter_and_only_while_it_is_open(day: date) -> None:
    district = make.district(communes=2)
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 5, by=district.communes["Châu Hóa"].officer)
    for stranger in (district.top.officer, district.communes["Ngư Hóa"].head):
        # The level above sends back; it never writes in the place of the unit.
        with pytest.raises(PermissionRefused):
            make.say(row, "outreach_points", 7, by=stranger)
    make.send(row, approve=False)
    with pytest.raises(NotEditable, match="đã gửi"):
        make.say(row, "outreach_points", 8, by=district.communes["Châu Hóa"].officer)


@pytest.mark.parametrize(
    ("code", "value", "of", "refusal"),
    [
        ("outreach_points", -1, None, "value_negative"),
        ("outreach_points", 10**12 + 1, None, "value_too_large"),
        ("outreach_points", Decimal("1.5"), None, "value_not_whole"),
        ("self_managed_road_km", Decimal("1.2345"), None, "value_too_fine"),
        ("outreach_points", Decimal("NaN"), None, "value_not_a_number"),
        ("outreach_points", 1.5, None, "value_not_a_number"),
        ("outreach_points", True, None, "value_not_a_number"),
        ("outreach_points", 3, 5, "value_of_not_asked"),
        ("villages_covered", 6, 5, "value_exceeds_whole"),
    ],
)
def test_numbers_that_cannot_be_right(row: Submission, code: str, value: Any, of: Any, refusal: str) -> None:
    before = Claim.objects.count()
    with pytest.raises(ValueRefused) as refused:
        make.say(row, code, value, of)
    assert refused.value.code == refusal
    assert make.line(code).name in str(refused.value)
    assert Claim.objects.count() == before


def test_measured_lines_take_decimals(row: Submission) -> None:
    assert make.say(row, "self_managed_road_km", Decimal("12.345")).value == Decimal("12.345")


@settings(max_examples=40)
@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_three_decimals_are_stored_exactly(number: Decimal) -> None:
    road = Indicator(name="đường", measure="km", kind="stock", access="open")
    assert checked(road, number, None)[0] == number


def test_an_unknown_line_is_refused(row: Submission) -> None:
    with pytest.raises(IndicatorUnknown):
        make.say(row, "no_such_line", 1)


def test_an_explanation_belongs_to_a_number(row: Submission) -> None:
    make.say(row, "outreach_points", 5)
    figure = _figure(row, "outreach_points")
    actions.explain(by=None, figure=figure, text=" Dịch bệnh. ")
    make.say(row, "outreach_points", 5)
    assert _figure(row, "outreach_points").explanation == "Dịch bệnh."
    make.say(row, "outreach_points", 6)
    assert _figure(row, "outreach_points").explanation == ""
    with pytest.raises(ExplanationMissing):
        actions.explain(by=None, figure=figure, text="  ")


# Restricted lines are recognised so that they can be refused.


def test_no_action_stores_a_restricted_line(row: Submission) -> None:
    lines = Indicator.objects.filter(access=Access.RESTRICTED)
    assert lines.count() == 12
    before = (Figure.objects.count(), Claim.objects.count())
    for line in lines:
        for attempt in (
            lambda line=line: make.say(row, line.code, 5),
            lambda line=line: make.say(row, line.code, 5, scope=Scope.STATED, choose=False),
            lambda line=line: actions.say_none_arose(by=None, submission=row, indicator=line),
            lambda line=line: actions.clear(by=None, submission=row, indicator=line),
        ):
            with pytest.raises(IndicatorRestricted) as refused:
                attempt()
            assert refused.value.code == "restricted_indicator"
            assert "5" not in str(refused.value)
    assert (Figure.objects.count(), Claim.objects.count()) == before


def test_limited_lines_are_off(row: Submission) -> None:
    with pytest.raises(IndicatorLimited):
        make.say(row, "tips_received", 5)


def test_the_database_itself_refuses_a_restricted_line(row: Submission) -> None:
    crime = make.line("crime_cases")
    with pytest.raises(IntegrityError, match="restricted_indicator"), transaction.atomic():
        Figure.objects.bulk_create([Figure(submission=row, indicator=crime)])
    with pytest.raises(IntegrityError, match="restricted_indicator"), transaction.atomic():
        Figure.objects.filter(submission=row).update(indicator=crime)
    with pytest.raises(IntegrityError, match="restricted_indicator"), transaction.atomic():
        Indicator.objects.filter(code="outreach_points").update(access="restricted")


def test_only_known_places_write_claims() -> None:
    """A new place that makes Claim or Figure rows must come here and be looked at.

    The demonstration writes answers of closed years, only into figures that forms already ask for.
    """
    room = Path(catalogue.__file__).parent.parent
    writers = {
        str(path.relative_to(room))
        for path in room.rglob("*.py")
        if re.search(
            r"\b(Claim|Figure)(\(|\.objects\.(create|bulk_create|get_or_create|update_or_create))", path.read_text()
        )
        and "class Claim" not in path.read_text()
    }
    assert writers <= {
        "cli/demonstration/rounds.py",
        "reporting/actions/claims.py",
        "reporting/actions/filling.py",
        "reporting/actions/locking.py",
        "reporting/actions/noting.py",
        "reporting/actions/prefill.py",
        "reporting/actions/rounds.py",
        "reporting/actions/settling.py",
        "reporting/carrying.py",
        "reporting/exchange/importing.py",
        "reporting/printed.py",
    }


# Sources that differ.


def test_sources_that_differ_are_said_and_must_be_explained(row: Submission) -> None:
    make.say(row, "schemes_founded", 2, source_kind="records", source_label="Sổ mô hình: 2", choose=False)
    make.say(row, "schemes_founded", 3, source_kind="read", source_key="finding:9", source_label="trích từ “bc.docx”")
    (found,) = queries.disagreements(row)
    assert found.sentence == ("Mô hình xây dựng mới: đang chọn 3 (trích từ “bc.docx”); nhưng 2 (Sổ mô hình: 2).")
    codes = [question.code for question in queries.readiness(row).to_explain]
    assert codes == ["sources_differ"]
    actions.explain(by=None, figure=found.figure, text="Sổ chưa ghi mô hình ra mắt ngày 30/11.")
    assert queries.readiness(row).to_explain == []
    assert queries.disagreements(row)[0].explained


def test_what_was_typed_and_left_is_no_disagreement(row: Submission) -> None:
    make.say(row, "outreach_points", 5)
    make.say(row, "outreach_points", 6)
    assert queries.disagreements(row) == []


def test_nothing_arose_against_records(row: Submission) -> None:
    make.say(row, "schemes_founded", 2, source_kind="records", source_label="Sổ mô hình: 2")
    actions.say_none_arose(by=None, submission=row, indicator="schemes_founded")
    (found,) = queries.disagreements(row)
    assert "trả lời không phát sinh; nhưng 2" in found.sentence
