"""Analysis as people use it: choosing, turning the table, opening a cell down to its source; fit for phone and desk."""

import re
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("axe_playwright_python")

from tests.browser.conftest import SIZES
from tests.browser.looking import faults
from tests.browser.station import Station

pytestmark = pytest.mark.browser

Enter = Callable[..., Any]
PAGE = "/so-lieu/phan-tich/"


def test_choose_turn_open(shown: Station, enter: Enter) -> None:
    page = enter(shown, "truong.tuyenhoa")
    page.goto(f"{PAGE}?loai=movement_year&ky=gan-2")
    assert page.locator(".chart-wide svg").is_visible()
    # A line is found without its accents; ticking it answers at once, and the address says so.
    page.locator("summary", has_text="Chỉ tiêu").click()
    page.get_by_label("Tìm chỉ tiêu").fill("nghi tich cuc")
    page.locator("[data-found-lines]", has_text="chỉ tiêu khớp").wait_for()
    page.get_by_label("Tìm chỉ tiêu").fill("mo hinh")
    first = page.locator("[data-line]:visible input:not(:checked)").first
    code = first.get_attribute("value")
    first.check()
    page.wait_for_url(re.compile(rf"[?&]ct=[^&]*{code}"))
    page.locator("#pt-dang-lines", has_text="5 chỉ tiêu").wait_for()
    # Rows for columns.
    page.get_by_role("link", name="Đổi hàng với cột").click()
    page.wait_for_url(re.compile(r"[?&]cot=noi"))
    page.get_by_role("rowheader", name="Năm 2020").first.wait_for()
    # A cell opens what it is made of, and leads to a figure and its source.
    page.locator("tbody a.pt-o", has_text=re.compile(r"^\d")).first.click()
    card = page.get_by_role("dialog")
    card.get_by_text("Đã có số liệu").wait_for()
    card.get_by_role("link", name="xem số này ở đâu ra").first.click()
    page.wait_for_url("**/so-lieu/so/*/")
    assert not page.complaints


@pytest.mark.parametrize("width", list(SIZES))
def test_analysis_may_be_shown(shown: Station, enter: Enter, shoot: Callable[[Any, str], None], width: int) -> None:
    page = enter(shown, "truong.tuyenhoa", width=width)
    found: list[str] = []
    for name, address in (
        ("phan-tich", PAGE),
        ("phan-tich-day", f"{PAGE}?loai=movement_year&ky=gan-2&do=so,thu,ky-truoc&hinh=nho-noi"),
        ("phan-tich-quy-ve", f"{PAGE}?loai=movement_year&theo=2025-07-01&hang=chi-tieu,noi&cot=ky"),
        ("phan-tich-da-luu", f"{PAGE}da-luu/"),
    ):
        page.complaints.clear()
        assert page.goto(address).status == 200
        if name == "phan-tich-day":
            page.locator("summary", has_text="Cách tính").click()
            page.locator("tbody a.pt-o").first.click()
            page.get_by_role("dialog").get_by_text("Đã có số liệu").wait_for()
        shoot(page, name)
        found += [f"{name} at {width} px: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)
