"""The same year by the units of then and of 2025, and an office's work handed over: as people use the pages."""

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("axe_playwright_python")

from tests.browser.conftest import SIZES
from tests.browser.looking import faults
from tests.browser.station import Station

pytestmark = pytest.mark.browser

Enter = Callable[..., Any]
SIX = {"Đồng Lê", "Tuyên Bình", "Tuyên Hóa", "Tuyên Lâm", "Tuyên Phú", "Tuyên Sơn"}


def test_the_year_is_switched_onto_todays_six_communes(shown: Station, enter: Enter) -> None:
    page = enter(shown, "truong.tuyenhoa")
    page.goto(f"/so-lieu/ky/{shown.round()}/tong/schemes_active/")
    assert page.locator("table tbody tr").count() == 19
    page.get_by_role("link", name="Theo đơn vị từ 01/07/2025").click()
    page.get_by_text("Từng đơn vị, quy về đơn vị ngày 01/07/2025").first.wait_for()
    assert page.url.endswith("?theo=2025-07-01")
    assert set(page.locator("table tbody th").all_inner_texts()) == SIX
    page.get_by_text("Gồm số của 5 đơn vị lúc báo cáo").first.click()
    page.get_by_role("link", name="Thị trấn Đồng Lê").or_(page.get_by_role("link", name="Đồng Lê")).first.wait_for()
    page.get_by_role("link", name="Về tổng hợp").click()
    page.get_by_text("Tổng số liệu đã duyệt, quy về đơn vị ngày 01/07/2025").first.wait_for()
    page.get_by_label("hoặc ngày").fill("31/02/2025")
    page.get_by_role("button", name="Xem", exact=True).click()
    page.get_by_text("Không có ngày « 31/02/2025 » trên lịch.").wait_for()
    page.get_by_role("link", name="Theo thời điểm báo cáo").wait_for()


def test_an_office_is_handed_over(shown: Station, enter: Enter) -> None:
    page = enter(shown, "truong.chauhoa")
    page.goto("/")
    page.get_by_role("link", name="Bàn giao công việc").click()
    page.get_by_role("heading", name="1. Biểu số liệu còn mở").wait_for()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải biên bản bàn giao").click()
    assert taken.value.suggested_filename.endswith(".docx")
    page.emulate_media(media="print")
    assert page.get_by_text("Hồ sơ giấy để ở đâu:").first.is_visible()
    assert not page.get_by_role("button", name="Xem phần này").is_visible()


@pytest.mark.parametrize("width", list(SIZES))
def test_these_pages_may_be_shown(shown: Station, enter: Enter, shoot: Callable[[Any, str], None], width: int) -> None:
    key = shown.round()
    page = enter(shown, "truong.tuyenhoa", width=width)
    found: list[str] = []
    for name, address in (
        ("ban-giao", "/ban-giao/"),
        ("tong-hop-quy-ve", f"/so-lieu/ky/{key}/?theo=2025-07-01"),
        ("tong-hop-ngay-sai", f"/so-lieu/ky/{key}/?theo=31-02"),
        ("mot-chi-tieu-quy-ve", f"/so-lieu/ky/{key}/tong/schemes_active/?theo=2025-07-01"),
        ("viec-hom-nay-quy-ve", "/?theo=2025-07-01"),
    ):
        page.complaints.clear()
        assert page.goto(address).status == 200
        shoot(page, name)
        found += [f"{name} at {width} px: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)
