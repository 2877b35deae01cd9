"""Where figures land: chains, divisions, shares of an act, ends without an heir."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import Tree, make_unit
from tests.reporting.restating_world import carry_out
from tuquan.units import bulk, restating
from tuquan.units.lineage import lineage, reach_back
from tuquan.units.models import Unit, UnitVersion
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms.plan import Begin, End, HeirOf, Plan
from tuquan.units.restating import Landing, Place
from tuquan.units.shares import portions

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
SHARES = st.lists(st.integers(min_value=0, max_value=1000), min_size=1, max_size=6).filter(any)


@given(amount=st.integers(min_value=0, max_value=10**15), weights=SHARES)
def test_parts_add_up_to_the_whole_exactly(amount: int, weights: list[int]) -> None:
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    parts = portions(amount, shares)
    assert sum(parts) == amount
    assert parts[-1] == 0, "shares of everything leave nothing over"
    assert all(abs(part - amount * share) < 1 for part, share in zip(parts, shares, strict=False))


@given(amount=st.integers(min_value=1, max_value=10**9), weights=SHARES, cut=st.integers(min_value=0, max_value=6))
def test_two_areas_that_hold_everything_together_hold_all_of_the_amount(
    amount: int, weights: list[int], cut: int
) -> None:
    places = tuple(Place(key, Fraction(weight, sum(weights))) for key, weight in enumerate(weights))
    row = Landing(99, places)
    held = [row.portion(frozenset(keys), amount) for keys in (range(cut), range(cut, len(weights)))]
    assert sum(part or 0 for part in held) == amount


def test_a_part_whose_share_is_unknown_is_not_guessed_unless_it_is_nothing() -> None:
    row = Landing(9, (Place(1, Fraction(4, 10)), Place(2, None), Place(3, None)))
    assert row.portion({1}, 1000) == 400, "the act names this one"
    assert row.portion({2, 3}, 1000) == 600, "all the rest"
    assert row.portion({1, 2, 3}, 1000) == 1000
    assert row.portion({2}, 1000) is None
    assert row.portion({1, 2}, 1000) is None
    assert row.portion({2}, 0) == 0
    assert row.portion({4}, 1000) == 0


@pytest.fixture
def ground(db: None) -> dict[str, int]:
    province = make_unit("Tỉnh", "province")
    district = make_unit("Huyện", "district", parent=province)
    names = {name: make_unit(name, parent=district) for name in ("A", "B", "C")}
    return {"Tỉnh": province, "Huyện": district, **names}


def key(name: str) -> int:
    return int(UnitVersion.objects.filter(name=name).order_by("-begins_on")[0].unit_id)


def test_a_chain_of_whole_steps_is_whole(ground: dict[str, int]) -> None:
    carry_out(
        plans.merge([ground["A"], ground["B"]], "n", Begin("n", "commune", "AB", ground["Huyện"])), date(2022, 1, 1)
    )
    carry_out(plans.merge([key("AB"), ground["C"]], ground["C"]), date(2023, 1, 1))
    assert restating.landings(date(2022, 6, 1), [ground["A"]])[ground["A"]].heir == key("AB")
    assert restating.landings(date(2024, 6, 1), [ground["A"]])[ground["A"]].heir == ground["C"]
    assert restating.reasons(list(restating.landings(date(2024, 6, 1)).values())) == {}


def test_divided_and_joined_again_is_whole(ground: dict[str, int]) -> None:
    parts = [Begin(name, "commune", name, ground["Huyện"]) for name in ("A1", "A2")]
    carry_out(plans.split(ground["A"], parts), date(2022, 1, 1))
    apart = restating.landings(date(2022, 6, 1), [ground["A"]])[ground["A"]]
    assert apart.heir is None
    assert {place.share for place in apart.places} == {None}
    assert restating.reasons([apart]) == {
        ground["A"]: "A chia cho 2 đơn vị theo Nghị quyết 9/NQ-UBTVQH15 từ 01/01/2022"
    }
    carry_out(plans.merge([key("A1"), key("A2")], ground["B"]), date(2023, 1, 1))
    assert restating.landings(date(2023, 6, 1), [ground["A"]])[ground["A"]].heir == ground["B"]


def test_shares_of_the_act_are_used_and_multiply(ground: dict[str, int]) -> None:
    def shared(old: int, *heirs: tuple[str, int]) -> Plan:
        begun = tuple(Begin(name, "commune", name, ground["Huyện"]) for name, _ in heirs)
        told = tuple(HeirOf(name, whole=False, share=share, share_basis="Điều 1") for name, share in heirs)
        return Plan(begin=begun, end=(End(old, told),))

    carry_out(shared(ground["A"], ("A1", 250_000), ("A2", 750_000)), date(2022, 1, 1))
    carry_out(shared(key("A2"), ("A3", 400_000), ("A4", 600_000)), date(2023, 1, 1))
    row = restating.landings(date(2024, 1, 1), [ground["A"]])[ground["A"]]
    assert {place.unit_id: place.share for place in row.places} == {
        key("A1"): Fraction(1, 4), key("A3"): Fraction(3, 10), key("A4"): Fraction(9, 20),
    }  # fmt: skip
    assert [row.portion({place.unit_id}, 1001) for place in row.places] == [250, 300, 451]


def test_who_ended_without_an_heir_is_beneath_the_unit_above(ground: dict[str, int]) -> None:
    carry_out(plans.abolish(ground["A"]), date(2022, 1, 1))
    row = restating.landings(date(2022, 6, 1), [ground["A"]])[ground["A"]]
    assert row.places == (Place(ground["Huyện"], Fraction(1), beneath=True),)
    assert row.heir is None
    assert row.within({ground["Huyện"], ground["B"]})
    assert not row.reaches({ground["B"]})
    assert "không ghi đơn vị kế thừa" in restating.reasons([row])[ground["A"]]
    assert restating.landing(date(2022, 6, 1), [ground["A"]]) == {ground["A"]: ((ground["Huyện"], None),)}


def test_origins_stop_at_those_who_stood_then(ground: dict[str, int]) -> None:
    fresh = Begin("n", "commune", "AB", ground["Huyện"])
    carry_out(plans.merge([ground["A"], ground["B"]], "n", fresh), date(2022, 1, 1))
    carry_out(plans.found(Begin("m", "commune", "Mới", ground["Huyện"])), date(2022, 1, 1))
    keys = [key("AB"), key("Mới"), ground["C"]]
    known = lineage(date(2022, 6, 1), keys)
    reach_back(known, keys, date(2021, 12, 31))
    found = restating.origins(known, keys, date(2021, 12, 31))
    assert found[key("AB")].units == {ground["A"], ground["B"]}
    assert found[key("Mới")].unknown == {key("Mới")}
    assert found[ground["C"]].units == {ground["C"]}


@pytest.mark.parametrize(
    ("district", "expected"),
    [
        ("huyện Tuyên Hóa", {
            "Đồng Lê": {"Đồng Lê", "Kim Hóa", "Thuận Hóa", "Lê Hóa", "Sơn Hóa"},
            "Tuyên Sơn": {"Hương Hóa", "Thanh Thạch"},
            "Tuyên Lâm": {"Thanh Hóa", "Lâm Hóa"},
            "Tuyên Phú": {"Đồng Hóa", "Thạch Hóa", "Đức Hóa"},
            "Tuyên Bình": {"Ngư Hóa", "Phong Hóa", "Mai Hóa"},
            "Tuyên Hóa": {"Tiến Hóa", "Châu Hóa", "Cao Quảng", "Văn Hóa"},
        }),
        ("huyện Hàm Thuận Nam", {
            "Hàm Thuận Nam": {"Thuận Nam", "Hàm Minh"},
            "Hàm Thạnh": {"Hàm Thạnh", "Mỹ Thạnh", "Hàm Cần"},
            "Hàm Kiệm": {"Hàm Kiệm", "Hàm Cường", "Mương Mán"},
            "Tân Thành": {"Tân Thành", "Tân Thuận", "Thuận Quý"},
            "Tân Lập": {"Tân Lập"},
            "Tuyên Quang": {"Hàm Mỹ"},
        }),
    ],
)  # fmt: skip
def test_both_districts_land_as_the_acts_say(tree: Tree, district: str, expected: dict[str, set[str]]) -> None:
    from tuquan.units.queries import children, versions

    olds = {row.unit_id: row.name for row in children(tree[district], date(2021, 12, 15))}
    found: dict[str, set[str]] = {}
    for old, row in restating.landings(AFTER, list(olds)).items():
        assert row.heir is not None
        found.setdefault(versions({row.heir}, AFTER)[row.heir].name, set()).add(olds[old])
    assert found == expected


@pytest.mark.django_db
def test_the_whole_country_lands_in_few_queries() -> None:
    """10,035 communes: 9,364 + 234 rows whole, 442 communes divided; nothing leaves the country, nothing is lost."""
    bulk.load_country()
    communes = set(UnitVersion.objects.on(BEFORE).filter(unit__level=3).values_list("unit_id", flat=True))
    with CaptureQueriesContext(connection) as asked:
        rows = restating.landings(AFTER, communes)
    assert len(asked) <= 4
    assert len(rows) == 10_035
    assert all(row.places and not any(place.beneath for place in row.places) for row in rows.values())
    today = set(UnitVersion.objects.on(AFTER).filter(unit__level=3).values_list("unit_id", flat=True))
    assert {place.unit_id for row in rows.values() for place in row.places} <= today
    divided = [row for row in rows.values() if row.heir is None]
    assert len(divided) == 442
    assert len(restating.reasons(divided)) == 442
    ended = Unit.objects.filter(level=2, ends_on=AFTER).count()
    districts = restating.landings(
        AFTER, list(Unit.objects.filter(level=2, ends_on=AFTER).values_list("pk", flat=True))
    )
    assert len(districts) == ended
    assert sum(row.heir is not None for row in districts.values()) == 5, "the island districts became đặc khu"
    assert all(row.places for row in districts.values())
