"""The catalogue and the forms as people use them: looked through by all, edited by the province, each refusal said."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import make_organ, make_post, make_unit
from tests.reporting import factories as make
from tests.reporting.factories import District
from tests.web.lands import client, words
from tuquan.ground import clock
from tuquan.reporting import catalogue_sheet, form_sheet
from tuquan.reporting.models import Form, Indicator, LimitedOpening, ReportKind
from tuquan.sheets import Marks, read_filled, write_filled

pytestmark = pytest.mark.django_db
TODAY = date(2021, 12, 1)
ROOT = "/so-lieu/chi-tieu/"


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def land() -> District:
    return make.district()


@pytest.fixture
def head(land: District) -> Client:
    return client(land.province.head)


@pytest.fixture
def officer(land: District) -> Client:
    return client(land.province.officer)


@pytest.fixture
def commune(land: District) -> Client:
    return client(land.communes["Châu Hóa"].officer)


def url(code: str, act: str = "") -> str:
    return f"{ROOT}{make.line(code).pk}/{act}"


NEW = {
    "name": "tổ zalo an ninh", "measure": "tổ", "kind": "stock", "group": "schemes", "access": "open",
    "definition": "Số tổ dùng Zalo để báo tin.", "begins_on": "01/01/2021",
}  # fmt: skip


def added(head: Client, **changes: str) -> Indicator:
    head.post(f"{ROOT}them/", {**NEW, **changes})
    return Indicator.objects.get(owner__isnull=False)


# -- looking through


def test_everybody_looks_through_it_and_only_the_province_sees_what_to_do(commune: Client, head: Client) -> None:
    page = words(commune.get(ROOT))
    assert "271 chỉ tiêu" in page
    assert "Tổng của cấp trên là tổng số của các đơn vị." in page
    assert "Thêm chỉ tiêu" not in page
    assert "Thêm chỉ tiêu" in words(head.get(ROOT))
    assert not re.search(r">[^<]*\b(limited|stock|flow|sum)\b", page)


def test_it_is_searched_filtered_and_exported(commune: Client) -> None:
    page = words(commune.get(ROOT, {"tim": "tiếng kẻng"}))
    assert "1 chỉ tiêu" in page
    assert "có chữ “tiếng kẻng”" in page
    assert "Không có chỉ tiêu nào như vậy" in words(commune.get(ROOT, {"tim": "không hề có"}))
    limited = words(commune.get(ROOT, {"muc": "limited", "nhom": "forces"}))
    assert "Nữ trong lực lượng nòng cốt" in limited
    assert "Tổ hòa giải" not in limited
    sent = commune.get(ROOT, {"kieu": "rate", "xuat": "csv"}).content.decode("utf-8-sig")
    assert "monthly_allowance" in sent
    assert "mức" in sent
    assert commune.get(ROOT, {"kieu": "lạ", "page": "99"}).status_code == 200


def test_a_page_says_what_a_line_means_and_which_forms_ask_it(commune: Client) -> None:
    page = words(commune.get(url("schemes_with_full_dossier")))
    for said in ("Số mô hình có đủ hồ sơ theo quy định", "Mẫu số", "tổng tử số chia tổng mẫu số", "Từ 01/01/2012"):
        assert said in page
    assert "Báo cáo năm về phong trào, cấp xã" in page
    assert "chỉ tính một lần trong năm" in words(commune.get(url("units_inspected")))
    assert "Số nghiệp vụ, không lưu" in words(commune.get(url("crime_cases")))
    assert "Chỉ tổng số, đang tắt" in words(commune.get(url("tips_received")))


def test_another_provinces_line_does_not_exist(head: Client) -> None:
    line = added(head)
    stranger = client(make_post(make_organ(make_unit("Tỉnh Khác", "province")), "superior_head").user)
    for act in ("", "sua-loi/", "thoi-dung/"):
        assert stranger.get(f"{ROOT}{line.pk}/{act}").status_code == 404
    assert "tổ zalo" not in words(stranger.get(ROOT, {"cua": "rieng"}))


# -- adding, rewording, retiring


def test_a_province_adds_rewords_and_retires(head: Client, commune: Client) -> None:
    assert "Cộng theo đơn vị" in words(head.get(f"{ROOT}them/"))
    line = added(head)
    page = words(commune.get(f"{ROOT}{line.pk}/"))
    assert "tỉnh Quảng Thử" in page
    assert "Chưa biểu nào hỏi" in page
    given = {**NEW, "name": "tổ Zalo tự quản", "over_units": "sum", "over_time": "last", "begins_on": "01/12/2021"}
    refused = head.post(f"{ROOT}{line.pk}/sua-loi/", given)
    assert refused.status_code == 422
    assert "Chưa ghi căn cứ" in words(refused)
    done = head.post(f"{ROOT}{line.pk}/sua-loi/", {**given, "because": "Công văn 12"}, follow=True)
    assert "có hiệu lực từ ngày 01/12/2021" in words(done)
    assert "Căn cứ: Công văn 12" in words(done)
    done = head.post(f"{ROOT}{line.pk}/thoi-dung/", {"ends_on": "01/02/2022", "because": "Trùng việc."}, follow=True)
    assert "thôi dùng từ ngày 01/02/2022" in words(done)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Chưa ghi tên chỉ tiêu"),
        ({"begins_on": "31/02/2021"}, "31/02/2021"),
        ({"name": "điểm tuyên truyền"}, "Danh mục đã có chỉ tiêu"),
        ({"name": "lượt gọi hỏi, răn đe"}, "phần mềm không lưu"),
        ({"over_time": "none"}, "phải có lý do"),
        ({"kind": "ratio", "definition": ""}, "tử số và mẫu số"),
    ],
)
def test_a_line_that_cannot_be_is_refused_in_its_place(head: Client, changes: dict[str, str], sentence: str) -> None:
    answer = head.post(f"{ROOT}them/", {**NEW, **changes})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Indicator.objects.filter(owner__isnull=False).exists()


def test_who_may_not_edit_is_told_who_may(land: District, commune: Client, head: Client) -> None:
    kind = ReportKind.objects.get(code="movement_year")
    places = ["them/", "bang/", f"bieu/{kind.pk}/3/sua/", f"bieu/{kind.pk}/3/bang/"]
    for place in places:
        assert commune.get(f"{ROOT}{place}").status_code == 403
        refused = client(land.top.head).get(f"{ROOT}{place}")
        assert refused.status_code == 403
        assert "cấp tỉnh" in words(refused)
    common = head.get(url("outreach_points", "sua-loi/"))
    assert common.status_code == 403
    assert "cấp trung ương sửa" in words(common)


# -- limited lines


DECISION = {
    "decision_number": "12/QĐ-CAT",
    "decided_on": "01/12/2021",
    "begins_on": "01/12/2021",
    "last_on": "28/02/2022",
}


def test_two_people_open_a_limited_line(head: Client, officer: Client, commune: Client) -> None:
    page = url("tips_received")
    done = officer.post(url("tips_received", "de-nghi-mo/"), DECISION, follow=True)
    assert "Chờ người thứ hai đồng ý" in words(done)
    assert "cần một người khác đồng ý" in words(done)
    row = LimitedOpening.objects.get()
    alone = officer.post(f"{ROOT}mo/{row.pk}/", {"viec": "dong-y"}, follow=True)
    assert "Người đề nghị không tự đồng ý" in words(alone)
    assert "Chỉ tổng số, đang tắt" in words(commune.get(page))
    assert commune.post(f"{ROOT}mo/{row.pk}/", {"viec": "dong-y"}).status_code == 403
    done = head.post(f"{ROOT}mo/{row.pk}/", {"viec": "dong-y"}, follow=True)
    assert "Đã mở « tin quần chúng cung cấp » đến trước ngày 01/03/2022." in words(done)
    assert "Đang được dùng ở đây" in words(commune.get(page))
    with clock.at(date(2022, 3, 1)):
        assert "Đã hết thời hạn dùng" in words(commune.get(page))
    assert "Chưa ghi lý do" in words(head.post(f"{ROOT}mo/{row.pk}/", {"viec": "ngung"}, follow=True))
    done = head.post(f"{ROOT}mo/{row.pk}/", {"viec": "ngung", "ly-do": "Không còn cần."}, follow=True)
    assert "Đã ngừng" in words(done)


def test_a_decision_that_cannot_be_is_refused(head: Client, land: District) -> None:
    refused = head.post(url("tips_received", "de-nghi-mo/"), {**DECISION, "last_on": "01/11/2021"})
    assert refused.status_code == 422
    assert "Ngày hết hạn phải sau" in words(refused)
    refused = head.post(url("crime_cases", "de-nghi-mo/"), DECISION)
    assert "không quyết định nào mở được" in words(refused)
    assert client(land.top.head).get(url("tips_received", "de-nghi-mo/")).status_code == 403
    assert not LimitedOpening.objects.exists()


# -- forms


def kind() -> ReportKind:
    return ReportKind.objects.get(code="movement_year")


def editor() -> str:
    return f"{ROOT}bieu/{kind().pk}/3/sua/"


def sent_of(page: str) -> dict[str, Any]:
    """What the editor's form would send as it stands."""
    codes = re.findall(r'name="dong"\s+value="([^"]+)"', page)
    given: dict[str, Any] = {"dong": codes, "ten": "Biểu tỉnh", "tu-ngay": "01/01/2022"}
    for code in codes:
        for field in ("thu-tu", "muc"):
            found = re.search(rf'name="{field}-{code}"\s+value="([^"]*)"', page)
            given[f"{field}-{code}"] = found[1] if found else ""
        given[f"bat-buoc-{code}"] = "on"
    return given


