"""A list kept on a day long past: what is written in 2021 of a commune that ended in 2025 goes on under its heir."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories import Tree, make_organ, make_post
from tests.web.lands import client, words
from tuquan.ground import clock
from tuquan.units.models import Reform, Unit, UnitGroup, UnitVersion
from tuquan.units.places.hamlets import hamlets_of
from tuquan.units.reforms import procedure

pytestmark = pytest.mark.django_db
THEN, NOW = date(2021, 12, 15), date(2025, 7, 2)


@pytest.fixture
def officer(tree: Tree) -> Iterator[Client]:
    with clock.at(THEN):
        yield client(make_post(make_organ(tree["xã Châu Hóa"]), "commune_officer").user)


def address(tree: Tree, more: str = "") -> str:
    return f"/don-vi/{tree['xã Châu Hóa']}/thon/{more}"


def names(commune_id: int, day: date) -> set[str]:
    return {row.full_name for row in hamlets_of(commune_id, day)}


def test_pasted_then_they_lie_in_the_heir_now(tree: Tree, officer: Client) -> None:
    sent = {"viec": "ghi", "dan": "Tên thôn\tSố hộ\nThôn Kinh Châu\t210\nThôn Lạc Sơn\t98\n", "on": "15/12/2021"}
    answer = officer.post(address(tree, "tu-excel/"), sent, follow=True)
    assert "2 thôn mới" in words(answer)
    assert {"thôn Kinh Châu", "thôn Lạc Sơn"} <= names(tree["xã Châu Hóa"], THEN)
    assert {"thôn Kinh Châu", "thôn Lạc Sơn"} <= names(tree.key("xã Tuyên Hóa", NOW), NOW)


def test_re_arranged_then_the_new_ones_lie_in_the_heir_now(tree: Tree, officer: Client) -> None:
    officer.post(address(tree, "them/"), {"type": "village", "name": "Kinh Châu", "on": "01/01/2021"})
    lam_lang = tree["thôn Lâm Lang"]
    kinh_chau = tree["thôn Kinh Châu"]
    sent = {"act_number": "15/NQ-HĐND", "effective_on": "15/12/2021"}
    rows = {f"moi-{lam_lang}": "Châu Tân", f"moi-{kinh_chau}": "Châu Tân"}
    assert officer.post(address(tree, "sap-xep/"), sent | rows).status_code == 302
    commit(Reform.objects.get())
    assert names(tree["xã Châu Hóa"], THEN) == {"thôn Châu Tân"}
    later = names(tree.key("xã Tuyên Hóa", NOW), NOW)
    assert "thôn Châu Tân" in later
    assert not later & {"thôn Lâm Lang", "thôn Kinh Châu"}
    assert Unit.objects.get(pk=lam_lang).ends_on == THEN


def test_a_new_name_of_then_is_the_name_of_now(tree: Tree, officer: Client) -> None:
    lam_lang = tree["thôn Lâm Lang"]
    sent = {"viec": "doi-ten", "name": "Tân Lâm", "on": "01/12/2021", "source": "15/NQ-HĐND"}
    assert officer.post(address(tree, f"{lam_lang}/"), sent).status_code == 302
    assert "thôn Tân Lâm" in names(tree.key("xã Tuyên Hóa", NOW), NOW)


def test_a_slip_put_right_is_right_now_too(tree: Tree, officer: Client) -> None:
    lam_lang = tree["thôn Lâm Lang"]
    sent = {"viec": "sua-loi", "name": "Lâm Làng", "because": "gõ nhầm dấu"}
    assert officer.post(address(tree, f"{lam_lang}/"), sent).status_code == 302
    assert set(UnitVersion.objects.filter(unit_id=lam_lang).values_list("name", flat=True)) == {"Lâm Làng"}


def commit(reform: Any) -> None:
    procedure.commit(by=None, reform=reform, version=reform.version)


def test_an_ended_commune_leads_to_its_last_day(tree: Tree) -> None:
    with clock.at(NOW):
        browser = client(make_post(make_organ(tree.key("xã Tuyên Hóa", NOW), begins_on=NOW), begins_on=NOW).user)
        key = tree["xã Châu Hóa"]
        for page in (f"/don-vi/{key}/thon/", f"/don-vi/{key}/co-so/"):
            told = words(browser.get(page))
            assert "Xã Châu Hóa đã kết thúc." in told
            assert 'href="?ngay=2025-06-30"' in told
        assert "Thôn Lâm Lang" in words(browser.get(f"/don-vi/{key}/thon/?ngay=2025-06-30"))
        sent = {"type": "village", "name": "Mới", "on": "01/06/2025"}
        assert browser.post(f"/don-vi/{key}/thon/them/", sent).status_code == 403


def test_former_districts_become_groups_of_todays_communes(tree: Tree) -> None:
    with clock.at(NOW):
        province = tree.key("tỉnh Quảng Trị", NOW)
        browser = client(make_post(make_organ(province, begins_on=NOW), "superior_officer", begins_on=NOW).user)
        page = words(browser.get("/don-vi/nhom/huyen-cu/"))
        assert "Huyện Tuyên Hóa" in page
        assert "Huyện cũ của Tỉnh Quảng Trị" in page
        nothing = browser.post("/don-vi/nhom/huyen-cu/", {"tinh": str(province)})
        assert nothing.status_code == 422
        assert "Chưa đánh dấu huyện cũ nào." in words(nothing)
        assert not UnitGroup.objects.exists()
        sent = {"tinh": str(province), "huyen": str(tree["huyện Tuyên Hóa"])}
        made = words(browser.post("/don-vi/nhom/huyen-cu/", sent, follow=True))
        assert "Đã lập 1 nhóm huyện cũ." in made
        group = UnitGroup.objects.get()
        assert "Xã Tuyên Hóa" in words(browser.get(f"/don-vi/nhom/{group.pk}/"))
