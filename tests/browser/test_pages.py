"""Every page of the demonstration, as each role opens it, on a phone and on a desk."""

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("axe_playwright_python")

from tests.browser.looking import faults
from tests.browser.station import Station

pytestmark = pytest.mark.browser

Addresses = list[tuple[str, str]]


def of_officer(at: Station) -> Addresses:
    mine, scheme = at.submission("Châu Hóa"), scheme_of(at, "Châu Hóa")
    commune = at.one("select unit_id from reporting_submission where id = ?", mine)
    return [
        ("viec-hom-nay", "/"),
        ("thong-bao", "/thong-bao/"),
        ("so-lieu", "/so-lieu/"),
        ("bieu-dang-soan", f"/so-lieu/bieu/{mine}/"),
        ("nhan-bao-cao", f"/so-lieu/bieu/{mine}/nhan-bao-cao/"),
        ("tong-hop-xa", f"/so-lieu/ky/{at.round()}/"),
        ("mo-hinh", "/mo-hinh/"),
        ("mo-hinh-mot", f"/mo-hinh/{scheme}/"),
        ("mo-hinh-them", "/mo-hinh/them/"),
        ("mo-hinh-da-co", "/mo-hinh/da-co/"),
        ("mo-hinh-loai", "/mo-hinh/loai/"),
        ("mo-hinh-thanh-loai", f"/mo-hinh/{scheme}/thanh-loai/"),
        ("van-ban-xa", "/van-ban/"),
        ("don-vi", "/don-vi/"),
        ("don-vi-mot", f"/don-vi/{commune}/"),
        ("thon", f"/don-vi/{commune}/thon/"),
        ("thon-sap-xep", f"/don-vi/{commune}/thon/sap-xep/"),
        ("co-so", f"/don-vi/{commune}/co-so/"),
        ("nhom-don-vi", "/don-vi/nhom/"),
        ("sap-xep-don-vi", "/don-vi/sap-xep/"),
        ("ban-giao", "/ban-giao/"),
        ("tim-kiem", "/tim-kiem/?q=ch%C3%A2u"),
        ("tai-khoan", "/tai-khoan/"),
        ("khong-co", "/khong-co-trang-nay/"),
    ]


def of_superior(at: Station) -> Addresses:
    round_ = at.round()
    waiting = at.submission("Tiến Hóa")
    return [
        ("viec-hom-nay-huyen", "/"),
        ("tong-hop", f"/so-lieu/ky/{round_}/"),
        ("tong-mot-chi-tieu", f"/so-lieu/ky/{round_}/tong/schemes_active/"),
        ("tong-lan-kiem-tra", f"/so-lieu/ky/{round_}/tong/units_inspected/"),
        ("bieu-cho-duyet", f"/so-lieu/bieu/{waiting}/"),
        ("bieu-bi-tra", f"/so-lieu/bieu/{at.submission('Cao Quảng')}/"),
        ("bieu-cua-huyen", f"/so-lieu/bieu/{own_of(at)}/"),
        ("so-o-dau-ra", f"/so-lieu/so/{figure_of(at, waiting, 'schemes_active')}/"),
        ("trich-so-lieu-chi-xem", f"/bao-cao-gui-den/{report_of(at, waiting)}/"),
        ("van-ban", "/van-ban/"),
        ("don-vi-huyen", f"/don-vi/{at.one('select scope_id from reporting_round where id = ?', round_)}/"),
        ("mo-hinh-huyen", "/mo-hinh/"),
        ("don-vi-ngay-khac", "/don-vi/?ngay=2025-07-02"),
        ("sap-xep-moi", "/don-vi/sap-xep/moi/"),
        ("van-ban-sap-xep", f"/don-vi/van-ban/{act_of(at)}/"),
        ("tong-hop-quy-ve", f"/so-lieu/ky/{round_}/?theo=2025-07-01"),
    ]


def of_inspector(at: Station) -> Addresses:
    return [("viec-hom-nay-thanh-tra", "/"), ("so-lieu-thanh-tra", "/so-lieu/"), ("dau-vet", "/dau-vet/")]


def of_administrator(at: Station) -> Addresses:
    return [
        ("viec-hom-nay-quan-tri", "/"),
        ("quan-tri", "/quan-tri/"),
        ("don-vi-quan-tri", "/don-vi/"),
        ("sap-xep-quan-tri", "/don-vi/sap-xep/"),
        ("ban-giao-quan-tri", "/ban-giao/"),
    ]


def of_ham_thuan_nam(at: Station) -> Addresses:
    review = at.round("Sơ kết mô hình 2017–2019")
    return [("viec-hom-nay-htn", "/"), ("tong-hop-htn", f"/so-lieu/ky/{review}/"), ("mo-hinh-htn", "/mo-hinh/")]


ROLES: dict[str, Callable[[Station], Addresses]] = {
    "canbo.chauhoa": of_officer,
    "doitruong.tuyenhoa": of_superior,
    "thanhtra": of_inspector,
    "quantri": of_administrator,
    "canbo.hamthuannam": of_ham_thuan_nam,
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("who", ROLES)
def test_every_page_may_be_shown(
    shown: Station, enter: Callable[..., Any], shoot: Callable[..., None], who: str, width: int
) -> None:
    page = enter(shown, who, width=width)
    found: list[str] = []
    for name, address in ROLES[who](shown):
        page.complaints.clear()
        answer = page.goto(address, wait_until="load")
        missing = address == "/khong-co-trang-nay/"
        if missing:
            page.complaints.clear()
        shoot(page, name)
        wrong = faults(page)
        if answer.status != (404 if missing else 200):
            wrong.append(f"status {answer.status}")
        found += [f"{name} ({address}): {fault}" for fault in wrong]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_door(shown: Station, enter: Callable[..., Any], shoot: Callable[..., None], width: int) -> None:
    page = enter(shown, width=width)
    page.goto("/dang-nhap/")
    shoot(page, "dang-nhap")
    assert faults(page) == []
    page.get_by_label("Tên đăng nhập").fill("canbo.chauhoa")
    page.get_by_label("Mật khẩu").fill("không phải mật khẩu")
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("alert").first.wait_for()
    shoot(page, "dang-nhap-sai")
    assert faults(page) == []


def scheme_of(at: Station, unit: str) -> int:
    return int(
        at.one(
            "select p.scheme_id from schemes_schemeplacement p join units_unitversion v on v.unit_id = p.unit_id"
            " join schemes_scheme s on s.id = p.scheme_id where v.name = ? and s.ends_on is null order by p.scheme_id",
            unit,
        )
    )


def act_of(at: Station) -> int:
    """An act that merged communes of the demonstration's district in 2025."""
    return int(at.one("select id from units_change where act_number = ?", "1680/NQ-UBTVQH15"))


def own_of(at: Station) -> int:
    query = "select s.id from reporting_submission s join reporting_round r on r.id = s.round_id"
    return int(at.one(f"{query} and r.scope_id = s.unit_id where r.id = ?", at.round()))


def figure_of(at: Station, submission: int, code: str) -> int:
    return int(
        at.one(
            "select f.id from reporting_figure f join reporting_indicator i on i.id = f.indicator_id"
            " where f.submission_id = ? and i.code = ?",
            submission,
            code,
        )
    )


def report_of(at: Station, submission: int) -> int:
    return int(at.one("select id from intake_sourcedocument where submission_id = ?", submission))
