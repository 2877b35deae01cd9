"""The gallery in a real browser, under the installation's own security policy: with scripts and without them."""

import shutil
import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import override_settings
from django.urls import path

from tuquan.design.fonts import build_fonts
from tuquan.design.gallery import gallery_context

playwright_api = pytest.importorskip("playwright.sync_api")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


def _gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "design/gallery.html", gallery_context())


urlpatterns = [path("", _gallery)]


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    build_fonts()
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=["csp.middleware.CSPMiddleware"], ALLOWED_HOSTS=["*"]):
        application = StaticFilesHandler(get_wsgi_application())
        server = make_server("127.0.0.1", 0, application, handler_class=_Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright_api.Browser"]:
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, address):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(address, wait_until="networkidle")
    yield page
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_accessibility_rules_hold_and_the_policy_refuses_nothing(browser, address, scheme, width):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address, wait_until="networkidle")
    found = axe_api.Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == []
    assert complaints == []
    page.close()


@pytest.mark.parametrize("width", [320, 768, 1366])
def test_no_page_is_wider_than_its_window(browser, address, width):
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_fingers_find_every_button_on_a_phone(browser, address):
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(address)
    small = page.evaluate(
        """[...document.querySelectorAll(
            ".button, .tool, .rail-link, .field input:not([type=checkbox]):not(.file-unseen), .tab")]
        .filter(e => e.offsetParent).filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)"""
    )
    assert small == []
    page.close()


def test_a_number_opens_its_card_and_escape_closes_it(page):
    number = page.locator("#table details[data-number]").first
    number.locator("summary").focus()
    page.keyboard.press("Enter")
    card = number.locator(".number-card")
    playwright_api.expect(card).to_be_in_viewport()
    page.keyboard.press("Escape")
    playwright_api.expect(card).to_be_hidden()
    assert number.locator("summary").evaluate("element => element === document.activeElement")


def test_one_card_at_a_time(page):
    summaries = page.locator("#table details[data-number] > summary")
    summaries.nth(0).click()
    summaries.nth(1).click()
    playwright_api.expect(page.locator("#table details[data-number][open]")).to_have_count(1)


def test_slash_searches_but_not_while_typing(page):
    page.keyboard.press("/")
    playwright_api.expect(page.locator("[data-search]")).to_be_focused()
    page.locator("#scheme_name").focus()
    page.keyboard.press("/")
    playwright_api.expect(page.locator("#scheme_name")).to_be_focused()


def test_a_dialog_opens_over_the_page_and_closes(page):
    page.locator('[data-dialog="issue"]').click()
    dialog = page.locator("#issue")
    playwright_api.expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Đóng").click()
    playwright_api.expect(dialog).to_be_hidden()


def test_a_second_press_does_not_submit_again(page):
    sent = page.evaluate(
        """() => {
            const form = document.createElement("form");
            form.innerHTML = "<button data-once>Gửi</button>";
            document.querySelector("main").append(form);
            let sent = 0;
            form.addEventListener("submit", (event) => { sent += 1; event.preventDefault(); });
            const button = form.firstChild;
            button.click();
            button.click();
            return sent;
        }"""
    )
    assert sent == 1


def test_a_key_presses_the_button_of_the_current_thing(page):
    page.evaluate(
        """() => {
            const [first, second] = document.querySelectorAll("article.candidate");
            for (const [place, name] of [[second, "other"], [first, "current"]]) {
                const button = document.createElement("button");
                button.dataset.key = "a";
                button.addEventListener("click", () => { window.pressed = name; });
                button.textContent = name;
                place.prepend(button);
            }
        }"""
    )
    page.keyboard.press("a")
    assert page.evaluate("window.pressed") == "current"


def test_without_scripts_a_card_still_opens(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    number = page.locator("#table details[data-number]").first
    number.locator("summary").click()
    playwright_api.expect(number.get_by_text("Biểu số liệu năm 2021")).to_be_visible()
    context.close()


def test_paper_carries_only_the_content(page):
    page.emulate_media(media="print")
    for hidden in (".topbar", ".rail", ".foot"):
        playwright_api.expect(page.locator(hidden)).to_be_hidden()
    playwright_api.expect(page.locator(".print-head")).to_contain_text("Trần Thị Lan in lúc")
    playwright_api.expect(page.locator(".print-source")).to_contain_text("Nguồn: Tự Quản")
