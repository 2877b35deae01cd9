"""A group whose area ended: its members stay, and who holds the area now lists, opens and keeps it."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.factories import make_unit
from tests.web import lands
from tests.web.lands import SINCE, TODAY, Land, client, words
from tuquan.ground import clock
from tuquan.units.models import GroupMembership, GroupType, UnitVersion
from tuquan.units.places.errors import GroupRefused
from tuquan.units.places.groups import add_member, found_group
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin

pytestmark = pytest.mark.django_db
DAY = date(2021, 10, 1)


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        yield lands.build()


@pytest.mark.parametrize("members", [0, 1])
def test_the_heir_lists_opens_and_keeps_it(land: Land, members: int) -> None:
    group = found_group(by=None, scope_id=land.district, name="Cụm 3", type=GroupType.EMULATION_CLUSTER, on=SINCE)
    for unit in (land.chau_hoa,)[:members]:
        add_member(by=None, group=group, unit_id=unit, on=SINCE)
    before = list(GroupMembership.objects.values())
    plan = plans.merge([land.district], "n", Begin("n", "district", "Huyện Mới", land.province))
    made = procedure.draft(by=None, title="Đổi", act_number="1/NQ", effective_on=DAY, plan=plan, scope_id=None)
    procedure.commit(by=None, reform=made, version=made.version)
    assert UnitVersion.objects.on(TODAY).get(unit=land.chau_hoa).parent_id != land.district
    assert list(GroupMembership.objects.values()) == before, "the members live on, and stay members"
    reader = client(land.superior)
    assert "Cụm 3" in words(reader.get("/don-vi/nhom/"))
    address = f"/don-vi/nhom/{group.pk}/"
    page = reader.get(address)
    assert page.status_code == 200
    assert ("Châu Hóa" in words(page)) == bool(members)
    assert reader.get(f"{address}?ngay=2021-05-01").status_code == 200
    add_member(by=land.superior, group=group, unit_id=land.ngu_hoa, on=TODAY)
    assert "Ngư Hóa" in words(reader.get(address))
    outside = make_unit("Nơi khác", "commune", parent=make_unit("Huyện khác", "district", parent=land.province))
    with pytest.raises(GroupRefused):
        add_member(by=None, group=group, unit_id=outside, on=TODAY)
