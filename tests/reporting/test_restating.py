"""Restated totals by example: the two districts of 2021, shares, silence, own work, groups, and what is refused."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import Tree, make_unit
from tests.reporting.restating_world import LAST, World, carry_out, closed_round, world
from tuquan.reporting import catalogue, forms, rollup, tracing
from tuquan.reporting.errors import RestatingBackwards
from tuquan.reporting.models import Answer, FigureRevision, Round
from tuquan.reporting.rollup import Restated, Total
from tuquan.units.models import GroupMembership, UnitGroup
from tuquan.units.queries import children
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms.plan import Begin, End, HeirOf, Plan

THEN, NOW = date(2021, 12, 31), Restated(date(2025, 7, 1))
SUM, RATIO, RATE, DISTINCT = (
    "outreach_points",
    "schemes_with_full_dossier",
    "exemplary_commune_criteria_met",
    "scheme_types",
)


@pytest.fixture
def catalogued(db: None) -> None:
    catalogue.load()
    forms.load()


def district(tree: Tree, name: str, values: Mapping[str, Any]) -> Round:
    """A closed round of a district in which every commune named said a number of SUM."""
    top = tree[f"huyện {name}"]
    rows = children(top, THEN)
    return closed_round(top, {row.unit_id: {SUM: values[row.name]} if row.name in values else {} for row in rows})


def numbers(total: Total) -> dict[str, tuple[Decimal | None, set[str]]]:
    return {part.name: (part.value, {old.name for old in part.made_of}) for part in total.parts}


TUYEN_HOA = {
    "Đồng Lê": 1, "Kim Hóa": 2, "Thuận Hóa": 4, "Lê Hóa": 8, "Sơn Hóa": 16, "Hương Hóa": 32, "Thanh Thạch": 64,
    "Thanh Hóa": 128, "Lâm Hóa": 256, "Đồng Hóa": 512, "Thạch Hóa": 1024, "Đức Hóa": 2048, "Ngư Hóa": 4096,
    "Phong Hóa": 8192, "Mai Hóa": 16384, "Tiến Hóa": 32768, "Châu Hóa": 65536, "Cao Quảng": 131072, "Văn Hóa": 262144,
}  # fmt: skip


def powers(values: Mapping[str, int]) -> dict[str, tuple[int, None]]:
    """Powers of two: a sum says by itself of which communes it is made."""
    return {name: (value, None) for name, value in values.items()}


def test_tuyen_hoa_2021_under_todays_six_communes(catalogued: None, tree: Tree) -> None:
    round_ = district(tree, "Tuyên Hóa", powers(TUYEN_HOA))
    whole = sum(TUYEN_HOA.values())
    then = rollup.total(round=round_, unit_id=round_.scope_id, indicator=SUM)
    assert (then.value, then.view_label, len(then.parts)) == (whole, "theo thời điểm báo cáo", 19)
    now = rollup.total(round=round_, unit_id=round_.scope_id, indicator=SUM, view=NOW)
    assert (now.value, now.comparable, now.view_label) == (whole, True, "quy về đơn vị ngày 01/07/2025")
    six = {
        "Đồng Lê": {"Đồng Lê", "Kim Hóa", "Thuận Hóa", "Lê Hóa", "Sơn Hóa"},
        "Tuyên Sơn": {"Hương Hóa", "Thanh Thạch"},
        "Tuyên Lâm": {"Thanh Hóa", "Lâm Hóa"},
        "Tuyên Phú": {"Đồng Hóa", "Thạch Hóa", "Đức Hóa"},
        "Tuyên Bình": {"Ngư Hóa", "Phong Hóa", "Mai Hóa"},
        "Tuyên Hóa": {"Tiến Hóa", "Châu Hóa", "Cao Quảng", "Văn Hóa"},
    }
    assert numbers(now) == {name: (sum(TUYEN_HOA[old] for old in olds), olds) for name, olds in six.items()}
    assert [part.coverage.text for part in now.parts if part.coverage and part.name == "Đồng Lê"] == [
        "5/5 xã, thị trấn cũ"
    ]
    # A commune of today asked by itself; and the province, as far as this round goes.
    commune = tree.key("xã Tuyên Hóa", NOW.day)
    assert rollup.total(round=round_, unit_id=commune, indicator=SUM, view=NOW).value == sum(
        TUYEN_HOA[old] for old in six["Tuyên Hóa"]
    )


def test_ham_thuan_nam_with_two_neighbours_that_were_not_asked(catalogued: None, tree: Tree) -> None:
    names = ["Thuận Nam", "Hàm Minh", "Hàm Thạnh", "Mỹ Thạnh", "Hàm Cần", "Hàm Kiệm", "Hàm Cường", "Mương Mán",
             "Tân Thành", "Tân Thuận", "Thuận Quý", "Tân Lập", "Hàm Mỹ"]  # fmt: skip
    given = {name: 2**at for at, name in enumerate(names)}
    round_ = district(tree, "Hàm Thuận Nam", powers(given))
    total = rollup.total(round=round_, unit_id=round_.scope_id, indicator=SUM, view=NOW)
    assert (total.value, total.comparable) == (sum(given.values()), True), "the old district's area is what it was"
    found = {part.name: part for part in total.parts}
    exact = {
        "Hàm Thuận Nam": ("Thuận Nam", "Hàm Minh"),
        "Hàm Thạnh": ("Hàm Thạnh", "Mỹ Thạnh", "Hàm Cần"),
        "Hàm Kiệm": ("Hàm Kiệm", "Hàm Cường", "Mương Mán"),
        "Tân Thành": ("Tân Thành", "Tân Thuận", "Thuận Quý"),
    }
    assert {name: found[name].value for name in exact} == {n: sum(given[old] for old in exact[n]) for n in exact}
    for name, own, other in (("Tân Lập", "Tân Lập", "Sông Phan"), ("Tuyên Quang", "Hàm Mỹ", "Tiến Lợi")):
        part = found[name]
        assert (part.value, part.text, part.coverage and part.coverage.text) == (
            None, "không so sánh được", "1/2 xã, thị trấn cũ",
        )  # fmt: skip
        assert part.why_not == f"{name} nay gồm cả {other}, không thuộc kỳ báo cáo này"
        assert [old.value for old in part.made_of] == [given[own]], "what is known is still shown"
    province = rollup.total(round=round_, unit_id=tree.key("tỉnh Lâm Đồng", NOW.day), indicator=SUM, view=NOW)
    assert not province.comparable
    assert set(province.coverage.missing) == {"Sông Phan", "Tiến Lợi"}


def test_silence_is_neither_zero_nor_an_obstacle(catalogued: None, tree: Tree) -> None:
    given: dict[str, Any] = {"Hương Hóa": (5, None), "Lâm Hóa": "none", "Thanh Hóa": "none", "Tiến Hóa": (0, None)}
    round_ = district(tree, "Tuyên Hóa", given)
    total = rollup.total(round=round_, unit_id=round_.scope_id, indicator=SUM, view=NOW)
    found = {part.name: part for part in total.parts}
    assert total.value == 5
    son = found["Tuyên Sơn"]
    assert son.coverage
    assert (son.value, son.coverage.text, son.coverage.missing) == (5, "1/2 xã, thị trấn cũ", ("Thanh Thạch",))
    assert (found["Tuyên Lâm"].answer, found["Tuyên Lâm"].text) == (Answer.NONE_AROSE, "không phát sinh")
    assert found["Tuyên Hóa"].value == 0
    assert (found["Đồng Lê"].answer, found["Đồng Lê"].text) == (Answer.NOT_REPORTED, "chưa báo cáo")


@pytest.fixture
def small(catalogued: None) -> World:
    return world((3, 5, 7, 11))


def test_a_divided_commune_by_the_share_of_the_act(small: World) -> None:
    """0,25 and 0,75 of 3 and of 7 in thousandths; a ratio is divided so that no part exceeds its whole."""
    one, _, two, _ = small.said
    round_ = closed_round(
        small.districts[0], {one: {SUM: (3, None), RATIO: (3, 4)}, two: {SUM: (7, None), RATIO: (1, 2)}}
    )
    begun = tuple(Begin(name, "commune", name, small.districts[0]) for name in ("A", "B"))
    heirs = tuple(HeirOf(k, whole=False, share=s, share_basis="Điều 1") for k, s in (("A", 333_333), ("B", 666_667)))
    carry_out(Plan(begin=begun, end=(End(one, heirs),)), date(2022, 1, 1))
    view = Restated(date(2022, 1, 1))
    for code, whole in ((SUM, (10, None)), (RATIO, (4, 6))):
        total = rollup.total(round=round_, unit_id=small.districts[0], indicator=code, view=view)
        assert (total.value, total.of, total.comparable) == (*whole, True)
        assert sum(part.value or 0 for part in total.parts) == whole[0]
        assert sum(part.of or 0 for part in total.parts) == (whole[1] or 0)
        parts = {part.name: part for part in total.parts}
        assert parts["A"].value == Decimal("1.000")
        assert parts["A"].made_of[0].share
        assert all(part.of is None or (part.value or 0) <= part.of for part in total.parts)


def test_what_cannot_be_added_is_not_restated_over_a_merger(small: World) -> None:
    one, two, other, _ = small.said
    said = {RATE: (7, None), DISTINCT: (3, None)}
    round_ = closed_round(small.country, {one: said, two: said, other: said}, kind="schemes_review")
    carry_out(plans.merge([one, two], one), date(2022, 1, 1))
    carry_out(plans.rename(other, "Tên mới"), date(2022, 1, 2))
    for code in said:
        total = rollup.total(round=round_, unit_id=small.country, indicator=code, view=Restated(date(2022, 1, 2)))
        parts = {part.unit_id: part for part in total.parts}
        assert (parts[other].value, parts[other].name) == (said[code][0], "Tên mới")
        assert (parts[one].value, parts[one].comparable) == (None, False)
        assert "không cộng được qua sáp nhập" in parts[one].why_not
        assert total.value is None


def test_own_work_stays_with_its_level(catalogued: None, tree: Tree) -> None:
    top = tree["huyện Tuyên Hóa"]
    communes = {row.unit_id: {SUM: (1, None)} for row in children(top, THEN)}
    round_ = closed_round(top, {top: {SUM: (100, None)}, **communes})
    former = rollup.total(round=round_, unit_id=top, indicator=SUM, view=NOW)
    assert (former.value, former.own and former.own.value) == (119, 100)
    province = rollup.total(round=round_, unit_id=tree.key("tỉnh Quảng Trị", NOW.day), indicator=SUM, view=NOW)
    assert (province.value, province.own and province.own.value) == (119, 100), "it holds all of the district"
    assert sum(part.value or 0 for part in province.parts) == 19, "and no commune has the district's own work"


def test_a_former_district_as_a_group(catalogued: None, tree: Tree) -> None:
    round_ = district(tree, "Tuyên Hóa", powers(TUYEN_HOA))
    group = UnitGroup.objects.create(
        name="Huyện Tuyên Hóa cũ", type="former_district", scope_id=tree.key("tỉnh Quảng Trị", NOW.day),
        begins_on=NOW.day, sort_key="tuyen hoa",
    )  # fmt: skip
    named = ("xã Đồng Lê", "Tuyên Sơn", "Tuyên Lâm", "Tuyên Phú", "Tuyên Bình", "xã Tuyên Hóa")
    keys = [tree.key(name, NOW.day) for name in named]
    for unit in keys:
        GroupMembership.objects.create(group=group, unit_id=unit, begins_on=NOW.day)
    line = catalogue.indicator(SUM)
    total = rollup.group_totals(round=round_, group=group, indicators=[line], view=NOW)[SUM]
    assert (total.value, total.comparable, len(total.parts)) == (sum(TUYEN_HOA.values()), True, 6)
    GroupMembership.objects.filter(unit_id=keys[-1]).delete()
    less = rollup.group_totals(round=round_, group=group, indicators=[line], view=NOW)[SUM]
    assert less.value == sum(TUYEN_HOA.values()) - sum(
        TUYEN_HOA[n] for n in ("Tiến Hóa", "Châu Hóa", "Cao Quảng", "Văn Hóa")
    )


def test_a_group_that_holds_only_one_half_of_a_divided_commune_says_so(small: World) -> None:
    one = next(iter(small.said))
    halves = [Begin(name, "commune", name, small.districts[0]) for name in ("Nửa 1", "Nửa 2")]
    carry_out(plans.split(one, halves), date(2022, 1, 1))
    view = Restated(date(2022, 1, 1))
    whole = rollup.total(round=small.round, unit_id=small.districts[0], indicator=SUM, view=view)
    assert whole.comparable
    part = next(part for part in whole.parts if part.name == "Nửa 1")
    group = UnitGroup.objects.create(
        name="Cụm 1", type="emulation_cluster", scope_id=small.country, begins_on=view.day, sort_key="cum 1"
    )
    GroupMembership.objects.create(group=group, unit_id=part.unit_id, begins_on=view.day)
    total = rollup.group_totals(round=small.round, group=group, indicators=[catalogue.indicator(SUM)], view=view)[SUM]
    assert (total.value, total.text) == (None, "không so sánh được")
    assert total.why_not == "Xã 0 chia cho 2 đơn vị theo Nghị quyết 9/NQ-UBTVQH15 từ 01/01/2022"


def test_nothing_is_restated_backwards(small: World) -> None:
    with pytest.raises(RestatingBackwards, match=r"năm 2021.*31/12/2021.*30/12/2021") as refused:
        rollup.total(round=small.round, unit_id=small.country, indicator=SUM, view=Restated(date(2021, 12, 30)))
    assert refused.value.code == "restating_backwards"
    assert rollup.total(round=small.round, unit_id=small.country, indicator=SUM, view=Restated(LAST)).comparable


def test_a_unit_that_nobody_knew_then_makes_its_heir_not_comparable(small: World) -> None:
    one = next(iter(small.said))
    late = make_unit("Biết muộn", parent=small.districts[0], begins_on=date(2022, 6, 1))
    carry_out(plans.merge([one, late], one), date(2023, 1, 1))
    total = rollup.total(round=small.round, unit_id=small.country, indicator=SUM, view=Restated(date(2023, 1, 1)))
    part = next(part for part in total.parts if part.unit_id == one)
    assert not part.comparable
    assert part.why_not == "danh mục không biết Biết muộn là đơn vị nào vào ngày 31/12/2021"
    assert total.value == sum(small.said.values()), "the country's total needs no such thing"


def test_a_restated_number_leads_back_to_what_was_approved(catalogued: None, tree: Tree) -> None:
    round_ = district(tree, "Tuyên Hóa", powers(TUYEN_HOA))
    total = rollup.total(round=round_, unit_id=round_.scope_id, indicator=SUM, view=NOW)
    part = next(part for part in total.parts if part.name == "Tuyên Sơn")
    steps = tracing.trace_part(part, total)
    assert steps[0].title == "Quy về đơn vị"
    assert steps[0].text == "Tuyên Sơn: 96, quy về đơn vị ngày 01/07/2025, từ Hương Hóa (32), Thanh Thạch (64)."
    told = [step for step in steps if step.kind == "figure"]
    assert ["xã Hương Hóa" in step.text or "xã Thanh Thạch" in step.text for step in told] == [True, True]
    assert {old.revision_id for old in part.made_of} <= set(FigureRevision.objects.values_list("pk", flat=True))


def test_the_number_of_queries_does_not_grow_with_the_units(catalogued: None, tree: Tree) -> None:
    asked = []
    for name in ("Tuyên Hóa", "Hàm Thuận Nam"):
        round_ = district(tree, name, {})
        with CaptureQueriesContext(connection) as found:
            rollup.totals(round=round_, unit_id=round_.scope_id, view=NOW)
        asked.append(len(found))
    assert max(asked) <= 30
    assert abs(asked[0] - asked[1]) <= 8, "nineteen communes alone, or thirteen beside another round of that window"
