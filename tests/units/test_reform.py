"""A reform as a procedure: drafted, looked at, carried out, taken back."""

from datetime import date

import pytest

from tests.factories import make_unit, make_user
from tuquan.ground import audit
from tuquan.units import queries
from tuquan.units.errors import ChoiceRefused, ReformBuiltUpon, ReformFaulty, ReformIncomplete, StaleReform
from tuquan.units.models import (
    Change,
    Facility,
    FacilityPlacement,
    GroupMembership,
    Reform,
    Succession,
    Unit,
    UnitGroup,
    UnitSize,
    UnitVersion,
)
from tuquan.units.naming import search_key, sort_key
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.carrying import all_at
from tuquan.units.reforms.plan import Begin, HeirOf, Plan
from tuquan.units.reforms.preview import can_undo, preview

DAY = date(2025, 7, 1)
pytestmark = pytest.mark.django_db


def draft(plan: Plan, *, on: date = DAY, scope: int | None = None, number: str = "1680/NQ-UBTVQH15") -> Reform:
    return procedure.draft(by=None, title="Sắp xếp thử", act_number=number, effective_on=on, plan=plan, scope_id=scope)


def carry_out(plan: Plan, **more: object) -> Reform:
    return procedure.commit(by=None, reform=(made := draft(plan, **more)), version=made.version)  # type: ignore[arg-type]


def place(name: str, unit: int, begins_on: date = date(2020, 1, 1), ends_on: date | None = None) -> Facility:
    facility = Facility.objects.create(
        name=name, type="market", begins_on=begins_on, search_key=search_key(name), sort_key=sort_key(name)
    )
    FacilityPlacement.objects.create(facility=facility, unit_id=unit, begins_on=begins_on, ends_on=ends_on)
    return facility


def places(facility: Facility) -> list[tuple[int, date, date | None]]:
    return list(facility.placements.order_by("begins_on").values_list("unit_id", "begins_on", "ends_on"))


@pytest.fixture
def province() -> int:
    return make_unit("Quảng Bình", "province", begins_on=date(2019, 1, 1))


@pytest.fixture
def communes(province: int) -> list[int]:
    return [make_unit(name, parent=province) for name in ("Châu Hóa", "Cao Quảng", "Mai Hóa")]


def test_a_merger_ends_two_founds_one_and_takes_along_what_stands_there(province: int, communes: list[int]) -> None:
    one, two, _ = communes
    market, hamlet = place("Chợ Cuồi", one), make_unit("Lâm Lang", "village", parent=two)
    made = draft(plans.merge([one, two], "n1", Begin("n1", "commune", "Tuyên Sơn", province, "18952", "mới")))
    seen = preview(made)
    assert seen.ready
    assert [(line.before, line.after, line.what) for line in seen.units] == [
        ("xã Châu Hóa (tỉnh Quảng Bình)", "", "nhập toàn bộ"),
        ("xã Cao Quảng (tỉnh Quảng Bình)", "", "nhập toàn bộ"),
        ("", "xã Tuyên Sơn (tỉnh Quảng Bình)", "thành lập từ xã Châu Hóa, xã Cao Quảng"),
    ]
    assert [(g.words, [t.name for t in g.things]) for g in seen.groups] == [
        ("đơn vị trực thuộc", ["thôn Lâm Lang"]),
        ("cơ quan, cơ sở trên địa bàn", ["Chợ Cuồi"]),
    ]
    assert seen.name_of("n1") == "xã Tuyên Sơn"
    assert Unit.objects.filter(ends_on__isnull=False).count() == 0, "a preview writes nothing"

    done = procedure.commit(by=None, reform=made, version=made.version)
    (heir,) = {new for new, _ in queries.heirs_on(one, DAY)}
    assert queries.heirs_on(two, DAY) == [(heir, True)]
    assert places(market) == [(one, date(2020, 1, 1), DAY), (heir, DAY, None)]
    assert [row.parent_id for row in queries.life(hamlet).versions] == [two, heir]
    assert queries.version(heir, DAY).change == done.change
    assert preview(done).groups[1].things[0].name == "Chợ Cuồi"
    assert audit.of_subject("reform", done.pk).first().action == "units.reform_commit"  # type: ignore[union-attr]


