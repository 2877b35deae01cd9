"""Nhóm đơn vị: who sees which, members by typed names, sheets of clusters; who may, and what is refused."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.factories import make_organ, make_post, make_unit
from tests.web import lands
from tests.web.lands import SINCE, TODAY, Land, client, words
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent
from tuquan.units.models import GroupMembership, GroupType, UnitGroup
from tuquan.units.places.groups import add_member, found_group

pytestmark = pytest.mark.django_db
DAY = date(2021, 1, 1)


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        yield lands.build()


@pytest.fixture
def cluster(land: Land) -> UnitGroup:
    """ "Cụm 3" of the district with Châu Hóa in it."""
    made = found_group(by=None, scope_id=land.district, name="Cụm 3", type=GroupType.EMULATION_CLUSTER, on=DAY)
    add_member(by=None, group=made, unit_id=land.chau_hoa, on=DAY)
    return made


def new(land: Land, **changes: str) -> dict[str, str]:
    sent = {
        "name": "Cụm 4",
        "type": "emulation_cluster",
        "scope_id": str(land.district),
        "on": "01/12/2021",
        "source": "",
    }
    return sent | changes


def written() -> tuple[int, int, int]:
    return UnitGroup.objects.count(), GroupMembership.objects.count(), AuditEvent.objects.count()


def act(land: Land, cluster: UnitGroup, **sent: Any) -> Any:
    return client(land.superior).post(f"/don-vi/nhom/{cluster.pk}/", sent, follow=True)


# -- who sees which


def test_the_area_and_those_that_ones_units_are_in(land: Land, cluster: UnitGroup) -> None:
    for user in (land.superior, land.inspector, land.officer, land.administrator):
        assert "Cụm 3" in words(client(user).get("/don-vi/nhom/"))
        assert client(user).get(f"/don-vi/nhom/{cluster.pk}/").status_code == 200
    neighbour = make_post(make_organ(land.ngu_hoa), "commune_head").user
    assert "Cụm 3" not in words(client(neighbour).get("/don-vi/nhom/"))
    assert client(neighbour).get(f"/don-vi/nhom/{cluster.pk}/").status_code == 404
    elsewhere = make_unit("Nơi Khác", "district", parent=land.province, begins_on=SINCE)
    far = make_post(make_organ(elsewhere), "superior_head").user
    assert client(far).get(f"/don-vi/nhom/{cluster.pk}/").status_code == 404


def test_as_it_was_on_a_day(land: Land, cluster: UnitGroup) -> None:
    browser = client(land.superior)
    assert "Cụm 3" not in words(browser.get("/don-vi/nhom/?ngay=2020-12-31"))
    assert "Không có nhóm nào vào ngày này" in words(browser.get("/don-vi/nhom/?ngay=2020-12-31"))
    assert "Cụm 3" not in words(browser.get("/don-vi/nhom/?loai=coast"))
    before = words(browser.get(f"/don-vi/nhom/{cluster.pk}/?ngay=2020-12-31"))
    assert "Nhóm chưa có đơn vị nào vào ngày này" in before


def test_exports(land: Land, cluster: UnitGroup) -> None:
    browser = client(land.superior)
    assert "Cụm 3" in browser.get("/don-vi/nhom/?xuat=csv").content.decode("utf-8-sig")
    assert "Xã Châu Hóa,01/01/2021" in browser.get(f"/don-vi/nhom/{cluster.pk}/?xuat=csv").content.decode("utf-8-sig")


def test_only_who_changes_units_there_may_write(land: Land, cluster: UnitGroup) -> None:
    before = written()
    for user in (land.officer, land.head, land.inspector):
        assert "Lập nhóm" not in words(client(user).get("/don-vi/nhom/"))
        assert client(user).post("/don-vi/nhom/lap/", new(land)).status_code == 403
        answer = client(user).post(f"/don-vi/nhom/{cluster.pk}/", {"viec": "doi-ten", "name": "Khác"})
        assert answer.status_code == 403
    elsewhere = make_unit("Nơi Khác", "district", parent=land.province, begins_on=SINCE)
    far = make_post(make_organ(elsewhere), "superior_head").user
    assert client(far).post("/don-vi/nhom/lap/", new(land)).status_code == 422
    assert written() == before


# -- making one


def test_a_new_group(land: Land) -> None:
    page = words(client(land.superior).post("/don-vi/nhom/lap/", new(land), follow=True))
    assert "Đã lập nhóm Cụm 4." in page
    assert "Thêm đơn vị vào nhóm" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Chưa ghi tên nhóm."),
        ({"name": "Xã trọng điểm"}, "không đánh dấu địa bàn"),
        ({"name": "Vùng giáo dân"}, "không đánh dấu địa bàn"),
        ({"name": "cụm 3"}, "đã có nhóm"),
        ({"type": "key_area"}, "Chọn một loại trong danh sách."),
        ({"scope_id": "1"}, "Chọn địa bàn của nhóm."),
        ({"on": "31/02/2021"}, "trên lịch"),
        ({"on": "01/01/1990"}, "01/01/1990"),
    ],
)
def test_a_group_that_cannot_be(land: Land, cluster: UnitGroup, changed: dict[str, str], said: str) -> None:
    before = written()
    answer = client(land.superior).post("/don-vi/nhom/lap/", new(land, **changed))
    assert answer.status_code == 422
    assert said in words(answer)
    assert written() == before


# -- members


def test_added_by_typed_names(land: Land, cluster: UnitGroup) -> None:
    page = words(act(land, cluster, viec="them", names="ngu hoa\n\nthôn Xuân Canh\n", on="01/06/2021"))
    assert "Đã thêm 2 đơn vị vào nhóm." in page
    assert "Xã Ngư Hóa" in page
    assert GroupMembership.objects.on(TODAY).count() == 3


def test_homonyms_are_offered_never_guessed(land: Land, cluster: UnitGroup) -> None:
    twin = make_unit("Ngư Hóa", "village", parent=land.chau_hoa, begins_on=SINCE)
    before = written()
    asked = act(land, cluster, viec="them", names="Ngư Hóa", on="01/06/2021")
    assert asked.status_code == 422
    assert "“Ngư Hóa” là" in words(asked)
    assert "Thôn Ngư Hóa" in words(asked)
    assert written() == before
    chosen = act(land, cluster, viec="them", names="Ngư Hóa", on="01/06/2021", chon=str(twin))
    assert "Đã thêm 1 đơn vị vào nhóm." in words(chosen)
    assert GroupMembership.objects.filter(unit_id=twin).exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"viec": "them", "names": "", "on": "01/06/2021"}, "Chưa ghi tên đơn vị nào."),
        ({"viec": "them", "names": "Không Đâu\nNgư Hóa", "on": "01/06/2021"}, "Không có đơn vị nào tên “Không Đâu”"),
        ({"viec": "them", "names": "Ngư Hóa\nChâu Hóa", "on": "01/06/2021"}, "đã ở trong nhóm"),
        ({"viec": "them", "names": "Ngư Hóa", "on": "01/06/2020"}, "không có vào ngày"),
        ({"viec": "them", "names": "Ngư Hóa", "on": ""}, "Chưa ghi ngày."),
        ({"viec": "bot", "on": "01/06/2021"}, "Chưa đánh dấu đơn vị nào."),
        ({"viec": "bot", "on": "01/06/2021", "bo": "999999"}, "không ở trong nhóm"),
        ({"viec": "doi-ten", "name": "Người Thượng"}, "không đánh dấu địa bàn"),
        ({"viec": "ket-thuc", "on": "01/01/2020"}, "Xem lại ngày"),
        ({"viec": "việc lạ"}, "Cụm 3"),
    ],
)
def test_acts_that_are_refused_write_nothing(land: Land, cluster: UnitGroup, sent: dict[str, str], said: str) -> None:
    before = written()
    answer = act(land, cluster, **sent)
    assert answer.status_code == 422
    assert said in words(answer)
    assert written() == before


def test_removed_renamed_closed(land: Land, cluster: UnitGroup) -> None:
    gone = words(act(land, cluster, viec="bot", on="01/06/2021", bo=str(land.chau_hoa)))
    assert "1 đơn vị ra khỏi nhóm từ 01/06/2021." in gone
    assert "Vào nhóm hoặc ra khỏi nhóm ở ngày khác" in gone
    assert "Nhóm nay tên là Cụm số 3." in words(act(land, cluster, viec="doi-ten", name="Cụm số 3"))
    closed = words(act(land, cluster, viec="ket-thuc", on="01/12/2021"))
    assert "Nhóm kết thúc từ 01/12/2021" in closed
    assert "Thêm đơn vị vào nhóm" not in closed


# -- by sheet


def sheet(land: Land, text: str, **more: str) -> Any:
    sent = {"dan": text, "type": "emulation_cluster", "scope_id": str(land.district), "on": "01/12/2021", "source": ""}
    return client(land.superior).post("/don-vi/nhom/tu-excel/", sent | more, follow=True)


CLUSTERS = "Cụm\tĐơn vị\nCụm 1\txã Châu Hóa\nCụm 1\tNgư Hóa\n"


def test_clusters_looked_at_and_taken(land: Land) -> None:
    before = written()
    shown = words(sheet(land, CLUSTERS))
    assert "Cụm 1" in shown
    assert "Ghi các nhóm" in shown
    assert written() == before
    assert "2 đơn vị vào nhóm" in words(sheet(land, CLUSTERS, viec="ghi"))
    assert GroupMembership.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Chưa có bảng."),
        ("chỉ có chữ", "Không thấy dòng tiêu đề"),
        ("Cụm\tĐơn vị\nCụm 1\tKhông Đâu\n", "Bảng dán!B2"),
        ("Cụm\tĐơn vị\nXã trọng điểm\tChâu Hóa\n", "Bảng dán!A2"),
    ],
)
def test_a_table_of_clusters_with_faults(land: Land, text: str, said: str) -> None:
    before = written()
    for more in ({}, {"viec": "ghi"}):
        answer = sheet(land, text, **more)
        assert answer.status_code == 422
        assert said in words(answer)
    assert written() == before


def test_former_districts_only_for_a_province(land: Land) -> None:
    page = words(client(land.superior).get("/don-vi/nhom/huyen-cu/"))
    assert "Không có huyện cũ nào để lập nhóm" in page
    assert client(land.officer).get("/don-vi/nhom/huyen-cu/").status_code == 403
    refused = client(land.superior).post("/don-vi/nhom/huyen-cu/", {"tinh": str(land.province), "huyen": "1"})
    assert refused.status_code == 403


def test_names_are_only_words(land: Land, cluster: UnitGroup) -> None:
    UnitGroup.objects.update(name="<b>Lạ</b>")
    for address in ("/don-vi/nhom/", f"/don-vi/nhom/{cluster.pk}/"):
        assert "<b>Lạ" not in words(client(land.superior).get(address))
