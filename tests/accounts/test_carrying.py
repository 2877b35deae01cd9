"""Organs, posts and people when units merge, divide, are renamed or lose the level above them."""

from datetime import date

import pytest

from tests.accounts.carrying import DAY, Land, carry_out, draft, everything, look, things
from tests.factories import make_organ, make_post
from tuquan.accounts import queries
from tuquan.accounts.actions import rename_organ
from tuquan.accounts.models import OrganPlacement, OrganSuccession, OrganVersion, Post, Role
from tuquan.accounts.permissions import Permission
from tuquan.units.actions import Heir, record_change
from tuquan.units.errors import ReformFaulty
from tuquan.units.models import Unit
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Alter, Begin, Plan

pytestmark = pytest.mark.django_db
EVE, LATER = date(2025, 6, 30), date(2025, 9, 1)


@pytest.fixture
def land() -> Land:
    return Land()


def merger(land: Land, type: str = "ward", name: str = "Tuyên Sơn") -> Plan:
    """Châu Hóa and Cao Quảng become one ward under the district."""
    begin = Begin("n1", type, name, land.unit["huyện Tuyên Thử"])
    return plans.merge([land.unit["xã Châu Hóa"], land.unit["xã Cao Quảng"]], "n1", begin)


def new_organ(old: int) -> OrganVersion:
    [heir] = queries.heir_organs(old, DAY)
    return queries.organ_name(heir, DAY)


def test_two_offices_become_one_with_names_after_the_pattern_of_the_old(land: Land) -> None:
    one, two = land.police["xã Châu Hóa"], land.police["xã Cao Quảng"]
    seen = look(merger(land))
    assert seen.ready, seen.faults
    notes = {thing.name: thing.note for thing in things(seen, "accounts.organs").values()}
    assert notes == {
        "Công an xã Châu Hóa": "kết thúc; bàn giao cho Công an phường Tuyên Sơn (lập mới)",
        "Công an xã Cao Quảng": "kết thúc; bàn giao cho Công an phường Tuyên Sơn (lập mới)",
    }
    carry_out(merger(land))
    version = new_organ(one.pk)
    assert version.organ_id == new_organ(two.pk).organ_id
    assert (version.name, version.letterhead_name, version.symbol, version.place_name) == (
        "Công an phường Tuyên Sơn", "CÔNG AN PHƯỜNG TUYÊN SƠN", "BC-CAP", "Tuyên Sơn"
    )  # fmt: skip
    assert version.superior_id == land.police["huyện Tuyên Thử"].pk
    assert version.letterhead_superior == "CÔNG AN HUYỆN TUYÊN THỬ"
    assert version.recipients == ["Công an huyện Tuyên Thử", "UBND phường Tuyên Sơn"]
    assert queries.unit_of(version.organ_id, DAY) == Unit.objects.latest("pk").pk
    assert queries.organ_name(one.pk, EVE).name == "Công an xã Châu Hóa"
    assert not OrganPlacement.objects.on(DAY).filter(organ=one).exists()
    assert set(OrganSuccession.objects.values_list("old", "on")) == {(one.pk, DAY), (two.pk, DAY)}


def test_posts_end_and_begin_at_the_new_office_and_read_the_old_ones_past(land: Land) -> None:
    head, officer = land.head["xã Châu Hóa"], land.officer["xã Cao Quảng"]
    seen = look(merger(land))
    told = things(seen, "accounts.posts")
    assert told[f"accounts.post:{head.pk}"].note == (
        "Trưởng Công an phường, lãnh đạo xã, tại Công an phường Tuyên Sơn; "
        "nơi này sẽ có 2 lãnh đạo, giao lại chức vụ sau"
    )
    carry_out(merger(land))
    heir = new_organ(land.police["xã Châu Hóa"].pk).organ_id
    after = {(post.user_id, post.role, post.title) for post in Post.objects.on(DAY).filter(organ=heir)}
    assert (head.user_id, Role.COMMUNE_HEAD, "Trưởng Công an phường") in after
    assert (officer.user_id, Role.COMMUNE_OFFICER, "Cán bộ") in after
    assert len(after) == 4
    head.refresh_from_db()
    assert (head.ends_on, head.organ_id) == (DAY, land.police["xã Châu Hóa"].pk)
    old = land.police["xã Châu Hóa"].pk
    assert queries.may(officer.user, Permission.VIEW_AREA, organ_id=old, on=DAY)
    assert not queries.may(officer.user, Permission.ENTER_FIGURES, organ_id=old, on=DAY)
    assert not queries.may(officer.user, Permission.VIEW_AREA, organ_id=old, on=EVE)
    stranger = land.officer["xã Mai Hóa"].user
    assert not queries.may(stranger, Permission.VIEW_AREA, organ_id=old, on=DAY)


