"""What is asked of a submission as it is typed: what is unusual, what reports say, what settles it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import make_unit
from tests.reporting import factories as make
from tuquan.reporting import actions, checks, queries
from tuquan.reporting.checks import heard as heard_of
from tuquan.reporting.checks import peers
from tuquan.reporting.checks.asking import questions
from tuquan.reporting.checks.heard import Heard
from tuquan.reporting.checks.standing import rules_for
from tuquan.reporting.checks.subject import Subject
from tuquan.reporting.models import CheckKind, CheckRule, Form, FormLine, IndicatorVersion, Submission
from tuquan.reporting.questions import Question
from tuquan.units.models import Change, Succession, UnitSize
from tuquan.vn.windows import Window, calendar_window

NOON = datetime(2021, 12, 20, 5, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_gathered() -> Iterator[None]:
    peers.forget()
    yield
    peers.forget()


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=1)


@pytest.fixture
def row(district: make.District) -> Submission:
    return make.submission(district.open(), district.communes["Châu Hóa"])


def asked(row: Submission, code: str = "") -> list[Question]:
    """The questions of one rule, or all but silent lines."""
    return [q for q in checks.live(row) if q.code == code or (not code and q.code != "required_missing")]


def _months(district: make.District, code: str, values: list[int], now: int) -> Submission:
    """A month's submission after `values`, one a month, were sent."""
    for month, value in enumerate(values, start=1):
        window = calendar_window("month", 2021, month)
        held = make.submission(district.open(window, title=f"tháng {month}"), district.communes["Châu Hóa"])
        make.say(held, code, value)
        _sent(held)
    window = calendar_window("month", 2021, len(values) + 1)
    row = make.submission(district.open(window, title="tháng này"), district.communes["Châu Hóa"])
    make.say(row, code, now)
    return row


def _sent(held: Submission) -> None:
    """As sent, without the ceremony: only the state matters here."""
    Submission.objects.filter(pk=held.pk).update(
        state="submitted",
        version=held.version + 1,
        presented_at=NOON,
        submitted_at=NOON,
        first_submitted_on=NOON.date(),
    )


def test_a_number_unlike_the_units_own_months_is_asked_about(district: make.District) -> None:
    row = _months(district, "outreach_points", [12, 10, 11, 13, 12], 60)
    (question,) = asked(row)
    assert question.code == "unlike_own_history"
    assert question.sentence == (
        "Điểm tuyên truyền: các kỳ trước của đơn vị thường từ 10 đến 13; kỳ này ghi 60. Kiểm tra hoặc nói rõ vì sao."
    )


@pytest.mark.parametrize("now", [14, 20, 5])
def test_a_number_like_them_is_not(district: make.District, now: int) -> None:
    assert asked(_months(district, "outreach_points", [12, 10, 11, 13, 12], now)) == []


def test_with_few_months_three_times_as_much_is_asked_instead(district: make.District) -> None:
    row = _months(district, "outreach_points", [12, 10, 12], 60)
    assert [q.code for q in asked(row)] == ["jump_up"]


def test_one_slip_among_the_months_hides_no_other(district: make.District) -> None:
    """A median is not moved by a month in which somebody typed two zeros too many."""
    assert [q.code for q in asked(_months(district, "outreach_points", [12, 1000, 11, 13, 12], 60))] == [
        "unlike_own_history"
    ]


def test_a_unit_that_took_in_another_is_not_compared_with_what_it_was(district: make.District) -> None:
    row = _months(district, "outreach_points", [12, 10, 11, 13, 12], 60)
    other = make_unit("Xã cũ", parent=district.top.unit_id)
    change = Change.objects.create(title="Nhập xã", act_number="1", effective_on=date(2021, 6, 1))
    Succession.objects.create(change=change, old_id=other, new_id=row.unit_id)
    assert asked(row) == []


def test_a_line_defined_anew_is_not_compared_with_what_it_was(district: make.District) -> None:
    row = _months(district, "outreach_points", [12, 10, 11, 13, 12], 60)
    line = make.line("outreach_points")
    IndicatorVersion.objects.filter(indicator=line).delete()
    for begins_on, definition in ((date(2012, 1, 1), "đếm theo điểm"), (date(2021, 6, 1), "đếm theo buổi")):
        IndicatorVersion.objects.create(
            indicator=line, begins_on=begins_on, name=line.name, measure=line.measure, access=line.access,
            over_units=line.over_units, over_time=line.over_time, definition=definition,
        )  # fmt: skip
    assert asked(row) == []


def _round_of(communes: int, code: str, values: list[int], households: int = 0) -> Submission:
    """The first commune's draft in a round where the others sent `values`."""
    place = make.district(communes=communes)
    round_ = place.open()
    for name, value in zip(list(place.communes)[1:], values, strict=True):
        held = make.submission(round_, place.communes[name])
        make.say(held, code, value)
        _sent(held)
        if households:
            UnitSize.objects.create(unit_id=held.unit_id, on=date(2021, 1, 1), households=households * value)
    return make.submission(round_, place.communes["Châu Hóa"])


