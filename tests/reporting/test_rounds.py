"""Opening a round, its board, and what records fill in."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.reporting import factories as make
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent, Notice
from tuquan.reporting import actions, queries, tracing
from tuquan.reporting.errors import DueMissing, FormMissing, OrgansMissing, RoundExists, RoundWithoutUnits
from tuquan.reporting.models import Answer, ReportKind, Round, SourceKind, Submission
from tuquan.schemes import actions as schemes
from tuquan.schemes.models import SchemeKind
from tuquan.units.models import Level
from tuquan.vn.windows import calendar_window, decree_09_window

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: date) -> make.District:
    return make.district()


def _open(district: make.District, **other: Any) -> Round:
    given = {
        "by": None,
        "report_kind": ReportKind.objects.get(code="movement_year"),
        "scope_id": district.top.unit_id,
        "window": calendar_window("year", 2021),
        "title": "năm 2021",
        "dues": {Level.COMMUNE: make.DUE, Level.DISTRICT: make.DUE_ABOVE},
        "organs": district.organs,
        **other,
    }
    return actions.open_round(**given)


def test_silence_is_visible_from_the_first_day(district: make.District) -> None:
    round_ = _open(district, by=district.top.officer)
    assert round_.submissions.count() == 4
    assert {row.state for row in round_.submissions.all()} == {"draft"}
    commune = make.submission(round_, district.communes["Châu Hóa"])
    assert {figure.answer for figure in commune.figures.all()} == {Answer.NOT_REPORTED}
    assert commune.figures.count() == 20
    top = make.submission(round_, district.top)
    assert [figure.indicator.code for figure in top.figures.all()] == ["units_inspected"]
    told = Notice.objects.get(user_key=district.communes["Châu Hóa"].officer.pk)
    assert told.text == "Đã mở kỳ năm 2021: hạn gửi số liệu 20/12/2021."
    assert AuditEvent.objects.get(action="reporting.open_round").actor_key == district.top.officer.pk


def test_windows_of_the_decree_and_of_the_calendar_stand_side_by_side(district: make.District) -> None:
    _open(district)
    other = _open(district, window=decree_09_window("year", 2021), title="năm 2021 (15/12/2020–14/12/2021)")
    assert other.window.iso == "2020-12-15/P1Y"


def _nothing_written() -> bool:
    return not Round.objects.exists() and not Submission.objects.exists()


def test_a_round_is_opened_once(district: make.District) -> None:
    _open(district)
    with pytest.raises(RoundExists):
        _open(district, title="năm 2021 lần nữa")
    assert Round.objects.count() == 1


def test_whoever_sends_must_be_known(district: make.District) -> None:
    organs = {key: organ for key, organ in district.organs.items() if key != district.communes["Ngư Hóa"].unit_id}
    with pytest.raises(OrgansMissing, match="xã Ngư Hóa"):
        _open(district, organs=organs)
    assert _nothing_written()


def test_units_forms_and_deadlines_are_needed(district: make.District) -> None:
    with pytest.raises(RoundWithoutUnits):
        _open(district, scope_id=district.communes["Châu Hóa"].unit_id)
    with pytest.raises(DueMissing, match="xã"):
        _open(district, dues={Level.DISTRICT: make.DUE})
    bare = ReportKind.objects.create(code="bare", name="Báo cáo chưa có biểu", subject="")
    with pytest.raises(FormMissing):
        _open(district, report_kind=bare)
    assert _nothing_written()


def test_communes_do_not_open_rounds(district: make.District) -> None:
    with pytest.raises(PermissionRefused):
        _open(district, by=district.communes["Châu Hóa"].head)
    assert _nothing_written()


# The board.


def test_the_board_says_it_in_one_sentence(district: make.District) -> None:
    round_ = _open(district)
    make.send(make.submission(round_, district.communes["Đồng Lê"]))
    make.send(make.submission(round_, district.communes["Ngư Hóa"]), approve=False)
    board = queries.board(round_)
    assert board.sentence == "2/3 xã, thị trấn đã gửi; chưa gửi: Châu Hóa"
    assert (board.submitted, board.approved, board.expected, board.missing) == (2, 1, 3, ["Châu Hóa"])
    assert [row.name for row in board.rows] == ["Châu Hóa", "Đồng Lê", "Ngư Hóa"]
    assert [row.state_label for row in board.rows] == ["đang làm", "đã duyệt", "đã gửi"]
    assert board.own is not None
    assert "còn 1 đơn vị chưa gửi: Châu Hóa. Hạn gửi: 20/12/2021." in board.zalo
    assert board.zalo.startswith("năm 2021: đến ")


@pytest.mark.parametrize(
    ("today", "said", "late"),
    [
        (date(2021, 12, 15), "còn 3 ngày làm việc", 0),
        (date(2021, 12, 18), "còn 1 ngày làm việc", 0),
        (date(2021, 12, 20), "hạn hôm nay", 0),
        (date(2021, 12, 24), "quá hạn 4 ngày", 4),
    ],
)
def test_deadlines_are_said_as_people_say_them(district: make.District, today: date, said: str, late: int) -> None:
    round_ = _open(district)
    with clock.at(today):
        row = queries.board(round_).rows[0]
    assert (row.due_text, row.days_late) == (said, late)


def test_lateness_stands_still_once_sent(district: make.District) -> None:
    round_ = _open(district)
    with clock.at(date(2021, 12, 22)):
        make.send(make.submission(round_, district.communes["Châu Hóa"]))
    with clock.at(date(2022, 3, 1)):
        row = queries.board(round_).rows[0]
    assert (row.due_text, row.days_late, row.first_submitted_on) == ("", 2, date(2021, 12, 22))


def test_what_was_sent_back_was_sent_and_is_being_completed(district: make.District) -> None:
    round_ = _open(district)
    row = make.submission(round_, district.communes["Châu Hóa"])
    make.send(row)
    actions.send_back(by=None, submission=row, version=row.version, reason="thiếu")
    board = queries.board(round_)
    assert board.missing == ["Đồng Lê", "Ngư Hóa"]
    assert board.returned == ["Châu Hóa"]
    assert "chưa gửi: Đồng Lê, Ngư Hóa; đang bổ sung: Châu Hóa" in board.sentence
    assert "Trả lại để bổ sung: Châu Hóa." in board.zalo


@pytest.mark.parametrize("communes", [2, 30])
def test_a_board_takes_a_fixed_number_of_queries(
    db: None, day: date, communes: int, django_assert_max_num_queries: Any
) -> None:
    round_ = Round.objects.get(pk=_open(make.district(communes)).pk)
    with django_assert_max_num_queries(9):
        assert queries.board(round_).expected == communes


# Records.


def _found(district: make.District, name: str, on: date) -> Any:
    kind, _ = SchemeKind.objects.get_or_create(
        name="Camera an ninh", defaults={"field": "technology", "search_key": "camera an ninh", "sort_key": "c"}
    )
    return schemes.found(
        by=None,
        kind=kind,
        name=name,
        unit_id=district.communes["Châu Hóa"].unit_id,
        place_name=name,
        on=on,
        decision_number="12/QĐ-UBND",
        decision_date=on,
        decision_issuer="UBND xã Châu Hóa",
    )


def test_records_answer_what_they_can(district: make.District) -> None:
    _found(district, "Camera an ninh thôn Thử", date(2021, 5, 10))
    round_ = _open(district)
    figure = make.submission(round_, district.communes["Châu Hóa"]).figures.get(indicator__code="schemes_founded")
    assert figure.chosen is not None
    assert (figure.answer, figure.chosen.value, figure.chosen.source_kind) == (Answer.VALUE, 1, SourceKind.RECORDS)
    steps = tracing.trace(figure)
    assert [step.kind for step in steps][:3] == ["figure", "claim", "record"]
    assert "Camera an ninh thôn Thử" in steps[2].text


def test_a_unit_without_records_has_not_answered_0(district: make.District) -> None:
    _found(district, "Camera an ninh thôn Thử", date(2021, 5, 10))
    row = make.submission(_open(district), district.communes["Ngư Hóa"])
    assert {figure.answer for figure in row.figures.all()} == {Answer.NOT_REPORTED}
    assert not queries.disagreements(row)


def test_records_are_counted_again_when_asked(district: make.District) -> None:
    _found(district, "Camera an ninh thôn Thử", date(2021, 5, 10))
    row = make.submission(_open(district), district.communes["Châu Hóa"])
    assert actions.refresh_records(by=None, submission=row) == 0
    _found(district, "Camera an ninh thôn Hai", date(2021, 11, 10))
    make.say(row, "schemes_active", 5)
    assert actions.refresh_records(by=district.communes["Châu Hóa"].officer, submission=row) >= 2
    founded, active = (row.figures.get(indicator__code=code) for code in ("schemes_founded", "schemes_active"))
    assert founded.chosen is not None
    assert founded.chosen.value == Decimal(2)
    assert active.chosen is not None
    assert active.chosen.value == Decimal(5), "a person's choice is not overruled"
    assert "sources_differ" in {question.code for question in queries.readiness(row).to_explain}


@pytest.mark.parametrize("communes", [2, 30])
def test_a_page_takes_a_fixed_number_of_queries(
    db: None, day: date, communes: int, django_assert_max_num_queries: Any
) -> None:
    district = make.district(communes)
    round_ = _open(district)
    commune, top = (make.submission(round_, office) for office in (district.communes["Châu Hóa"], district.top))
    with django_assert_max_num_queries(10):
        queries.grid(commune)
    with django_assert_max_num_queries(13):
        queries.grid(top)
    with django_assert_max_num_queries(20):
        queries.readiness(commune)
