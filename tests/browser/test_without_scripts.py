"""A browser without scripts: sign in, fill the grid, present."""

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("axe_playwright_python")

from playwright.sync_api import expect

from tests.browser import acts
from tests.browser.station import Station
from tuquan.cli.demonstration import figures

pytestmark = pytest.mark.browser


def test_the_grid_is_saved_and_presented(station: Station, enter: Callable[..., Any]) -> None:
    page = enter(station, "canbo.chauhoa", scripts=False)
    acts.open_submission(page, station, "Châu Hóa")
    truth = figures.of_unit("xã Châu Hóa", 2021)
    for cell in page.locator("input[data-cell]").all():
        code = (cell.get_attribute("name") or "").removeprefix("value:")
        value = truth[code]
        cell.fill(f"{value}/{value}" if code == "villages_covered" else str(value) if value else "không phát sinh")
    page.get_by_role("button", name="Lưu biểu số liệu").click()
    acts.see(page, "Đã lưu biểu số liệu")
    expect(acts.line(page, "outreach_attendances").locator("input[data-cell]")).to_have_value("2.269")
    acts.explain_everything(page, "Đã đối chiếu sổ mô hình.")
    acts.press(page, "Trình lãnh đạo duyệt")
    assert acts.state_of(page) == "Đã trình lãnh đạo"
