"""What a person does on the pages, said once."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.station import Station
from tuquan.cli.demonstration import narratives, sample_files

GRID = "Biểu số liệu"


def report(unit: str) -> tuple[str, bytes]:
    """The file that a commune of the demonstration ("xã Châu Hóa") would send: its name and bytes."""
    return sample_files.file_of(narratives.compose(unit))


def district_report() -> tuple[str, bytes]:
    """The district's own narrative."""
    return sample_files.file_of(narratives.district())


def open_submission(page: Any, station: Station, unit: str) -> None:
    page.goto(f"/so-lieu/bieu/{station.submission(unit)}/")


def drop(page: Any, name: str, data: bytes) -> None:
    """Drop a file on the area for it, as from a folder."""
    page.evaluate(
        """([name, bytes]) => {
            const moved = new DataTransfer();
            moved.items.add(new File([new Uint8Array(bytes)], name));
            const area = document.querySelector("[data-drop]");
            for (const type of ["dragenter", "dragover", "drop"])
                area.dispatchEvent(new DragEvent(type, { dataTransfer: moved, bubbles: true, cancelable: true }));
        }""",
        [name, list(data)],
    )


def send_report(page: Any, name: str, data: bytes) -> None:
    """Answer the secrecy question, drop the file, send it."""
    page.get_by_label(re.compile("không có dấu độ mật")).check()
    drop(page, name, data)
    page.get_by_role("button", name="Gửi và đọc báo cáo").click()
    page.wait_for_load_state()


def line(page: Any, code: str) -> Any:
    """The row of an indicator in the grid."""
    return page.locator(f"#dong-{code}")


def type_cell(page: Any, code: str, text: str) -> None:
    """Type into a cell and go on; it saves itself."""
    cell = line(page, code).locator("input[data-cell]")
    cell.fill(text)
    with page.expect_response(re.compile(f"/o/{code}/")) as answered:
        cell.press("Enter")
    assert answered.value.ok


def explain_everything(page: Any, words: str) -> int:
    """Answer every question of the side panel; returns how many there were."""
    asked = 0
    while page.get_by_label("Vì sao").count():
        page.get_by_label("Vì sao").first.fill(words)
        page.get_by_role("button", name="Ghi giải trình").first.click()
        page.wait_for_load_state()
        asked += 1
    return asked


def press(page: Any, name: str) -> None:
    """Press a button and wait for the page that comes."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def totals(page: Any, round_key: int) -> dict[str, tuple[str, str]]:
    """The overview of a round: indicator → its total and its coverage, as shown."""
    page.goto(f"/so-lieu/ky/{round_key}/")
    table = page.get_by_role("table", name="Tổng số liệu đã duyệt")
    found = {}
    for row in table.locator("tbody tr").all():
        name = row.locator("th").evaluate("cell => cell.firstChild.textContent.trim()")
        value = row.locator("[data-number] > summary").first.evaluate(
            "summary => summary.firstChild.textContent.trim()"
        )
        found[name] = (value, row.locator('[data-label="Đã có số liệu"]').inner_text().strip())
    return found


def number(shown: str) -> int:
    """ "33.446" as a number."""
    return int(shown.replace(".", ""))


def state_of(page: Any) -> str:
    """The state of the submission as its badge says it."""
    return str(page.locator(".page-actions .badge").first.inner_text().strip())


def see(page: Any, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible()
