"""Units as they were on a day: trees, lives, dates, and what only one's own area may see."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from tests.factories import Tree, make_organ, make_post, make_user
from tests.web import lands
from tests.web.lands import TODAY, Land, client, words
from tuquan.ground import clock
from tuquan.ground.models import FixedDay
from tuquan.units.models import UnitVersion

pytestmark = pytest.mark.django_db
LATER = date(2025, 7, 2)


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        made = lands.build()
        FixedDay.objects.create(scope_key=made.province, day=TODAY)
        yield made


@pytest.fixture
def packaged(tree: Tree) -> Tree:
    """The packaged units, looked at from 14/12/2021 by people of Châu Hóa and of the district."""
    FixedDay.objects.create(scope_key=tree["tỉnh Quảng Bình"], day=TODAY)
    return tree


def officer_at(unit_id: int, role: str = "commune_officer") -> Client:
    return client(make_post(make_organ(unit_id), role).user)


# -- the tree


def test_tree_of_ones_own_area(land: Land) -> None:
    page = words(client(land.officer).get("/don-vi/"))
    assert "Xã Châu Hóa" in page
    assert "Thôn Lâm Lang" in page
    assert "Xã Ngư Hóa" not in page
    above = words(client(land.superior).get("/don-vi/"))
    assert "Xã Ngư Hóa" in above
    assert "Thôn Xuân Canh" not in above


def test_tree_on_another_day_says_so(packaged: Tree) -> None:
    page = words(officer_at(packaged["xã Châu Hóa"]).get("/don-vi/?ngay=2025-07-02"))
    assert "Đơn vị hành chính tại ngày 02/07/2025, sau hôm nay, theo các văn bản đã có" in page
    assert "Về ngày hôm nay" in page
    assert "Xã Tuyên Hóa" in page
    assert "Xã Châu Hóa" not in page


def test_an_abolished_district_goes_on_in_its_communes(packaged: Tree) -> None:
    browser = officer_at(packaged["huyện Tuyên Hóa"], "superior_officer")
    page = words(browser.get("/don-vi/?ngay=02/07/2025"))
    assert "Xã Tuyên Hóa" in page
    assert "Xã Đồng Lê" in page
    told = words(browser.get(f"/don-vi/{packaged['huyện Tuyên Hóa']}/"))
    assert "Kết thúc; địa bàn nay thuộc" in told


def test_today_has_no_banner_and_before_all_sources_nothing(land: Land) -> None:
    browser = client(land.officer)
    assert "Đơn vị hành chính tại ngày" not in words(browser.get("/don-vi/"))
    assert "Đơn vị hành chính tại ngày" not in words(browser.get("/don-vi/?ngay=2021-12-14"))
    assert "Địa bàn chưa có trong danh mục" in words(browser.get("/don-vi/?ngay=1999-01-01"))


@pytest.mark.parametrize("wrong", ["31/02/2021", "hôm nào đó", "0000-00-00", "9" * 400, "<script>alert(1)</script>"])
def test_a_day_that_cannot_be_read(land: Land, wrong: str) -> None:
    for address in ("/don-vi/", f"/don-vi/{land.chau_hoa}/"):
        answer = client(land.officer).get(address, {"ngay": wrong})
        assert answer.status_code == 200
        page = words(answer)
        assert "Trang này đang xem tại hôm nay." in page
        assert "<script>alert" not in page


@pytest.mark.parametrize("text", ["Châu Hóa", "chau hoa", "Châu Hoá", "xã châu hóa", "hoa", "CHÂU"])
def test_found_by_name_however_written(land: Land, text: str) -> None:
    page = words(client(land.officer).get("/don-vi/", {"ten": text}))
    assert f'href="/don-vi/{land.chau_hoa}/"' in page.split("Địa bàn của tôi")[0]


def test_no_unit_of_that_name(land: Land) -> None:
    page = words(client(land.officer).get("/don-vi/", {"ten": "Không Đâu <b>"}))
    assert "Không có đơn vị nào tên như vậy vào ngày này" in page
    assert "Đâu <b>" not in page


# -- one unit


def test_life_names_forebears_heirs_act_and_grade(packaged: Tree) -> None:
    browser = officer_at(packaged["xã Châu Hóa"])
    old = words(browser.get(f"/don-vi/{packaged['xã Châu Hóa']}/"))
    new_id = packaged.key("xã Tuyên Hóa", LATER)
    assert "Nhập vào" in old
    assert f'href="/don-vi/{new_id}/?ngay=2025-07-01"' in old
    assert "1680/NQ-UBTVQH15 ngày 16/06/2025 của Ủy ban Thường vụ Quốc hội" in old
    assert "theo nguồn dẫn lại" in old
    new = words(browser.get(f"/don-vi/{new_id}/?ngay=2025-07-02"))
    assert "Hợp thành từ" in new
    assert f'href="/don-vi/{packaged["xã Châu Hóa"]}/?ngay=2025-06-30"' in new
    assert "Thôn Lâm Lang" in new


def test_children_of_that_day(packaged: Tree) -> None:
    browser, district = officer_at(packaged["xã Châu Hóa"]), packaged["huyện Tuyên Hóa"]
    page = words(browser.get(f"/don-vi/{district}/"))
    assert "Thị trấn Đồng Lê" in page
    assert "Huyện Tuyên Hóa" in page
    ended = words(browser.get(f"/don-vi/{district}/?ngay=2025-07-02"))
    assert "Đơn vị này đã kết thúc từ 01/07/2025." in ended
    assert "Xem ngày 30/06/2025" in ended
    assert "Thị trấn Đồng Lê" not in ended
    early = words(browser.get(f"/don-vi/{district}/?ngay=2015-01-01"))
    assert "Danh mục biết đơn vị này từ 01/03/2020." in early


def test_the_day_follows_the_links(packaged: Tree) -> None:
    browser = officer_at(packaged["xã Châu Hóa"])
    page = words(browser.get(f"/don-vi/{packaged['huyện Tuyên Hóa']}/?ngay=2022-01-01"))
    assert f'href="/don-vi/{packaged["xã Châu Hóa"]}/?ngay=2022-01-01"' in page


def test_schemes_only_within_the_area(land: Land) -> None:
    land.found("Ở Lâm Lang")
    browser = client(land.officer)
    own = words(browser.get(f"/don-vi/{land.chau_hoa}/"))
    assert "Mô hình và số liệu" in own
    assert "1 mô hình" in own
    other = words(browser.get(f"/don-vi/{land.ngu_hoa}/"))
    assert "Xã Ngư Hóa" in other
    assert "Thôn Xuân Canh" in other
    assert "Mô hình và số liệu" not in other
    assert "Mô hình và số liệu" in words(client(land.superior).get(f"/don-vi/{land.ngu_hoa}/"))


def test_count_is_of_the_day_looked_at(land: Land) -> None:
    land.found(on=date(2021, 3, 3))
    page = words(client(land.officer).get(f"/don-vi/{land.chau_hoa}/?ngay=2021-03-02"))
    assert "0 mô hình" in page


def test_adding_a_scheme_here_only_for_who_keeps_the_register(land: Land) -> None:
    address = f"/don-vi/{land.lam_lang}/"
    assert f"/mo-hinh/them/?noi={land.lam_lang}" in words(client(land.officer).get(address))
    assert "/mo-hinh/them/" not in words(client(land.inspector).get(address))


def test_public_to_the_signed_in_and_to_nobody_else(land: Land) -> None:
    nobody = client(make_user())
    assert nobody.get(f"/don-vi/{land.ngu_hoa}/").status_code == 200
    assert nobody.get("/don-vi/").status_code == 200
    assert client(land.administrator).get(f"/don-vi/{land.chau_hoa}/").status_code == 200
    assert "Mô hình và số liệu" not in words(client(land.administrator).get(f"/don-vi/{land.chau_hoa}/"))
    assert Client().get(f"/don-vi/{land.chau_hoa}/").status_code == 302
    assert nobody.get("/don-vi/999999/").status_code == 404
    assert nobody.post(f"/don-vi/{land.chau_hoa}/").status_code == 405


def test_names_are_only_words(land: Land) -> None:
    UnitVersion.objects.filter(unit_id=land.lam_lang).update(name="<b>Lạ</b>")
    for address in ("/don-vi/", f"/don-vi/{land.chau_hoa}/", f"/don-vi/{land.lam_lang}/"):
        assert "<b>Lạ" not in words(client(land.officer).get(address))


def test_an_address_that_only_takes_what_is_sent_has_a_way_on(land: Land) -> None:
    answer = client(land.officer).get("/van-ban/soan/")
    assert answer.status_code == 405
    assert "Về Việc hôm nay" in words(answer)
    assert Client().get("/van-ban/soan/")["Location"] == "/dang-nhap/?next=/"
