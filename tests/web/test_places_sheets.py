"""Nhập từ Excel: pasted or uploaded, looked at, taken; every fault at once, and nothing written on any."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web import lands
from tests.web.lands import TODAY, Land, client, words
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent
from tuquan.sheets import read_tables
from tuquan.units.models import UnitSize, UnitVersion
from tuquan.units.places.hamlets import hamlets_of
from tuquan.units.places.sizes import record_size
from tuquan.web.units.places.sent import packed, unpacked

pytestmark = pytest.mark.django_db

PASTED = (
    "STT\tTên thôn\tSố hộ\tNhân khẩu\n1\tThôn Uyên Phong\t210\t845\n2\tBản Cà Xen\t98\t\n3\tThôn Lâm Lang\t130\t520\n"
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        yield lands.build()


def address(land: Land) -> str:
    return f"/don-vi/{land.chau_hoa}/thon/tu-excel/"


def look(land: Land, text: str = "", **more: Any) -> Any:
    return client(land.officer).post(address(land), {"dan": text, "on": "14/12/2021", "source": "", **more})


def take(land: Land, text: str, seen: str = "", **more: Any) -> Any:
    sent = {"viec": "ghi", "dan": text, "on": "14/12/2021", "source": "rà soát", "da-xem": seen, **more}
    return client(land.officer).post(address(land), sent, follow=True)


def written() -> tuple[int, int, int]:
    return UnitVersion.objects.count(), UnitSize.objects.count(), AuditEvent.objects.count()


def book(rows: list[list[Any]], merged: str = "") -> SimpleUploadedFile:
    """An xlsx with one sheet « Danh sách »."""
    data = BytesIO()
    workbook = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = workbook.add_worksheet("Danh sách")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    if merged:
        sheet.merge_range(merged, "Thôn gộp")
    workbook.close()
    return SimpleUploadedFile("thon.xlsx", data.getvalue(), XLSX)


def test_looked_at_first_and_taken_then(land: Land) -> None:
    before = written()
    page = words(look(land, PASTED))
    assert "<strong>3 dòng</strong>: 2 mới, 1 đổi số" in page
    assert "Thôn Uyên Phong" in page
    assert "Bản Cà Xen" in page
    assert "1 không có trong bảng" in page
    assert "thôn Kinh Châu" in page
    assert "Ghi vào danh sách" in page
    assert written() == before
    done = words(take(land, PASTED))
    assert "Đã ghi từ bảng: 2 thôn mới, 1 lần đếm số hộ, nhân khẩu, 0 giữ nguyên." in done
    assert "3/4 thôn có số hộ" in done
    assert {row.name for row in hamlets_of(land.chau_hoa, TODAY)} == {"Uyên Phong", "Cà Xen", "Lâm Lang", "Kinh Châu"}


def test_taken_twice_writes_once(land: Land) -> None:
    take(land, PASTED)
    before = written()
    assert "0 thôn mới, 0 lần đếm số hộ, nhân khẩu, 3 giữ nguyên" in words(take(land, PASTED))
    assert written() == before
    assert "không có gì để ghi" in words(look(land, PASTED))


def test_what_has_changed_since_it_was_shown_is_not_written(land: Land) -> None:
    shown = look(land, PASTED).context["preview"].seen
    record_size(by=None, unit_id=land.lam_lang, on=TODAY, households=999)
    before = written()
    assert "Danh mục đã thay đổi sau khi bạn xem trước" in words(take(land, PASTED, shown))
    assert written() == before


def test_a_file_is_looked_at_and_taken_without_sending_it_twice(land: Land) -> None:
    file = book([["Tên thôn", "Loại", "Số hộ", "Tính đến ngày"], ["Uyên Phong", "Thôn", 210, "01/06/2021"]])
    shown = look(land, tep=file)
    assert shown.status_code == 200
    assert "Danh sách!2" in words(shown)
    kept = shown.context["given"].kept
    assert "1 thôn mới" in words(take(land, "", shown.context["preview"].seen, bang=kept))
    assert UnitSize.objects.get().on == date(2021, 6, 1)


def test_the_download_may_be_filled_and_sent_back(land: Land) -> None:
    record_size(by=None, unit_id=land.lam_lang, on=date(2021, 6, 1), households=130, population=520)
    data = client(land.officer).get(f"/don-vi/{land.chau_hoa}/thon/?xuat=xlsx").content
    same = look(land, tep=SimpleUploadedFile("thon.xlsx", data, XLSX))
    assert "không có gì để ghi" in words(same)
    csv = client(land.officer).get(f"/don-vi/{land.chau_hoa}/thon/?xuat=csv").content
    assert "Lâm Lang" in csv.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Chưa có bảng."),
        ("chỉ một dòng chữ", "Không thấy dòng tiêu đề"),
        ("Tên thôn\tSố hộ\n", "không có dòng nào"),
        ("Tên thôn\tSố hộ\nThôn A\t5\n\t\nThôn B\t6\n", "Bảng dán!3: dòng trống"),
        ("Tên thôn\tSố hộ\nThôn A\t-5\n", "Bảng dán!B2"),
        ("Tên thôn\tSố hộ\nThôn A\tmấy chục\n", "Bảng dán!B2"),
        ("Tên thôn\tNgày\nThôn A\t31/02/2021\n", "31/02/2021"),
        ("Tên thôn\tSố hộ\nThôn A\t5\nthôn a\t6\n", "Giữ một dòng"),
        ("Tên thôn\tSố hộ\nNơi Lạ\t5\n", "chưa rõ loại"),
        ("Tên thôn\tSố hộ\tSố khẩu\nThôn A\t50\t6\n", "nhầm cột"),
    ],
)
def test_a_table_with_faults_is_not_taken(land: Land, text: str, said: str) -> None:
    before = written()
    shown = look(land, text)
    assert shown.status_code == 422
    assert said in words(shown)
    assert "Ghi vào danh sách" not in words(shown)
    forced = take(land, text)
    assert forced.status_code == 422
    assert said in words(forced)
    assert written() == before


def test_all_faults_at_once(land: Land) -> None:
    page = words(look(land, "Tên thôn\tSố hộ\nThôn A\t-5\nThôn A\tx\nThôn B\t1,5\n"))
    assert "bảng có 4 chỗ cần sửa" in page
    for cell in ("B2", "A3", "B3", "B4"):
        assert f"Bảng dán!{cell}" in page


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("anh.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, XLSX), "Không đọc được chữ trong tệp"),
        (SimpleUploadedFile("thon.xlsx", b"PK\x03\x04 hong", XLSX), "Không"),
        (SimpleUploadedFile("thon.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, XLSX), "Excel cũ"),
        (SimpleUploadedFile("trong.csv", b"", "text/csv"), "Bảng trống"),
        (SimpleUploadedFile("to.csv", b"a,b\n" * 1_500_000, "text/csv"), "5 MB"),
    ],
    ids=["picture", "broken zip", "old Excel", "empty", "too large"],
)
def test_a_file_that_is_no_table(land: Land, file: SimpleUploadedFile, said: str) -> None:
    before = written()
    file.seek(0)
    answer = look(land, tep=file)
    assert answer.status_code == 422
    assert said in words(answer)
    assert written() == before


def test_merged_cells_are_named(land: Land) -> None:
    answer = look(land, tep=book([["Tên thôn", "Số hộ"], ["Thôn A", 5], ["Thôn B", 6]], merged="A2:A3"))
    assert answer.status_code == 422
    assert "Danh sách!A2:A3: các ô bị gộp" in words(answer)


def test_pasted_and_uploaded_at_once(land: Land) -> None:
    answer = look(land, PASTED, tep=book([["Tên thôn"], ["Thôn A"]]))
    assert answer.status_code == 422
    assert "Chỉ dùng một cách" in words(answer)


@pytest.mark.parametrize(
    "spoilt",
    [
        "{",
        "[1]",
        '[{"name":"x"}]',
        '[{"name":"x","rows":[[1,[true]]],"merged":[]}]',
        '[{"rows":[],"merged":[]}]',
        "null",
    ],
)
def test_a_spoilt_table_is_refused(land: Land, spoilt: str) -> None:
    before = written()
    answer = take(land, "", bang=spoilt)
    assert answer.status_code == 422
    assert "không còn nguyên vẹn" in words(answer)
    assert written() == before


def test_a_table_comes_back_as_it_was() -> None:
    rows: list[list[Any]] = [["Tên thôn", "Số hộ", "Tỷ lệ"], ["Thôn “A” <b>", 5, 1.5], [None, None, None], ["x", 6, 7]]
    tables = read_tables(book(rows, merged="A5:B5").read(), file_name="thon.xlsx")
    assert unpacked(packed(tables)) == tables


def test_who_may(land: Land) -> None:
    for method in ("get", "post"):
        assert getattr(client(land.inspector), method)(address(land)).status_code == 403
        assert getattr(client(land.administrator), method)(address(land)).status_code == 403
        other = address(land).replace(str(land.chau_hoa), str(land.ngu_hoa))
        assert getattr(client(land.officer), method)(other).status_code == 404


@pytest.mark.parametrize("day", ["", "31/02/2021", "14/12/2031"])
def test_a_day_that_cannot_be(land: Land, day: str) -> None:
    before = written()
    answer = look(land, PASTED, on=day)
    assert answer.status_code == 422
    assert written() == before