# The third commune of the tests' district is a township: eleven others leave ten communes.
_OTHERS = [10, 25, 18, 30, 12, 60, 44, 18, 33, 20, 22]


def test_a_number_unlike_other_communes_is_asked_about(day: date) -> None:
    row = _round_of(12, "outreach_points", _OTHERS)
    make.say(row, "outreach_points", 900)
    (question,) = asked(row)
    assert question.code == "unlike_other_units"
    assert question.sentence == (
        "Điểm tuyên truyền: các xã khác trong kỳ thường từ 10 đến 60; xã này ghi 900. Kiểm tra hoặc nói rõ vì sao."
    )
    make.say(row, "outreach_points", 70)
    assert asked(row) == []


def test_few_others_say_nothing(day: date) -> None:
    row = _round_of(8, "outreach_points", _OTHERS[:7])
    make.say(row, "outreach_points", 900)
    assert asked(row) == []


def test_nothing_arose_is_no_unusual_number(day: date) -> None:
    row = _round_of(12, "outreach_points", [v * 10 for v in _OTHERS])
    actions.say_none_arose(by=None, submission=row, indicator="outreach_points")
    assert asked(row) == []


def test_a_large_commune_is_compared_by_household(day: date) -> None:
    """Ten times the households, ten times the points: nothing unusual once sizes are known."""
    row = _round_of(12, "outreach_points", _OTHERS, households=100)
    make.say(row, "outreach_points", 900)
    UnitSize.objects.create(unit_id=row.unit_id, on=date(2021, 1, 1), households=90_000)
    assert asked(row) == []
    UnitSize.objects.filter(unit=row.unit_id).update(households=2_000)
    peers.forget()
    (question,) = asked(row)
    assert "thường 10 trên 1.000 hộ; xã này ghi 900 (bằng 450 trên 1.000 hộ)" in question.sentence


def test_what_was_gathered_is_gathered_again_when_somebody_sends(day: date) -> None:
    row = _round_of(12, "outreach_points", [1000] * 11)
    make.say(row, "outreach_points", 900)
    assert asked(row) == []
    for held in Submission.objects.filter(round=row.round, state="submitted"):
        Submission.objects.filter(pk=held.pk).update(state="draft")
        make.say(held, "outreach_points", 20)
        _sent(held)
    assert [q.code for q in asked(row)] == ["unlike_other_units"]


def _hear(monkeypatch: pytest.MonkeyPatch, **more: Any) -> None:
    said = {
        "key": "finding:1", "indicator": "schemes_founded", "value": 5, "of": None, "report": "báo cáo “a.docx”",
        "sentence": "Xây dựng mới\n05 mô hình.", "answer": "none", "sure": "likely", "named": None, **more,
    }  # fmt: skip
    monkeypatch.setattr(heard_of, "_TELLERS", [lambda submission: [Heard(**said)]])


def test_what_the_units_report_says_and_nobody_took_is_quoted(row: Submission, monkeypatch: Any) -> None:
    _hear(monkeypatch)
    assert asked(row) == [], "a line that nobody answered contradicts nothing"
    make.say(row, "schemes_founded", 3)
    (question,) = asked(row)
    assert question.code == "report_unconfirmed"
    assert question.sentence.startswith(
        "Mô hình xây dựng mới: biểu ghi 3; báo cáo “a.docx” (chưa xác nhận) viết “Xây dựng mới 05 mô hình.”"
    )
    make.say(row, "schemes_founded", 5)
    assert asked(row) == []


@pytest.mark.parametrize(
    ("answer", "sure", "codes"),
    [
        ("rejected", "sure", ["report_rejected"]),
        ("rejected", "likely", []),
        ("none", "doubtful", []),
        ("confirmed", "sure", []),
    ],
)
def test_only_what_is_sure_enough_is_held_against_a_number(
    row: Submission, monkeypatch: Any, answer: str, sure: str, codes: list[str]
) -> None:
    _hear(monkeypatch, answer=answer, sure=sure)
    make.say(row, "schemes_founded", 3)
    assert [q.code for q in asked(row)] == codes


def test_names_listed_are_counted(row: Submission, monkeypatch: Any) -> None:
    _hear(monkeypatch, value=3, named=2, sentence="Xây dựng mới 03 mô hình: “A”, “B”.")
    make.say(row, "schemes_founded", 3)
    (question,) = asked(row)
    assert (question.code, question.sentence[:71]) == (
        "names_told",
        "Mô hình xây dựng mới: biểu ghi 3, báo cáo kể tên 2: “Xây dựng mới 03 mô",
    )


