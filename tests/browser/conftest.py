"""Chromium against the running program. Skipped, with a plain reason, where there is no Chromium."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import demonstration
from tests.browser.station import PASSWORD, Station, copy_of, serving

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SIZES = {390: 844, 1280: 800}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for a module: while it runs, no other test may use the database of this process."""
    playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = os.environ.get("TUQUAN_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("no Chromium on this machine: install it, or name it in TUQUAN_CHROMIUM")
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, loaded once; tests work on copies."""
    return demonstration.made(request.config).copy(tmp_path_factory.mktemp("demonstration") / "data")


@pytest.fixture(scope="module")
def shown(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """A server for tests that only look."""
    with serving(copy_of(loaded, tmp_path_factory.mktemp("shown") / "data")) as station:
        yield station


@pytest.fixture(scope="module")
def station(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """A server of the module's own, to write to: its tests work on different submissions."""
    with serving(copy_of(loaded, tmp_path_factory.mktemp("station") / "data")) as station:
        yield station


@pytest.fixture
def enter(browser: Any) -> Iterator[Callable[..., Any]]:
    """`enter(station, "canbo.chauhoa")` → a page where that person is signed in. `width`; `scripts=False`."""
    contexts: list[Any] = []

    def sign_in(station: Station, who: str = "", *, width: int = 1280, scripts: bool = True) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": SIZES[width]},
            locale="vi-VN",
            base_url=station.address,
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        if who:
            page.goto("/dang-nhap/")
            page.get_by_label("Tên đăng nhập").fill(who)
            page.get_by_label("Mật khẩu").fill(PASSWORD)
            page.get_by_role("button", name="Đăng nhập").click()
            page.wait_for_url("**/")
        return page

    yield sign_in
    for context in contexts:
        context.close()


@pytest.fixture
def shoot(tmp_path: Path) -> Callable[[Any, str], None]:
    """`shoot(page, "01-viec-hom-nay")`: the whole page, kept in TUQUAN_SCREENSHOTS where that is set."""
    folder = Path(os.environ.get("TUQUAN_SCREENSHOTS") or tmp_path / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)

    def shot(page: Any, name: str) -> None:
        page.evaluate("() => scrollTo(0, 0)")  # what sticks stands where it does at first sight
        page.screenshot(path=folder / f"{name}-{page.viewport_size['width']}.png", full_page=True)

    return shot
