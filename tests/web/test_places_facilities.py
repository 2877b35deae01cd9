"""Cơ quan, cơ sở: the list, adding, renaming, moving, closing; who may, and what is refused."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.web import lands
from tests.web.lands import SINCE, TODAY, Land, client, words
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent
from tuquan.schemes.models import SchemeSite
from tuquan.units.models import Facility, FacilityPlacement, FacilityType
from tuquan.units.places.facilities import found_facility

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        yield lands.build()


@pytest.fixture
def school(land: Land) -> Facility:
    return found_facility(
        by=None, unit_id=land.lam_lang, name="Trường THCS Châu Hóa", type=FacilityType.SCHOOL, on=date(2015, 9, 5)
    )


def address(land: Land, more: str = "") -> str:
    return f"/don-vi/{land.chau_hoa}/co-so/{more}"


def new(land: Land, **changes: str) -> dict[str, str]:
    sent = {"name": "Chợ Châu Hóa", "type": "market", "unit_id": str(land.kinh_chau), "on": "01/12/2021"}
    return sent | changes


def written() -> tuple[int, int, int]:
    return Facility.objects.count(), FacilityPlacement.objects.count(), AuditEvent.objects.count()


# -- the list


def test_what_stands_there_with_its_schemes(land: Land, school: Facility) -> None:
    scheme = land.found("Cổng trường an toàn")
    SchemeSite.objects.filter(scheme=scheme).update(facility=school)
    page = words(client(land.officer).get(address(land)))
    assert "Trường THCS Châu Hóa" in page
    assert "Thôn Lâm Lang" in page
    assert f'href="/mo-hinh/{scheme.pk}/">Cổng trường an toàn</a>' in page
    early = words(client(land.officer).get(address(land, "?ngay=2015-09-04")))
    assert "Trường THCS Châu Hóa" not in early


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tim=thcs", True),
        ("tim=truong+chau", True),
        ("tim=mầm+non", False),
        ("loai=school", True),
        ("loai=market", False),
    ],
)
def test_searched_and_filtered(land: Land, school: Facility, query: str, found: bool) -> None:
    page = words(client(land.officer).get(address(land, f"?{query}")))
    assert (f"/co-so/{school.pk}/" in page) is found
    assert ("Không có cơ sở nào khớp" in page) is not found


def test_export_is_of_what_is_shown(land: Land, school: Facility) -> None:
    browser = client(land.officer)
    assert "Trường THCS Châu Hóa" in browser.get(address(land, "?xuat=csv")).content.decode("utf-8-sig")
    assert "Trường" not in browser.get(address(land, "?xuat=csv&loai=market")).content.decode("utf-8-sig")
    assert browser.get(address(land, "?xuat=xlsx")).content[:2] == b"PK"


# -- who may


def test_only_ones_own_area(land: Land, school: Facility) -> None:
    other = f"/don-vi/{land.ngu_hoa}/co-so/"
    assert client(land.officer).get(other).status_code == 404
    assert client(land.superior).get(other).status_code == 200
    assert client(land.superior).get(f"{other}{school.pk}/").status_code == 404
    assert client(land.officer).get(address(land, "999999/")).status_code == 404
    assert client(land.administrator).get(address(land)).status_code == 403


def test_the_inspector_reads_and_changes_nothing(land: Land, school: Facility) -> None:
    browser, before = client(land.inspector), written()
    page = words(browser.get(address(land)))
    assert "Thêm một cơ sở" not in page
    assert browser.post(address(land, "them/"), new(land)).status_code == 403
    assert browser.post(address(land, f"{school.pk}/"), {"viec": "dong", "on": "01/12/2021"}).status_code == 403
    assert written() == before


# -- adding


def test_adding_one(land: Land) -> None:
    page = words(client(land.officer).post(address(land, "them/"), new(land), follow=True))
    assert "Đã thêm Chợ Châu Hóa vào danh sách." in page
    assert FacilityPlacement.objects.get(facility__name="Chợ Châu Hóa").unit_id == land.kinh_chau


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "Chưa ghi tên."),
        ({"name": "Nhà ông Tư"}, "không ghi tên người"),
        ({"name": "x" * 400}, "dài quá"),
        ({"type": "pagoda"}, "Chọn một loại trong danh sách."),
        ({"unit_id": "1"}, "Chọn xã hoặc một thôn"),
        ({"unit_id": "abc"}, "Chọn xã hoặc một thôn"),
        ({"on": "31/02/2021"}, "trên lịch"),
        ({"on": "01/01/1990"}, "01/01/1990"),
    ],
)
def test_a_line_that_cannot_be_added(land: Land, changed: dict[str, str], said: str) -> None:
    before = written()
    answer = client(land.officer).post(address(land, "them/"), new(land, **changed))
    assert answer.status_code == 422
    assert said in words(answer)
    assert written() == before


def test_the_same_name_again_is_asked_about(land: Land) -> None:
    browser = client(land.officer)
    browser.post(address(land, "them/"), new(land))
    asked = browser.post(address(land, "them/"), new(land, name="chợ châu hóa"))
    assert asked.status_code == 422
    assert "Là hai nơi khác nhau, vẫn ghi" in words(asked)
    assert browser.post(address(land, "them/"), new(land) | {"van-ghi": "1"}).status_code == 302


# -- one facility


def one(land: Land, school: Facility, **sent: Any) -> Any:
    return client(land.officer).post(address(land, f"{school.pk}/"), sent, follow=True)


def test_renamed_moved_and_closed(land: Land, school: Facility) -> None:
    assert "Đã ghi là Trường TH và THCS Châu Hóa." in words(
        one(land, school, viec="doi-ten", name="Trường TH và THCS Châu Hóa", type="school")
    )
    moved = words(one(land, school, viec="chuyen", unit_id=str(land.kinh_chau), on="01/12/2021"))
    assert "Thôn Kinh Châu" in moved
    assert "Thôn Lâm Lang" in moved
    closed = words(one(land, school, viec="dong", on="10/12/2021", because="sáp nhập"))
    assert "không còn trong danh sách từ 10/12/2021" in closed
    assert "Chuyển sang nơi khác" not in closed
    assert f"/co-so/{school.pk}/" not in words(client(land.officer).get(address(land)))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"viec": "doi-ten", "name": "Hộ bà Sáu", "type": "school"}, "không ghi tên người"),
        ({"viec": "chuyen", "unit_id": "", "on": "01/12/2021"}, "Chọn một nơi"),
        ({"viec": "chuyen", "unit_id": "same", "on": "01/12/2021"}, "đã ở đó"),
        ({"viec": "chuyen", "unit_id": "outside", "on": "01/12/2021"}, "Chọn một nơi"),
        ({"viec": "dong", "on": "01/01/2010"}, "Xem lại ngày"),
        ({"viec": "dong", "on": ""}, "Chưa ghi ngày"),
    ],
)
def test_acts_that_are_refused_write_nothing(land: Land, school: Facility, sent: dict[str, str], said: str) -> None:
    known = {"same": str(land.lam_lang), "outside": str(land.thon_khac)}
    before = written()
    answer = one(land, school, **{name: known.get(value, value) for name, value in sent.items()})
    assert answer.status_code == 422
    assert said in words(answer)
    assert written() == before


def test_moved_to_another_commune_it_is_kept_there(land: Land, school: Facility) -> None:
    browser = client(land.superior)
    sent = {"viec": "chuyen", "unit_id": str(land.thon_khac), "on": "01/12/2021"}
    assert browser.post(address(land, f"{school.pk}/"), sent).status_code == 302
    here = words(client(land.officer).get(address(land, f"{school.pk}/")))
    assert "Chuyển sang nơi khác" not in here
    refused = client(land.officer).post(address(land, f"{school.pk}/"), {"viec": "dong", "on": "02/12/2021"})
    assert refused.status_code in (403, 404)
    assert browser.get(f"/don-vi/{land.ngu_hoa}/co-so/{school.pk}/").status_code == 200


def test_names_are_only_words(land: Land, school: Facility) -> None:
    Facility.objects.update(name="<b>Lạ</b>")
    for page in (address(land), address(land, f"{school.pk}/")):
        assert "<b>Lạ" not in words(client(land.officer).get(page))


# -- the founding forms of schemes


def found(land: Land, **changes: str) -> Any:
    sent = {
        "name": "Cổng trường an toàn", "kind": str(land.kind.pk), "unit_id": str(land.chau_hoa), "facility_id": "",
        "place_name": "Trường THCS", "on": "03/03/2021", "decision_number": "12/QĐ-UBND",
        "decision_date": "01/03/2021", "decision_issuer": "UBND xã Châu Hóa",
    }  # fmt: skip
    return client(land.officer).post("/mo-hinh/them/", sent | changes, follow=True)


def test_hamlets_and_facilities_are_offered_for_a_scheme(land: Land, school: Facility) -> None:
    page = words(client(land.officer).get(f"/mo-hinh/them/?noi={land.lam_lang}&co-so={school.pk}"))
    assert f'<option value="{school.pk}" selected>Trường THCS Châu Hóa</option>' in page
    assert '<option value="Thôn Kinh Châu"></option>' in page
    assert '<option value="Trường THCS Châu Hóa"></option>' in page


def test_a_scheme_at_a_facility(land: Land, school: Facility) -> None:
    assert "Đã ghi mô hình xây dựng mới vào sổ." in words(found(land, facility_id=str(school.pk)))
    site = SchemeSite.objects.get()
    assert site.facility_id == school.pk
    assert site.placements.get().unit_id == land.lam_lang
    assert "Cổng trường an toàn" in words(client(land.officer).get(address(land)))


def test_a_scheme_in_a_hamlet_lies_there(land: Land) -> None:
    found(land, unit_id=str(land.kinh_chau), place_name="thôn Kinh Châu")
    assert SchemeSite.objects.get().placements.get().unit_id == land.kinh_chau


def test_a_facility_that_is_not_there_is_refused_beside_the_question(land: Land, school: Facility) -> None:
    elsewhere = found_facility(by=None, unit_id=land.thon_khac, name="Chợ Ngư", type=FacilityType.MARKET, on=SINCE)
    for chosen in (str(elsewhere.pk), "999999", "abc"):
        answer = found(land, facility_id=chosen)
        assert answer.status_code == 422
        assert "Cơ sở này không có vào ngày đã ghi." in words(answer)
    wrong = found(land, facility_id=str(school.pk), unit_id=str(land.kinh_chau))
    assert wrong.status_code == 422
    assert "không nằm trong thôn Kinh Châu" in words(wrong)
    assert not SchemeSite.objects.exists()


def test_a_further_site_at_a_facility(land: Land, school: Facility) -> None:
    scheme = land.found("Cổng trường an toàn")
    sent = {"facility_id": str(school.pk), "place_name": "Trường THCS", "on": "01/12/2021", "teams": ""}
    answer = client(land.officer).post(f"/mo-hinh/{scheme.pk}/them-diem/", sent)
    assert answer.status_code == 302
    assert SchemeSite.objects.filter(facility=school).count() == 1