def test_forms_stand_by_report_and_level(commune: Client, head: Client) -> None:
    page = words(commune.get(f"{ROOT}bieu/"))
    for said in ("Báo cáo năm về phong trào", "Cấp xã", "dùng chung cả nước", "Cấp tỉnh"):
        assert said in page
    assert "Sửa biểu" not in page
    assert "Sửa biểu" in words(head.get(f"{ROOT}bieu/"))
    form = Form.objects.get(report_kind=kind(), level=3, begins_on=date(2012, 1, 1))
    page = words(commune.get(f"{ROOT}bieu/{form.pk}/"))
    assert "đến trước 01/07/2024" in page
    assert "Điểm tuyên truyền" in page


def test_the_editor_looks_again_and_lays_a_dated_form(land: District, head: Client) -> None:
    line = added(head)
    given = sent_of(head.get(editor()).content.decode())
    first, second = given["dong"][:2]
    given |= {"bo": [second], "them": [line.code], f"thu-tu-{first}": "999", "viec": "xem"}
    again = head.post(editor(), given).content.decode()
    assert not Form.objects.filter(owner__isnull=False).exists()
    given = sent_of(again)
    assert given["dong"][-2:] == [first, line.code]
    assert second not in given["dong"]
    done = head.post(editor(), {**given, "viec": "dat"}, follow=True)
    assert "dùng từ ngày 01/01/2022" in words(done)
    made = Form.objects.get(owner=land.province.unit_id)
    assert list(made.lines.values_list("indicator__code", flat=True)) == given["dong"]
    assert "Từ 01/01/2022" in words(head.get(f"{ROOT}bieu/"))
    assert words(client(land.communes["Ngư Hóa"].officer).get(f"{ROOT}bieu/{made.pk}/")).count("riêng của tỉnh")


