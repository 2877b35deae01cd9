"""The grid as it is typed in: a lost line, a crash, two tabs, a sheet beside it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.browser import acts
from tests.browser.looking import faults
from tests.browser.station import Station

pytestmark = pytest.mark.browser

Enter = Callable[..., Any]
POINTS, HEARD, WHERE = "outreach_points", "outreach_attendances", "Châu Hóa"


@pytest.fixture
def page(station: Station, enter: Enter) -> Any:
    page = enter(station, "canbo.chauhoa")
    acts.open_submission(page, station, WHERE)
    return page


def cell(page: Any, code: str) -> Any:
    return acts.line(page, code).locator("input[data-cell]")


def claims(station: Station, code: str) -> list[int]:
    """What was typed for a line, as the database has it."""
    rows = station.rows(
        "select c.value from reporting_claim c join reporting_figure f on f.id = c.figure_id"
        " join reporting_indicator i on i.id = f.indicator_id"
        " where i.code = ? and f.submission_id = ? and c.source_kind = 'typed' order by c.id",
        code,
        station.submission(WHERE),
    )
    return [value // 1000 for (value,) in rows]


def test_what_is_typed_without_a_line_survives_and_is_sent_once(page: Any, station: Station, shoot: Any) -> None:
    """Offline → typed → the page is closed → opened again → sent by itself, once."""
    page.context.set_offline(True)
    cell(page, POINTS).fill("21")
    cell(page, POINTS).press("Enter")
    expect(acts.line(page, POINTS)).to_contain_text("chưa gửi được, còn giữ trên máy này")
    expect(page.locator("#luu")).to_contain_text("1 ô chưa gửi được")
    cell(page, HEARD).press_sequentially("345,")  # half a number, the cell not left: kept all the same
    expect(cell(page, HEARD)).to_have_attribute("data-dirty", "yes")
    shoot(page, "bieu-mat-mang")
    context = page.context
    page.close()
    assert claims(station, POINTS) == []

    context.set_offline(False)
    page = context.new_page()
    with page.expect_response(re.compile(f"/o/{POINTS}/")):
        acts.open_submission(page, station, WHERE)
    expect(acts.line(page, POINTS)).to_contain_text(re.compile(r"Đã lưu \d\d:\d\d"))
    expect(cell(page, POINTS)).to_have_value("21")
    expect(cell(page, HEARD)).to_have_value("345,")
    with page.expect_response(re.compile(f"/o/{HEARD}/")):
        cell(page, HEARD).fill("345")
        cell(page, HEARD).press("Enter")
    expect(acts.line(page, HEARD)).to_contain_text("Đã lưu")
    page.reload()
    expect(cell(page, POINTS)).to_have_value("21")
    assert (claims(station, POINTS), claims(station, HEARD)) == ([21], [345])
    assert kept(page) == 0


def kept(page: Any) -> int:
    """How many cells this browser holds."""
    return int(
        page.evaluate(
            """() => new Promise((done) => {
                const request = indexedDB.open("tu-quan", 1);
                request.onsuccess = () => {
                    const count = request.result.transaction("cells").objectStore("cells").count();
                    count.onsuccess = () => { request.result.close(); done(count.result); };
                };
            })"""
        )
    )


def test_an_answer_that_is_lost_doubles_nothing(page: Any, station: Station) -> None:
    """The server took the save, the line broke before its answer came."""
    code = "ward_guard_boards"
    broken: list[Any] = []

    def lose(route: Any) -> None:
        if not broken:
            broken.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route(f"**/o/{code}/", lose)
    with page.expect_response(re.compile(f"/o/{code}/"), timeout=15_000):
        cell(page, code).fill("4")
        cell(page, code).press("Enter")
    expect(acts.line(page, code)).to_contain_text("Đã lưu")
    assert broken
    assert claims(station, code) == [4]


def test_two_tabs_show_both_numbers(page: Any, station: Station, shoot: Any) -> None:
    code = "ward_guard_members"
    other = page.context.new_page()
    acts.open_submission(other, station, WHERE)
    cell(page, code).fill("7")  # typed here, not left
    acts.type_cell(other, code, "9")
    with page.expect_response(lambda answer: answer.status == 409):
        cell(page, code).press("Enter")
    both = acts.line(page, code).locator(".conflict")
    expect(both).to_contain_text(re.compile(r"ghi 9 lúc \d\d:\d\d"))
    expect(both.locator("dd").first).to_have_text("7")
    assert claims(station, code) == [9], "nothing was overwritten"
    shoot(page, "bieu-hai-so")
    assert [fault for fault in faults(page) if "409" not in fault] == []
    with page.expect_response(re.compile(f"/o/{code}/")):
        both.get_by_role("button", name="Giữ số của tôi").click()
    expect(cell(page, code)).to_have_value("7")
    expect(cell(other, code)).to_have_value("7")  # the other tab hears of it
    assert claims(station, code) == [9, 7]


def test_cells_go_to_a_sheet_and_come_from_one(page: Any, station: Station, shoot: Any) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    first = page.locator("input[data-cell]").nth(8)
    codes = page.locator("input[data-cell]").evaluate_all(
        "all => all.map((e) => e.dataset.cell.split('/o/')[1].slice(0, -1))"
    )
    page.evaluate("navigator.clipboard.writeText('1.204\\r\\nmười rưỡi\\r\\nkhông phát sinh\\r\\n')")
    first.focus()
    page.keyboard.press("Control+v")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("không đọc được thành số")
    shoot(page, "bieu-dan")
    assert claims(station, codes[8]) == [], "shown, not taken"
    with page.expect_navigation():
        dialog.get_by_role("button", name="Ghi 2 ô").click()
    acts.see(page, "Đã ghi 2 ô dán từ bảng tính")
    cells = page.locator("input[data-cell]")
    expect(cells.nth(8)).to_have_value("1.204")
    expect(cells.nth(10)).to_have_value("không phát sinh")

    cells.nth(8).focus()
    for _ in range(2):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+c")
    expect(page.locator("#luu")).to_have_text("Đã chép 3 ô")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.split(r"\r?\n", copied) == ["1.204", cells.nth(9).input_value(), "không phát sinh"]


def test_signing_out_leaves_nothing_behind(page: Any, station: Station) -> None:
    page.route("**/o/**", lambda route: route.abort())
    cell(page, POINTS).fill("99")
    cell(page, POINTS).press("Enter")
    expect(page.locator("#luu")).to_contain_text("chưa gửi được")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(".topbar-tools .menu summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Đăng xuất").click()
    assert kept(page) == 0
