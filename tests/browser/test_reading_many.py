"""The officer above with a chat group's files: sent together, given to units, gone through from report to report."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("axe_playwright_python")

from playwright.sync_api import expect

from tests.browser import zalo
from tests.browser.conftest import SIZES
from tests.browser.looking import faults
from tests.browser.station import Station, copy_of, serving

pytestmark = pytest.mark.browser

Enter = Callable[..., Any]
Shoot = Callable[[Any, str], None]
OFFICER, HEAD = "doitruong.tuyenhoa", "truong.tuyenhoa"
REPORTS = 30


@pytest.fixture(scope="module")
def group(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """A server whose round stands open for every commune."""
    data = copy_of(loaded, tmp_path_factory.mktemp("group") / "data")
    zalo.open_round(data)
    with serving(data) as station:
        yield station


def at(page: Any, station: Station) -> None:
    """The page of the batch that was sent."""
    page.goto(f"/dot-nhan-bao-cao/{station.one('select max(id) from intake_batch')}/")


def press(page: Any, key: str) -> None:
    """An answer by key: sent, and its card back in its place."""
    with page.expect_response(re.compile(r"/so/\d+/")) as answered:
        page.keyboard.press(key)
    assert answered.value.ok
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")


def head(page: Any) -> Any:
    return page.locator("#reading-head")


def look(page: Any, shoot: Shoot, name: str) -> list[str]:
    """The page as it stands on a phone and on a desk."""
    found = []
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        shoot(page, name)
        found += [f"{name} at {width} px: {fault}" for fault in faults(page)]
    return found


def test_thirty_files_of_a_chat_group(group: Station, enter: Enter, shoot: Shoot) -> None:
    page = enter(group, OFFICER)
    found = sent_and_given_to_units(page, group, shoot)
    found += gone_through_by_key(page, group, shoot)
    opens_where_one_stopped(page, group)
    found += finished_and_taken_for_the_units(page, group, shoot)
    approved_by_another(page, enter(group, HEAD), group)
    assert not found, "\n".join(found)


def sent_and_given_to_units(page: Any, group: Station, shoot: Shoot) -> list[str]:
    page.goto(f"/so-lieu/ky/{group.round(zalo.TITLE)}/")
    page.get_by_role("link", name="Nhận nhiều báo cáo").click()
    page.get_by_label(re.compile("Không tệp nào có dấu độ mật")).check()
    page.locator('input[type="file"]').set_input_files(
        {"name": "nhom.zip", "mimeType": "application/zip", "buffer": zalo.group()}
    )
    expect(page.get_by_text("Đã chọn 1 tệp")).to_be_visible()
    found = look(page, shoot, "gui-nhieu")
    page.get_by_role("button", name="Gửi và đọc các báo cáo").click()
    page.wait_for_url("**/dot-nhan-bao-cao/**")
    page.get_by_role("progressbar").or_(page.locator("select").first).first.wait_for()
    page.locator("select").first.wait_for(timeout=60_000)
    expect(page.get_by_text(f"{REPORTS + 1} tệp chờ chọn đơn vị")).to_be_visible()
    expect(page.get_by_role("link", name="2 tệp không nhận")).to_be_visible()
    expect(page.get_by_role("link", name="1 tệp trùng")).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("khong ro.docx")
    chosen = page.locator("select").evaluate_all("all => all.map(one => one.selectedOptions[0].textContent.trim())")
    assert chosen[0].startswith("Chọn đơn vị")
    assert {name.lower() for name in chosen[1:]} == {unit.lower() for unit in zalo.UNITS}
    refused = page.locator("#khong-nhan ~ ul").first
    expect(refused).to_contain_text("dấu độ mật")
    expect(refused).to_contain_text("hong.docx")
    found += look(page, shoot, "dot-nhan-bang")
    page.get_by_label("Bỏ qua các tệp chưa chọn đơn vị.").check()
    page.get_by_role("button", name="Nhận các báo cáo đã chọn đơn vị").click()
    page.get_by_role("link", name=re.compile("Bắt đầu xác nhận")).wait_for(timeout=60_000)
    expect(page.get_by_text(f"0/{REPORTS} báo cáo đã xong")).to_be_visible()
    return found + look(page, shoot, "dot-nhan-xong")


def gone_through_by_key(page: Any, group: Station, shoot: Shoot) -> list[str]:
    page.keyboard.press("t")
    page.wait_for_url("**/bao-cao-gui-den/**")
    expect(page.get_by_text("Đọc thay xã Cao Quảng.")).to_be_visible()
    expect(head(page)).to_contain_text(f"báo cáo 1/{REPORTS}")
    found = look(page, shoot, "bao-cao-trong-dot")
    while page.locator('.candidate[data-open="yes"]').count():
        press(page, "a")
    expect(page.locator('[data-next="yes"]')).to_be_visible()
    expect(head(page).locator("progress")).not_to_have_attribute("value", "0")
    first = page.url
    page.keyboard.press("t")
    page.wait_for_url(lambda url: url != first and "/bao-cao-gui-den/" in url)
    expect(head(page)).to_contain_text("báo cáo 2/")
    press(page, "x")
    at(page, group)
    expect(page.get_by_text(f"1/{REPORTS} báo cáo đã xong")).to_be_visible()
    return found


def opens_where_one_stopped(page: Any, group: Station) -> None:
    page.get_by_role("link", name=re.compile("Xác nhận tiếp")).click()
    page.wait_for_url("**/bao-cao-gui-den/**")
    assert page.locator('.candidate[data-open=""]').count() > 0
    waiting = page.locator('.candidate[data-open="yes"]').first
    expect(waiting).to_have_attribute("aria-current", "true")
    expect(waiting).to_be_in_viewport()
    expect(page.locator(".found-current").first).to_be_in_viewport()
    at(page, group)


def finished_and_taken_for_the_units(page: Any, group: Station, shoot: Shoot) -> list[str]:
    page.get_by_role("button", name="Xác nhận số liệu chắc chắn của cả đợt").click()
    onward = page.get_by_role("link", name=re.compile("Xác nhận tiếp"))
    onward.wait_for(timeout=60_000)
    assert group.one("select count(*) from intake_findinganswer where on_behalf_id is not null") > REPORTS
    while onward.count():
        onward.click()
        page.wait_for_url("**/bao-cao-gui-den/**")
        while page.locator('.candidate[data-open="yes"]').count():
            press(page, "x")
        at(page, group)
    expect(page.get_by_text("Đã xong cả đợt.")).to_be_visible()
    page.get_by_text(re.compile(r"^Nhận thay \d đơn vị đã đọc xong")).click()
    page.get_by_label("Theo văn bản nào").fill("Các báo cáo có chữ ký gửi trong nhóm ngày 20/12/2021")
    found = look(page, shoot, "nhan-thay")
    page.get_by_role("button", name=re.compile(r"^Nhận thay \d đơn vị$")).click()
    expect(page.get_by_text(re.compile(r"Đã nhận thay \d đơn vị; chờ người khác của cơ quan duyệt"))).to_be_visible()
    return found


def approved_by_another(page: Any, other: Any, group: Station) -> None:
    sent = group.one(
        "select min(id) from reporting_submission where round_id = ? and state = 'submitted'", group.round(zalo.TITLE)
    )
    page.goto(f"/so-lieu/bieu/{sent}/")
    expect(page.get_by_text("nên không tự duyệt")).to_be_visible()
    other.goto(f"/so-lieu/bieu/{sent}/")
    other.get_by_role("button", name="Duyệt số liệu").click()
    expect(other.get_by_text("Đã duyệt; số liệu đã vào tổng hợp.")).to_be_visible()
