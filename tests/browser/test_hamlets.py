"""One afternoon of a commune's officer: 12 hamlets from Excel, then 7 by decision, looked at and carried out.

Clicks from the page of the commune: list 1, « Nhập từ Excel » 2, « Xem trước » 3, « Ghi vào danh sách » 4; for the
re-arrangement « Sắp xếp thôn » 5, unfold the table 6, « Lập bản nháp » 7, « Thực hiện » 8, « Thực hiện thay đổi » 9.
"""

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("axe_playwright_python")

from tests.browser import acts
from tests.browser.conftest import SIZES
from tests.browser.looking import faults
from tests.browser.station import Station

pytestmark = pytest.mark.browser

Enter = Callable[..., Any]
OLD = ["Lâm Lang", "Kinh Châu", "Lạc Sơn", "Uyên Phong", "Tân Châu", "Xuân Sơn", "Bắc Hóa", "Nam Hóa", "Đông Hóa",
       "Tây Hóa", "Thượng Hóa", "Trung Hóa"]  # fmt: skip
LIST = "STT\tTên thôn\tSố hộ\tNhân khẩu\n" + "".join(
    f"{number}\tThôn {name}\t{100 + number}\t{400 + number}\n" for number, name in enumerate(OLD, 1)
)
GOES = {"Kinh Châu": "Châu Tân", "Lạc Sơn": "Châu Tân", "Uyên Phong": "Châu Tân", "Tân Châu": "Xuân Tân",
        "Xuân Sơn": "Xuân Tân", "Bắc Hóa": "Bắc Nam", "Nam Hóa": "Bắc Nam", "Đông Hóa": "Đông Tây",
        "Tây Hóa": "Đông Tây", "Thượng Hóa": "Thượng Mới"}  # fmt: skip
TABLE = "Thôn cũ\tThôn mới\n" + "".join(f"Thôn {name}\tThôn {GOES.get(name, name)}\n" for name in OLD)
NEW = {"Thôn Lâm Lang", "Thôn Trung Hóa", *(f"Thôn {name}" for name in GOES.values())}


def test_twelve_hamlets_become_seven(station: Station, enter: Enter, shoot: Callable[[Any, str], None]) -> None:
    page = enter(station, "canbo.chauhoa")
    found: list[str] = []

    def look(name: str) -> None:
        wide = page.viewport_size
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            shoot(page, f"thon-{name}")
            found.extend(f"{name} at {width} px: {fault}" for fault in faults(page))
        page.set_viewport_size(wide)

    page.goto(f"/don-vi/{commune_of(station)}/")
    page.get_by_role("link", name="Thôn, tổ dân phố").first.click()
    look("01-danh-sach")
    take_the_list(page, look)
    draft_the_decision(page, look)
    carry_it_out(page, look)
    see_both_days(page, station)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["canbo.chauhoa", "doitruong.tuyenhoa"])
def test_facilities_and_groups_may_be_shown(
    shown: Station, enter: Enter, shoot: Callable[[Any, str], None], who: str
) -> None:
    pages = [f"/don-vi/{commune_of(shown)}/co-so/", "/don-vi/nhom/"]
    if who == "doitruong.tuyenhoa":
        pages += ["/don-vi/nhom/lap/", "/don-vi/nhom/tu-excel/", "/don-vi/nhom/huyen-cu/"]
    found: list[str] = []
    for width in SIZES:
        page = enter(shown, who, width=width)
        for address in pages:
            assert page.goto(address).status == 200
            shoot(page, f"noi-{address.strip('/').replace('/', '-')}-{who}")
            found += [f"{address} at {width} px: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


def take_the_list(page: Any, look: Callable[[str], None]) -> None:
    page.get_by_role("link", name="Nhập từ Excel").click()
    look("02-nhap")
    page.get_by_label("Chép trong Excel rồi dán vào đây").fill(LIST)
    page.get_by_label("Danh sách và số hộ tính đến ngày").fill("01/12/2021")
    acts.press(page, "Xem trước")
    acts.see(page, "11 mới, 1 đổi số")
    look("03-xem-truoc")
    acts.press(page, "Ghi vào danh sách")
    acts.see(page, "Đã ghi từ bảng: 11 thôn mới")
    acts.see(page, "12/12 thôn có số hộ")


def draft_the_decision(page: Any, look: Callable[[str], None]) -> None:
    page.get_by_role("link", name="Sắp xếp thôn").click()
    look("04-sap-xep")
    page.get_by_text("Hoặc dán hai cột từ Excel").click()
    page.get_by_label("Dán vào đây").fill(TABLE)
    page.get_by_label("Số quyết định, nghị quyết").fill("15/NQ-HĐND")
    page.get_by_label("Ngày ký").fill("10/12/2021")
    page.get_by_label("Có hiệu lực từ").fill("20/12/2021")
    acts.press(page, "Lập bản nháp và xem trước")
    acts.see(page, "Thôn Châu Tân")
    look("05-ban-nhap")


def carry_it_out(page: Any, look: Callable[[str], None]) -> None:
    page.get_by_role("link", name="Thực hiện").first.click()
    page.wait_for_load_state()
    look("06-thuc-hien")
    acts.press(page, "Thực hiện thay đổi")
    look("07-da-thuc-hien")


def see_both_days(page: Any, station: Station) -> None:
    key = commune_of(station)
    page.goto(f"/don-vi/{key}/thon/")
    assert listed(page) == NEW
    assert len(NEW) == 7
    page.goto(f"/don-vi/{key}/thon/?ngay=2021-12-19")
    assert listed(page) == {f"Thôn {name}" for name in OLD}


def listed(page: Any) -> set[str]:
    rows = page.get_by_role("table").first.locator("tbody th")
    return {text.strip() for text in rows.all_inner_texts()}


def commune_of(station: Station) -> int:
    query = "select v.unit_id from units_unitversion v join units_unit u on u.id = v.unit_id and u.level = 3"
    return int(station.one(f"{query} where v.name = ?", "Châu Hóa"))
