"""Names and trees on a day: two districts of our own making around 1/7/2025."""

from datetime import date

import pytest

from tests.factories import make_unit
from tuquan.units import queries
from tuquan.units.errors import UnitUnknown
from tuquan.units.models import Change, Level, Succession

pytestmark = pytest.mark.django_db
THEN, AFTER, BREAK = date(2021, 12, 15), date(2025, 7, 1), date(2025, 7, 1)


@pytest.fixture
def ids() -> dict[str, int]:
    made = {"country": make_unit("Việt Nam", "country")}
    made["old_province"] = make_unit("Quảng Bình", "province", parent=made["country"], ends_on=BREAK)
    made["district"] = make_unit("Tuyên Hóa", "district", parent=made["old_province"], ends_on=BREAK)
    for name in ("Tiến Hóa", "Châu Hóa", "Thạnh Hòa"):
        made[name] = make_unit(name, parent=made["district"], ends_on=BREAK)
    made["province"] = make_unit("Quảng Trị", "province", parent=made["country"], begins_on=BREAK)
    made["commune"] = make_unit("Tuyên Hóa", parent=made["province"], begins_on=BREAK)
    made["other"] = make_unit("Đồng Lê", parent=made["province"], begins_on=BREAK)
    act = Change.objects.create(title="Sáp nhập", act_number="1680", effective_on=BREAK)
    for old, new, whole in (
        ("Tiến Hóa", "commune", True),
        ("Châu Hóa", "commune", False),
        ("Châu Hóa", "other", False),
        ("old_province", "province", True),
    ):
        Succession.objects.create(change=act, old_id=made[old], new_id=made[new], whole=whole)
    return made


def test_path_and_names_are_those_of_the_day(ids: dict[str, int]) -> None:
    path = [step.full_name for step in queries.path(ids["Châu Hóa"], THEN)]
    assert path == ["nước Việt Nam", "tỉnh Quảng Bình", "huyện Tuyên Hóa", "xã Châu Hóa"]
    assert [s.name for s in queries.path(ids["commune"], AFTER)] == ["Việt Nam", "Quảng Trị", "Tuyên Hóa"]


def test_a_unit_ended_or_not_yet_known_is_refused_with_a_sentence(ids: dict[str, int]) -> None:
    with pytest.raises(UnitUnknown, match="kết thúc từ 01/07/2025"):
        queries.version(ids["Châu Hóa"], AFTER)
    with pytest.raises(UnitUnknown, match="chưa biết"):
        queries.path(ids["commune"], THEN)
    with pytest.raises(UnitUnknown, match="Không có đơn vị"):
        queries.full_name(10**9, THEN)


def test_descendants_by_level_in_alphabetical_order(ids: dict[str, int], django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        rows = queries.descendants(ids["country"], THEN, Level.COMMUNE)
    assert [row.name for row in rows] == ["Châu Hóa", "Thạnh Hòa", "Tiến Hóa"]
    assert {row.name for row in queries.descendants(ids["country"], AFTER)} == {"Quảng Trị", "Tuyên Hóa", "Đồng Lê"}
    assert [row.name for row in queries.children(ids["district"], THEN)] == ["Châu Hóa", "Thạnh Hòa", "Tiến Hóa"]


def test_an_ended_unit_lies_where_its_heirs_lie(ids: dict[str, int]) -> None:
    assert queries.is_within(ids["Châu Hóa"], ids["district"], THEN)
    assert queries.is_within(ids["Châu Hóa"], ids["commune"], AFTER)
    assert queries.is_within(ids["Châu Hóa"], ids["province"], AFTER)
    assert queries.is_within(ids["Châu Hóa"], ids["district"], AFTER), "as of its last day"
    assert not queries.is_within(ids["Châu Hóa"], ids["commune"], THEN), "nobody reads ahead of the change"
    assert not queries.is_within(ids["Tiến Hóa"], ids["other"], AFTER)
    assert not queries.lies_under(ids["Châu Hóa"], ids["commune"], AFTER), "changing needs a living unit"


def test_heirs_are_exact_only_where_nothing_was_divided(ids: dict[str, int]) -> None:
    assert queries.heirs_on(ids["Tiến Hóa"], AFTER) == [(ids["commune"], True)]
    assert queries.heirs_on(ids["Châu Hóa"], AFTER) == [(ids["commune"], False), (ids["other"], False)]
    assert queries.heirs_on(ids["Châu Hóa"], THEN) == [(ids["Châu Hóa"], True)]
    assert queries.heirs_on(ids["Thạnh Hòa"], AFTER) == []
    assert queries.ancestry({ids["commune"]}) == {ids["Tiến Hóa"], ids["Châu Hóa"]}


def test_life_tells_forebears_and_heirs_with_their_act(ids: dict[str, int]) -> None:
    story = queries.life(ids["commune"])
    assert {link.old_id for link in story.forebears} == {ids["Tiến Hóa"], ids["Châu Hóa"]}
    assert {link.change.act_number for link in story.forebears} == {"1680"}
    assert story.heirs == ()
    assert [v.name for v in story.versions] == ["Tuyên Hóa"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Châu Hóa", ["Châu Hóa"]),
        ("xã Châu Hoá", ["Châu Hóa"]),
        ("XÃ CHÂU HÓA", ["Châu Hóa"]),
        ("chau hoa", ["Châu Hóa"]),
        ("xã Chau Hoa", ["Châu Hóa"]),
        ("Cha\u0302u Ho\u0301a", ["Châu Hóa"]),
        ("Châu Hòa", []),
        ("Thanh Hoa", ["Thạnh Hòa"]),
        ("Thanh Hóa", []),
        ("Châu Hóa (Tuyên Hóa)", ["Châu Hóa"]),
        ("xã Châu Hóa, huyện Tuyên Hóa, tỉnh Quảng Bình", ["Châu Hóa"]),
        ("Châu Hóa, huyện Minh Hóa", []),
        ("h. Tuyên Hóa", ["Tuyên Hóa"]),
        ("", []),
        ("xã", []),
    ],
)
def test_find_forgives_prefix_accents_tone_place_and_composition(
    ids: dict[str, int], text: str, wanted: list[str]
) -> None:
    assert [row.name for row in queries.find(text, THEN)] == wanted


def test_find_knows_the_day_the_type_and_the_place(ids: dict[str, int]) -> None:
    assert queries.find("Tuyên Hóa", THEN)[0].type == "district"
    assert queries.find("Tuyên Hóa", AFTER)[0].type == "commune"
    assert queries.find("Châu Hóa", THEN, parent_id=ids["old_province"])
    assert not queries.find("Châu Hóa", THEN, parent_id=ids["province"])
    assert not queries.find("Tuyên Hóa", THEN, level=Level.COMMUNE)
