"""A province's own rules: dated, audited, never backwards; shared warnings it does without; tried before kept."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_unit
from tests.reporting import factories as make
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent
from tuquan.reporting import checks
from tuquan.reporting.actions import checking
from tuquan.reporting.checks.drafting import Draft, checked
from tuquan.reporting.checks.language import Leaf
from tuquan.reporting.checks.parsing import parse, show
from tuquan.reporting.checks.standing import rules_on
from tuquan.reporting.checks.terms import Term, join, split
from tuquan.reporting.checks.trying import try_rule
from tuquan.reporting.errors import CheckRefused, FreeTextRefused, IndicatorRestricted, ReasonMissing
from tuquan.reporting.models import CheckKind, CheckRule, CheckSwitch, Submission
from tuquan.vn.windows import calendar_window

pytestmark = pytest.mark.django_db
TODAY = date(2021, 12, 15)
DRAFT = Draft(
    name="Mỗi mô hình có ít nhất hai buổi tuyên truyền",
    left="outreach_points",
    operator=">=",
    right="2 × schemes_active",
    sentence="{tên trái} là {trái}, ít hơn hai lần {tên schemes_active} ({schemes_active}).",
)


def draft(**changes: Any) -> Draft:
    return Draft(**{**DRAFT.__dict__, **changes})


leaves = st.tuples(st.sampled_from(["", "truoc", "namtruoc", "mau"]), st.sampled_from(["a", "b"])).map(
    lambda t: Leaf(*t)
)
terms = st.builds(
    Term,
    factor=st.integers(0, 10**6).map(lambda n: Fraction(n, 1000)),
    leaf=st.one_of(st.none(), leaves, st.just(Leaf("so_thon", ""))),
    minus=st.booleans(),
)


@given(st.lists(terms, min_size=1, max_size=4))
def test_a_form_of_terms_loses_nothing(written: list[Term]) -> None:
    assert split(parse(show(join(written)))) == written


@pytest.mark.parametrize("text", ["a × b", "a ÷ 2", "2 × (a + b)", "a × 2"])
def test_what_is_no_plain_sum_is_not_forced_into_the_form(text: str) -> None:
    assert split(parse(text)) is None


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=3)


@pytest.fixture
def province(district: make.District) -> int:
    return district.province.unit_id


@pytest.fixture
def row(district: make.District) -> Submission:
    found = make.submission(district.open(), district.communes["Châu Hóa"])
    make.say(found, "schemes_active", 5)
    make.say(found, "outreach_points", 9)
    return found


def own(row: Submission) -> list[str]:
    return [q.sentence for q in checks.live(row) if q.code.startswith("rieng_")]


def test_a_province_asks_its_communes_by_a_rule_of_its_own(district: make.District, province: int, row: Any) -> None:
    rule = checking.add_rule(by=district.province.officer, owner_id=province, draft=DRAFT, begins_on=TODAY)
    assert own(row) == ["Điểm tuyên truyền là 9, ít hơn hai lần mô hình đang hoạt động (5)."]
    event = AuditEvent.objects.get(action="reporting.check_added")
    assert (event.subject_key, event.unit_key, event.actor_key) == (rule.code, province, district.province.officer.pk)
    assert "Mỗi mô hình có ít nhất hai buổi tuyên truyền" in event.summary
    make.say(row, "outreach_points", 10)
    assert own(row) == []


def test_another_provinces_rule_asks_nobody_here(district: make.District, row: Submission) -> None:
    other = make_unit("Hòa Thử", "province")
    checking.add_rule(by=None, owner_id=other, draft=DRAFT, begins_on=TODAY)
    assert own(row) == []


def test_a_past_round_is_judged_by_the_rules_of_its_day(district: make.District, province: int, row: Any) -> None:
    rule = checking.add_rule(by=None, owner_id=province, draft=DRAFT, begins_on=TODAY)
    later = draft(right="3 × schemes_active", sentence="{tên trái} là {trái}, phải từ {phải}.")
    made = checking.change_rule(by=None, rule=rule, draft=later, begins_on=date(2022, 1, 1))
    assert (made.code, made.pk != rule.pk) == (rule.code, True)
    assert own(row) == ["Điểm tuyên truyền là 9, ít hơn hai lần mô hình đang hoạt động (5)."]
    with clock.at(date(2022, 6, 1)):
        next_year = make.submission(
            district.open(calendar_window("year", 2022), title="năm 2022"), district.communes["Châu Hóa"]
        )
        make.say(next_year, "schemes_active", 5)
        make.say(next_year, "outreach_points", 9)
        assert own(next_year) == ["Điểm tuyên truyền là 9, phải từ 15."]
        checking.end_rule(by=None, rule=made, ends_on=date(2022, 7, 1), because="Không còn cần.")
        assert own(next_year) == []
        assert own(row) != []


def test_on_the_day_it_is_set_a_slip_is_mended_in_place(province: int, district: make.District) -> None:
    rule = checking.add_rule(by=None, owner_id=province, draft=DRAFT, begins_on=TODAY)
    checking.change_rule(by=None, rule=rule, draft=draft(name="Tên đúng"), begins_on=TODAY)
    assert [row.name for row in CheckRule.objects.all()] == ["Tên đúng"]


def test_nothing_begins_or_ends_in_the_past(province: int, district: make.District) -> None:
    past = date(2021, 12, 14)
    with pytest.raises(CheckRefused, match=r"hôm nay \(15/12/2021\)"):
        checking.add_rule(by=None, owner_id=province, draft=DRAFT, begins_on=past)
    with pytest.raises(CheckRefused):
        checking.switch_off(by=None, unit_id=province, code="jump_up", begins_on=past, because="Có lý do.")
    assert not CheckRule.objects.exists()
    assert not CheckSwitch.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refusal", "said"),
    [
        ({"left": "crime_cases"}, IndicatorRestricted, "không được lưu"),
        ({"sentence": "{crime_cases}"}, IndicatorRestricted, "không được lưu"),
        ({"left": "no_such_line"}, CheckRefused, "không có trong danh mục"),
        ({"left": "__import__"}, CheckRefused, "Không hiểu"),
        ({"operator": "~"}, CheckRefused, "phép so sánh"),
        ({"name": "  "}, CheckRefused, "Chưa có tên"),
        ({"sentence": "{số lạ}"}, CheckRefused, "không dùng được"),
        ({"left": "truoc(outreach_points)", "right": "3"}, CheckRefused, "ít nhất một số của kỳ này"),
        ({"name": "Hỏi ông Nguyễn Văn Tèo, 0912345678"}, FreeTextRefused, "Không lưu câu này"),
        ({"level": 9}, CheckRefused, "cấp được xét"),
        ({"lines": "every"}, CheckRefused, "dong_nay"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    province: int, district: make.District, changes: dict[str, Any], refusal: Any, said: str
) -> None:
    with pytest.raises(refusal, match=said):
        checking.add_rule(by=None, owner_id=province, draft=draft(**changes), begins_on=TODAY)
    assert not CheckRule.objects.exists()


def test_only_who_edits_the_provinces_catalogue_sets_rules(district: make.District, province: int) -> None:
    for office in (district.top, district.communes["Châu Hóa"]):
        with pytest.raises(PermissionRefused):
            checking.add_rule(by=office.head, owner_id=province, draft=DRAFT, begins_on=TODAY)
        with pytest.raises(PermissionRefused):
            checking.switch_off(by=office.head, unit_id=province, code="jump_up", begins_on=TODAY, because="Đã rõ.")
    assert not CheckRule.objects.exists()


def test_a_shared_rule_is_not_rewritten(province: int, district: make.District) -> None:
    shared = next(rule for rule in rules_on(TODAY, [province]) if rule.code == "jump_up")
    with pytest.raises(CheckRefused, match="Quy tắc chung"):
        checking.change_rule(by=None, rule=shared, draft=DRAFT, begins_on=TODAY)


def test_a_shared_warning_is_off_for_a_time_and_a_reason(province: int, row: Submission, district: Any) -> None:
    make.say(row, "schemes_founded", 6)
    codes = lambda: [q.code for q in checks.live(row)]  # noqa: E731
    assert "founded_within_schemes" in codes()
    head = district.province.head
    checking.switch_off(
        by=head, unit_id=province, code="founded_within_schemes", begins_on=TODAY, because="Đếm cả mô hình của huyện."
    )
    assert "founded_within_schemes" not in codes()
    with pytest.raises(CheckRefused, match="đang tắt"):
        checking.switch_off(
            by=head, unit_id=province, code="founded_within_schemes", begins_on=TODAY, because="Lần nữa."
        )
    with clock.at(date(2022, 3, 1)):
        checking.switch_on(by=head, unit_id=province, code="founded_within_schemes", on=date(2022, 3, 1))
    assert "founded_within_schemes" not in codes(), "the round ended while it was off"
    assert set(AuditEvent.objects.filter(subject_kind="check").values_list("action", flat=True)) == {
        "reporting.check_off",
        "reporting.check_on",
    }


def test_what_blocks_is_never_off(province: int, row: Submission) -> None:
    with pytest.raises(CheckRefused, match="không tắt được"):
        checking.switch_off(
            by=None, unit_id=province, code="schemes_cover_kinds", begins_on=TODAY, because="Đếm cách khác."
        )
    with pytest.raises(ReasonMissing):
        checking.switch_off(by=None, unit_id=province, code="jump_up", begins_on=TODAY, because=" ")
    CheckSwitch.objects.create(
        unit_id=province,
        rule_code="steering_committee_members_need_a_body",
        begins_on=date(2020, 1, 1),
        because="Ghi tay.",
    )
    make.say(row, "steering_committees", 0)
    make.say(row, "steering_committee_members", 4)
    assert [q.code for q in checks.live(row) if q.blocking and q.code != "required_missing"] == [
        "steering_committee_members_need_a_body"
    ]


def test_the_database_keeps_a_rule_whole(province: int, district: make.District) -> None:
    sides = {"left": "a", "operator": "=", "right": "b"}
    base = {"code": "x", "name": "x", "begins_on": TODAY, "sentence": "x", "position": 1}
    for wrong in ({"owner_id": province, "kind": CheckKind.PEERS, **sides}, {"owner_id": province, "left": "a"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CheckRule.objects.create(**base, **wrong)


def test_a_rule_is_tried_on_the_last_round_and_nothing_is_written(province: int, district: make.District) -> None:
    round_ = district.open()
    for name, points in (("Châu Hóa", 9), ("Ngư Hóa", 30), ("Đồng Lê", 1)):
        row = make.submission(round_, district.communes[name])
        make.say(row, "schemes_active", 5)
        make.say(row, "outreach_points", points)
    trial = try_rule(checked(DRAFT, owner_id=province, begins_on=TODAY), top_id=province, day=date(2021, 12, 31))
    assert trial.title == "", "nobody has sent yet"
    make.send(make.submission(round_, district.communes["Ngư Hóa"]))
    trial = try_rule(checked(DRAFT, owner_id=province, begins_on=TODAY), top_id=province, day=date(2021, 12, 31))
    assert (trial.title, trial.units, trial.judged, trial.asked_units) == ("năm 2021", 3, 3, 2)
    assert [unit.name for unit in trial.asked] == ["xã Châu Hóa", "thị trấn Đồng Lê"]
    assert trial.asked[0].sentence == "Điểm tuyên truyền là 9, ít hơn hai lần mô hình đang hoạt động (5)."
    assert not CheckRule.objects.exists()


def test_trying_costs_as_many_queries_for_many_units_as_for_few(day: date, django_assert_max_num_queries: Any) -> None:
    place = make.district(communes=9)
    round_ = place.open()
    for office in place.communes.values():
        row = make.submission(round_, office)
        make.say(row, "schemes_active", 5)
        make.say(row, "outreach_points", 1)
    Submission.objects.filter(round=round_, unit=row.unit_id).update(
        state="submitted", presented_at="2021-12-20T00:00Z", submitted_at="2021-12-20T00:00Z", first_submitted_on=TODAY
    )
    rule = checked(DRAFT, owner_id=place.province.unit_id, begins_on=TODAY)
    with django_assert_max_num_queries(22):
        trial = try_rule(rule, top_id=place.province.unit_id, day=date(2021, 12, 31))
    assert trial.asked_units == 9
