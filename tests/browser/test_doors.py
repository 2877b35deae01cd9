"""What people do by mistake: wrong files, marked files, double clicks, two at once, other people's pages."""

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("axe_playwright_python")

from playwright.sync_api import expect

from tests.browser import acts
from tests.browser.looking import faults
from tests.browser.station import Station

pytestmark = pytest.mark.browser

Enter = Callable[..., Any]
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
MARKED = "TỐI MẬT\nCÔNG AN XÃ CHÂU HÓA\nBÁO CÁO\nTrong năm 2021 xây dựng mới 03 mô hình.\n"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bao-cao.doc", OLD_WORD, "docx"),
        ("anh.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "docx"),
        ("bao-cao.txt", MARKED.encode(), "dấu độ mật"),
    ],
    ids=["old Word", "picture named docx", "secrecy mark"],
)
def test_a_file_that_may_not_come_in(station: Station, enter: Enter, name: str, data: bytes, said: str) -> None:
    page = enter(station, "canbo.chauhoa")
    page.goto(f"/so-lieu/bieu/{station.submission('Châu Hóa')}/nhan-bao-cao/")
    acts.send_report(page, name, data)
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Chưa nhận báo cáo")
    expect(refusal).to_contain_text(said)
    page.complaints.clear()  # the browser notes the status of a refused form
    assert faults(page) == []
    kept = "select count(*) from intake_sourcedocument where submission_id = ?"
    assert station.one(kept, station.submission("Châu Hóa")) == 0


def test_the_secrecy_question_comes_before_the_file(station: Station, enter: Enter) -> None:
    page = enter(station, "canbo.chauhoa")
    page.goto(f"/so-lieu/bieu/{station.submission('Châu Hóa')}/nhan-bao-cao/")
    acts.drop(page, *acts.report("xã Châu Hóa"))
    page.get_by_role("button", name="Gửi và đọc báo cáo").click()
    assert page.url.endswith("/nhan-bao-cao/")
    assert page.locator("input[name=no_mark]:invalid").count() == 1


def test_a_double_click_moves_once(station: Station, enter: Enter) -> None:
    page = enter(station, "doitruong.tuyenhoa")
    acts.open_submission(page, station, "Thanh Thạch")
    page.get_by_role("button", name="Duyệt số liệu").dblclick()
    page.wait_for_url("**/so-lieu/ky/**")
    assert moves(station, "Thanh Thạch", "approved") == 1


def test_two_people_approve_at_once(station: Station, enter: Enter) -> None:
    first, second = enter(station, "doitruong.tuyenhoa"), enter(station, "truong.tuyenhoa")
    for page in (first, second):
        acts.open_submission(page, station, "Tiến Hóa")
    acts.press(first, "Duyệt số liệu")
    acts.press(second, "Duyệt số liệu")
    said = second.locator(".messages, [role=status], [role=alert]").first
    expect(second.get_by_text("Lê Văn Minh Họa").first).to_be_visible()
    expect(said).to_be_visible()
    assert acts.state_of(second) == "Đã duyệt"
    assert moves(station, "Tiến Hóa", "approved") == 1


def test_another_communes_submission_does_not_exist(station: Station, enter: Enter) -> None:
    page = enter(station, "canbo.chauhoa")
    for address in (
        f"/so-lieu/bieu/{station.submission('Ngư Hóa')}/",
        f"/so-lieu/bieu/{station.submission('Ngư Hóa')}/nhan-bao-cao/",
        "/bao-cao-gui-den/1/",
    ):
        answer = page.goto(address)
        assert answer.status == 404, address
        acts.see(page, "Không tìm thấy trang này")
    page.complaints.clear()
    assert faults(page) == []


def test_what_a_role_may_not_do_says_who_may(station: Station, enter: Enter) -> None:
    page = enter(station, "thanhtra")
    acts.open_submission(page, station, "Châu Hóa")
    assert page.locator("input[data-cell]").count() == 0
    answer = page.goto(f"/so-lieu/bieu/{station.submission('Châu Hóa')}/nhan-bao-cao/")
    assert answer.status == 403
    page.complaints.clear()
    assert faults(page) == []


def moves(station: Station, unit: str, state: str) -> int:
    query = "select count(*) from reporting_move where submission_id = ? and to_state = ?"
    return int(station.one(query, station.submission(unit), state))
