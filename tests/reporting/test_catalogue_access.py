"""Limited lines: off, opened by two people for a while, totals only; restricted ones never."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_organ, make_post, make_unit
from tests.reporting import factories as make
from tests.reporting.factories import District
from tuquan.accounts.models import User
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent
from tuquan.reporting import access, asked, rollup
from tuquan.reporting.actions import openings
from tuquan.reporting.catalogue_errors import OneAlone, OpeningRefused
from tuquan.reporting.errors import IndicatorLimited, IndicatorRestricted
from tuquan.reporting.models import Figure, Form, FormLine, Indicator, LimitedOpening, Round
from tuquan.reporting.queries.grid import grid
from tuquan.reporting.values import refuse_closed
from tuquan.reporting.veiling import veiled

pytestmark = pytest.mark.django_db
TODAY, ENDS = date(2021, 12, 1), date(2022, 3, 1)
CODE = "tips_received"


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def land() -> District:
    return make.district()


def propose(land: District, **changes: Any) -> LimitedOpening:
    given: dict[str, Any] = {
        "by": land.province.officer, "indicator": make.line(CODE), "area_id": land.province.unit_id,
        "decision_number": "12/QĐ-CAT", "decided_on": TODAY, "begins_on": TODAY, "ends_on": ENDS, **changes,
    }  # fmt: skip
    return openings.propose_opening(**given)


def opened(land: District, **changes: Any) -> LimitedOpening:
    return openings.agree_opening(by=land.province.head, opening=propose(land, **changes))


def test_it_is_off_until_a_second_person_agrees(land: District) -> None:
    commune = land.communes["Châu Hóa"].unit_id
    line = make.line(CODE)
    with pytest.raises(IndicatorLimited, match="đang tắt"):
        refuse_closed(line, commune)
    asked_for = propose(land)
    with pytest.raises(IndicatorLimited):
        refuse_closed(line, commune)
    with pytest.raises(OneAlone, match="hai người"):
        openings.agree_opening(by=land.province.officer, opening=asked_for)
    openings.agree_opening(by=land.province.head, opening=asked_for)
    refuse_closed(line, commune)
    with pytest.raises(IndicatorLimited):
        refuse_closed(line)
    events = AuditEvent.objects.filter(subject_kind="limited_opening").order_by("pk")
    assert [event.action for event in events] == ["reporting.propose_opening", "reporting.agree_opening"]


def test_the_database_itself_wants_two_people_and_an_end(land: District) -> None:
    made = propose(land)
    with pytest.raises(IntegrityError, match="takes_two"), transaction.atomic():
        LimitedOpening.objects.filter(pk=made.pk).update(agreed_by=land.province.officer)
    with pytest.raises(IntegrityError, match="has_an_end"), transaction.atomic():
        LimitedOpening.objects.filter(pk=made.pk).update(ends_on=None)


def test_it_holds_in_its_area_and_until_its_end(land: District) -> None:
    opened(land)
    line, here = make.line(CODE), land.communes["Ngư Hóa"].unit_id
    elsewhere = make_unit("Xã Khác", parent=make_unit("Tỉnh Khác", "province"))
    with pytest.raises(IndicatorLimited, match="đang tắt"):
        refuse_closed(line, elsewhere)
    refuse_closed(line, here, ENDS - timedelta(days=1))
    with pytest.raises(IndicatorLimited, match="đã hết thời hạn dùng theo Quyết định 12/QĐ-CAT, từ ngày 01/03/2022"):
        refuse_closed(line, here, ENDS)
    with pytest.raises(IndicatorLimited, match="đang tắt"):
        refuse_closed(line, here, TODAY - timedelta(days=1))


def test_either_of_the_two_ends_it_early_with_a_reason(land: District) -> None:
    made = opened(land)
    with pytest.raises(OpeningRefused, match="lý do"):
        openings.close_opening(by=land.province.officer, opening=made, because=" ")
    openings.close_opening(by=land.province.officer, opening=made, because="Không còn cần.")
    with pytest.raises(IndicatorLimited, match="đã hết thời hạn dùng"):
        refuse_closed(make.line(CODE), land.communes["Châu Hóa"].unit_id)
    with pytest.raises(OpeningRefused, match="đã hết"):
        openings.close_opening(by=land.province.officer, opening=made, because="Lần nữa.")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision_number": " "}, "số quyết định"),
        ({"decided_on": TODAY + timedelta(days=1)}, "trước ngày bắt đầu"),
        ({"ends_on": TODAY}, "sau hôm nay"),
        ({"begins_on": ENDS, "ends_on": ENDS}, "sau ngày bắt đầu"),
    ],
)
def test_a_proposal_that_cannot_be(land: District, changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(OpeningRefused, match=sentence):
        propose(land, **changes)
    assert not LimitedOpening.objects.exists()


def test_only_limited_lines_are_opened_and_each_once(land: District) -> None:
    with pytest.raises(OpeningRefused, match="không quyết định nào mở được"):
        propose(land, indicator=make.line("crime_cases"))
    with pytest.raises(OpeningRefused, match="không cần mở"):
        propose(land, indicator=make.line("outreach_points"))
    propose(land)
    with pytest.raises(OpeningRefused, match="đang chờ đồng ý"):
        propose(land)


def test_only_the_province_opens(land: District) -> None:
    stranger = make_post(make_organ(make_unit("Tỉnh Khác", "province")), "superior_head").user
    for by in (land.top.head, land.communes["Châu Hóa"].head, stranger):
        with pytest.raises(PermissionRefused):
            propose(land, by=by)
    made = propose(land)
    with pytest.raises(PermissionRefused):
        openings.agree_opening(by=stranger, opening=made)


@given(days=st.lists(st.integers(-40, 140), min_size=1, max_size=4))
def test_open_is_exactly_from_agreement_to_end(days: list[int]) -> None:
    row = LimitedOpening(begins_on=TODAY, ends_on=ENDS, closed_on=TODAY + timedelta(days=30))
    assert row.until == TODAY + timedelta(days=30)
    for number in days:
        day = TODAY + timedelta(days=number)
        assert (row.begins_on <= day < row.until) == (0 <= number < 30)


def _in_form() -> Indicator:
    line = make.line(CODE)
    for form in Form.objects.filter(report_kind__code="movement_year"):
        FormLine.objects.create(form=form, indicator=line, section="Hạn chế", position=99)
    return line


@pytest.fixture
def round_(land: District) -> Round:
    _in_form()
    opened(land)
    return land.open()


def codes(round_: Round, who: make.Office) -> set[str]:
    return {row.indicator.code for row in asked.lines_of(make.submission(round_, who))}


def test_a_form_asks_it_while_it_is_open(land: District, round_: Round) -> None:
    commune = land.communes["Châu Hóa"]
    assert CODE in codes(round_, commune)
    make.say(make.submission(round_, commune), CODE, 4, by=commune.officer)
    with clock.at(ENDS):
        assert CODE not in codes(round_, commune)
        with pytest.raises(IndicatorLimited):
            make.say(make.submission(round_, commune), CODE, 5, by=commune.officer)


def test_what_was_entered_is_not_shown_once_the_decision_is_over(land: District, round_: Round) -> None:
    commune = land.communes["Châu Hóa"]
    row = make.submission(round_, commune)
    make.say(row, CODE, 4, by=commune.officer)

    def shown() -> set[str]:
        return {line.indicator.code for section in grid(row) for line in section.lines}

    assert CODE in shown()
    with clock.at(ENDS):
        assert CODE not in shown()
        found = rollup.totals(round=round_, unit_id=commune.unit_id, indicators=[make.line(CODE)])[CODE]
        assert found.value is None
        assert found.comparable_note == access.PAST_USE


def test_a_form_does_not_ask_it_where_it_was_never_opened(land: District) -> None:
    line = _in_form()
    round_ = land.open()
    assert CODE not in codes(round_, land.communes["Châu Hóa"])
    assert not Figure.objects.filter(indicator=line).exists()


def test_totals_show_no_unit_and_later_nothing(land: District, round_: Round) -> None:
    for number, commune in enumerate(land.communes.values(), start=3):
        row = make.submission(round_, commune)
        make.say(row, CODE, number)
        make.send(row)
    line = make.line(CODE)
    found = rollup.totals(round=round_, unit_id=land.top.unit_id, indicators=[line])[CODE]
    assert found.value == 12
    assert not found.parts
    assert not found.made_of
    later = veiled({CODE: found}, land.top.unit_id, ENDS)[CODE]
    assert (later.value, later.own, later.comparable_note) == (None, None, access.PAST_USE)
    plain = rollup.totals(round=round_, unit_id=land.top.unit_id, indicators=[make.line("outreach_points")])
    assert veiled(plain, land.top.unit_id) == plain


def test_restricted_lines_stay_shut_whatever_is_opened(land: District) -> None:
    line = make.line("crime_cases")
    LimitedOpening.objects.create(
        indicator=line, area_id=land.province.unit_id, decision_number="1", decided_on=TODAY, begins_on=TODAY,
        ends_on=ENDS, proposed_by=land.province.officer, agreed_by=land.province.head,
    )  # fmt: skip
    with pytest.raises(IndicatorRestricted):
        refuse_closed(line, land.communes["Châu Hóa"].unit_id)
    assert line.pk in access.closed_among([line], land.top.unit_id)
    assert not access.may_show_parts(line)


def test_who_may_open(land: District) -> None:
    people: list[tuple[User, bool]] = [
        (land.province.head, True),
        (land.province.officer, True),
        (land.top.head, False),
    ]
    assert [openings.may_open(by, land.top.unit_id) for by, _ in people] == [may for _, may in people]