def test_the_editor_refuses_and_keeps_what_was_written(land: District, head: Client) -> None:
    land.open()
    page = head.get(editor()).content.decode()
    assert "Sớm nhất 01/01/2022" in page
    given = {**sent_of(page), "viec": "dat"}
    refused = head.post(editor(), {**given, "tu-ngay": "01/12/2021"})
    assert refused.status_code == 422
    assert "Kỳ « năm 2021 » đã mở" in words(refused)
    assert "Biểu tỉnh" in refused.content.decode()
    refused = head.post(editor(), {**given, "tu-ngay": "mai"})
    assert refused.status_code == 422
    code = given["dong"][0]
    refused = head.post(editor(), {**given, "ten": " ", f"muc-{code}": ""})
    assert "2 chỗ cần sửa" in words(refused)
    assert not Form.objects.filter(owner__isnull=False).exists()


def test_a_report_kind_of_the_provinces_own(head: Client, commune: Client) -> None:
    done = head.post(f"{ROOT}bieu/loai/", {"ten": "Báo cáo Zalo", "trich-yeu": "Kết quả tuần"}, follow=True)
    assert "riêng của tỉnh Quảng Thử" in words(done)
    refused = head.post(f"{ROOT}bieu/loai/", {"ten": "", "trich-yeu": "Kết quả"})
    assert refused.status_code == 422
    assert "phải có tên" in words(refused)
    stranger = client(make_post(make_organ(make_unit("Tỉnh Khác", "province")), "superior_head").user)
    assert "Báo cáo Zalo" not in words(stranger.get(f"{ROOT}bieu/"))
    own = ReportKind.objects.get(owner__isnull=False)
    assert stranger.get(f"{ROOT}bieu/{own.pk}/3/sua/").status_code == 404
    assert commune.post(f"{ROOT}bieu/loai/", {"ten": "x", "trich-yeu": "y"}).status_code == 403


