"""Rounds open by dated rules: each window once, by the organs of the day, the long ones derived from the short."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import make_organ
from tests.reporting import factories as make
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent, Notice
from tuquan.reporting import actions, queries
from tuquan.reporting.actions.calendar_rules import Offsets, add_window_rule, end_rule, set_rule
from tuquan.reporting.actions.opening import due_rounds, open_due_rounds
from tuquan.reporting.asked import lines_for, lines_of
from tuquan.reporting.calendar import load, planned
from tuquan.reporting.calendar_errors import DueOutOfOrder, RuleOverlaps, RuleRefused, RuleUsed, UnitsOutside
from tuquan.reporting.models import FormLine, Indicator, OverTime, ReportKind, Round, RoundRule, Submission, WindowRule
from tuquan.units.models import Level, Unit
from tuquan.vn.window_rules import WindowPattern
from tuquan.vn.windows import Window, decree_09_window

pytestmark = pytest.mark.django_db
DUES = {Level.COMMUNE: Offsets(2, 0), Level.DISTRICT: Offsets(4, 0)}


@pytest.fixture
def district(db: None) -> make.District:
    load()
    return make.district(2)


def _rule(district: make.District, code: str = "nd09_month", **more: Any) -> RoundRule:
    given_: dict[str, Any] = {
        "by": None,
        "report_kind": ReportKind.objects.get(code="movement_year"),
        "scope": Unit.objects.get(pk=district.top.unit_id),
        "scope_level": Level.DISTRICT,
        "window_rule": WindowRule.objects.get(code=code),
        "begins_on": date(2021, 1, 1),
        "dues": DUES,
        "opens_before": 0,
        **more,
    }
    return set_rule(**given_)


def _windows() -> list[Window]:
    return [row.window for row in Round.objects.order_by("last_day", "-first_day")]


def test_packaged_window_rules_are_those_of_the_decree(db: None) -> None:
    assert load() > 0
    assert load() == 0
    from tuquan.reporting.calendar import pattern

    rule = WindowRule.objects.get(code="nd09_quarter")
    assert [row.window for row in pattern(rule).of_year(2025)][2] == decree_09_window("quarter", 2025, 3)


def test_a_due_round_opens_once_with_its_three_days(district: make.District) -> None:
    rule = _rule(district)
    with clock.at(date(2021, 6, 14)):
        first = open_due_rounds(by=None)
        again = open_due_rounds(by=None)
    assert [row.title for row in first.rounds] == ["Tháng 6 năm 2021 (15/05/2021–14/06/2021)"]
    assert (again.rounds, first.waiting) == ((), ())
    opened = first.rounds[0]
    assert opened.rule == rule
    assert opened.window.iso == "2021-05-15/P1M"
    days = opened.dues.get(level=Level.COMMUNE)
    assert (days.cut_off_on, days.due_on, days.above_on) == (date(2021, 6, 14), date(2021, 6, 16), date(2021, 6, 18))
    assert opened.submissions.count() == 3


def test_officers_above_may_open_what_is_due_and_communes_may_not(district: make.District) -> None:
    _rule(district)
    scope = Unit.objects.get(pk=district.top.unit_id)
    with clock.at(date(2021, 6, 14)):
        with pytest.raises(PermissionRefused):
            open_due_rounds(by=district.communes["Châu Hóa"].head, scope=scope)
        assert len(open_due_rounds(by=district.top.officer, scope=scope).rounds) == 1


def test_what_cannot_be_decided_is_asked_once_and_the_rest_opens(district: make.District) -> None:
    _rule(district)
    _rule(district, "nd09_quarter", report_kind=ReportKind.objects.get(code="schemes_review"))
    make_organ(district.communes["Ngư Hóa"].unit_id, name="Công an xã Ngư Hóa (thứ hai)", superior=district.top.organ)
    with clock.at(date(2021, 6, 14)):
        done = [open_due_rounds(by=None) for _ in range(2)]
    assert [len(row.waiting) for row in done] == [2, 2]
    assert "xã Ngư Hóa" in done[0].waiting[0].why
    assert AuditEvent.objects.filter(action="reporting.round_waits").count() == 2
    assert Notice.objects.filter(user_key=district.top.officer.pk, text__startswith="Chưa mở được kỳ").count() == 2
    assert not Round.objects.exists()


def test_a_round_long_over_is_left_to_people(district: make.District) -> None:
    _rule(district)
    with clock.at(date(2021, 6, 25)):
        assert not open_due_rounds(by=None).rounds
        rows = planned(Unit.objects.get(pk=district.top.unit_id), date(2021, 6, 1), date(2021, 6, 30))
    assert [(row.window.last, row.round) for row in rows] == [(date(2021, 6, 14), None)]


def test_rules_for_all_areas_give_way_to_an_area_s_own(district: make.District) -> None:
    other = make.office(make_unit_beside(district), "Công an huyện Bên", superior=district.province, upper=True)
    scope = Unit.objects.get(pk=district.top.unit_id)
    _rule(district, scope=None)
    own = _rule(district, "nd09_quarter", begins_on=date(2021, 7, 1))
    of_own = planned(scope, date(2021, 6, 1), date(2021, 12, 31))
    assert [row.window for row in of_own if row.rule == own] == [
        decree_09_window("quarter", 2021, 3),
        decree_09_window("quarter", 2021, 4),
    ]
    assert [row.window.last for row in of_own if row.rule != own] == [date(2021, 6, 14)]
    assert len(planned(Unit.objects.get(pk=other.unit_id), date(2021, 6, 1), date(2021, 12, 31))) == 7


def make_unit_beside(district: make.District) -> int:
    from tests.factories import make_unit

    return int(make_unit("Bên Cạnh", "district", parent=district.province.unit_id))


@given(changed=st.dates(date(2021, 2, 1), date(2021, 11, 30)), step=st.integers(1, 9))
@settings(max_examples=12)
def test_a_rule_changed_mid_year_opens_each_window_once(district: make.District, changed: date, step: int) -> None:
    scope = Unit.objects.get(pk=district.top.unit_id)
    RoundRule.objects.filter(scope=scope).update(ends_on=None)
    from tuquan.reporting.models import RuleDue

    RuleDue.objects.all().delete()
    RoundRule.objects.all().delete()
    _rule(district)
    second = _rule(district, begins_on=changed, dues={Level.COMMUNE: Offsets(5), Level.DISTRICT: Offsets(9)})
    seen: list[Window] = []
    day = date(2021, 1, 1)
    while day <= date(2021, 12, 31):
        last = min(day + timedelta(days=step * 7), date(2021, 12, 31))
        rows = planned(scope, day, last)
        assert all((row.rule == second) == (row.window.last >= changed) for row in rows)
        seen += [row.window for row in rows]
        day = last + timedelta(days=1)
    assert seen == [decree_09_window("month", 2021, part) for part in range(1, 13)]


def test_a_rule_is_followed_by_another_one_never_changed(district: make.District) -> None:
    first = _rule(district)
    with clock.at(date(2021, 6, 14)):
        open_due_rounds(by=None)
    with pytest.raises(RuleUsed, match=r"Tháng 6 năm 2021"):
        _rule(district, begins_on=date(2021, 6, 1))
    _rule(district, begins_on=date(2021, 7, 1), dues={Level.COMMUNE: Offsets(3), Level.DISTRICT: Offsets(5)})
    first.refresh_from_db()
    assert first.ends_on == date(2021, 7, 1)
    with pytest.raises(RuleOverlaps):
        _rule(district, begins_on=date(2021, 7, 1))
    with pytest.raises(RuleRefused):
        end_rule(by=None, rule=RoundRule.objects.get(ends_on=None), on=date(2021, 7, 1))


@pytest.mark.parametrize(
    ("more", "refusal", "said"),
    [
        ({"dues": {Level.COMMUNE: Offsets(0, 0), Level.DISTRICT: Offsets(4)}}, DueOutOfOrder, "một ngày làm việc"),
        ({"dues": {Level.COMMUNE: Offsets(4, 0, 3), Level.DISTRICT: Offsets(4)}}, DueOutOfOrder, "Cấp xã"),
        ({"dues": {Level.COMMUNE: Offsets(4), Level.DISTRICT: Offsets(3)}}, DueOutOfOrder, "cấp trên phải gửi tiếp"),
        ({"dues": {Level.DISTRICT: Offsets(4)}}, RuleRefused, "hạn của từng cấp"),
        ({"title_pattern": "Báo cáo tháng"}, RuleRefused, "trùng tên"),
        ({"scope_level": Level.PROVINCE}, RuleRefused, "Cấp tổng hợp"),
    ],
)
def test_rules_that_cannot_stand_are_refused(
    district: make.District, more: dict[str, Any], refusal: type[Exception], said: str
) -> None:
    from django.db import transaction

    with pytest.raises(refusal, match=said), transaction.atomic():
        _rule(district, **more)
    assert not RoundRule.objects.exists()


def test_rules_are_kept_by_heads_of_their_area(district: make.District) -> None:
    with pytest.raises(PermissionRefused):
        _rule(district, by=district.top.officer)
    with pytest.raises(PermissionRefused):
        _rule(district, by=district.top.head, scope=None)
    assert _rule(district, by=district.top.head).pk
    with pytest.raises(PermissionRefused):
        add_window_rule(by=district.top.officer, name="Năm học", shape=WindowPattern(12, 1, 4))
    made = add_window_rule(by=district.top.head, name="Năm học (01/9–31/8)", shape=WindowPattern(12, 1, 4))
    assert made.code == "m12_d1_l4_p1_1"
    with pytest.raises(RuleRefused, match="đã có"):
        add_window_rule(by=None, name="Lại", shape=WindowPattern(12, 1, 4))


# Chosen units.


def test_an_ad_hoc_round_asks_chosen_units_over_any_window(district: make.District) -> None:
    chosen = district.communes["Châu Hóa"].unit_id
    given_: dict[str, Any] = {
        "by": district.top.officer,
        "report_kind": ReportKind.objects.get(code="movement_year"),
        "scope_id": district.top.unit_id,
        "window": Window(date(2021, 8, 3), date(2021, 8, 12)),
        "title": "Đột xuất sau mưa lũ",
        "dues": {Level.COMMUNE: date(2021, 8, 16), Level.DISTRICT: date(2021, 8, 17)},
        "organs": district.organs,
    }
    with clock.at(date(2021, 8, 12)):
        round_ = actions.open_round(**given_, only=[chosen])
    assert round_.window.iso == "2021-08-03/P10D"
    assert set(round_.submissions.values_list("unit", flat=True)) == {chosen, district.top.unit_id}
    assert queries.board(round_).expected == 1
    with pytest.raises(UnitsOutside):
        actions.open_round(**{**given_, "window": Window(date(2021, 9, 3), date(2021, 9, 4))}, only=[chosen, 999999])


# Long rounds from short ones.


def _quarters(district: make.District, day: date) -> Round:
    """Four quarters and then the year, by rules."""
    for code in ("nd09_year", "nd09_quarter"):
        _rule(district, code)
    for part in (1, 2, 3):
        with clock.at(decree_09_window("quarter", 2021, part).last):
            assert len(open_due_rounds(by=None).rounds) == 1
    with clock.at(day):
        opened = open_due_rounds(by=None).rounds
    assert [row.window.days < 100 for row in opened] == [True, False]
    return opened[-1]


def test_a_year_is_derived_from_its_quarters_and_asks_nothing_twice(district: make.District) -> None:
    Indicator.objects.filter(code="schemes_founded").update(over_time=OverTime.NONE)
    year = _quarters(district, date(2021, 12, 14))
    assert year.derived
    assert [row.part.window for row in year.parts.order_by("part__first_day")] == [
        decree_09_window("quarter", 2021, part) for part in (1, 2, 3, 4)
    ]
    asked = [line.indicator for line in lines_for(year, Level.COMMUNE)]
    assert asked
    assert {row.over_time for row in asked} <= {OverTime.NONE, OverTime.RECORDS}
    assert "schemes_founded" in {row.code for row in asked}
    commune = make.submission(year, district.communes["Châu Hóa"])
    assert {row.indicator.code for row in commune.figures.all()} == {row.code for row in asked}
    assert lines_of(commune) == lines_for(year, Level.COMMUNE)


def test_a_year_that_asks_nothing_stands_without_units(district: make.District) -> None:
    Indicator.objects.exclude(over_time=OverTime.LAST).update(over_time=OverTime.SUM)
    year = _quarters(district, date(2021, 12, 14))
    assert list(year.submissions.values_list("unit", flat=True)) == [district.top.unit_id]
    board = queries.board(year)
    assert (board.expected, board.missing) == (0, [])
    assert "không hỏi thêm" in board.plain


def test_a_line_that_one_part_did_not_ask_is_asked_in_the_year(district: make.District) -> None:
    """The form changed within the year: what the new one adds was not carried from the beginning."""
    year = _quarters(district, date(2021, 12, 14))
    form = FormLine.objects.filter(indicator__code="schemes_founded", form__level=Level.COMMUNE).first()
    assert form is not None
    before = {line.indicator.code for line in lines_for(year, Level.COMMUNE)}
    from tuquan.reporting.models import Form

    old = Form.objects.get(pk=form.form_id)
    new = Form.objects.create(
        report_kind=old.report_kind, level=old.level, name=old.name, begins_on=date(2021, 7, 1), ends_on=old.ends_on
    )
    Form.objects.filter(pk=old.pk).update(ends_on=date(2021, 7, 1))
    for line in old.lines.exclude(indicator__code="schemes_founded"):
        FormLine.objects.create(
            form=new, indicator=line.indicator, section=line.section, position=line.position, own_work=line.own_work
        )
    added = Indicator.objects.filter(over_time=OverTime.SUM, access="open").exclude(
        pk__in=old.lines.values("indicator")
    )[0]
    FormLine.objects.create(form=new, indicator=added, section="Thêm", position=900)
    assert {line.indicator.code for line in lines_for(year, Level.COMMUNE)} == {*before, added.code}


def test_a_gap_between_the_parts_leaves_the_year_asked_in_full(district: make.District) -> None:
    _rule(district, "nd09_quarter", begins_on=date(2021, 5, 1))
    _rule(district, "nd09_year")
    for part in (2, 3, 4):
        with clock.at(decree_09_window("quarter", 2021, part).last):
            open_due_rounds(by=None)
    year = Round.objects.get(first_day=date(2020, 12, 15), last_day=date(2021, 12, 14))
    assert not year.derived
    assert make.submission(year, district.communes["Châu Hóa"]).figures.count() == 20


def test_the_year_waits_for_its_last_quarter(district: make.District) -> None:
    _rule(district, "nd09_quarter")
    _rule(district, "nd09_year", opens_before=30)
    scope = Unit.objects.get(pk=district.top.unit_id)
    with clock.at(date(2021, 12, 1)):
        assert due_rounds(scope) == []
    with clock.at(date(2021, 12, 14)):
        assert [row.window.days > 100 for row in due_rounds(scope)] == [False, True]


def test_months_before_quarters(district: make.District) -> None:
    """Where a quarter was derived itself, the year is made of the months."""
    for code in ("nd09_month", "nd09_quarter", "nd09_first_half"):
        _rule(district, code)
    for part in range(1, 7):
        with clock.at(decree_09_window("month", 2021, part).last):
            open_due_rounds(by=None)
    half = Round.objects.get(first_day=date(2020, 12, 15), last_day=date(2021, 6, 14))
    assert half.derived
    assert half.parts.count() == 6
    assert Submission.objects.filter(round=half).count() <= 3