def test_a_cumulative_figure_does_not_shrink(district: make.District) -> None:
    half = make.submission(
        district.open(Window(date(2021, 1, 1), date(2021, 6, 30)), title="6 tháng"), district.communes["Châu Hóa"]
    )
    make.say(half, "outreach_points", 12)
    make.send(half)
    row = make.submission(
        district.open(Window(date(2021, 1, 1), date(2021, 9, 30)), title="9 tháng"), district.communes["Châu Hóa"]
    )
    make.say(row, "outreach_points", 11)
    (question,) = asked(row)
    assert question.code == "cumulative_grows"
    assert "lũy kế kỳ này 11, ít hơn lũy kế đến kỳ trước (12)" in question.sentence
    make.say(row, "outreach_points", 12)
    assert asked(row) == []


def test_an_explanation_holds_until_another_number_of_its_question_changes(row: Submission) -> None:
    make.say(row, "schemes_active", 2)
    make.say(row, "schemes_founded", 3)
    (question,) = queries.readiness(row).to_explain
    figure = row.figures.select_related("indicator").get(indicator__code="schemes_founded")
    assert figure.pk == question.figure_id
    actions.explain(by=None, figure=figure, text="Một mô hình đã thanh loại trong năm.")
    assert queries.readiness(row).to_explain == []
    make.say(row, "schemes_active", 1)
    assert [q.code for q in queries.readiness(row).to_explain] == ["founded_within_schemes"], "asked of another number"
    actions.explain(by=None, figure=row.figures.get(pk=figure.pk), text="Hai mô hình đã thanh loại.")
    assert queries.readiness(row).to_explain == []
    make.say(row, "outreach_points", 7)
    assert queries.readiness(row).to_explain == [], "a number the question is not about settles nothing anew"


def test_an_explanation_older_than_its_questions_is_kept(row: Submission) -> None:
    make.say(row, "schemes_active", 2)
    make.say(row, "schemes_founded", 3)
    row.figures.filter(indicator__code="schemes_founded").update(explanation="Đã kiểm tra.")
    assert queries.readiness(row).to_explain == []


def test_what_was_explained_unasked_does_not_settle_what_is_asked_later(row: Submission) -> None:
    make.say(row, "schemes_founded", 3)
    actions.explain(by=None, figure=row.figures.get(indicator__code="schemes_founded"), text="Số theo sổ.")
    make.say(row, "schemes_active", 2)
    assert [q.code for q in queries.readiness(row).to_explain] == ["founded_within_schemes"]


def test_questions_come_in_the_order_of_the_form_and_errors_first(row: Submission) -> None:
    make.say(row, "steering_committees", 0)
    make.say(row, "steering_committee_members", 5)
    make.say(row, "outreach_attendances", 9)
    make.say(row, "outreach_points", 0)
    place = {line.indicator.code: n for n, line in enumerate(Subject.of(row).lines)}
    found = [place[q.indicator_code] for q in checks.live(row)]
    assert found == sorted(found)
    assert [q.blocking for q in asked(row)] == [False, True]


@settings(max_examples=25)
@given(data=st.data())
def test_neither_order_nor_a_new_warning_changes_what_blocks(row: Submission, data: st.DataObject) -> None:
    codes = ("schemes_active", "schemes_founded", "schemes_with_full_dossier", "steering_committees")
    for code in codes:
        make.say(row, code, data.draw(st.integers(0, 3)))
    make.say(row, "steering_committee_members", data.draw(st.integers(0, 3)))
    subject = Subject.of(row)
    rules = rules_for(row, subject.upward)
    expected = questions(subject, rules)
    assert questions(subject, data.draw(st.permutations(rules))) == expected
    left, right = data.draw(st.sampled_from(codes)), data.draw(st.sampled_from(codes))
    added = CheckRule(
        code="rieng", kind=CheckKind.RELATION, left=left, operator=data.draw(st.sampled_from(["<=", "=", ">"])),
        right=right, severity="warning", sentence="{tên trái} khác {tên phải}.", position=1,
        lines="written", name="Quy tắc thêm",
    )  # fmt: skip
    found = questions(subject, [added, *rules])
    assert [q for q in found if q.blocking] == [q for q in expected if q.blocking]
    assert [q for q in found if q.code != "rieng"] == expected


def _queries(row: Submission) -> int:
    fresh = Submission.objects.select_related("round", "unit").get(pk=row.pk)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        checks.live(fresh)
    return len(seen)


def test_however_long_the_form_the_queries_are_as_many(district: make.District, row: Submission) -> None:
    form = Form.objects.get(report_kind=row.round.report_kind, level=3, ends_on=date(2024, 7, 1))
    for code in ("outreach_points", "schemes_active"):
        make.say(row, code, 5)
    short = _queries(row)
    extra = ["clubs", "club_members", "cameras", "camera_points", "social_groups", "training_classes", "seminars"]
    for number, code in enumerate(extra, start=100):
        FormLine.objects.create(form=form, indicator=make.line(code), section="Thêm", position=number)
        make.say(row, code, 20)
    assert len(Subject.of(row).lines) == 27
    assert _queries(row) == short
    assert short <= 34