# -- Excel


def edited(data: bytes, sheet: Any, edit: Any) -> SimpleUploadedFile:
    filled = read_filled(data, file_name="bang.xlsx", schema=sheet.SCHEMA, version=sheet.VERSION)
    rows = [[row.cell(at) for at in range(len(sheet.HEADER))] for row in filled.tables[0].rows[1:]]
    edit(rows)
    return SimpleUploadedFile("bang.xlsx", write_filled("Bảng", sheet.HEADER, rows, marks=filled.marks))


def kept(page: str) -> dict[str, str]:
    from html import unescape

    return {
        name: unescape(found[1])
        for name in ("bang", "dong", "ten", "tu-ngay")
        if (found := re.search(rf'<input type="hidden"\s+name="{name}"\s+value="([^"]*)"', page))
    }


def test_a_form_goes_to_excel_and_back(land: District, head: Client) -> None:
    place = f"{ROOT}bieu/{kind().pk}/3/bang/"
    data = head.get(place, {"tai": ""}).content

    def edit(rows: list[list[Any]]) -> None:
        rows[0][2] = "không"

    looked = head.post(place, {"tep": edited(data, form_sheet, edit), "ten": "Biểu tỉnh", "tu-ngay": "01/01/2022"})
    assert "không còn trong biểu" in words(looked)
    assert not Form.objects.filter(owner__isnull=False).exists()
    head.post(place, {**kept(looked.content.decode()), "viec": "ghi"})
    assert Form.objects.get(owner=land.province.unit_id).name == "Biểu tỉnh"


def test_a_file_that_lost_rows_or_is_another_is_refused_whole(head: Client) -> None:
    place = f"{ROOT}bieu/{kind().pk}/3/bang/"
    data = head.get(place, {"tai": ""}).content

    def cut(rows: list[list[Any]]) -> None:
        del rows[10:]

    refused = head.post(place, {"tep": edited(data, form_sheet, cut), "tu-ngay": "01/01/2022"})
    assert refused.status_code == 422
    assert "có thể bị cắt" in words(refused)
    other = SimpleUploadedFile("x.xlsx", write_filled("X", ["Mã"], [["a"]], marks=Marks("khác", 1, ("a",))))
    assert "không phải bảng đã tải" in words(head.post(place, {"tep": other}))
    assert "Chưa chọn tệp" in words(head.post(place, {}))
    assert not Form.objects.filter(owner__isnull=False).exists()


def test_own_lines_go_to_excel_and_back(land: District, head: Client) -> None:
    data = head.get(f"{ROOT}bang/", {"tai": ""}).content

    def edit(rows: list[list[Any]]) -> None:
        row = dict.fromkeys(catalogue_sheet.HEADER)
        row |= {"Tên chỉ tiêu": "tổ zalo", "Đơn vị tính": "tổ", "Kiểu số": "số hiện có", "Nội dung": "Số tổ."}
        rows += [list(row.values()), list({**row, "Tên chỉ tiêu": "", "Kiểu số": "?"}.values())]

    refused = head.post(f"{ROOT}bang/", {"tep": edited(data, catalogue_sheet, edit)})
    assert refused.status_code == 422
    assert "Bảng!D3" in words(refused)

    def right(rows: list[list[Any]]) -> None:
        edit(rows)
        rows.pop()

    looked = head.post(f"{ROOT}bang/", {"tep": edited(data, catalogue_sheet, right)})
    assert looked.status_code == 200
    assert not Indicator.objects.filter(owner__isnull=False).exists()
    done = head.post(f"{ROOT}bang/", {**kept(looked.content.decode()), "viec": "ghi"}, follow=True)
    assert "Đã ghi 1 thay đổi" in words(done)
    assert Indicator.objects.get(owner=land.province.unit_id).name == "tổ zalo"
