"""The list of acts, and the page of one: before → after, counts, grade in words, exports of exactly this."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from tests.factories import Tree, make_organ, make_post, make_user
from tests.web import reform_land
from tests.web.lands import client, words
from tests.web.reform_land import TODAY, Land
from tests.web.test_reforms import merging
from tuquan.ground import clock
from tuquan.units.models import Change
from tuquan.units.reforms import procedure
from tuquan.web.units.reforms.told import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        yield reform_land.build()


@pytest.fixture
def browser(tree: Tree) -> Client:
    """An officer of Châu Hóa, with the packaged units."""
    return client(make_post(make_organ(tree["xã Châu Hóa"]), "commune_officer").user)


def act(number: str) -> Change:
    return Change.objects.get(act_number=number)


def test_the_acts_that_came_with_the_units_are_listed(browser: Client) -> None:
    page = words(browser.get("/don-vi/sap-xep/"))
    assert "4 văn bản" in page
    assert "1680/NQ-UBTVQH15" in page
    assert "Có trong danh mục" in page
    assert "Ghi thay đổi mới" in page, "a commune keeps its hamlets"
    assert "Ghi thay đổi mới" not in words(client(make_user()).get("/don-vi/sap-xep/"))


def test_an_act_shows_units_before_and_after(browser: Client, tree: Tree) -> None:
    page = words(browser.get(f"/don-vi/van-ban/{act('1680/NQ-UBTVQH15').pk}/"))
    le_hoa, dong_le = tree["Lê Hóa"], tree.key("xã Đồng Lê", date(2025, 7, 2))
    assert f'href="/don-vi/{le_hoa}/?ngay=2025-06-30"' in page
    assert f'href="/don-vi/{dong_le}/?ngay=2025-07-01"' in page
    assert "Theo nguồn dẫn lại" in page
    assert "1680/NQ-UBTVQH15 ngày 16/06/2025 của Ủy ban Thường vụ Quốc hội" in page
    assert "Hoàn tác" not in page


def test_told_is_what_is_recorded(tree: Tree) -> None:
    found = told(act("1680/NQ-UBTVQH15"))
    row = next(row for row in found.rows if row.after and row.after.name == "Xã Đồng Lê")
    assert {old.name for old in row.before} == {
        "Thị trấn Đồng Lê",
        "Xã Kim Hóa",
        "Xã Lê Hóa",
        "Xã Sơn Hóa",
        "Xã Thuận Hóa",
    }
    assert row.what == "nhập lại"
    assert found.olds == 19


def test_districts_that_ended_without_heirs(browser: Client) -> None:
    page = words(browser.get(f"/don-vi/van-ban/{act('72/2025/QH15').pk}/"))
    assert "Huyện Tuyên Hóa" in page
    assert "không có đơn vị kế thừa cùng cấp" in page


def test_exports_are_exactly_what_is_shown(browser: Client) -> None:
    key = act("1680/NQ-UBTVQH15").pk
    sheet = browser.get(f"/don-vi/van-ban/{key}/?xuat=csv").content.decode("utf-8-sig")
    assert sheet.splitlines()[0].startswith("Đơn vị trước")
    lines = [line for line in sheet.splitlines() if "Xã Lê Hóa" in line]
    assert len(lines) == 1
    assert "toàn bộ" in lines[0]
    assert "Xã Đồng Lê" in lines[0]
    assert "độ chắc: theo nguồn dẫn lại" in sheet
    assert browser.get(f"/don-vi/van-ban/{key}/?xuat=xlsx").content.startswith(b"PK")
    listed = browser.get("/don-vi/sap-xep/?tim=tuyen+hoa&xuat=csv").content.decode("utf-8-sig")
    assert "1680/NQ-UBTVQH15" in listed
    assert "1671/NQ-UBTVQH15" not in listed


def test_filtered_by_words_state_and_area(browser: Client) -> None:
    assert "1671/NQ-UBTVQH15" not in words(browser.get("/don-vi/sap-xep/?tim=tuyên hóa"))
    mine = words(browser.get("/don-vi/sap-xep/?dia-ban=cua-toi"))
    assert "1680/NQ-UBTVQH15" in mine
    assert "1671/NQ-UBTVQH15" not in mine
    assert "Không có văn bản nào như vậy" in words(browser.get("/don-vi/sap-xep/?tinh-trang=dang-soan"))
    assert "4 văn bản" in words(browser.get("/don-vi/sap-xep/?tinh-trang=co-san&sort=-title&page=7"))


@pytest.mark.parametrize(
    "query", ["sort=<b>", "tinh-trang=xyz", "page=-1", "tim=" + "x" * 999, "dia-ban=2", "sort=-units"]
)
def test_addresses_that_mean_nothing_show_the_list(browser: Client, query: str) -> None:
    answer = browser.get(f"/don-vi/sap-xep/?{query}")
    assert answer.status_code == 200
    assert "<b>" not in words(answer)


def test_drafts_carried_out_and_undone_stand_in_the_list(land: Land) -> None:
    drafted, done, undone = (land.draft(merging(land), title=f"Lần {n}") for n in ("một", "hai", "ba"))
    procedure.commit(by=None, reform=undone, version=0)
    procedure.undo(by=None, reform=undone, because="Nhầm")
    procedure.commit(by=None, reform=done, version=0)
    browser = client(land.officer)
    page = words(browser.get("/don-vi/sap-xep/"))
    for said in ("Lần một", "Lần hai", "Lần ba", "Đang soạn", "Đã thực hiện", "Đã hoàn tác", "3 văn bản"):
        assert said in page
    assert "Lần hai" in words(browser.get("/don-vi/sap-xep/?tinh-trang=da-thuc-hien&dia-ban=cua-toi"))
    assert "Lần một" not in words(browser.get("/don-vi/sap-xep/?tinh-trang=da-thuc-hien"))
    assert drafted.pk


def test_exports_of_a_reform_and_of_no_draft(land: Land) -> None:
    reform, browser = land.draft(merging(land)), client(land.officer)
    assert browser.get(f"/don-vi/sap-xep/{reform.pk}/?xuat=csv").status_code == 404
    procedure.commit(by=None, reform=reform, version=0)
    sheet = browser.get(f"/don-vi/sap-xep/{reform.pk}/?xuat=csv").content.decode("utf-8-sig")
    assert "Xã Tân Hóa" in sheet
    assert "Thôn Xuân Canh" in sheet


def test_what_is_written_is_only_words(land: Land) -> None:
    reform = land.draft(merging(land), title="<script>alert(1)</script>", act_number="<b>1</b>")
    browser = client(land.head)
    for address in ("/don-vi/sap-xep/", f"/don-vi/sap-xep/{reform.pk}/", f"/don-vi/sap-xep/{reform.pk}/them/nhap/"):
        page = words(browser.get(address))
        assert "<script>alert" not in page
        assert "<b>1" not in page


def test_few_queries_however_many_units(browser: Client, django_assert_max_num_queries: object) -> None:
    change = act("1680/NQ-UBTVQH15")
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        told(change)


def test_the_life_of_an_ended_district_names_the_act(browser: Client, tree: Tree) -> None:
    page = words(browser.get(f"/don-vi/{tree['huyện Tuyên Hóa']}/?ngay=2025-07-02"))
    assert "Kết thúc; địa bàn nay thuộc" in page
    assert f'href="/don-vi/van-ban/{act("72/2025/QH15").pk}/"' in page


def test_a_page_asks_few_questions_however_large_the_unit(
    browser: Client, tree: Tree, django_assert_max_num_queries: object
) -> None:
    for address in (f"/don-vi/{tree['huyện Tuyên Hóa']}/?ngay=2025-07-02", "/don-vi/", "/don-vi/sap-xep/"):
        browser.get(address)
        with django_assert_max_num_queries(75):  # type: ignore[operator]
            browser.get(address)
