"""Tìm kiếm: units for everybody, the rest of one's own area, with or without accents."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.factories import make_user
from tests.reporting.factories import District, district
from tests.web import lands
from tests.web.lands import TODAY, Land, client, words
from tuquan.ground import clock
from tuquan.ground.models import FixedDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        made = lands.build()
        FixedDay.objects.create(scope_key=made.province, day=TODAY)
        yield made


def found(browser: Client, text: str) -> str:
    return words(browser.get("/tim-kiem/", {"q": text}))


@pytest.mark.parametrize("text", ["Châu Hóa", "chau hoa", "CHAU HOA", "Châu Hoá", "xa chau hoa"])
def test_units_and_schemes_in_groups_with_counts(land: Land, text: str) -> None:
    scheme = land.found("Tiếng kẻng an ninh")
    page = found(client(land.officer), text)
    assert f'href="/don-vi/{land.chau_hoa}/"' in page
    assert f'href="/mo-hinh/{scheme.pk}/"' in page
    assert 'Đơn vị <span class="soft">(1)</span>' in page
    assert 'Mô hình <span class="soft">(1)</span>' in page
    assert "2 kết quả." in page
    assert ", tỉnh " in page, "a unit found is told apart by its district and its province"


def test_schemes_of_others_are_not_found_but_their_units_are(land: Land) -> None:
    land.found("Bí mật của Ngư Hóa", unit_id=land.thon_khac, place_name="thôn Xuân Canh")
    page = found(client(land.officer), "ngu hoa")
    assert "Xã Ngư Hóa" in page
    assert "Bí mật" not in page
    assert "Bí mật của Ngư Hóa" in found(client(land.superior), "bi mat")
    for who in (land.administrator, make_user()):
        page = found(client(who), "hoa")
        assert "Xã Ngư Hóa" in page
        assert "Bí mật" not in page


def test_struck_off_schemes_are_found_too_and_many_lead_on(land: Land) -> None:
    for number in range(12):
        land.found(f"Camera {number}", place_name=f"khu {number}")
    page = found(client(land.officer), "camera")
    assert 'Mô hình <span class="soft">(12)</span>' in page
    assert "Xem cả 12" in page
    assert "/mo-hinh/?tim=camera&amp;tinh-trang=tat-ca" in page


def test_nothing_found_gives_advice(land: Land) -> None:
    page = found(client(land.officer), "qwerty zzz")
    assert "Không tìm thấy gì" in page
    assert "Viết ít chữ hơn" in page


@pytest.mark.parametrize(
    "text", ["", "   ", "!!!", "%", "' OR 1=1 --", "a" * 5000, "<script>alert(1)</script>", "\x00"]
)
def test_odd_words_harm_nothing(land: Land, text: str) -> None:
    answer = client(land.officer).get("/tim-kiem/", {"q": text})
    assert answer.status_code == 200
    assert "<script>alert" not in words(answer)


def test_signed_out_is_asked_to_sign_in(land: Land) -> None:
    assert Client().get("/tim-kiem/?q=hoa").status_code == 302


@pytest.fixture
def reporting(db: None) -> Iterator[District]:
    with clock.at(TODAY):
        made = district(2)
        FixedDay.objects.create(scope_key=made.province.unit_id, day=TODAY)
        made.open()
        yield made


def test_submissions_by_name_of_their_unit(reporting: District) -> None:
    page = found(client(reporting.communes["Châu Hóa"].officer), "chau hoa")
    assert "Biểu số liệu năm 2021 · xã Châu Hóa" in page
    assert "Biểu số liệu năm 2021" not in found(client(reporting.communes["Châu Hóa"].officer), "ngu hoa")
    assert "Biểu số liệu năm 2021 · xã Ngư Hóa" in found(client(reporting.top.officer), "ngư hóa")
