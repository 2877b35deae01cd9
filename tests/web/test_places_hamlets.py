"""Thôn, tổ dân phố: the list of a day, adding, counting, renaming, a slip put right; who may, and what is refused."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.factories import make_unit
from tests.web import lands
from tests.web.lands import TODAY, Land, client, words
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent
from tuquan.units.models import UnitSize, UnitVersion
from tuquan.units.places.sizes import record_size

pytestmark = pytest.mark.django_db
NEW = {"type": "village", "name": "Uyên Phong", "households": "1.284", "population": "", "on": "01/12/2021"}


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        yield lands.build()


def written() -> tuple[int, int, int]:
    return UnitVersion.objects.count(), UnitSize.objects.count(), AuditEvent.objects.count()


# -- the list


def test_the_list_of_a_day_with_totals_and_coverage(land: Land) -> None:
    record_size(by=None, unit_id=land.lam_lang, on=date(2021, 6, 1), households=210, population=845)
    page = words(client(land.officer).get(f"/don-vi/{land.chau_hoa}/thon/"))
    assert "Thôn Lâm Lang" in page
    assert "Thôn Kinh Châu" in page
    assert "210" in page
    assert "01/06/2021" in page
    assert "1/2 thôn có số hộ" in page
    early = words(client(land.officer).get(f"/don-vi/{land.chau_hoa}/thon/?ngay=2021-05-31"))
    assert "0/2 thôn có số hộ" in early
    assert "Đơn vị hành chính tại ngày 31/05/2021" in early


def test_schemes_of_each_hamlet_are_counted(land: Land) -> None:
    land.found("Ở Lâm Lang")
    page = words(client(land.officer).get(f"/don-vi/{land.chau_hoa}/thon/"))
    assert f'href="/mo-hinh/?noi={land.lam_lang}">1</a>' in page


def test_a_commune_without_hamlets_says_what_to_do(land: Land) -> None:
    empty = make_unit("Trống", "commune", parent=land.district)
    assert "Chưa có thôn, tổ dân phố nào vào ngày này" in words(client(land.superior).get(f"/don-vi/{empty}/thon/"))


@pytest.mark.parametrize("wrong", ["31/02/2021", "hôm nào", "9" * 300])
def test_a_day_that_cannot_be_read(land: Land, wrong: str) -> None:
    answer = client(land.officer).get(f"/don-vi/{land.chau_hoa}/thon/", {"ngay": wrong})
    assert answer.status_code == 200
    assert "Trang này đang xem tại hôm nay." in words(answer)


# -- who may


def test_only_ones_own_area(land: Land) -> None:
    for address in (f"/don-vi/{land.ngu_hoa}/thon/", f"/don-vi/{land.ngu_hoa}/thon/{land.thon_khac}/"):
        assert client(land.officer).get(address).status_code == 404
        assert client(land.superior).get(address).status_code == 200
    assert client(land.officer).get(f"/don-vi/{land.chau_hoa}/thon/{land.thon_khac}/").status_code == 404
    assert client(land.officer).get(f"/don-vi/{land.lam_lang}/thon/").status_code == 404
    assert client(land.superior).get(f"/don-vi/{land.district}/thon/").status_code == 404
    assert client(land.administrator).get(f"/don-vi/{land.chau_hoa}/thon/").status_code == 403


def test_the_inspector_reads_and_changes_nothing(land: Land) -> None:
    browser, before = client(land.inspector), written()
    page = words(browser.get(f"/don-vi/{land.chau_hoa}/thon/"))
    assert "Sắp xếp thôn" not in page
    assert "Thêm một thôn" not in page
    assert browser.post(f"/don-vi/{land.chau_hoa}/thon/them/", NEW).status_code == 403
    answer = browser.post(f"/don-vi/{land.chau_hoa}/thon/{land.lam_lang}/", {"viec": "so-ho", "households": "5"})
    assert answer.status_code == 403
    assert "giữ danh sách thôn" in words(answer)
    assert written() == before


def test_the_superior_keeps_the_lists_of_the_area(land: Land) -> None:
    answer = client(land.superior).post(f"/don-vi/{land.ngu_hoa}/thon/them/", NEW)
    assert answer.status_code == 302


# -- adding


def test_adding_one(land: Land) -> None:
    answer = client(land.officer).post(f"/don-vi/{land.chau_hoa}/thon/them/", NEW, follow=True)
    page = words(answer)
    assert "Đã thêm thôn Uyên Phong vào danh sách, có từ 01/12/2021." in page
    assert "1.284" in page
    row = UnitVersion.objects.get(name="Uyên Phong")
    assert (row.parent_id, row.begins_on) == (land.chau_hoa, date(2021, 12, 1))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Chưa ghi tên."),
        ({"name": "Lâm Lang"}, "Xã đã có « thôn Lâm Lang »"),
        ({"on": "31/02/2021"}, "Không có ngày « 31/02/2021 » trên lịch"),
        ({"on": ""}, "Chưa ghi ngày."),
        ({"on": "01/12/1999"}, "Châu Hóa"),
        ({"households": "-5"}, "không phải số nguyên từ 0 trở lên"),
        ({"households": "khoảng nghìn"}, "không phải là một số"),
        ({"households": "1,5"}, "không phải số nguyên"),
        ({"households": "300", "population": "200"}, "nhầm cột"),
        ({"households": "99999999999"}, "20.000.000"),
        ({"type": "district"}, "Chọn một loại trong danh sách."),
        ({"name": "x" * 400}, "dài quá"),
    ],
)
def test_a_line_that_cannot_be_added(land: Land, changed: dict[str, str], said: str) -> None:
    before = written()
    answer = client(land.officer).post(f"/don-vi/{land.chau_hoa}/thon/them/", NEW | changed)
    assert answer.status_code == 422
    assert said in words(answer)
    assert written() == before


def test_names_that_differ_by_accents_are_asked_about(land: Land) -> None:
    browser, address = client(land.officer), f"/don-vi/{land.chau_hoa}/thon/them/"
    near = NEW | {"name": "Lam Lạng"}
    asked = browser.post(address, near)
    assert asked.status_code == 422
    assert "Là hai nơi khác nhau, vẫn ghi" in words(asked)
    exact = browser.post(address, NEW | {"name": "Lâm Lang"})
    assert "Là hai nơi khác nhau, vẫn ghi" not in words(exact)
    assert browser.post(address, near | {"van-ghi": "1"}).status_code == 302


# -- one hamlet


def one(land: Land, **sent: Any) -> Any:
    return client(land.officer).post(f"/don-vi/{land.chau_hoa}/thon/{land.lam_lang}/", sent, follow=True)


def test_counting_twice_keeps_both(land: Land) -> None:
    one(land, viec="so-ho", households="210", population="", on="01/06/2021", source="")
    page = words(one(land, viec="so-ho", households="214", population="850", on="01/12/2021", source="rà soát"))
    assert "Đã ghi số liệu tính đến 01/12/2021." in page
    assert "01/06/2021" in page
    assert list(UnitSize.objects.order_by("on").values_list("households", flat=True)) == [210, 214]


def test_a_new_name_by_decision_keeps_the_old_one(land: Land) -> None:
    page = words(one(land, viec="doi-ten", name="Tân Lâm", on="01/12/2021", source="15/NQ-HĐND"))
    assert "Từ 01/12/2021, thôn Lâm Lang là thôn Tân Lâm." in page
    before = words(client(land.officer).get(f"/don-vi/{land.chau_hoa}/thon/?ngay=2021-11-30"))
    assert "Thôn Lâm Lang" in before
    assert "Tân Lâm" not in before


def test_a_slip_is_put_right_everywhere(land: Land) -> None:
    page = words(one(land, viec="sua-loi", name="Lâm Làng", because="gõ nhầm dấu"))
    assert "Đã sửa: viết đúng là thôn Lâm Làng." in page
    assert UnitVersion.objects.filter(unit_id=land.lam_lang).count() == 1


def test_another_type_by_decision(land: Land) -> None:
    sent = {"viec": "doi-loai", "type": "residential_group", "on": "01/12/2021", "source": "15/NQ-HĐND"}
    assert "thôn Lâm Lang là tổ dân phố Lâm Lang" in words(one(land, **sent))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"viec": "so-ho", "on": "01/12/2021"}, "Nhập ít nhất một số."),
        ({"viec": "so-ho", "households": "5", "on": "01/12/2031"}, "chưa tới"),
        ({"viec": "doi-ten", "name": "Kinh Châu", "on": "01/12/2021", "source": "15"}, "Xã đã có « thôn Kinh Châu »"),
        ({"viec": "doi-ten", "name": "Mới", "on": "", "source": ""}, "Chưa ghi văn bản nào đổi tên"),
        ({"viec": "doi-ten", "name": "Lâm Lang", "on": "01/12/2021", "source": "15"}, "đã mang tên ấy"),
        ({"viec": "sua-loi", "name": "Lâm Làng"}, "Chưa ghi lý do sửa"),
        ({"viec": "không có việc này"}, "Số hộ, nhân khẩu"),
    ],
)
def test_acts_that_are_refused_write_nothing(land: Land, sent: dict[str, str], said: str) -> None:
    before = written()
    answer = one(land, **sent)
    assert answer.status_code == 422
    assert said in words(answer)
    assert written() == before


def test_names_are_only_words(land: Land) -> None:
    UnitVersion.objects.filter(unit_id=land.lam_lang).update(name="<b>Lạ</b>")
    for address in (f"/don-vi/{land.chau_hoa}/thon/", f"/don-vi/{land.chau_hoa}/thon/{land.lam_lang}/"):
        assert "<b>Lạ" not in words(client(land.officer).get(address))
