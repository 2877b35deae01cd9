"""Who may look at, draft, carry out and take back a change of units; the act's file at its door."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import make_organ, make_post, make_unit
from tests.web import reform_land
from tests.web.lands import client, words
from tests.web.reform_land import TODAY, Land
from tests.web.test_reforms import SENT, merging, plan_of
from tuquan.ground import clock
from tuquan.ground.models import StoredFile
from tuquan.units.models import Change, Reform
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin, Plan, merge
from tuquan.web.units.reforms import upload

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 \xc4\x91"


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        yield reform_land.build()


def hamlets(land: Land) -> Plan:
    """Lâm Lang and Kinh Châu into one."""
    begin = Begin("n1", "village", "Lâm Kinh", land.unit("Châu Hóa"))
    return merge([land.hamlets["Lâm Lang"], land.hamlets["Kinh Châu"]], "n1", begin)


def outsider(land: Land, role: str = "superior_head") -> Client:
    """Somebody of another district of the same province."""
    other = make_unit("Nơi Khác", "district", parent=land.made.province.unit_id)
    return client(make_post(make_organ(other), role).user)


READS = ("", "sua/", "them/nhap/", "tim/?viec=nhap&o=don_vi", "thuc-hien/", "bo/")
WRITES = ("sua/", "them/nhap/", "bo-dong/", "noi-den/", "thuc-hien/", "bo/", "soan-lai/")


def test_a_draft_of_elsewhere_does_not_exist(land: Land) -> None:
    reform = land.draft(merging(land))
    neighbour = make_post(make_organ(land.unit("Đồng Lê")), "commune_head").user
    for browser in (outsider(land), client(land.keeper), client(neighbour)):
        for part in READS:
            assert browser.get(f"/don-vi/sap-xep/{reform.pk}/{part}").status_code == 404, part
        for part in WRITES:
            assert browser.post(f"/don-vi/sap-xep/{reform.pk}/{part}", {"version": 0}).status_code == 404, part
        assert "99/NQ-UBTVQH14" not in words(browser.get("/don-vi/sap-xep/"))
    assert plan_of(reform) == merging(land)


def test_the_inspector_looks_and_changes_nothing(land: Land) -> None:
    reform, browser = land.draft(merging(land)), client(land.inspector)
    page = words(browser.get(f"/don-vi/sap-xep/{reform.pk}/"))
    assert "Khi thực hiện: 2 đơn vị kết thúc" in page
    assert "Thêm việc vào văn bản này" not in page
    assert "Bỏ bản soạn" not in page
    assert "Ghi thay đổi mới" not in words(browser.get("/don-vi/sap-xep/"))
    for part in WRITES:
        answer = browser.post(f"/don-vi/sap-xep/{reform.pk}/{part}", {"version": 0})
        assert answer.status_code == 403, part
        assert "lãnh đạo cấp trên" in words(answer)
    assert browser.get("/don-vi/sap-xep/moi/").status_code == 403
    assert plan_of(reform) == merging(land)


def test_who_drafts_does_not_carry_out(land: Land) -> None:
    reform, browser = land.draft(merging(land)), client(land.officer)
    for answer in (
        browser.get(f"/don-vi/sap-xep/{reform.pk}/thuc-hien/"),
        browser.post(f"/don-vi/sap-xep/{reform.pk}/thuc-hien/", {"version": 0}),
    ):
        assert answer.status_code == 403
        assert "thực hiện hoặc hoàn tác việc thay đổi đơn vị" in words(answer)
    procedure.commit(by=None, reform=reform, version=0)
    assert browser.post(f"/don-vi/sap-xep/{reform.pk}/hoan-tac/", {"because": "Nhầm"}).status_code == 403
    reform.refresh_from_db()
    assert reform.state == Reform.State.COMMITTED


def test_the_administrator_drafts_and_carries_out(land: Land) -> None:
    browser = client(land.administrator)
    answer = browser.post("/don-vi/sap-xep/moi/", {**SENT, "kind": "nhap", "scope": land.district})
    assert answer.status_code == 302
    reform = land.draft(merging(land))
    answer = browser.post(f"/don-vi/sap-xep/{reform.pk}/thuc-hien/", {"version": 0}, follow=True)
    assert "Đã thực hiện" in words(answer)


def test_what_was_carried_out_is_public_but_not_what_went_along(land: Land) -> None:
    reform = land.draft(merging(land))
    procedure.commit(by=None, reform=reform, version=0)
    address = f"/don-vi/sap-xep/{reform.pk}/"
    for browser in (outsider(land), client(land.keeper)):
        page = words(browser.get(address))
        assert "Xã Tân Hóa" in page
        assert "Tiếng kẻng Ngư Hóa" not in page
        assert "Hoàn tác" not in page
        assert browser.get(f"{address}hoan-tac/").status_code == 403
    assert "Tiếng kẻng Ngư Hóa" in words(client(land.head).get(address))


def test_a_commune_rearranges_its_own_hamlets_alone(land: Land) -> None:
    browser, commune = client(land.keeper), land.unit("Châu Hóa")
    first = words(browser.get("/don-vi/sap-xep/moi/"))
    assert "Bạn ghi được thay đổi của thôn, tổ dân phố trong xã mình" in first
    assert "Chuyển về cấp trên khác" not in first
    sent = {**SENT, "kind": "nhap", "scope": commune}
    assert browser.post("/don-vi/sap-xep/moi/", sent).status_code == 302
    reform = Reform.objects.get()
    page = words(browser.get(f"/don-vi/sap-xep/{reform.pk}/them/nhap/"))
    assert "Thôn" in page
    assert "Phường" not in page
    sent = {"version": 0, "bam": "ghi", "into": "new", "ten_don_vi": "Lâm Lang\nKinh Châu", "name": "thôn Lâm Kinh"}
    assert browser.post(f"/don-vi/sap-xep/{reform.pk}/them/nhap/", sent).status_code == 302
    assert plan_of(reform) == hamlets(land)
    answer = browser.post(f"/don-vi/sap-xep/{reform.pk}/thuc-hien/", {"version": 1}, follow=True)
    assert "Đã thực hiện" in words(answer)
    undone = browser.post(f"/don-vi/sap-xep/{reform.pk}/hoan-tac/", {"because": "Nhầm"}, follow=True)
    assert "Đã hoàn tác" in words(undone)


def test_a_commune_does_not_change_itself(land: Land) -> None:
    commune = land.unit("Châu Hóa")
    reform, browser = land.draft(hamlets(land), commune), client(land.keeper)
    sent: dict[str, Any] = {"version": 0, "bam": "ghi", "chon_don_vi": commune, "ten_don_vi": "xã Châu Hóa"}
    answer = browser.post(f"/don-vi/sap-xep/{reform.pk}/them/doi-ten/", {**sent, "name": "Châu Mới"})
    assert answer.status_code == 422
    made = {"version": 0, "bam": "ghi", "name": "xã Mới", "type": ""}
    assert browser.post(f"/don-vi/sap-xep/{reform.pk}/them/lap-moi/", made).status_code == 403
    rows = {"new_name": ["xã Một", "xã Hai"], "new_type": ["", ""], "new_code": ["", ""]}
    split = {"version": 0, "bam": "ghi", "ten_don_vi": "Lâm Lang", **rows}
    assert browser.post(f"/don-vi/sap-xep/{reform.pk}/them/chia/", split).status_code in (403, 422)
    assert plan_of(reform) == hamlets(land)
    mixed = land.draft(merging(land), commune)
    assert browser.post(f"/don-vi/sap-xep/{mixed.pk}/thuc-hien/", {"version": 0}).status_code == 403
    assert not Change.objects.exists()


def test_a_reform_of_the_whole_country_is_not_everybodys(land: Land) -> None:
    reform = procedure.draft(by=None, plan=merging(land), scope_id=None, **reform_land.ACT)
    for user in (land.head, land.officer, land.administrator):
        assert client(user).get(f"/don-vi/sap-xep/{reform.pk}/").status_code == 404
        assert client(user).post(f"/don-vi/sap-xep/{reform.pk}/thuc-hien/", {"version": 0}).status_code == 404
    country = make_unit("Việt Nam", "country")
    ministry = client(make_post(make_organ(country), "superior_head").user)
    assert ministry.get(f"/don-vi/sap-xep/{reform.pk}/").status_code == 200


def test_a_change_begins_on_the_page_of_a_unit_for_who_may(land: Land) -> None:
    address = f"/don-vi/{land.unit('Châu Hóa')}/"
    door = f"/don-vi/sap-xep/moi/?don-vi={land.unit('Châu Hóa')}"
    assert door in words(client(land.officer).get(address))
    assert door not in words(client(land.keeper).get(address))
    assert door not in words(client(land.inspector).get(address))
    hamlet = land.hamlets["Lâm Lang"]
    assert f"?don-vi={hamlet}" in words(client(land.keeper).get(f"/don-vi/{hamlet}/"))
    begun = client(land.officer).post(
        "/don-vi/sap-xep/moi/", {**SENT, "kind": "nhap", "scope": land.district, "don-vi": land.unit("Châu Hóa")}
    )
    page = words(client(land.officer).get(begun["Location"]))
    assert f'value="{land.unit("Châu Hóa")}" checked' in page


# -- the act's file


def docx() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("nghị quyết.pdf", PDF, "nghị quyết.pdf"),
        ("không đuôi", PDF, "không đuôi.pdf"),
        ("nq.docx", docx(), "nq.docx"),
        ("ảnh.JPEG", b"\xff\xd8\xff\xe0 jfif", "ảnh.jpg"),
        ("..\\..\\nq.html", b"\x89PNG\r\n\x1a\n....", "nq.png"),
    ],
)
def test_the_file_is_kept_and_given_back_as_a_download(land: Land, name: str, data: bytes, kept: str) -> None:
    browser = client(land.officer)
    file = SimpleUploadedFile(name, data)
    browser.post("/don-vi/sap-xep/moi/", {**SENT, "kind": "nhap", "scope": land.district, "file": file})
    reform = Reform.objects.get()
    assert reform.file is not None
    assert reform.file.name == kept
    answer = browser.get(f"/don-vi/sap-xep/{reform.pk}/tep/")
    assert answer.content == data
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client(land.keeper).get(f"/don-vi/sap-xep/{reform.pk}/tep/").status_code == 404


@pytest.mark.parametrize("data", [b"<html><script>", b"", b"PK\x03\x04 hong", b"MZ\x90"])
def test_a_file_of_another_kind(land: Land, data: bytes) -> None:
    sent = {**SENT, "kind": "nhap", "scope": land.district, "file": SimpleUploadedFile("nq.pdf", data)}
    answer = client(land.officer).post("/don-vi/sap-xep/moi/", sent)
    assert answer.status_code == 422
    assert "không phải pdf, docx hay ảnh" in words(answer)
    assert not Reform.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_big(land: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MAX_FILE_BYTES", 1000)
    sent = {**SENT, "kind": "nhap", "scope": land.district, "file": SimpleUploadedFile("nq.pdf", PDF * 200)}
    answer = client(land.officer).post("/don-vi/sap-xep/moi/", sent)
    assert answer.status_code == 422
    assert "Chụp hoặc quét nhẹ hơn rồi chọn lại" in words(answer)
    assert not StoredFile.objects.exists()


def test_a_new_file_replaces_the_old_and_none_leaves_it(land: Land) -> None:
    reform, browser = land.draft(merging(land)), client(land.officer)
    address = f"/don-vi/sap-xep/{reform.pk}/sua/"
    browser.post(address, {**SENT, "version": 0, "file": SimpleUploadedFile("một.pdf", PDF)})
    browser.post(address, {**SENT, "version": 1})
    reform.refresh_from_db()
    assert reform.file is not None
    assert reform.file.name == "một.pdf"
    assert browser.get(f"/don-vi/sap-xep/{land.draft().pk}/tep/").status_code == 404


def test_who_drafts_finds_the_list_in_the_rail(land: Land) -> None:
    link = 'href="/don-vi/sap-xep/"'
    assert link in words(client(land.administrator).get("/don-vi/nhom/"))
    assert link in words(client(land.officer).get("/tai-khoan/"))
    assert link not in words(client(land.keeper).get("/tai-khoan/"))