def test_undoing_puts_every_row_back(province: int, communes: list[int]) -> None:
    one, two, _ = communes
    market = place("Chợ Cuồi", one)
    before = [*Unit.objects.order_by("pk").values(), *UnitVersion.objects.order_by("pk").values()]
    done = carry_out(plans.merge([one, two], "n1", Begin("n1", "commune", "Tuyên Sơn", province)))
    assert can_undo(done) == []
    undone = procedure.undo(by=None, reform=done, because="Ghi nhầm ngày")
    assert [*Unit.objects.order_by("pk").values(), *UnitVersion.objects.order_by("pk").values()] == before
    assert places(market) == [(one, date(2020, 1, 1), None)]
    assert not Change.objects.exists()
    assert (undone.state, undone.change, undone.undone_because) == ("undone", None, "Ghi nhầm ngày")
    with pytest.raises(ReformBuiltUpon, match="đã hoàn tác"):
        procedure.undo(by=None, reform=undone, because="Lần nữa")


def test_it_is_not_undone_once_something_was_built_upon_it(province: int, communes: list[int]) -> None:
    one, two, three = communes
    done = carry_out(plans.merge([one, two], "n1", Begin("n1", "commune", "Tuyên Sơn", province)))
    heir = queries.heirs_on(one, DAY)[0][0]
    place("Chợ mới", heir, DAY)
    with pytest.raises(ReformBuiltUpon, match=r"nơi đặt cơ sở.*được ghi sau và dựa vào đó") as refused:
        procedure.undo(by=None, reform=done, because="Thử")
    assert len(refused.value.reasons) == 1
    later = carry_out(plans.merge([heir], three), on=date(2026, 1, 1), number="2/NQ")
    reasons = can_undo(Reform.objects.get(pk=done.pk))
    assert any("2/NQ" in reason for reason in reasons)
    assert any("đã được sửa tiếp" in reason for reason in reasons)
    assert can_undo(later) == []


def test_a_split_asks_where_each_thing_goes_and_a_choice_for_all_stands_for_the_rest(
    province: int, communes: list[int]
) -> None:
    one, *_ = communes
    first, second = place("Chợ A", one), place("Trường B", one)
    parts = [Begin("a", "commune", "Phần Đông", province), Begin("b", "commune", "Phần Tây", province)]
    made = draft(plans.split(one, parts))
    assert [group.undecided for group in preview(made).groups] == [2]
    with pytest.raises(ReformFaulty) as refused:
        procedure.commit(by=None, reform=made, version=made.version)
    assert len(refused.value.faults) == 2
    assert "Chọn một trong: xã Phần Đông, xã Phần Tây." in refused.value.faults[0]
    with pytest.raises(ChoiceRefused, match="không phải đơn vị kế thừa"):
        procedure.choose_heir(
            by=None, reform=made, version=made.version, key=f"units.facility:{first.pk}", ref=province
        )
    made = procedure.choose_heir(by=None, reform=made, version=made.version, key=f"units.facility:{first.pk}", ref="a")
    made = procedure.choose_heir(by=None, reform=made, version=made.version, key=all_at(one), ref="b")
    done = procedure.commit(by=None, reform=made, version=made.version)
    keys = done.plan["made"]
    assert places(first)[1][0] == keys["a"]
    assert places(second)[1][0] == keys["b"]
    assert queries.heirs_on(one, DAY) == [(keys["a"], False), (keys["b"], False)]


def test_a_name_and_a_type_change_with_the_body_staying(province: int, communes: list[int]) -> None:
    done = carry_out(plans.rename(communes[0], "Châu Hoá Mới", "ward"))
    versions = queries.life(communes[0]).versions
    assert [row.full_name for row in versions] == ["xã Châu Hóa", "phường Châu Hoá Mới"]
    assert versions[1].change_id == done.change_id
    assert preview(done).units[0].what == "đổi tên, đổi loại"


def test_a_province_takes_over_and_communes_follow_by_themselves(province: int, communes: list[int]) -> None:
    other = make_unit("Quảng Trị", "province", begins_on=date(2019, 1, 1))
    carry_out(plans.merge([province], other))
    assert [row.parent_id for row in queries.life(communes[0]).versions] == [province, other]
    assert {row.unit_id for row in queries.children(other, DAY)} == set(communes)