def test_who_holds_the_post_already_does_not_hold_it_twice(land: Land) -> None:
    both = make_post(land.police["xã Cao Quảng"], user=land.officer["xã Châu Hóa"].user)
    carry_out(merger(land))
    assert Post.objects.on(DAY).filter(user=both.user).count() == 1


def test_a_standing_office_takes_over_and_keeps_its_names(land: Land) -> None:
    into, old = land.police["xã Cao Quảng"], land.police["xã Châu Hóa"]
    names = OrganVersion.objects.filter(organ=into).count()
    carry_out(plans.merge([land.unit["xã Châu Hóa"]], land.unit["xã Cao Quảng"]))
    assert queries.heir_organ(old.pk, DAY) == into.pk
    assert OrganVersion.objects.filter(organ=into).count() == names
    assert queries.organs_taken_over(into.pk, DAY) == {old.pk}
    assert queries.organs_taken_over(into.pk, EVE) == set()


def test_a_divided_office_asks_for_each_post(land: Land) -> None:
    unit, old = land.unit["xã Châu Hóa"], land.police["xã Châu Hóa"]
    new = Begin("n1", "commune", "Tuyên Phú", land.unit["huyện Tuyên Thử"])
    plan = plans.split(unit, [new, land.unit["xã Mai Hóa"]])
    head, officer = land.head["xã Châu Hóa"], land.officer["xã Châu Hóa"]
    keys = [f"accounts.post:{post.pk}" for post in (officer, head)]
    seen = look(plan)
    assert [thing.undecided for thing in things(seen, "accounts.posts").values()] == [True, True]
    assert not any(thing.undecided for thing in things(seen, "accounts.organs").values())
    with pytest.raises(ReformFaulty) as refused:
        carry_out(plan)
    for post in (officer, head):
        assert any(post.user.full_name in fault for fault in refused.value.faults)
    reform = draft(plan)
    for key, ref in zip(keys, ("n1", land.unit["xã Mai Hóa"]), strict=True):
        reform = procedure.choose_heir(by=None, reform=reform, version=reform.version, key=key, ref=ref)
    procedure.commit(by=None, reform=reform, version=reform.version)
    founded = OrganVersion.objects.get(name="Công an xã Tuyên Phú").organ_id
    assert queries.heir_organs(old.pk, DAY) == sorted([founded, land.police["xã Mai Hóa"].pk])
    assert queries.heir_organ(old.pk, DAY) is None
    assert queries.heir_organ_at(old.pk, land.unit["xã Mai Hóa"], DAY) == land.police["xã Mai Hóa"].pk
    assert [post.organ_id for post in queries.posts_of(officer.user, DAY)] == [founded]
    assert [post.organ_id for post in queries.posts_of(head.user, DAY)] == [land.police["xã Mai Hóa"].pk]


def test_a_renamed_unit_gives_its_office_new_names_and_keeps_the_old_ones_past(land: Land) -> None:
    organ = land.police["xã Mai Hóa"]
    committee = make_organ(land.unit["xã Mai Hóa"], kind="steering_committee", name="Ban Chỉ đạo 138 xã Mai Hóa")
    carry_out(plans.rename(land.unit["xã Mai Hóa"], "Mai Hóa Mới", "ward"))
    assert queries.organ_name(organ.pk, DAY).name == "Công an phường Mai Hóa Mới"
    assert queries.organ_name(organ.pk, DAY).symbol == "BC-CAP"
    assert queries.organ_name(organ.pk, EVE).name == "Công an xã Mai Hóa"
    assert queries.organ_name(committee.pk, DAY).name == "Ban Chỉ đạo 138 phường Mai Hóa Mới"
    assert not OrganSuccession.objects.exists()
    assert queries.posts_of(land.head["xã Mai Hóa"].user, DAY) == [land.head["xã Mai Hóa"]]


def test_a_renamed_superior_is_printed_under_its_new_name(land: Land) -> None:
    carry_out(plans.rename(land.unit["tỉnh Quảng Thử"], "Quảng Thử", "central_city"))
    district = queries.organ_name(land.police["huyện Tuyên Thử"].pk, DAY)
    assert district.letterhead_superior == "CÔNG AN THÀNH PHỐ QUẢNG THỬ"
    assert district.recipients == ["Công an thành phố Quảng Thử", "UBND huyện Tuyên Thử"]
    assert district.superior_id == land.police["tỉnh Quảng Thử"].pk


def abolition(land: Land) -> Plan:
    """The district goes, its communes stand under the province."""
    province = land.unit["tỉnh Quảng Thử"]
    altered = tuple(Alter(land.unit[place], parent=province) for place in land.unit if place.startswith("xã"))
    return plans.abolish(land.unit["huyện Tuyên Thử"]).joined(Plan(alter=altered))


