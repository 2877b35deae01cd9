"""The year's report of Tuyên Hóa in the browser: from a commune's Word file to the district's issued report and back.

The same way as tests/journeys/test_a_numbers_journey.py, by hand: each stop is looked at on a phone and on a desk.
"""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

pytest.importorskip("axe_playwright_python")

from playwright.sync_api import expect

from tests.browser import acts
from tests.browser.conftest import SIZES
from tests.browser.looking import faults
from tests.browser.station import Station
from tuquan.reader.opening import open_document

pytestmark = pytest.mark.browser

Enter = Callable[..., Any]
ACTIVE = "Mô hình đang hoạt động"
HEARD = "Lượt người nghe tuyên truyền"


@pytest.fixture
def look(shoot: Callable[[Any, str], None]) -> Iterator[Callable[[Any, str], None]]:
    """Look at the page as it stands, at both widths: a picture of each; what is wrong is told once, at the end."""
    found: list[str] = []

    def at(page: Any, name: str) -> None:
        wide = page.viewport_size
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            shoot(page, f"nam-{name}")
            found.extend(f"{name} at {width} px: {fault}" for fault in faults(page))
        page.set_viewport_size(wide)

    yield at
    assert not found, "\n".join(found)


def test_the_year_of_tuyen_hoa(station: Station, enter: Enter, look: Callable[[Any, str], None]) -> None:
    officer, reviewer = enter(station, "canbo.chauhoa"), enter(station, "doitruong.tuyenhoa")
    before = acts.totals(reviewer, station.round())

    read_the_report(officer, look)
    complete_the_grid(officer, look)
    send_it_up(enter(station, "truong.chauhoa"), station, look)

    approve_and_see_the_total_move(reviewer, station, before, look)
    send_another_back(reviewer, station, look)
    compare_the_districts_own_report(reviewer, station, look)
    write_the_report(reviewer, station, look)
    walk_back_to_the_sentence(reviewer, look)

    issue_it(enter(station, "truong.tuyenhoa"), look)


def read_the_report(page: Any, look: Callable[[Any, str], None]) -> None:
    """What is due is on the first page; the report is dropped in, and read from the keyboard."""
    page.goto("/")
    acts.see(page, "Quá hạn")
    look(page, "01-viec-hom-nay")
    page.get_by_role("link", name="Làm biểu số liệu").first.click()
    page.get_by_role("link", name="Đọc số liệu từ báo cáo").click()
    look(page, "02-nhan-bao-cao")
    acts.send_report(page, *acts.report("xã Châu Hóa"))
    acts.see(page, "0/13 đã xong")
    assert "173" not in page.locator("[data-reading]").inner_text(), "a restricted count is masked"
    look(page, "03-trich-so-lieu")

    answer(page, "a")
    answer(page, "x")  # and a change of mind
    page.keyboard.press("ArrowUp")
    expect(current(page)).to_contain_text("Thành viên Ban Chỉ đạo")
    answer(page, "a")
    while "Mô hình xây dựng mới" not in current(page).inner_text():
        page.keyboard.press("ArrowDown")
    page.keyboard.press("e")
    box = current(page).get_by_label("Giá trị đúng")
    expect(box).to_be_focused()
    box.fill("2")
    answer(page, "Enter")
    expect(page.locator("#reading-head")).to_contain_text("3/13 đã xong")

    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Xác nhận tất cả")).press("Enter")
    while "13/13" not in page.locator("#reading-head").inner_text():
        answer(page, "a")
    look(page, "04-da-xong")
    page.get_by_role("link", name="Đã xong, về biểu số liệu").click()


def answer(page: Any, key: str) -> None:
    """Press a key on the current figure; the next open one becomes current, if there is one."""
    so = current(page).get_attribute("id")
    with page.expect_response(re.compile("/so/")) as answered:
        page.keyboard.press(key)
    assert answered.value.ok
    moved = f'.candidate[aria-current="true"]:not(#{so}), [data-review]:not(:has(.candidate[data-open="yes"]))'
    expect(page.locator(moved).first).to_be_attached()


def current(page: Any) -> Any:
    return page.locator('.candidate[aria-current="true"]')


def complete_the_grid(page: Any, look: Callable[[Any, str], None]) -> None:
    """The register says one new scheme, the report was corrected to two: the register is chosen, and it is said why."""
    acts.see(page, "nhưng 1 (")
    look(page, "05-bieu-co-cho-khong-khop")
    row = acts.line(page, "schemes_founded")
    row.locator(".menu summary").click()
    with page.expect_response(re.compile("/o/schemes_founded/")):
        row.get_by_role("button", name=re.compile(r"Chọn 1 \(")).click()
    expect(row.locator("input[data-cell]")).to_have_value("1")

    for code in ("facility_guards_full_time", "ward_guard_boards", "ward_guard_members"):
        acts.type_cell(page, code, "không phát sinh")
    acts.type_cell(page, "outreach_points", "mười bốn rưỡi điểm")
    expect(acts.line(page, "outreach_points").get_by_role("alert")).to_contain_text("không đọc được thành số")
    acts.type_cell(page, "outreach_points", "14")
    page.reload()
    expect(acts.line(page, "outreach_points").locator("input[data-cell]")).to_have_value("14")
    expect(acts.line(page, "ward_guard_boards").locator("input[data-cell]")).to_have_value("không phát sinh")

    assert acts.explain_everything(page, "Đã đối chiếu sổ mô hình, lấy số trong sổ.")
    look(page, "06-bieu-du")
    acts.press(page, "Trình lãnh đạo duyệt")
    assert acts.state_of(page) == "Đã trình lãnh đạo"
    look(page, "07-da-trinh")


