"""The register as people use it: lists, one scheme, every form, every refusal in its place."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories import Tree, make_organ, make_post
from tests.reporting.factories import district
from tests.web import lands
from tests.web.lands import DECISION, TODAY, Land, client, words
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent, FixedDay
from tuquan.schemes import actions
from tuquan.schemes.models import Scheme, SchemeEvent, SchemeKind, SchemeSite
from tuquan.vn.windows import calendar_window

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        made = lands.build()
        FixedDay.objects.create(scope_key=made.province, day=TODAY)
        yield made


@pytest.fixture
def officer(land: Land) -> Client:
    return client(land.officer)


def given(land: Land, **changes: Any) -> dict[str, Any]:
    """What an officer writes to found a scheme; a change of None leaves the question out."""
    written = {
        "form_key": "mot",
        "name": "Camera an ninh",
        "kind": land.kind.pk,
        "unit_id": land.lam_lang,
        "place_name": "thôn Lâm Lang",
        "on": "03/03/2021",
        "decision_number": "12/QĐ-UBND",
        "decision_date": "01/03/2021",
        "decision_issuer": "UBND xã Châu Hóa",
        **changes,
    }
    return {name: value for name, value in written.items() if value is not None}


# -- the list


def test_list_says_count_state_and_place(land: Land, officer: Client) -> None:
    land.found("Tiếng kẻng an ninh")
    gone = land.found("Zalo bình yên", place_name="xóm Đồng", unit_id=land.kinh_chau)
    actions.strike_off(by=None, scheme=gone, on=TODAY, reason="weak", **DECISION)
    page = words(officer.get("/mo-hinh/"))
    assert "1 mô hình" in page
    assert "đang hoạt động" in page
    assert "xã Châu Hóa" in page
    assert "Tiếng kẻng an ninh" in page
    assert "Zalo bình yên" not in page
    both = words(officer.get("/mo-hinh/?tinh-trang=tat-ca"))
    assert "2 mô hình" in both
    assert "Zalo bình yên" in both
    assert "Đã thanh loại" in both
    assert "Zalo bình yên" in words(officer.get("/mo-hinh/?tinh-trang=thanh-loai"))


@pytest.mark.parametrize("text", ["kẻng", "keng", "KENG AN", "tieng keng", "lam lang"])
def test_search_without_accents(land: Land, officer: Client, text: str) -> None:
    land.found("Tiếng kẻng an ninh")
    assert "Tiếng kẻng an ninh" in words(officer.get("/mo-hinh/", {"tim": text}))
    assert "Không có mô hình nào khớp" in words(officer.get("/mo-hinh/", {"tim": "khôngcó"}))


def test_filters_narrow_and_are_undone_one_by_one(land: Land, officer: Client) -> None:
    land.found("Ở Lâm Lang")
    land.found("Ở Kinh Châu", unit_id=land.kinh_chau, place_name="thôn Kinh Châu")
    page = words(officer.get("/mo-hinh/", {"noi": land.kinh_chau, "loai": land.kind.pk}))
    assert "Ở Kinh Châu" in page
    assert "Ở Lâm Lang</a>" not in page
    assert f'href="?loai={land.kind.pk}"' in page
    assert "Bỏ mọi điều kiện" in page
    assert "Không có mô hình nào khớp" in words(officer.get("/mo-hinh/?khoi=facility&linh-vuc=school&loai=1"))


def test_sorted_as_asked_and_by_name_for_nonsense(land: Land, officer: Client) -> None:
    land.found("Đoàn kết")
    land.found("Ánh sáng", place_name="xóm Đồng", on=TODAY)
    page = words(officer.get("/mo-hinh/?sort=-name"))
    assert page.index("Đoàn kết") < page.index("Ánh sáng")
    page = words(officer.get("/mo-hinh/?sort=nonsense"))
    assert page.index("Ánh sáng") < page.index("Đoàn kết")
    page = words(officer.get("/mo-hinh/?sort=begins_on"))
    assert page.index("Đoàn kết") < page.index("Ánh sáng")


def test_the_day_looked_at_stays_in_sight(land: Land, officer: Client) -> None:
    land.found("Có từ tháng ba")
    before = words(officer.get("/mo-hinh/?ngay=2021-03-02"))
    assert "Sổ mô hình tại ngày 02/03/2021" in before
    assert "Về ngày hôm nay" in before
    assert "Có từ tháng ba" not in before
    assert "Có từ tháng ba" in words(officer.get("/mo-hinh/?ngay=2021-03-03"))
    assert "Không có ngày « 31/02/2021 »" in words(officer.get("/mo-hinh/?ngay=31/02/2021"))
    assert "ở sau hôm nay" in words(officer.get("/mo-hinh/?ngay=2022-01-01"))


def test_pages_of_fifty(land: Land, officer: Client) -> None:
    for number in range(51):
        land.found(f"Số {number:02d}", place_name=f"khu {number}")
    first, second = words(officer.get("/mo-hinh/")), words(officer.get("/mo-hinh/?page=2"))
    assert "51 mô hình" in first
    assert "Số 49" in first
    assert "Số 50" not in first
    assert "Số 50" in second
    assert "Số 49" not in second
    assert officer.get("/mo-hinh/?page=999").status_code == 200


def test_empty_register_says_what_to_do(land: Land, officer: Client) -> None:
    page = words(officer.get("/mo-hinh/"))
    assert "Chưa có mô hình nào trong sổ" in page
    assert "Ghi mô hình đã có" in page


def test_export_is_exactly_the_list(land: Land, officer: Client) -> None:
    land.found("Tiếng kẻng an ninh")
    land.found("Camera", place_name="khu hai", unit_id=land.kinh_chau)
    answer = officer.get("/mo-hinh/", {"tim": "keng", "xuat": "csv"})
    text = answer.content.decode("utf-8-sig")
    assert "Tiếng kẻng an ninh" in text
    assert "Camera" not in text
    assert "03/03/2021" in text
    assert officer.get("/mo-hinh/?xuat=xlsx").content[:2] == b"PK"


def test_only_ones_own_area(land: Land, officer: Client) -> None:
    other = land.found("Của Ngư Hóa", unit_id=land.thon_khac, place_name="thôn Xuân Canh")
    assert "Của Ngư Hóa" not in words(officer.get("/mo-hinh/?tinh-trang=tat-ca"))
    assert officer.get("/mo-hinh/", {"noi": land.ngu_hoa}).status_code == 404
    for part in ("", "nhan-rong/", "cung-co/", "thanh-loai/", "them-diem/", "du-ho-so/"):
        assert officer.get(f"/mo-hinh/{other.pk}/{part}").status_code == 404
        if part:
            assert officer.post(f"/mo-hinh/{other.pk}/{part}", {"on": "03/03/2021"}).status_code == 404
    assert "Của Ngư Hóa" in words(client(land.superior).get("/mo-hinh/"))
    assert officer.get("/mo-hinh/999999/").status_code == 404


def test_inspector_reads_and_changes_nothing(land: Land) -> None:
    scheme, reader = land.found(), client(land.inspector)
    page = words(reader.get(f"/mo-hinh/{scheme.pk}/"))
    assert "Thôn tự quản" in page
    assert "Nhân rộng mô hình" not in page
    assert "Thanh loại</a>" not in page
    assert "Thêm mô hình" not in words(reader.get("/mo-hinh/"))
    for address in ("/mo-hinh/them/", "/mo-hinh/da-co/", f"/mo-hinh/{scheme.pk}/thanh-loai/"):
        assert reader.get(address).status_code == 403
        assert reader.post(address, given(land)).status_code == 403
    assert reader.post("/mo-hinh/loai/", {"name": "Loại lạ"}).status_code == 403
    assert client(land.administrator).get("/mo-hinh/").status_code == 403
    assert Client().get("/mo-hinh/").status_code == 302
    assert Scheme.objects.count() == 1


# -- one scheme


def test_page_tells_life_sites_and_family(land: Land, officer: Client) -> None:
    origin = land.found("Tiếng kẻng an ninh", has_dossier=True, board_size=7)
    actions.strengthen(by=land.officer, scheme=origin, on=TODAY, note="Kiện toàn ban")
    actions.add_site(by=land.officer, scheme=origin, place_name="xóm Đồng", on=TODAY, teams=3)
    near = actions.replicate(
        by=land.head, origin=origin, unit_id=land.kinh_chau, place_name="thôn Kinh Châu", on=TODAY, **DECISION
    )
    far = actions.replicate(
        by=None, origin=origin, unit_id=land.thon_khac, place_name="thôn Xuân Canh", on=TODAY, **DECISION
    )
    page = words(officer.get(f"/mo-hinh/{origin.pk}/"))
    assert "Mô hình “Tiếng kẻng an ninh” tại thôn Lâm Lang, xã Châu Hóa, xây dựng mới ngày 03/03/2021" in page
    assert "Quyết định số 12/QĐ-UBND ngày 01/03/2021 của UBND xã Châu Hóa" in page
    assert "Kiện toàn ban" in page
    assert land.officer.full_name in page
    assert "xóm Đồng" in page
    assert '<span class="figures">2</span> điểm' in page
    assert "7 thành viên" in page
    assert f'href="/mo-hinh/{near.pk}/"' in page
    assert f"/mo-hinh/{far.pk}/" not in page
    assert "Còn 1 bản nhân rộng ở ngoài địa bàn" in page
    assert "Block Node" not in page
    assert f'href="/mo-hinh/{origin.pk}/"' in words(officer.get(f"/mo-hinh/{near.pk}/"))


def test_struck_off_scheme_is_still_there(land: Land, officer: Client) -> None:
    scheme = land.found()
    actions.strike_off(by=land.head, scheme=scheme, on=TODAY, reason="overlaps", note="Nhập vào mô hình A", **DECISION)
    page = words(officer.get(f"/mo-hinh/{scheme.pk}/"))
    assert "đã thanh loại từ 14/12/2021" in page
    assert "trùng với mô hình khác" in page
    assert "Nhập vào mô hình A" in page
    assert "Nhân rộng mô hình" not in page


def test_scripts_in_names_are_only_words(land: Land, officer: Client) -> None:
    name = "<script>alert(1)</script> & “bạn”"
    officer.post("/mo-hinh/them/", given(land, name=name, place_name="<img src=x>"))
    scheme = Scheme.objects.get()
    for address in ("/mo-hinh/", f"/mo-hinh/{scheme.pk}/", f"/mo-hinh/{scheme.pk}/thanh-loai/", "/tim-kiem/?q=alert"):
        page = words(officer.get(address))
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page


# -- founding


def test_found_through_the_form(land: Land, officer: Client) -> None:
    form = words(officer.get("/mo-hinh/them/"))
    assert "Khi bấm “Ghi mô hình xây dựng mới”" in form
    assert "Tính là một mô hình xây dựng mới" in form
    answer = officer.post("/mo-hinh/them/", given(land, board_size="9", teams="2", has_dossier="on"))
    scheme = Scheme.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/mo-hinh/{scheme.pk}/"
    assert (scheme.name, scheme.board_size, scheme.has_dossier) == ("Camera an ninh", 9, True)
    assert SchemeSite.objects.get().teams == 2
    event = SchemeEvent.objects.get()
    assert (event.kind, event.recorded_by, event.decision_number) == ("founded", land.officer, "12/QĐ-UBND")
    assert AuditEvent.objects.filter(action="schemes.founded").exists()
    assert "Đã ghi mô hình xây dựng mới vào sổ." in words(officer.get(f"/mo-hinh/{scheme.pk}/"))


def test_form_offers_only_places_where_one_may_write(land: Land, officer: Client) -> None:
    page = words(officer.get("/mo-hinh/them/"))
    assert "Lâm Lang" in page
    assert "Kinh Châu" in page
    assert "Xuân Canh" not in page
    assert "Xuân Canh" in words(client(land.superior).get("/mo-hinh/them/"))


def test_prefill_from_another_page(land: Land, officer: Client) -> None:
    page = words(officer.get("/mo-hinh/them/", {"ten": "Camera <b>", "noi": land.kinh_chau}))
    assert 'value="Camera &lt;b&gt;"' in page
    assert f'<option value="{land.kinh_chau}" selected>' in page
    assert officer.get("/mo-hinh/them/?noi=lung-tung").status_code == 200


REFUSED = [
    ({"name": " "}, "id_name", "Chưa ghi tên mô hình"),
    ({"name": "a" * 251}, "id_name", "Tên mô hình dài quá 250 ký tự"),
    ({"place_name": "x" * 5000}, "id_place_name", "Nơi áp dụng dài quá 200 ký tự"),
    ({"place_name": ""}, "id_place_name", "Chưa ghi nơi áp dụng"),
    ({"kind": ""}, "id_kind", "Chọn một loại"),
    ({"kind": "99999"}, "id_kind", "Chọn một loại"),
    ({"unit_id": "99999"}, "id_unit_id", "Chọn một xã hoặc thôn"),
    ({"unit_id": None}, "id_unit_id", "Chọn một xã hoặc thôn"),
    ({"on": "31/02/2021"}, "id_on", "Không có ngày « 31/02/2021 » trên lịch"),
    ({"on": "hôm qua"}, "id_on", "« hôm qua » không phải là ngày"),
    ({"on": "15/12/2021"}, "id_on", "ở sau hôm nay (14/12/2021)"),
    ({"on": ""}, "id_on", "Chưa ghi ngày"),
    ({"decision_number": ""}, "id_decision_number", "Chưa có số quyết định"),
    ({"decision_number": "9" * 61}, "id_decision_number", "Số quyết định dài quá 60 ký tự"),
    ({"decision_date": "20/12/2021"}, "id_decision_date", "Ngày quyết định (20/12/2021) ở sau hôm nay"),
    ({"decision_issuer": "U" * 201}, "id_decision_issuer", "Cơ quan quyết định dài quá 200 ký tự"),
    ({"board_size": "-1"}, "id_board_size", "phải là số nguyên từ 0 đến 9.999"),
    ({"board_size": "nhiều"}, "id_board_size", "Cần một số nguyên"),
    ({"teams": "100000"}, "id_teams", "Số tổ thực hiện phải là số nguyên"),
    ({"on": "01/01/2009"}, "id_unit_id", "Danh mục biết thôn Lâm Lang từ ngày 01/01/2010"),
]


@pytest.mark.parametrize(("wrong", "where", "sentence"), REFUSED)
def test_refusals_stand_beside_their_question(
    land: Land, officer: Client, wrong: dict[str, Any], where: str, sentence: str
) -> None:
    before = AuditEvent.objects.count()
    answer = officer.post("/mo-hinh/them/", given(land, **wrong))
    page = words(answer)
    assert answer.status_code == 422
    beside = page.split(f'id="{where}_error"')[1].split("</div>")[0]
    assert sentence in beside
    assert f'href="#{where}"' in page
    assert not Scheme.objects.exists()
    assert AuditEvent.objects.count() == before
    if "name" not in wrong:
        assert 'value="Camera an ninh"' in page


def test_a_place_of_someone_else_cannot_be_chosen(land: Land, officer: Client) -> None:
    assert officer.post("/mo-hinh/them/", given(land, unit_id=land.thon_khac)).status_code == 422
    assert not Scheme.objects.exists()


def test_the_same_form_twice_makes_one_scheme(land: Land, officer: Client) -> None:
    sent = given(land)
    first, second = officer.post("/mo-hinh/them/", sent), officer.post("/mo-hinh/them/", sent)
    assert first["Location"] == second["Location"]
    assert Scheme.objects.count() == 1
    accepted = given(land, form_key="hai", accept_duplicate="1")
    officer.post("/mo-hinh/them/", accepted)
    officer.post("/mo-hinh/them/", accepted)
    assert Scheme.objects.count() == 2


def test_a_twin_is_a_warning_that_can_be_overruled(land: Land, officer: Client) -> None:
    twin = land.found("Camera an ninh")
    answer = officer.post("/mo-hinh/them/", given(land, name="camera AN NINH"))
    page = words(answer)
    assert answer.status_code == 422
    assert "vẫn ghi" in page
    assert f'href="/mo-hinh/{twin.pk}/"' in page
    assert Scheme.objects.count() == 1
    assert officer.post("/mo-hinh/them/", given(land, accept_duplicate="1")).status_code == 302
    assert Scheme.objects.count() == 2


def test_existing_scheme_needs_no_decision_and_is_not_founded(land: Land, officer: Client) -> None:
    sent = given(land, decision_number=None, decision_date=None, decision_issuer=None, note="Theo sổ cũ", on="1/5/2015")
    assert officer.post("/mo-hinh/da-co/", sent).status_code == 302
    event = SchemeEvent.objects.get()
    assert (event.kind, event.note, event.on.year) == ("opened", "Theo sổ cũ", 2015)
    page = words(officer.get(f"/mo-hinh/{event.scheme_id}/"))
    assert "có từ trước, đang hoạt động" in page
    assert "Theo sổ cũ" in page


def test_after_a_reform_the_heir_keeps_the_register(tree: Tree) -> None:
    old = tree["xã Châu Hóa"]
    with clock.at(TODAY):
        kind = actions.add_kind(by=None, name="Thôn tự quản", field="residential_area")
        given_then = {"unit_id": old, "place_name": "chợ", "on": date(2021, 3, 3), **DECISION}
        scheme = actions.found(by=None, kind=kind, name="Có từ xã cũ", **given_then)
    organ = make_organ(tree.key("xã Tuyên Hóa", date(2025, 7, 2)), begins_on=date(2025, 7, 1))
    browser = client(make_post(organ, begins_on=date(2025, 7, 1)).user)
    with clock.at(date(2025, 9, 1)):
        assert "Có từ xã cũ" in words(browser.get("/mo-hinh/"))
        sent = {"form_key": "c", "on": "20/08/2025", "note": "Kiện toàn sau sắp xếp"}
        assert browser.post(f"/mo-hinh/{scheme.pk}/cung-co/", sent).status_code == 302
        late = {"name": "Ghi muộn", "kind": kind.pk, "unit_id": old, "place_name": "trường", "on": "01/05/2022"}
        answer = browser.post("/mo-hinh/them/", {**late, "decision_number": "3/QĐ-UBND"})
        assert answer.status_code == 302
        wrong = browser.post("/mo-hinh/them/", {**late, "on": "01/08/2025", "decision_number": "3/QĐ-UBND"})
    assert "Chọn một xã hoặc thôn" in words(wrong).split('id="id_unit_id_error"')[1]
    assert Scheme.objects.count() == 2


# -- what happens to it


def test_replicate_names_its_origin(land: Land, officer: Client) -> None:
    origin = land.found("Tiếng kẻng an ninh")
    sent = given(land, name="", unit_id=land.kinh_chau, place_name="thôn Kinh Châu", on="01/06/2021")
    answer = officer.post(f"/mo-hinh/{origin.pk}/nhan-rong/", sent)
    copy = Scheme.objects.get(origin=origin)
    assert answer["Location"] == f"/mo-hinh/{copy.pk}/"
    assert copy.name == origin.name
    early = officer.post(f"/mo-hinh/{origin.pk}/nhan-rong/", {**sent, "on": "01/01/2021", "form_key": "hai"})
    assert "có từ ngày 03/03/2021; không ghi được việc ngày 01/01/2021" in words(early).split('id="id_on_error"')[1]
    assert Scheme.objects.count() == 2


def test_strengthen_once_however_often_pressed(land: Land, officer: Client) -> None:
    scheme = land.found(board_size=5)
    sent = {"form_key": "a", "on": "10/09/2021", "note": "Kiện toàn", "board_size": "8"}
    for _ in range(2):
        assert officer.post(f"/mo-hinh/{scheme.pk}/cung-co/", sent).status_code == 302
    assert SchemeEvent.objects.filter(kind="strengthened").count() == 1
    assert Scheme.objects.get().board_size == 8
    far = officer.post(f"/mo-hinh/{scheme.pk}/cung-co/", {**sent, "form_key": "b", "on": "15/12/2021"})
    assert "ở sau hôm nay" in words(far).split('id="id_on_error"')[1]


def strike(scheme: Scheme, **changes: Any) -> tuple[str, dict[str, Any]]:
    sent = {"form_key": "x", "reason": "weak", "on": "01/09/2021", "decision_number": "40/QĐ-UBND", **changes}
    return f"/mo-hinh/{scheme.pk}/thanh-loai/", sent


def test_strike_off_says_first_what_will_happen(land: Land, officer: Client) -> None:
    scheme = land.found()
    page = words(officer.get(f"/mo-hinh/{scheme.pk}/thanh-loai/"))
    assert "Mô hình không bị xóa" in page
    assert "hoạt động kém hiệu quả" in page.casefold()
    assert officer.post(*strike(scheme)).status_code == 302
    assert Scheme.objects.get().ends_on is not None
    assert Scheme.objects.count() == 1


def test_struck_off_twice(land: Land, officer: Client) -> None:
    scheme = land.found()
    officer.post(*strike(scheme))
    again = officer.post(*strike(scheme, form_key="y"))
    assert again.status_code == 422
    assert "đã thanh loại từ ngày 01/09/2021" in words(again)
    assert officer.post(*strike(scheme)).status_code == 302
    assert SchemeEvent.objects.filter(kind="struck_off").count() == 1


@pytest.mark.parametrize(
    ("wrong", "where", "sentence"),
    [
        ({"reason": ""}, "id_reason", "Chưa chọn lý do thanh loại"),
        ({"reason": "tùy thích"}, "id_reason", "Chưa chọn lý do thanh loại"),
        ({"decision_number": ""}, "id_decision_number", "Chưa có số quyết định"),
        ({"on": "03/03/2021"}, "id_on", "ngày thanh loại sớm nhất là 04/03/2021"),
        ({"on": "01/01/2021"}, "id_on", "không ghi được việc ngày 01/01/2021"),
        ({"on": "20/12/2021"}, "id_on", "ở sau hôm nay"),
        ({"note": "n" * 501}, "id_note", "Ghi chú dài quá 500 ký tự"),
    ],
)
def test_refused_strike_writes_nothing(
    land: Land, officer: Client, wrong: dict[str, Any], where: str, sentence: str
) -> None:
    scheme = land.found()
    answer = officer.post(*strike(scheme, **wrong))
    assert answer.status_code == 422
    assert sentence in words(answer).split(f'id="{where}_error"')[1]
    assert Scheme.objects.get().ends_on is None
    assert SchemeEvent.objects.count() == 1


def test_further_site_and_dossier(land: Land, officer: Client) -> None:
    scheme = land.found()
    sent = {"form_key": "s", "place_name": "xóm Đồng", "on": "01/10/2021", "teams": "2"}
    for _ in range(2):
        assert officer.post(f"/mo-hinh/{scheme.pk}/them-diem/", sent).status_code == 302
    assert SchemeSite.objects.count() == 2
    early = officer.post(f"/mo-hinh/{scheme.pk}/them-diem/", {**sent, "form_key": "t", "on": "01/01/2021"})
    assert "không ghi được việc ngày 01/01/2021" in words(early).split('id="id_on_error"')[1]
    officer.post(f"/mo-hinh/{scheme.pk}/du-ho-so/", {"form_key": "d", "on": "01/11/2021"})
    assert Scheme.objects.get().has_dossier
    page = words(officer.get(f"/mo-hinh/{scheme.pk}/"))
    assert "Đủ từ 01/11/2021" in page
    assert "Ghi đủ hồ sơ" not in page


def test_page_names_the_figures_it_feeds(db: None) -> None:
    with clock.at(TODAY):
        land = district(2)
        FixedDay.objects.create(scope_key=land.province.unit_id, day=TODAY)
        where = land.communes["Châu Hóa"]
        kind = actions.add_kind(by=None, name="Thôn tự quản", field="residential_area")
        given = {"unit_id": where.unit_id, "place_name": "thôn Lâm Lang", "on": date(2021, 3, 3), **DECISION}
        scheme = actions.found(by=None, kind=kind, name="Tiếng kẻng", **given)
        this, before = land.open(), land.open(calendar_window("year", 2020), title="năm 2020")
    page = words(client(where.officer).get(f"/mo-hinh/{scheme.pk}/"))
    assert f'href="/so-lieu/ky/{this.pk}/tong/schemes_active/"' in page
    assert f'href="/so-lieu/ky/{this.pk}/tong/schemes_founded/"' in page
    assert f"/so-lieu/ky/{this.pk}/tong/schemes_struck_off/" not in page
    assert f"/so-lieu/ky/{before.pk}/" not in page


# -- kinds


def test_kinds_are_listed_and_added(land: Land, officer: Client) -> None:
    land.found()
    page = words(officer.get("/mo-hinh/loai/"))
    assert land.kind.name in page
    assert f"?loai={land.kind.pk}" in page
    sent = {"name": "Chợ văn minh", "field": "economy", "block": "residential"}
    assert officer.post("/mo-hinh/loai/", sent).status_code == 302
    assert SchemeKind.objects.filter(name="Chợ văn minh").exists()
    again = officer.post("/mo-hinh/loai/", {**sent, "name": "chợ VĂN minh"})
    assert "Đã có loại mô hình “Chợ văn minh”" in words(again).split('id="id_name_error"')[1]
    wrong = officer.post("/mo-hinh/loai/", {**sent, "name": "Loại khác", "field": "secret"})
    assert "Chọn một lĩnh vực" in words(wrong)
    assert not SchemeKind.objects.filter(name="Loại khác").exists()