def test_an_abolished_district_asks_where_its_office_goes_and_its_communes_rise(land: Land) -> None:
    top, old = land.police["tỉnh Quảng Thử"], land.police["huyện Tuyên Thử"]
    seen = look(abolition(land))
    thing = things(seen, "accounts.organs")[f"accounts.organ:{old.pk}"]
    assert thing.undecided
    assert set(thing.heirs) == {land.unit[place] for place in land.unit if not place.startswith("huyện")}
    plan = abolition(land).chosen(f"accounts.organ:{old.pk}", land.unit["tỉnh Quảng Thử"])
    carry_out(plan.chosen(f"accounts.post:{land.head['huyện Tuyên Thử'].pk}", land.unit["xã Mai Hóa"]))
    assert queries.heir_organ(old.pk, DAY) == top.pk
    for place in ("xã Châu Hóa", "xã Văn Hóa"):
        version = queries.organ_name(land.police[place].pk, DAY)
        assert (version.superior_id, version.letterhead_superior) == (top.pk, "CÔNG AN TỈNH QUẢNG THỬ")
        assert version.recipients[0] == "Công an tỉnh Quảng Thử"
        assert queries.superior_of(land.police[place].pk, EVE) == old.pk
    [officer] = queries.posts_of(land.officer["huyện Tuyên Thử"].user, DAY)
    assert (officer.organ_id, officer.role) == (top.pk, Role.SUPERIOR_OFFICER)
    [head] = queries.posts_of(land.head["huyện Tuyên Thử"].user, DAY)
    assert (head.organ_id, head.role) == (land.police["xã Mai Hóa"].pk, Role.COMMUNE_HEAD)
    assert head.title == "Trưởng Công an xã"


def test_a_head_gains_no_larger_area(land: Land) -> None:
    key = f"accounts.organ:{land.police['huyện Tuyên Thử'].pk}"
    carry_out(abolition(land).chosen(key, land.unit["tỉnh Quảng Thử"]))
    [head] = queries.posts_of(land.head["huyện Tuyên Thử"].user, DAY)
    assert (head.role, head.title) == (Role.SUPERIOR_OFFICER, "Cán bộ")


def test_provinces_merge_and_every_level_finds_its_superior(land: Land) -> None:
    begin = Begin("p", "province", "Quảng Mới", land.country)
    moved = (Alter(land.unit["huyện Tuyên Thử"], parent="p"),)
    carry_out(Plan(begin=(begin,), alter=moved).joined(plans.merge([land.unit["tỉnh Quảng Thử"]], "p")))
    top = queries.heir_organ(land.police["tỉnh Quảng Thử"].pk, DAY)
    district = queries.organ_name(land.police["huyện Tuyên Thử"].pk, DAY)
    assert top is not None
    assert queries.organ_name(top, DAY).name == "Công an tỉnh Quảng Mới"
    assert (district.superior_id, district.letterhead_superior) == (top, "CÔNG AN TỈNH QUẢNG MỚI")


def test_all_levels_change_in_one_act(land: Land) -> None:
    """1-7-2025 in small: the province merges, the district goes, communes merge under the new province."""
    begin = (Begin("p", "province", "Quảng Mới", land.country), Begin("n1", "commune", "Tuyên Sơn", "p"))
    olds = [land.unit["xã Châu Hóa"], land.unit["xã Cao Quảng"]]
    rest = tuple(Alter(land.unit[f"xã {name}"], parent="p") for name in ("Mai Hóa", "Văn Hóa"))
    plan = Plan(begin=begin, alter=rest).joined(plans.merge(olds, "n1"))
    plan = plan.joined(plans.merge([land.unit["tỉnh Quảng Thử"]], "p")).joined(
        plans.abolish(land.unit["huyện Tuyên Thử"])
    )
    carry_out(plan.chosen(f"accounts.organ:{land.police['huyện Tuyên Thử'].pk}", "p"))
    top = queries.heir_organ(land.police["tỉnh Quảng Thử"].pk, DAY)
    assert queries.heir_organ(land.police["huyện Tuyên Thử"].pk, DAY) == top
    for place in ("xã Châu Hóa", "xã Mai Hóa"):
        [now] = queries.heir_organs(land.police[place].pk, DAY)
        version = queries.organ_name(now, DAY)
        assert (version.superior_id, version.letterhead_superior) == (top, "CÔNG AN TỈNH QUẢNG MỚI")


def test_undoing_restores_every_row(land: Land) -> None:
    before = everything()
    reform = carry_out(merger(land).joined(plans.rename(land.unit["xã Mai Hóa"], "Mai Hóa Mới")))
    assert everything() != before
    procedure.undo(by=None, reform=reform, because="Ghi nhầm ngày.")
    assert everything() == before


