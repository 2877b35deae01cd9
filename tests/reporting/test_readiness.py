"""Every check asks when it should, and only then; an explanation settles a question, never an error."""

from datetime import date
from typing import Any

import pytest

from tests.reporting import factories as make
from tuquan.reporting import actions, history, queries
from tuquan.reporting.models import Submission
from tuquan.schemes.models import CountingRule
from tuquan.vn.windows import calendar_window

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=1)


@pytest.fixture
def row(district: make.District) -> Submission:
    return make.submission(district.open(), district.communes["Châu Hóa"])


def _codes(row: Submission) -> set[str]:
    found = queries.readiness(row)
    return {question.code for question in [*found.blocking, *found.to_explain]} - {"required_missing"}


def _after(district: make.District, **before: int) -> Submission:
    """This year's submission, after a year in which these were answered and approved."""
    last = make.submission(
        district.open(calendar_window("year", 2020), title="năm 2020"), district.communes["Châu Hóa"]
    )
    for code, value in before.items():
        make.say(last, code, value)
    make.none_for_the_rest(last)
    for figure in last.figures.all():
        actions.explain(by=None, figure=figure, text="Số năm trước.")
    make.send(last)
    return make.submission(district.open(), district.communes["Châu Hóa"])


def test_an_empty_submission_asks_for_every_required_line(row: Submission) -> None:
    found = queries.readiness(row)
    assert (found.answered, found.expected, len(found.blocking)) == (0, 20, 18)
    assert {question.code for question in found.blocking} == {"required_missing"}
    assert "Điểm tuyên truyền: chưa có trả lời. Nhập số, hoặc chọn « không phát sinh »." in {
        question.sentence for question in found.blocking
    }
    assert found.sentence == "0/20 chỉ tiêu đã có trả lời; 18 chỗ phải sửa."


def test_nothing_arose_everywhere_is_ready(row: Submission) -> None:
    make.none_for_the_rest(row)
    assert queries.readiness(row).ready


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"steering_committees": 0, "steering_committee_members": 5}, "steering_committee_members_need_a_body"),
        ({"steering_committees": 5, "steering_committee_members": 0}, "steering_committees_have_members"),
        ({"outreach_attendances": 100, "outreach_points": 0}, "listeners_need_a_session"),
        ({"schemes_active": 2, "schemes_with_full_dossier": 3}, "full_dossiers_within_schemes"),
        ({"schemes_active": 2, "schemes_founded": 3}, "founded_within_schemes"),
    ],
)
def test_a_contradiction_is_asked_about(row: Submission, answers: dict[str, int], code: str) -> None:
    for line, value in answers.items():
        make.say(row, line, value)
    assert _codes(row) == {code}


@pytest.mark.parametrize(
    "answers",
    [
        {"steering_committees": 1, "steering_committee_members": 13},
        {"steering_committees": 0, "steering_committee_members": 0},
        {"outreach_attendances": 100, "outreach_points": 3},
        {"schemes_active": 3, "schemes_with_full_dossier": 3, "schemes_founded": 1},
    ],
)
def test_what_agrees_is_not_asked_about(row: Submission, answers: dict[str, int]) -> None:
    for line, value in answers.items():
        make.say(row, line, value)
    assert _codes(row) == set()


def test_a_share_of_schemes_is_of_the_active_ones(row: Submission) -> None:
    make.say(row, "schemes_active", 4)
    make.say(row, "schemes_with_full_dossier", 3, 5)
    assert _codes(row) == {"dossiers_of_schemes"}


def test_a_jump_is_asked_about(district: make.District) -> None:
    row = _after(district, outreach_points=10, outreach_attendances=900, schemes_founded=1)
    make.say(row, "outreach_points", 31)
    make.say(row, "outreach_attendances", 299)
    make.say(row, "schemes_founded", 4)
    asked = [question for question in queries.readiness(row).to_explain if question.code.startswith("jump_")]
    assert {question.indicator_code for question in asked} == {"outreach_points", "outreach_attendances"}
    assert "Điểm tuyên truyền: kỳ này 31, kỳ trước 10." in asked[0].sentence


@pytest.mark.parametrize(("points", "asked"), [(30, False), (31, True), (4, False), (3, True)])
def test_three_times_is_not_yet_a_jump(district: make.District, points: int, asked: bool) -> None:
    row = _after(district, outreach_points=10)
    make.say(row, "outreach_points", points)
    assert bool({"jump_up", "jump_down"} & _codes(row)) == asked


