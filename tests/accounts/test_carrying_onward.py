"""A reform entered late, whose heirs have ended since: offices and posts go on with them, and come back."""

from datetime import date

import pytest

from tests.accounts.carrying import COMMUNES, DAY, Land, carry_out, draft, everything
from tests.factories import make_organ, make_post, make_user
from tuquan.accounts import queries
from tuquan.accounts.actions import appoint
from tuquan.accounts.models import OrganPlacement, OrganVersion, Post, Role
from tuquan.ground.models import AuditEvent
from tuquan.units.errors import ReformBuiltUpon
from tuquan.units.models import Unit, UnitType
from tuquan.units.places import hamlets
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin, Plan
from tuquan.units.reforms.preview import can_undo, preview

pytestmark = pytest.mark.django_db
NEXT, AFTER = date(2026, 1, 1), date(2026, 2, 1)


@pytest.fixture
def land() -> Land:
    return Land()


def test_what_comes_to_a_unit_that_has_been_merged_since_goes_on_to_its_heir_and_back(land: Land) -> None:
    one, two, three = (land.unit[f"xã {name}"] for name in ("Châu Hóa", "Cao Quảng", "Mai Hóa"))
    officer = land.officer["xã Châu Hóa"].user
    front = make_organ(one, kind="front", name="Mặt trận xã Châu Hóa")
    member = make_post(front)
    carry_out(plans.merge([two], three), on=NEXT)
    before = everything()
    late = draft(plans.merge([one], two), on=DAY)
    assert any("đi tiếp đến « xã Mai Hóa »" in warning for warning in preview(late).warnings)
    done = procedure.commit(by=None, reform=late, version=late.version)

    ended = Unit.objects.filter(ends_on__isnull=False).values_list("pk", flat=True)
    assert not OrganPlacement.objects.on(AFTER).filter(unit_id__in=list(ended)).exists()
    assert not Post.objects.on(AFTER).filter(
        organ__placements__unit_id__in=list(ended), organ__placements__ends_on=None
    )
    [post] = queries.posts_of(officer, AFTER)
    assert post.organ_id == land.police["xã Mai Hóa"].pk
    [between] = queries.posts_of(officer, DAY)
    assert between.organ_id == land.police["xã Cao Quảng"].pk
    [held] = queries.posts_of(member.user, AFTER)
    assert queries.unit_of(held.organ_id, AFTER) == three
    assert procedure.settle(by=None) == []

    procedure.undo(by=None, reform=done, because="Ghi nhầm")
    assert everything() == before


def test_what_comes_to_a_unit_that_has_been_divided_since_is_told_before_and_after(land: Land) -> None:
    one, two, district = land.unit["xã Châu Hóa"], land.unit["xã Cao Quảng"], land.unit["huyện Tuyên Thử"]
    parts = [Begin("a", "commune", "Phần Một", district), Begin("b", "commune", "Phần Hai", district)]
    carry_out(plans.split(two, parts).chosen(f"all-at:{two}", "a"), on=NEXT)
    late = draft(plans.merge([one], two), on=DAY)
    assert any("phải được bàn giao tiếp" in warning for warning in preview(late).warnings)
    procedure.commit(by=None, reform=late, version=late.version)
    event = AuditEvent.objects.filter(action="units.reform_commit").latest("pk")
    assert event.detail["left"], "what could not go on is named in the audit log"


def test_acts_of_one_day_in_either_order_leave_no_office_at_an_ended_unit(land: Land) -> None:
    """On 1/7/2025 provinces merged, districts ended and communes merged: by different acts."""
    country, province, district = land.country, land.unit["tỉnh Quảng Thử"], land.unit["huyện Tuyên Thử"]
    one, two, three, four = (land.unit[f"xã {name}"] for name in COMMUNES)
    before = everything()
    done = [carry_out(plans.merge([province], "p", Begin("p", "province", "Quảng Mới", country)))]
    new = Unit.objects.latest("pk").pk
    done.append(carry_out(plans.merge([one, two], "n", Begin("n", "commune", "Tuyên Sơn", new))))
    done.append(carry_out(plans.merge([three, four], "m", Begin("m", "commune", "Tuyên Phú", new))))
    done.append(carry_out(plans.abolish(district).chosen(f"all-at:{district}", new)))

    ended = Unit.objects.filter(ends_on__isnull=False).values_list("pk", flat=True)
    assert not OrganPlacement.objects.on(DAY).filter(unit_id__in=list(ended)).exists()
    gone = [land.police[place].pk for place in land.police]
    assert not OrganVersion.objects.on(DAY).filter(organ_id__in=gone).exists()
    assert not OrganVersion.objects.on(DAY).filter(superior_id__in=gone).exists()
    assert not Post.objects.on(DAY).filter(organ_id__in=gone).exists()
    for reform in reversed(done):
        procedure.undo(by=None, reform=reform, because="Thử")
    assert everything() == before


def test_it_is_not_undone_under_a_superior_that_another_act_has_ended_since(land: Land) -> None:
    one, two, above = land.unit["xã Châu Hóa"], land.unit["xã Cao Quảng"], land.police["huyện Tuyên Thử"].pk
    first = carry_out(plans.merge([one], two), on=date(2025, 1, 1))
    to = land.police["tỉnh Quảng Thử"].pk
    row = {"organ": above, "what": "hand_over", "to": to}
    then = carry_out(Plan(organs=(row,)), on=date(2025, 3, 1))
    before = everything()
    with pytest.raises(ReformBuiltUpon, match=r"Công an huyện Tuyên Thử.*đã kết thúc từ 01/03/2025"):
        procedure.undo(by=None, reform=first, because="Thử")
    assert everything() == before
    procedure.undo(by=None, reform=then, because="Thử")
    assert can_undo(first) == []


def test_a_post_given_before_the_day_of_a_reform_already_carried_out_goes_on_too(land: Land) -> None:
    one, two = land.unit["xã Châu Hóa"], land.unit["xã Cao Quảng"]
    done = carry_out(plans.merge([one], two), on=NEXT)
    person = make_user()
    organ = land.police["xã Châu Hóa"]
    appoint(by=None, user=person, organ=organ, role=Role.COMMUNE_OFFICER, title="Cán bộ", on=date(2025, 9, 1))
    assert [post.organ_id for post in queries.posts_of(person, date(2025, 12, 31))] == [organ.pk]
    assert [post.organ_id for post in queries.posts_of(person, NEXT)] == [land.police["xã Cao Quảng"].pk]
    assert any("vị trí công tác" in reason for reason in can_undo(done))


def test_a_place_laid_on_to_the_heir_stands_against_undoing(land: Land) -> None:
    one, two = land.unit["xã Châu Hóa"], land.unit["xã Cao Quảng"]
    done = carry_out(plans.merge([one], two), on=NEXT)
    assert can_undo(done) == []
    hamlets.found_hamlet(by=None, commune_id=one, type=UnitType.VILLAGE, name="Lâm Lang", on=date(2025, 9, 1))
    assert any("Lâm Lang" in reason for reason in can_undo(done))