def send_it_up(page: Any, station: Station, look: Callable[[Any, str], None]) -> None:
    page.goto("/")
    look(page, "08-viec-cua-truong")
    acts.open_submission(page, station, "Châu Hóa")
    acts.press(page, "Gửi Công an huyện Tuyên Hóa")
    assert acts.state_of(page) == "Đã gửi"
    look(page, "09-da-gui")


def approve_and_see_the_total_move(page: Any, station: Station, before: dict[str, Any], look: Any) -> None:
    """The total and its coverage move by exactly that commune's figures."""
    page.goto("/")
    look(page, "10-viec-cua-doi-truong")
    acts.open_submission(page, station, "Châu Hóa")
    expect(acts.line(page, "outreach_attendances").locator('[data-label="Kỳ trước"]')).to_have_text("2.021")
    look(page, "11-bieu-cho-duyet")
    acts.press(page, "Duyệt số liệu")
    after = acts.totals(page, station.round())
    for name, change in ((ACTIVE, 3), (HEARD, 2269), ("Mô hình xây dựng mới", 1), ("Điểm tuyên truyền", 14)):
        assert acts.number(after[name][0]) == acts.number(before[name][0]) + change, name
        assert (before[name][1], after[name][1]) == ("14/19 xã, thị trấn", "15/19 xã, thị trấn"), name
    look(page, "12-tong-hop")


def send_another_back(page: Any, station: Station, look: Callable[[Any, str], None]) -> None:
    acts.open_submission(page, station, "Thanh Thạch")
    acts.press(page, "Trả lại để bổ sung")
    acts.see(page, "Chưa có lý do trả lại")
    page.get_by_label("Lý do trả lại").fill("Điểm tuyên truyền giảm một nửa so với năm 2020, đề nghị kiểm tra lại sổ.")
    acts.press(page, "Trả lại để bổ sung")
    acts.open_submission(page, station, "Thanh Thạch")
    assert acts.state_of(page) == "Bị trả lại"
    acts.see(page, "đề nghị kiểm tra lại sổ")
    look(page, "13-bi-tra-lai")


def compare_the_districts_own_report(page: Any, station: Station, look: Callable[[Any, str], None]) -> None:
    """What the district's narrative states is only compared with what the communes add up to."""
    acts.open_submission(page, station, "Tuyên Hóa")
    page.get_by_role("link", name="Đọc số liệu từ báo cáo").click()
    acts.send_report(page, *acts.district_report())
    acts.see(page, "Không khớp số tổng hợp")
    look(page, "14-bao-cao-cua-huyen")
    left = int(page.locator("#reading-head").inner_text().split("/")[1].split()[0])
    for _ in range(left):
        answer(page, "a")  # what the communes contradict is confirmed one by one, never in bulk
    acts.open_submission(page, station, "Tuyên Hóa")
    stated = page.get_by_text(re.compile(r"Báo cáo ghi 33\.446"))
    expect(stated.first).to_contain_text("khác số tổng hợp")
    look(page, "15-bieu-cua-huyen")


def write_the_report(page: Any, station: Station, look: Callable[[Any, str], None]) -> None:
    """The report is written by the worker; its numbers are those of the overview."""
    shown = acts.totals(page, station.round())
    acts.press(page, "Soạn báo cáo năm 2021")
    page.wait_for_url(re.compile(r"/van-ban/\d+/"), timeout=60_000)
    expect(page.get_by_role("article", name="Nội dung báo cáo")).to_contain_text(f"có {shown[HEARD][0]} lượt người")
    look(page, "16-du-thao")
    for form in ("docx", "pdf"):
        with page.expect_download() as coming:
            page.get_by_role("link", name=f"Tải {form}").click()
        data = Path(coming.value.path()).read_bytes()
        text = open_document(data, file_name=f"bao-cao.{form}").text
        assert shown[HEARD][0] in text, form
        if form == "docx":
            assert docx.Document(io.BytesIO(data)).tables, "Word opens it too"


def walk_back_to_the_sentence(page: Any, look: Callable[[Any, str], None]) -> None:
    """Click a number of the report, then its commune, then the sentence in the file that the commune sent."""
    page.locator(".paper-number", has_text=re.compile(r"^\d\d\.\d{3}$")).first.click()
    walk = page.locator("#so-lieu")
    expect(walk).to_contain_text(HEARD)
    share = walk.locator("details", has_text="Châu Hóa")
    share.locator("summary").click()
    look(page, "17-so-nay-o-dau-ra")
    share.get_by_role("link", name=re.compile("2.269 lượt người tham gia")).first.click()
    page.wait_for_url(re.compile(r"/bao-cao-gui-den/\d+/#so-\d+"))
    lit = page.locator("[data-reading] .found-current")
    expect(lit).to_have_text(re.compile("2.269 lượt người"))
    expect(lit).to_be_in_viewport()
    look(page, "18-cau-trong-bao-cao")


def issue_it(page: Any, look: Callable[[Any, str], None]) -> None:
    page.goto("/van-ban/")
    look(page, "19-van-ban")
    page.get_by_role("link", name=re.compile("phong trào")).first.click()
    page.locator('[data-dialog="phat-hanh"]').click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("giữ nguyên")
    dialog.get_by_label("Tôi đã xem các phần còn thiếu").check()
    with page.expect_navigation():
        dialog.get_by_role("button", name="Phát hành báo cáo").click()
    acts.see(page, "Đã phát hành số 01/2021")
    look(page, "20-da-phat-hanh")
