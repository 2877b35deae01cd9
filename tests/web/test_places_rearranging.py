"""Sắp xếp thôn: from the rows of the page or from a table, one draft; nothing changes before it is carried out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse

from tests.factories import make_unit
from tests.web import lands
from tests.web.lands import SINCE, TODAY, Land, client, words
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent
from tuquan.sheets import read_tables
from tuquan.units.models import Reform, Unit, UnitVersion
from tuquan.units.places.hamlets import hamlets_of
from tuquan.units.reforms import procedure

pytestmark = pytest.mark.django_db
ACT = {"act_number": "15/NQ-HĐND", "act_date": "01/12/2021", "issuer": "HĐND xã", "effective_on": "14/12/2021"}


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        yield lands.build()


@pytest.fixture
def uyen_phong(land: Land) -> int:
    return make_unit("Uyên Phong", "village", parent=land.chau_hoa, begins_on=SINCE)


def address(land: Land) -> str:
    return f"/don-vi/{land.chau_hoa}/thon/sap-xep/"


def ask(land: Land, **sent: Any) -> Any:
    return client(land.officer).post(address(land), {**ACT, **sent})


def new(unit_id: int) -> str:
    return f"moi-{unit_id}"


def written() -> tuple[int, int, int]:
    return Reform.objects.count(), UnitVersion.objects.count(), AuditEvent.objects.count()


def named(land: Land) -> set[str]:
    return {row.full_name for row in hamlets_of(land.chau_hoa, TODAY)}


def carried_out() -> Reform:
    reform = Reform.objects.get()
    return procedure.commit(by=None, reform=reform, version=reform.version)


def test_the_page_has_a_row_for_every_hamlet(land: Land) -> None:
    page = words(client(land.officer).get(f"{address(land)}?thon={land.lam_lang}&viec=nhap"))
    assert f'name="{new(land.lam_lang)}"' in page
    assert f'name="{new(land.kinh_chau)}"' in page
    assert page.count("data-fill-tick checked") == 1


def test_merged_divided_and_renamed_in_one_draft(land: Land, uyen_phong: int) -> None:
    more = make_unit("Tân Sơn", "village", parent=land.chau_hoa, begins_on=SINCE)
    before = UnitVersion.objects.count()
    sent = {new(land.lam_lang): "Châu Tân", new(land.kinh_chau): "thôn Châu Tân"}
    answer = ask(land, **sent, **{new(uyen_phong): "thôn Uyên; thôn Phong", new(more): "Sơn Mới"})
    reform = Reform.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("units-reform", args=[reform.pk])
    assert (reform.state, reform.act_number, reform.effective_on) == ("draft", "15/NQ-HĐND", TODAY)
    assert reform.scope_id == land.chau_hoa
    assert UnitVersion.objects.count() == before, "a draft changes nothing"
    carried_out()
    assert named(land) == {"thôn Châu Tân", "thôn Uyên", "thôn Phong", "thôn Sơn Mới"}


def test_pasted(land: Land, uyen_phong: int) -> None:
    table = "Thôn cũ\tThôn mới\tSố hộ mới\nLâm Lang\tChâu Tân\t340\nKinh Châu\tChâu Tân\t\nUyên Phong\tgiữ nguyên\t\n"
    assert ask(land, dan=table).status_code == 302
    carried_out()
    assert named(land) == {"thôn Châu Tân", "thôn Uyên Phong"}


def test_the_template_may_be_filled_and_sent_back(land: Land, uyen_phong: int) -> None:
    data = client(land.officer).get(f"{address(land)}?mau=xlsx").content
    (table, *_) = read_tables(data, file_name="mau.xlsx")
    assert [row.cells[0] for row in table.rows] == ["Thôn cũ", "Thôn Kinh Châu", "Thôn Lâm Lang", "Thôn Uyên Phong"]
    same = ask(land, tep=SimpleUploadedFile("mau.xlsx", data))
    assert same.status_code == 422
    assert "giữ nguyên mọi thôn" in words(same)


def test_pressed_twice_is_one_draft(land: Land) -> None:
    browser = client(land.officer)
    sent = {**ACT, new(land.lam_lang): "Lâm Mới", "form_key": "một-lần"}
    first, second = (browser.post(address(land), sent)["Location"] for _ in range(2))
    assert first == second
    assert Reform.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Chưa ghi thôn nào đổi thành gì."),
        ({"dan": "chỉ có chữ"}, "Không thấy dòng tiêu đề"),
        ({"dan": "Thôn cũ\tThôn mới\nLâm Làng\tTân\n"}, "Bảng dán!A2: không có « Lâm Làng » trong xã."),
        ({"dan": "Thôn cũ\tThôn mới\nLâm Lang\t\n"}, "Bảng dán!B2: chưa ghi thôn mới."),
        ({"dan": "Thôn cũ\tThôn mới\nLâm Lang\tTân\n\t\nKinh Châu\tTân\n"}, "Bảng dán!3: dòng trống"),
        ({"dan": "Thôn cũ\tThôn mới\tSố hộ mới\nLâm Lang\tTân\t-4\n"}, "Bảng dán!C2"),
        ({"dan": "Thôn cũ\tThôn mới\nLâm Lang\tTân\nLâm Lang\tTân\n"}, "ghi hai lần"),
    ],
)
def test_a_table_with_faults_makes_no_draft(land: Land, sent: dict[str, str], said: str) -> None:
    before = written()
    answer = ask(land, **sent)
    assert answer.status_code == 422
    assert said in words(answer)
    assert written() == before


def test_a_fault_of_a_row_leads_to_it(land: Land, uyen_phong: int) -> None:
    answer = ask(land, **{new(land.lam_lang): "Uyên Phong"})
    page = words(answer)
    assert answer.status_code == 422
    assert f'href="#moi-{land.lam_lang}"' in page
    assert "Danh sách trên trang!" not in page
    assert "Thôn Lâm Lang" in page
    assert Reform.objects.count() == 0


def test_hamlets_that_the_list_knows_only_since_today(land: Land) -> None:
    made = make_unit("Mới Ghi", "village", parent=land.chau_hoa, begins_on=TODAY)
    before = written()
    late = ask(land, **{new(made): "Tân"})
    assert late.status_code == 422
    assert "Danh sách mới biết Thôn Mới Ghi từ 14/12/2021, không trước ngày có hiệu lực 14/12/2021." in words(late)
    assert ask(land, **{new(made): "Tân", "since": "01/01/1990"}).status_code == 422, "the commune was not there yet"
    assert ask(land, **{new(made): "Lâm Lang", "since": "01/01/2021"}).status_code == 422
    assert written() == before
    assert Unit.objects.get(pk=made).known_from == TODAY, "nothing half-written"
    assert ask(land, **{new(made): "Tân", "since": "01/01/2021"}).status_code == 302
    assert Unit.objects.get(pk=made).known_from == date(2021, 1, 1)
    carried_out()
    assert "thôn Tân" in named(land)


def test_what_was_written_comes_back(land: Land) -> None:
    answer = ask(land, **{new(land.lam_lang): "Châu Tân", "act_number": ""})
    assert answer.status_code == 422
    assert "Chưa ghi số văn bản." in words(answer)
    assert 'value="Châu Tân"' in words(answer)


def test_a_table_and_rows_at_once(land: Land) -> None:
    answer = ask(land, **{new(land.lam_lang): "Tân"}, dan="Thôn cũ\tThôn mới\nLâm Lang\tTân\n")
    assert answer.status_code == 422
    assert "Chỉ dùng một cách" in words(answer)


@pytest.mark.parametrize("day", ["", "31/02/2021", "hôm nào"])
def test_a_day_that_cannot_be(land: Land, day: str) -> None:
    before = written()
    assert ask(land, **{new(land.lam_lang): "Tân", "effective_on": day}).status_code == 422
    assert written() == before


def test_a_day_to_come_is_a_draft_too(land: Land) -> None:
    assert ask(land, **{new(land.lam_lang): "Tân", "effective_on": "01/01/2022"}).status_code == 302
    assert Reform.objects.get().effective_on == date(2022, 1, 1)


def test_from_the_act_the_way_leads_back_to_the_list(land: Land, uyen_phong: int) -> None:
    ask(land, **{new(uyen_phong): "Uyên Mới"})
    reform, browser = Reform.objects.get(), client(land.officer)
    back = f'href="/don-vi/{land.chau_hoa}/thon/"'
    assert back in browser.get(f"/don-vi/sap-xep/{reform.pk}/").content.decode()
    carried_out()
    assert "Xem danh sách thôn" in words(browser.get(f"/don-vi/sap-xep/{reform.pk}/"))
    assert "Thay đổi này đã làm" in words(browser.get(f"/don-vi/sap-xep/{reform.pk}/hoan-tac/"))


def test_who_may(land: Land) -> None:
    before = written()
    for method in ("get", "post"):
        assert getattr(client(land.inspector), method)(address(land)).status_code == 403
        assert getattr(client(land.administrator), method)(address(land)).status_code == 403
        other = f"/don-vi/{land.ngu_hoa}/thon/sap-xep/"
        assert getattr(client(land.officer), method)(other).status_code == 404
    assert written() == before


def test_the_preview_page_is_there() -> None:
    try:
        reverse("units-reform", args=[1])
    except NoReverseMatch:
        pytest.fail("« units-reform » is where a draft leads")