def test_recorded_late_what_came_after_goes_along(land: Land) -> None:
    """The merger of 1/7 is entered in September: a post of August never stood at the ended office."""
    late = make_post(land.police["xã Châu Hóa"], begins_on=date(2025, 8, 1))
    gone = land.post("xã Châu Hóa", "officer", ends_on=date(2025, 6, 1))
    carry_out(merger(land))
    [post] = queries.posts_of(late.user, LATER)
    assert (post.begins_on, post.organ_id) == (date(2025, 8, 1), new_organ(land.police["xã Châu Hóa"].pk).organ_id)
    gone.refresh_from_db()
    assert gone.ends_on == date(2025, 6, 1)
    assert queries.posts_of(gone.user, LATER) == []


def test_reading_asks_few_queries_however_long_the_chain(land: Land, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    carry_out(merger(land))
    user, old = land.officer["xã Cao Quảng"].user, land.police["xã Châu Hóa"].pk
    with django_assert_max_num_queries(3):
        assert queries.may(user, Permission.VIEW_AREA, organ_id=old, on=DAY)


def test_a_preview_asks_no_more_for_more_units(land: Land, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    from tuquan.accounts.carrying.organs import OrganCarrier
    from tuquan.accounts.carrying.posts import PostCarrier

    ended = [land.unit[place] for place in land.unit if place.startswith("xã")]
    plan = plans.merge(ended, "n1", Begin("n1", "ward", "Tuyên Sơn", land.unit["huyện Tuyên Thử"]))
    with django_assert_max_num_queries(24):
        OrganCarrier().touched(plan, DAY)
    with django_assert_max_num_queries(24):
        PostCarrier().touched(plan, DAY)


def test_an_office_placed_after_the_end_works_at_the_heir_from_its_start(land: Land) -> None:
    begins = date(2025, 8, 1)
    late = make_organ(land.unit["xã Châu Hóa"], kind="front", name="Mặt trận xã Châu Hóa", begins_on=begins)
    before = everything()
    reform = carry_out(merger(land))
    assert queries.organ_name(queries.heir_organ(late.pk, LATER) or 0, LATER).name == "Mặt trận xã Châu Hóa"
    assert queries.unit_of(late.pk, begins) == queries.unit_of(new_organ(land.police["xã Châu Hóa"].pk).organ_id, DAY)
    procedure.undo(by=None, reform=reform, because="Ghi nhầm.")
    assert everything() == before


def test_entered_long_after_whole_ends_are_followed_and_divided_ones_left(land: Land) -> None:
    """The units' changes were loaded; the offices are entered only then and carried over."""
    one, two = land.unit["xã Châu Hóa"], land.unit["xã Mai Hóa"]
    whole, divided = land.police["xã Châu Hóa"], land.police["xã Mai Hóa"]
    record_change(by=None, title="Thử", act_number="1/NQ", effective_on=DAY, successions=[
        Heir(one, land.unit["xã Cao Quảng"]),
        Heir(two, land.unit["xã Cao Quảng"], False), Heir(two, land.unit["xã Văn Hóa"], False),
    ])  # fmt: skip
    left = procedure.settle(by=None)
    assert queries.heir_organ(whole.pk, DAY) == land.police["xã Cao Quảng"].pk
    moved = land.officer["xã Châu Hóa"].user
    assert [post.organ_id for post in queries.posts_of(moved, DAY)] == [land.police["xã Cao Quảng"].pk]
    kept = {land.officer["xã Mai Hóa"].pk, land.head["xã Mai Hóa"].pk}
    assert {f"accounts.organ:{divided.pk}", *(f"accounts.post:{key}" for key in kept)} <= {thing.key for thing in left}
    assert queries.organ_name(divided.pk, DAY).name == "Công an xã Mai Hóa"
    assert set(Post.objects.on(DAY).filter(organ=divided).values_list("pk", flat=True)) == kept
    again = everything()
    procedure.settle(by=None)
    assert everything() == again


def test_names_decided_for_later_days_come_under_the_new_superior_too(land: Land) -> None:
    top, organ = land.police["tỉnh Quảng Thử"], land.police["xã Mai Hóa"]
    rename_organ(by=None, organ=organ, on=date(2025, 8, 1), name="Đồn Công an xã Mai Hóa")
    before = everything()
    plan = abolition(land).chosen(f"accounts.organ:{land.police['huyện Tuyên Thử'].pk}", land.unit["tỉnh Quảng Thử"])
    reform = carry_out(plan)
    for day, name in ((DAY, "Công an xã Mai Hóa"), (LATER, "Đồn Công an xã Mai Hóa")):
        version = queries.organ_name(organ.pk, day)
        assert (version.name, version.superior_id) == (name, top.pk)
        assert version.letterhead_superior == "CÔNG AN TỈNH QUẢNG THỬ"
    procedure.undo(by=None, reform=reform, because="Ghi nhầm.")
    assert everything() == before
