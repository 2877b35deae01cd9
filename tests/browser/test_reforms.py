"""Two communes become one, by hand: the act, units by name, the preview, carrying out, the new unit, taking it back."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("axe_playwright_python")

from playwright.sync_api import expect

from tests.browser import acts
from tests.browser.conftest import SIZES
from tests.browser.looking import faults
from tests.browser.station import PASSWORD, Station, serving

pytestmark = pytest.mark.browser
LOAD = """
from tuquan.cli.station import open_station
open_station(migrate=True)
from tests.web.reform_land import for_a_browser
for_a_browser("%s")
"""
REFUSED = "status of 422"  # Chromium's own word for a form that came back with what to put right


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Station]:
    """A district of its own whose communes end on no known day."""
    data = tmp_path / "data"
    data.mkdir()
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    environment = {**kept, "TUQUAN_DATA": str(data)}
    subprocess.run([sys.executable, "-c", LOAD % PASSWORD], env=environment, check=True, capture_output=True)
    with serving(data) as station:
        yield station


@pytest.fixture
def look(shoot: Callable[[Any, str], None]) -> Iterator[Callable[[Any, str], None]]:
    """Look at the page as it stands, at both widths: a picture of each; what is wrong is told once, at the end."""
    found: list[str] = []

    def at(page: Any, name: str) -> None:
        wide = page.viewport_size
        page.complaints[:] = [said for said in page.complaints if REFUSED not in said]
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            shoot(page, f"sap-xep-{name}")
            found.extend(f"{name} at {width} px: {fault}" for fault in faults(page))
        page.set_viewport_size(wide)

    yield at
    assert not found, "\n".join(found)


def begin(page: Any, title: str, kind: str = "Nhập các đơn vị") -> None:
    """The act, and what happens first."""
    page.get_by_label(kind).check()
    page.get_by_label("Việc thay đổi").fill(title)
    page.get_by_label("Số văn bản").fill("99/NQ-UBTVQH14")
    page.get_by_label("Có hiệu lực từ ngày").fill("01/01/2022")
    acts.press(page, "Chọn đơn vị")


def standing(at: Station, name: str) -> list[Any]:
    """Where a scheme stands and since when, the last place last."""
    query = (
        "select v.name, p.begins_on, p.ends_on from schemes_schemeplacement p"
        " join schemes_scheme s on s.id = p.scheme_id join units_unitversion v on v.unit_id = p.unit_id"
        " where s.name = ? order by p.begins_on"
    )
    return at.rows(query, name)


def test_two_communes_become_one_and_are_two_again(
    land: Station, enter: Callable[..., Any], look: Callable[[Any, str], None]
) -> None:
    officer = enter(land, "canbo")
    draft_the_merger(officer, look)
    address = officer.url
    expect(officer.get_by_role("link", name="Thực hiện thay đổi")).to_have_count(0)

    head = enter(land, "truong")
    carry_it_out(head, address, look)
    assert [row[0] for row in standing(land, "Tiếng kẻng Ngư Hóa")] == ["Ngư Hóa", "Tân Hóa"]
    assert land.one("select count(*) from reporting_submissionplacement") == 2
    see_the_new_life(head, look)
    take_it_back(head, address, look)
    assert standing(land, "Tiếng kẻng Ngư Hóa") == [("Ngư Hóa", "2021-03-03", None)]
    assert land.one("select count(*) from reporting_submissionplacement") == 0
    assert land.one("select count(*) from units_unit where ends_on is not null") == 0


def draft_the_merger(page: Any, look: Callable[[Any, str], None]) -> None:
    """From the page of a unit; the second unit is picked among the offers while typing."""
    page.goto("/don-vi/")
    look(page, "01-cay")
    page.get_by_role("link", name="Xã Châu Hóa").click()
    page.get_by_role("link", name="Ghi thay đổi").click()
    begin(page, "Nhập xã Châu Hóa và xã Ngư Hóa")
    expect(page.get_by_role("checkbox", name=re.compile("Xã Châu Hóa"))).to_be_checked()
    page.get_by_label("Tên các đơn vị").press_sequentially("ngu h")
    page.get_by_role("checkbox", name=re.compile("Xã Ngư Hóa")).check()
    expect(page.locator("[data-picked] input:checked")).to_have_count(2)
    expect(page.get_by_label("Tên các đơn vị")).to_have_value("")
    look(page, "02-chon-don-vi")
    acts.press(page, "Ghi vào bản soạn")
    acts.see(page, "Chưa ghi tên đơn vị mới")
    look(page, "03-thieu-ten")
    page.get_by_label("Tên", exact=True).fill("xã Tân Hóa")
    acts.press(page, "Ghi vào bản soạn")
    acts.see(page, "Khi thực hiện: 2 đơn vị kết thúc, 1 đơn vị lập mới; chuyển theo: 3 đơn vị trực thuộc")
    for said in ("Tiếng kẻng Ngư Hóa", "Công an xã Châu Hóa", "biểu của xã Châu Hóa"):
        acts.see(page, said)
    look(page, "04-ban-soan")


def carry_it_out(page: Any, address: str, look: Callable[[Any, str], None]) -> None:
    """The head reads the same page, is asked once, and presses."""
    page.goto(address)
    page.get_by_role("link", name="Thực hiện thay đổi").click()
    look(page, "05-thuc-hien")
    acts.press(page, "Thực hiện thay đổi")
    acts.see(page, "Đã thực hiện “Nhập xã Châu Hóa và xã Ngư Hóa”.")
    look(page, "06-da-thuc-hien")


def see_the_new_life(page: Any, look: Callable[[Any, str], None]) -> None:
    """The new unit says what it was made from, by which act; the old one what it became."""
    page.get_by_role("link", name="Xã Tân Hóa").first.click()
    acts.see(page, "Hợp thành từ")
    acts.see(page, "99/NQ-UBTVQH14: Nhập xã Châu Hóa và xã Ngư Hóa")
    look(page, "07-don-vi-moi")
    page.get_by_role("link", name="xã Ngư Hóa").first.click()
    acts.see(page, "Nhập vào")
    look(page, "08-don-vi-cu")


def take_it_back(page: Any, address: str, look: Callable[[Any, str], None]) -> None:
    """With a reason; then everything is as it was."""
    page.goto(address)
    page.get_by_role("link", name="Hoàn tác").click()
    look(page, "09-hoan-tac")
    page.get_by_label("Lý do hoàn tác").fill("Ghi nhầm ngày hiệu lực")
    acts.press(page, "Hoàn tác thay đổi")
    acts.see(page, "Lý do hoàn tác: Ghi nhầm ngày hiệu lực")
    look(page, "10-da-hoan-tac")
    page.goto("/don-vi/sap-xep/")
    acts.see(page, "Đã hoàn tác")
    look(page, "11-danh-sach")


def test_a_commune_is_divided_without_scripts(land: Station, enter: Callable[..., Any]) -> None:
    """Every name through « Tìm », every heir through a list: no scripts anywhere."""
    page = enter(land, "truong", scripts=False)
    page.goto("/don-vi/sap-xep/moi/")
    begin(page, "Chia xã Châu Hóa", "Chia, tách một đơn vị")
    page.get_by_label("Tên đơn vị").first.fill("chau hoa")
    page.get_by_label("Tên các đơn vị").fill("Đồng L")
    with page.expect_navigation():
        page.get_by_role("button", name="Tìm", exact=True).nth(1).click()
    expect(page.get_by_role("radio", name=re.compile("Xã Châu Hóa"))).to_be_checked()
    page.get_by_role("checkbox", name=re.compile("Thị trấn Đồng Lê")).check()
    page.get_by_label("Tên 1", exact=True).fill("xã Châu Bắc")
    acts.press(page, "Ghi vào bản soạn")
    acts.see(page, "mục chưa chọn nơi đến")
    page.get_by_label("Mọi thứ còn thiếu nơi đến đều về").select_option("Xã Châu Bắc")
    page.get_by_label("Dòng họ tự quản về đâu").select_option("Thị trấn Đồng Lê")
    acts.press(page, "Lưu nơi đến")
    expect(page.get_by_text("mục chưa chọn nơi đến")).to_have_count(0)
    page.get_by_role("link", name="Thực hiện thay đổi").click()
    acts.press(page, "Thực hiện thay đổi")
    acts.see(page, "Đã thực hiện “Chia xã Châu Hóa”.")
    assert [row[0] for row in standing(land, "Dòng họ tự quản")] == ["Châu Hóa", "Đồng Lê"]
    assert land.rows("select whole from units_succession") == [(0,), (0,)]