@pytest.mark.parametrize(
    ("now", "copies_count", "asked"), [(7, True, False), (5, True, True), (5, False, False), (7, False, True)]
)
def test_schemes_add_up_from_the_last_round(district: make.District, now: int, copies_count: bool, asked: bool) -> None:
    CountingRule.objects.create(
        unit_id=district.province.unit_id, copy_is_scheme=copies_count, begins_on=date(2019, 1, 1)
    )
    row = _after(district, schemes_active=4)
    for code, value in {"schemes_founded": 2, "schemes_replicated": 2, "schemes_struck_off": 1}.items():
        make.say(row, code, value)
    make.say(row, "schemes_active", now)
    assert ("schemes_follow" in _codes(row)) == asked


def test_an_explanation_settles_a_question_but_not_an_error(district: make.District) -> None:
    row = _after(district, outreach_points=10)
    make.say(row, "outreach_points", 50)
    make.say(row, "steering_committees", 0)
    make.say(row, "steering_committee_members", 5)
    for figure in row.figures.all():
        actions.explain(by=None, figure=figure, text="Đã kiểm tra.")
    found = queries.readiness(row)
    assert found.to_explain == []
    assert "steering_committee_members_need_a_body" in {question.code for question in found.blocking}


def test_the_last_round_is_what_left_the_office(district: make.District) -> None:
    """A draft nobody sent is no history."""
    draft = make.submission(
        district.open(calendar_window("year", 2020), title="năm 2020"), district.communes["Châu Hóa"]
    )
    make.say(draft, "outreach_points", 10)
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 100)
    assert _codes(row) == set()
    assert actions.carry(by=None, submission=row, indicator="outreach_points") is None


def test_a_half_year_is_no_last_round_of_a_year(district: make.District) -> None:
    half = make.submission(
        district.open(calendar_window("half", 2020, 2), title="6 tháng"), district.communes["Châu Hóa"]
    )
    make.say(half, "outreach_points", 10)
    make.send(half)
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 100)
    assert history.last_round(row) is None
    assert _codes(row) == set()


def test_schemes_are_not_added_up_over_a_gap(district: make.District) -> None:
    old = make.submission(district.open(calendar_window("year", 2019), title="năm 2019"), district.communes["Châu Hóa"])
    make.say(old, "schemes_active", 4)
    make.send(old)
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    for code, value in {"schemes_active": 9, "schemes_founded": 1, "schemes_struck_off": 0}.items():
        make.say(row, code, value)
    assert history.last_round(row) == old.round
    assert _codes(row) == set()


def test_last_rounds_value_is_carried_only_by_hand(district: make.District) -> None:
    row = _after(district, schemes_active=4)
    figure = row.figures.get(indicator__code="schemes_active")
    assert figure.answer == "not_reported"
    claim = actions.carry(by=None, submission=row, indicator="schemes_active")
    assert claim is not None
    assert (claim.value, claim.source_kind, claim.source_label) == (4, "carried", "như kỳ trước (năm 2020)")


def test_the_grid_shows_what_was_before(district: make.District) -> None:
    row = _after(district, outreach_points=10)
    make.say(row, "outreach_points", 12)
    make.say(row, "village_meetings", 3)
    sections = queries.grid(row)
    lines: dict[str, Any] = {line.indicator.code: line for section in sections for line in section.lines}
    points = lines["outreach_points"]
    assert points.last_round is not None
    assert (points.last_round.text, points.last_year, points.change) == ("10", points.last_round, 2)
    assert sections[-1].title == "Số liệu khác có trong báo cáo"
    assert lines["village_meetings"].value.text == "3"


def test_the_grid_of_the_level_above_shows_totals(district: make.District) -> None:
    row = _after(district, outreach_points=10)
    make.say(row, "outreach_points", 12)
    make.send(row)
    top = make.submission(row.round, district.top)
    lines = {line.indicator.code: line for section in queries.grid(top) for line in section.lines}
    assert (lines["outreach_points"].value.text, lines["outreach_points"].source_label) == ("12", "1/1 xã")
    assert lines["outreach_points"].change == 2
    assert lines["units_inspected"].figure is not None
    assert lines["units_inspected"].own_work
