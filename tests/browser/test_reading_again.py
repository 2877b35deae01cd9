"""A report read by older rules: what it says against itself, a figure they missed, and reading it again."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("axe_playwright_python")

from playwright.sync_api import expect

from tests.browser.conftest import SIZES
from tests.browser.looking import faults
from tests.browser.station import Station, copy_of, environment, serving

pytestmark = pytest.mark.browser

Enter = Callable[..., Any]
Shoot = Callable[[Any, str], None]
TEXT = """CÔNG AN HUYỆN TUYÊN HÓA
CÔNG AN XÃ CHÂU HÓA
Châu Hóa, ngày 15 tháng 12 năm 2021
BÁO CÁO
Kết quả phong trào toàn dân bảo vệ an ninh Tổ quốc năm 2021
Trong năm 2021 đã xây dựng mới 03 mô hình tự quản về an ninh, trật tự.
Tổ chức 24 buổi tuyên truyền.
Cả năm xây dựng mới 04 mô hình tự quản về an ninh, trật tự.
Củng cố 05 mô hình tự quản về an ninh, trật tự.
Bắt giữ 53 đối tượng.
"""
# Rules that saw neither what was strengthened nor what must not be kept.
OLDER = f"""
from dataclasses import replace
from tuquan.cli.station import open_station
open_station(migrate=True)
from tuquan.intake import actions, quarantine
from tuquan.reader import read
from tuquan.reporting.models import Submission
def older(text, **more):
    seen = read(text, **more)
    known = [f for f in seen.findings if not f.masked and f.start < text.index("Củng cố")]
    return replace(seen, version="cu", findings=tuple(known))
quarantine.read = older
row = Submission.objects.get(round__title="Năm 2021", organ__versions__name="Công an xã Châu Hóa")
actions.receive(by=None, submission=row, data={TEXT!r}.encode(), file_name="bao-cao.txt", secrecy_answer=True)
"""


@pytest.fixture(scope="module")
def older(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """A server that holds a report received under the rules of yesterday."""
    data = copy_of(loaded, tmp_path_factory.mktemp("older") / "data")
    done = subprocess.run(
        [sys.executable, "-c", OLDER], env=environment(data), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    with serving(data) as station:
        yield station


def look(page: Any, shoot: Shoot, name: str) -> list[str]:
    """The page as it stands on a phone and on a desk."""
    found = []
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        shoot(page, name)
        found += [f"{name} at {width} px: {fault}" for fault in faults(page)]
    return found


def select(page: Any, words: str) -> None:
    """Select words of the report, as with a mouse."""
    page.evaluate(
        """(words) => {
            const walker = document.createTreeWalker(document.querySelector("[data-reading]"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return;
            }
        }""",
        words,
    )


def test_an_older_reading_is_questioned_mended_and_read_again(older: Station, enter: Enter, shoot: Shoot) -> None:
    page = enter(older, "canbo.chauhoa")
    page.goto(f"/bao-cao-gui-den/{older.one('select max(id) from intake_sourcedocument')}/")
    asked = page.locator("#hoi-lai")
    expect(asked).to_contain_text("Chỗ cần hỏi lại")
    found = look(page, shoot, "hoi-lai")
    leads_to_its_figure(page, asked)
    found += missed_figure_is_marked(page, shoot)
    found += read_again(page, older, shoot)
    assert not found, "\n".join(found)


def leads_to_its_figure(page: Any, asked: Any) -> None:
    """Both sentences of a contradiction lead to their card; an answer takes the question away at once."""
    link = asked.get_by_role("link", name=re.compile("Xem số")).last
    card = page.locator(link.get_attribute("href"))
    link.click()
    expect(card).to_have_attribute("aria-current", "true")
    expect(card).to_be_focused()
    page.keyboard.press("x")
    expect(card).to_contain_text("Đã loại")
    expect(asked).not_to_contain_text("04 mô hình")


def missed_figure_is_marked(page: Any, shoot: Shoot) -> list[str]:
    expect(page.locator(".candidate", has_text="05")).to_have_count(0)
    select(page, "05 mô hình")
    page.get_by_role("button", name="Đây là một số liệu").click()
    dialog = page.get_by_role("dialog", name="Thêm số liệu đọc sót")
    expect(dialog.get_by_label("Giá trị")).to_have_value("05")
    found = look(page, shoot, "danh-dau")
    dialog.get_by_label("Chỉ tiêu").select_option("schemes_consolidated")
    dialog.get_by_role("button", name="Thêm vào biểu số liệu").click()
    expect(page.get_by_text("Đã thêm số liệu vào biểu.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Tải 1 câu đọc sót"))).to_be_visible()
    return found


def read_again(page: Any, older: Station, shoot: Shoot) -> list[str]:
    """The restricted number goes, the answers stay."""
    answers = older.one("select count(*) from intake_findinganswer")
    expect(page.get_by_text("Bắt giữ 53 đối tượng.")).to_be_visible()
    page.get_by_role("button", name="Đọc lại bằng quy tắc mới").click()
    expect(page.get_by_text("Các câu trả lời đã có được giữ nguyên.")).to_be_visible()
    expect(page.get_by_text("Bắt giữ 53 đối tượng.")).to_have_count(0)
    expect(page.get_by_role("heading", name="Số liệu nghiệp vụ, không lưu").first).to_be_visible()
    assert "giữ 53" not in older.one("select text from intake_sourcedocument order by id desc limit 1")
    assert older.one("select count(*) from intake_findinganswer") == answers
    return look(page, shoot, "doc-lai")
