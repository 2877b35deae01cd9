"""The laws of totals: sums, Σ/Σ, three kinds of answer, coverage, and how few queries they take."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import make_organ
from tests.reporting import factories as make
from tuquan.ground import clock
from tuquan.reporting import actions, history, rollup
from tuquan.reporting.adding import add
from tuquan.reporting.errors import NotOwnWork
from tuquan.reporting.models import Answer, Figure, FigureRevision, Indicator, OverUnits, Round, Scope, Submission
from tuquan.reporting.totals import Part
from tuquan.schemes import actions as schemes
from tuquan.vn.windows import calendar_window

FEW = settings(max_examples=12)
NUMBERS = st.integers(min_value=0, max_value=10**6)
# None: không phát sinh; "silent": never sent.
ANSWERS = st.one_of(NUMBERS, st.none(), st.just("silent"))


def part(key: int, value: int | None, of: int | None = None, answer: Answer = Answer.VALUE) -> Part:
    number = None if value is None else Decimal(value)
    return Part(key, f"Xã {key}", number, None if of is None else Decimal(of), answer)


# Pure arithmetic.


@given(st.lists(NUMBERS, min_size=1), st.randoms())
def test_a_sum_does_not_mind_the_order(numbers: list[int], random: Random) -> None:
    parts = [part(key, number) for key, number in enumerate(numbers)]
    shuffled = random.sample(parts, len(parts))
    assert add(OverUnits.SUM, parts).value == add(OverUnits.SUM, shuffled).value == sum(numbers)


@given(st.lists(st.tuples(NUMBERS, NUMBERS).map(lambda pair: (min(pair), max(pair))), min_size=2))
def test_a_ratio_is_sums_over_sums_and_never_more_than_one(pairs: list[tuple[int, int]]) -> None:
    found = add(OverUnits.RATIO, [part(key, *pair) for key, pair in enumerate(pairs)])
    assert (found.value, found.of) == (sum(x for x, _ in pairs), sum(y for _, y in pairs))
    assert found.value is not None
    assert found.of is not None
    assert found.value <= found.of


def test_a_share_without_its_whole_is_shown_not_added() -> None:
    found = add(OverUnits.RATIO, [part(1, 3, 4), part(2, 7), part(3, 1, 2)])
    assert (found.value, found.of) == (4, 6)
    assert [left.name for left in found.left_out] == ["Xã 2"]
    assert "Xã 2" in found.note


def test_nothing_arose_is_neither_0_nor_silence() -> None:
    none, silent = part(1, None, answer=Answer.NONE_AROSE), part(2, None, answer=Answer.NOT_REPORTED)
    assert add(OverUnits.SUM, [none, silent]).answer == Answer.NONE_AROSE
    assert add(OverUnits.SUM, [none, silent]).value is None
    assert add(OverUnits.SUM, [silent]).answer == Answer.NOT_REPORTED
    assert (add(OverUnits.SUM, [part(3, 0), none]).answer, add(OverUnits.SUM, [part(3, 0)]).value) == (Answer.VALUE, 0)


def test_what_cannot_be_added_is_not() -> None:
    found = add(OverUnits.NONE, [part(1, 3), part(2, 4)])
    assert (found.value, found.note, found.answer) == (None, "không cộng được", Answer.VALUE)


# Through the database.


@pytest.fixture
def opened(db: None) -> Iterator[tuple[make.District, Round]]:
    with clock.at(date(2021, 12, 15)):
        district = make.district(communes=4)
        yield district, district.open()


def _undone(work: Any) -> Any:
    """Run against the database and undo it: each example starts from the same round."""
    with transaction.atomic():
        found = work()
        transaction.set_rollback(True)
    return found


@FEW
@given(answers=st.lists(ANSWERS, min_size=4, max_size=4), own=st.one_of(st.none(), NUMBERS), seed=st.integers())
def test_a_total_is_own_work_and_units_in_any_order(
    opened: tuple[make.District, Round], answers: list[Any], own: int | None, seed: int
) -> None:
    district, round_ = opened
    code = "schemes_consolidated"
    offices = list(zip(district.communes.values(), answers, strict=True))
    Random(seed).shuffle(offices)

    def work() -> rollup.Total:
        make.own_work(code)
        if own is not None:
            row = make.submission(round_, district.top)
            make.say(row, code, own)
            make.send(row, approve=False)
        for office, answer in offices:
            if answer == "silent":
                continue
            row = make.submission(round_, office)
            if answer is not None:
                make.say(row, code, answer)
            make.send(row)
        return rollup.total(round=round_, unit_id=district.top.unit_id, indicator=code)

    total = _undone(work)
    numbers = [answer for answer in answers if isinstance(answer, int)] + ([own] if own is not None else [])
    assert total.value == (sum(numbers) if numbers else None)
    assert total.coverage.got == sum(answer != "silent" for answer in answers)
    assert len(total.coverage.missing) == answers.count("silent")
    assert len(total.parts) == 4


@FEW
@given(values=st.lists(NUMBERS, min_size=2, max_size=4))
def test_a_revision_never_loses_a_value(opened: tuple[make.District, Round], values: list[int]) -> None:
    district, round_ = opened
    row = make.submission(round_, district.communes["Châu Hóa"])

    def work() -> list[Any]:
        for value in values:
            make.say(row, "outreach_points", value)
            for figure in row.figures.filter(indicator__code="outreach_points"):
                actions.explain(by=None, figure=figure, text="Đã kiểm tra.")
            make.send(row)
            actions.send_back(by=None, submission=row, version=row.version, reason="sửa")
        rows = FigureRevision.objects.filter(figure__indicator__code="outreach_points").order_by("number")
        return [(found.number, found.value, found.superseded_at is None) for found in rows]

    found = _undone(work)
    row.refresh_from_db()
    # Each saying is a claim of its own, so each approval is a revision of its own; only the last one counts.
    assert [(number, value) for number, value, _ in found] == [
        (number, Decimal(value)) for number, value in enumerate(values, start=1)
    ]
    assert [current for _, _, current in found] == [False] * (len(values) - 1) + [True]


def test_own_work_of_the_level_is_not_expected_of_its_units(opened: tuple[make.District, Round]) -> None:
    district, round_ = opened
    row = make.submission(round_, district.top)
    make.say(row, "units_inspected", 18, 19)
    before = rollup.total(round=round_, unit_id=district.top.unit_id, indicator="units_inspected")
    assert (before.value, before.coverage.expected, before.coverage.text) == (None, 0, "số của chính cấp này")
    make.send(row, approve=False)
    after = rollup.total(round=round_, unit_id=district.top.unit_id, indicator="units_inspected")
    assert (after.value, after.of, after.text) == (18, 19, "18/19")


def test_a_stated_total_is_compared_never_added(opened: tuple[make.District, Round]) -> None:
    from tuquan.reporting import queries

    district, round_ = opened
    for number, office in enumerate(district.communes.values(), start=1):
        row = make.submission(round_, office)
        make.say(row, "outreach_points", number)
        make.send(row)
    top = make.submission(round_, district.top)
    make.say(top, "outreach_points", 196, scope=Scope.STATED, source_label="báo cáo của huyện")
    total = rollup.total(round=round_, unit_id=district.top.unit_id, indicator="outreach_points")
    assert total.value == 10
    assert total.stated is None, "not sent yet: not stated yet"
    (found,) = queries.disagreements(top)
    assert found.sentence == (
        "Điểm tuyên truyền: báo cáo của cấp này ghi 196 (báo cáo của huyện); "
        "các đơn vị cộng lại là 10 (4/4 xã, thị trấn)."
    )
    actions.explain(by=None, figure=found.figure, text="Tính cả điểm do huyện tổ chức.")
    make.send(top, approve=False)
    total = rollup.total(round=round_, unit_id=district.top.unit_id, indicator="outreach_points")
    assert total.value == 10
    assert total.stated is not None
    assert total.stated.value == 196
    assert total.differs_from_stated


def test_a_total_typed_as_own_work_would_count_twice(opened: tuple[make.District, Round]) -> None:
    district, round_ = opened
    top = make.submission(round_, district.top)
    with pytest.raises(NotOwnWork, match="tổng của các đơn vị"):
        make.say(top, "outreach_points", 196)
    with pytest.raises(NotOwnWork):
        make.say(top, "village_meetings", 3)
    assert not top.figures.filter(indicator__code__in=["outreach_points", "village_meetings"]).exists()


def test_a_commune_is_its_own_total(opened: tuple[make.District, Round]) -> None:
    district, round_ = opened
    office = district.communes["Châu Hóa"]
    row = make.submission(round_, office)
    make.say(row, "villages_covered", 5)
    make.send(row, approve=False)
    total = rollup.total(round=round_, unit_id=office.unit_id, indicator="villages_covered")
    assert (total.value, total.of, total.parts, total.coverage.expected) == (5, None, (), 0)


def test_distinct_things_are_counted_again_from_records(opened: tuple[make.District, Round]) -> None:
    district, _ = opened
    round_ = district.open(kind="schemes_review")
    for office in district.communes.values():
        row = make.submission(round_, office)
        make.say(row, "scheme_types", 3)
        make.say(row, "scheme_points", 3)
        make.send(row)
    total = rollup.total(round=round_, unit_id=district.top.unit_id, indicator="scheme_types")
    assert (total.value, total.text, total.records_key) == (None, "không cộng được", ""), "nothing to count"
    scheme = schemes.add_kind(by=None, name="Thôn tự quản về ANTT", field="residential_area")
    schemes.record_existing(
        by=None, kind=scheme, name="Thôn tự quản", place_name="thôn 1", begins_on=date(2021, 3, 1),
        unit_id=district.communes["Châu Hóa"].unit_id,
    )  # fmt: skip
    total = rollup.total(round=round_, unit_id=district.top.unit_id, indicator="scheme_types")
    assert (total.value, total.comparable_note) == (1, "đếm lại từ hồ sơ, không cộng các đơn vị")
    assert total.records_key.startswith("schemes:scheme_types:")
    assert [found.value for found in total.parts] == [3, 3, 3, 3]


def test_without_a_register_silence_stays_silence(opened: tuple[make.District, Round]) -> None:
    district, _ = opened
    round_ = district.open(kind="schemes_review")
    total = rollup.total(round=round_, unit_id=district.top.unit_id, indicator="scheme_types")
    assert (total.value, total.answer, total.text) == (None, Answer.NOT_REPORTED, "chưa báo cáo")
    schemes.declare_complete(by=None, unit_id=district.top.unit_id, on=date(2021, 1, 1))
    total = rollup.total(round=round_, unit_id=district.top.unit_id, indicator="scheme_types")
    assert (total.value, total.answer) == (0, Answer.VALUE), "a complete register without schemes says 0"


@pytest.mark.parametrize("first", ["police", "committee"])
def test_two_organs_of_one_unit_count_once_and_the_other_is_told(
    opened: tuple[make.District, Round], first: str
) -> None:
    district, round_ = opened
    one = make.submission(round_, district.communes["Châu Hóa"])
    other_organ = make_organ(one.unit_id, name="Ban Chỉ đạo xã Châu Hóa")
    other = Submission.objects.create(round=round_, unit_id=one.unit_id, organ=other_organ)
    line = make.line("outreach_points")
    asked = one.figures.filter(scope=Scope.OWN).values_list("indicator", flat=True)
    Figure.objects.bulk_create(Figure(submission=other, indicator_id=key) for key in asked)
    rows = (one, other) if first == "police" else (other, one)
    for row, value in zip(rows, (4, None), strict=True):
        if value is None:
            actions.say_none_arose(by=None, submission=row, indicator=line)
        else:
            make.say(row, "outreach_points", value)
        make.send(row)
    total = rollup.total(round=round_, unit_id=district.top.unit_id, indicator=line)
    assert (total.value, total.coverage.got) == (4, 1), "a number before không phát sinh, whichever came first"
    assert [(part.name, part.text) for part in total.left_out] == [("Châu Hóa", "không phát sinh")]
    assert total.comparable_note == "Châu Hóa còn báo không phát sinh (cơ quan khác, không tính)"


def test_the_round_before_is_as_long_as_this_one(opened: tuple[make.District, Round]) -> None:
    district, year = opened
    before = district.open(window=calendar_window("year", 2020), title="năm 2020")
    half = district.open(window=calendar_window("half", 2021, 1), title="6 tháng đầu năm 2021")
    assert history.round_before(year) == before
    assert history.round_before(half) is None, "a half-year is not compared with a year"
    assert history.round_before(district.open(window=calendar_window("half", 2021, 2), title="6 tháng cuối")) == half


@pytest.mark.parametrize("communes", [2, 40])
def test_all_totals_take_five_queries(db: None, day: date, communes: int, django_assert_max_num_queries: Any) -> None:
    district = make.district(communes)
    round_ = Round.objects.get(pk=district.open().pk)
    with django_assert_max_num_queries(5):
        found = rollup.totals(round=round_, unit_id=district.top.unit_id)
    assert len(found) == 21
    assert found["outreach_points"].coverage.expected == communes


def test_the_scope_of_a_province_reaches_through_districts(opened: tuple[make.District, Round]) -> None:
    district, round_ = opened
    row = make.submission(round_, district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 4)
    make.send(row)
    make.own_work("outreach_points")
    top = make.submission(round_, district.top)
    make.say(top, "outreach_points", 3)
    make.send(top, approve=False)
    total = rollup.total(round=round_, unit_id=district.province.unit_id, indicator="outreach_points")
    assert (total.value, total.coverage.expected) == (7, 4)
    elsewhere = make.make_unit("Nơi khác", "province")
    assert rollup.total(round=round_, unit_id=elsewhere, indicator="outreach_points").value is None


def test_indicators_may_be_named_or_given(opened: tuple[make.District, Round]) -> None:
    district, round_ = opened
    line = Indicator.objects.get(code="outreach_points")
    assert rollup.total(round=round_, unit_id=district.top.unit_id, indicator=line).indicator == line