def test_recorded_late_it_takes_along_what_was_decided_since(province: int, communes: list[int]) -> None:
    one, two, _ = communes
    market = place("Chợ", one, date(2020, 1, 1), date(2026, 1, 1))
    FacilityPlacement.objects.create(facility=market, unit_id=one, begins_on=date(2026, 1, 1))
    UnitVersion.objects.filter(unit_id=one).update(ends_on=date(2025, 9, 1))
    UnitVersion.objects.create(
        unit_id=one, name="Chưa từng có", type="commune", parent_id=province, begins_on=date(2025, 9, 1),
        search_key="x", sort_key="x",
    )  # fmt: skip
    done = carry_out(plans.merge([one], two))
    assert places(market) == [
        (one, date(2020, 1, 1), DAY),
        (two, DAY, date(2026, 1, 1)),
        (two, date(2026, 1, 1), None),
    ]
    assert [row.name for row in queries.life(one).versions] == ["Châu Hóa"]
    procedure.undo(by=None, reform=done, because="Thử")
    assert [row.name for row in queries.life(one).versions] == ["Châu Hóa", "Chưa từng có"]


def test_a_move_recorded_late_holds_for_later_names_too(province: int, communes: list[int]) -> None:
    other = make_unit("Quảng Trị", "province", begins_on=date(2019, 1, 1))
    carry_out(plans.rename(communes[0], "Tên sau"), on=date(2026, 1, 1), number="2")
    carry_out(plans.move(communes[0], other))
    assert [(row.name, row.parent_id) for row in queries.life(communes[0]).versions] == [
        ("Châu Hóa", province),
        ("Châu Hóa", other),
        ("Tên sau", other),
    ]


def test_the_heir_takes_the_place_in_a_group_once(province: int, communes: list[int]) -> None:
    one, two, three = communes
    group = UnitGroup.objects.create(
        name="Cụm 342", type="emulation_cluster", scope_id=province, begins_on=date(2020, 1, 1), sort_key="x"
    )
    for unit in communes:
        GroupMembership.objects.create(group=group, unit_id=unit, begins_on=date(2020, 1, 1))
    carry_out(plans.merge([one, two], three))
    assert list(group.memberships.order_by("unit_id").values_list("unit_id", "ends_on")) == [
        (one, DAY),
        (two, DAY),
        (three, None),
    ]


def test_what_is_abolished_leaves_a_place_to_choose_for_what_stands_in_it(province: int, communes: list[int]) -> None:
    one, two, _ = communes
    market = place("Chợ", one)
    made = draft(plans.abolish(one))
    with pytest.raises(ReformFaulty, match="không có đơn vị kế thừa: chọn nơi nhận"):
        procedure.commit(by=None, reform=made, version=made.version)
    made = procedure.choose_heir(by=None, reform=made, version=made.version, key=f"units.facility:{market.pk}", ref=two)
    procedure.commit(by=None, reform=made, version=made.version)
    assert places(market)[1][0] == two


def test_two_people_at_once_the_second_is_told(province: int, communes: list[int]) -> None:
    made = draft(plans.rename(communes[0], "Một"))
    procedure.redraft(by=make_user(), reform=made, version=0, plan=plans.rename(communes[0], "Hai"))
    with pytest.raises(StaleReform):
        procedure.redraft(by=None, reform=made, version=0, title="Ba")
    with pytest.raises(StaleReform):
        procedure.commit(by=None, reform=made, version=0)
    with pytest.raises(StaleReform):
        procedure.discard(by=None, reform=made, version=0)
    assert procedure.discard(by=None, reform=made, version=1).state == "discarded"


def test_a_draft_needs_a_title_an_act_and_a_day(communes: list[int]) -> None:
    with pytest.raises(ReformIncomplete):
        draft(plans.rename(communes[0], "Một"), number=" ")
    assert not Reform.objects.exists()


def test_a_share_that_the_act_says_is_kept(province: int, communes: list[int]) -> None:
    one, two, three = communes
    heirs = HeirOf(two, False, 700_000, "Điều 3"), HeirOf(three, False, 300_000, "Điều 3")
    carry_out(Plan(end=(plans.End(one, heirs),)))
    assert set(Succession.objects.values_list("new_id", "share")) == {(two, 700_000), (three, 300_000)}


def test_sizes_stay_with_the_unit_in_which_they_were_counted(communes: list[int]) -> None:
    one, two, _ = communes
    UnitSize.objects.create(unit_id=one, on=date(2024, 1, 1), households=120)
    assert any("1 đơn vị kết thúc được giữ" in said for said in preview(draft(plans.merge([one], two))).warnings)
    carry_out(plans.merge([one], two))
    assert list(UnitSize.objects.values_list("unit_id", "households")) == [(one, 120)]
