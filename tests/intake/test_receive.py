"""A report through the quarantine: what is kept, what is refused, and what stands nowhere afterwards."""

import io
import logging
import re
import unicodedata
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.intake.factories import FORBIDDEN, REPORT, finding, received
from tests.reporting.factories import District, district, send, submission
from tuquan.ground import rowdump
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.ground.models import AuditEvent
from tuquan.intake import actions, quarantine
from tuquan.intake.models import Finding, FindingAnswer, SourceDocument
from tuquan.reader import read
from tuquan.reporting.models import Submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def place() -> District:
    return district(2)


@pytest.fixture
def row(place: District) -> Submission:
    return submission(place.open(), place.communes["Châu Hóa"])


def everything(folder: Path) -> str:
    """Every row of every table of the database, and every file of the data folder, as text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [repr(row) for row in cursor.fetchall()]
    files = [path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file()]
    return unicodedata.normalize("NFC", "\n".join([*rows, *files]))


def docx(text: str, **parts: bytes) -> bytes:
    """A docx made by python-docx, with parts of its package replaced."""
    from docx import Document

    paper = Document()
    for line in text.split("\n"):
        paper.add_paragraph(line)
    made = io.BytesIO()
    paper.save(made)
    if not parts:
        return made.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.split("/")[-1].replace(".", "_"), old.read(name)))
    return changed.getvalue()


def take(
    row: Submission, place: District, data: bytes, name: str = "bao-cao.txt", answer: bool = True
) -> SourceDocument:
    officer = place.communes["Châu Hóa"].officer
    return actions.receive(by=officer, submission=row, data=data, file_name=name, secrecy_answer=answer)


def test_nothing_restricted_and_no_person_stands_anywhere_afterwards(place: District, tmp_path: Path) -> None:
    document = received(place, name="CCCD 044085001234 0912345678.txt")
    kept = everything(tmp_path)
    assert "24 buổi tuyên truyền" in kept, "the report itself is kept"
    assert [word for word in FORBIDDEN if word in kept] == []
    masked = Finding.objects.filter(reading__document=document, masked=True)
    assert {row.indicator_code for row in masked} >= {"offenders_found_through_public", "explosives_handed_in"}
    assert all(row.value is None and row.of is None and row.value_max is None for row in masked)
    assert document.file_name == "báo cáo.txt"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Báo cáo xử lý 05 vụ ma túy, 07 bị can.txt", "báo cáo.txt"),
        ("Báo_cáo_xử_lý_05_vụ_ma_túy.txt", "báo cáo.txt"),
        ("Đơn tố cáo Nguyễn Văn An.txt", "báo cáo.txt"),
        ("Don_to_cao_Nguyen_Van_An.txt", "báo cáo.txt"),
        ("CCCD_012345678901_Nguyễn_Văn_An.txt", "báo cáo.txt"),
        ("Báo cáo số 34 xã Châu Hóa 12-2021.txt", "Báo cáo số 34 xã Châu Hóa 12-2021.txt"),
        ("bao-cao-chau-hoa.txt", "bao-cao-chau-hoa.txt"),
    ],
)
def test_the_name_of_a_file_is_judged_like_its_text(
    row: Submission, place: District, tmp_path: Path, given: str, kept: str
) -> None:
    assert take(row, place, b"To chuc 24 buoi.", given).file_name == kept
    assert given == kept or given not in everything(tmp_path)


@pytest.mark.parametrize(
    "said",
    [
        "Bắt giữ 53 (năm mươi ba) đối tượng.",
        "Bắt giữ năm mươi ba (53) đối tượng.",
        "Xảy ra chín vụ phạm tội.",
    ],
)
def test_a_masked_number_goes_with_the_words_that_say_it(row: Submission, place: District, said: str) -> None:
    document = take(row, place, said.encode())
    assert Finding.objects.get(reading__document=document).masked
    words = {"53", "năm", "mươi", "ba", "chín"}
    assert words.isdisjoint(re.findall(r"\w+", document.text))
    assert len(document.text) == len(said)


def test_an_open_number_keeps_the_words_that_say_it(row: Submission, place: District) -> None:
    text = "Xây dựng mới ba (03) mô hình tự quản. Tổ chức 24 (hai mươi bốn) buổi tuyên truyền."
    document = take(row, place, text.encode())
    assert document.text == text
    assert finding(document, "schemes_founded").value == 3
    assert finding(document, "outreach_sessions").value == 24


def test_a_docx_is_kept_as_text_with_positions(row: Submission, place: District, tmp_path: Path) -> None:
    document = take(row, place, docx(REPORT), "Báo cáo 34.docx")
    assert document.kind == "docx"
    assert [word for word in FORBIDDEN if word in everything(tmp_path)] == []
    assert finding(document, "schemes_founded").value == 3


def test_decomposed_letters_are_read(row: Submission, place: District, tmp_path: Path) -> None:
    document = take(row, place, unicodedata.normalize("NFD", REPORT).encode())
    found = finding(document, "outreach_sessions")
    assert found.value == 24
    assert unicodedata.normalize("NFC", document.text[found.start : found.end]) == "24 buổi tuyên truyền"
    assert [word for word in FORBIDDEN if word in everything(tmp_path)] == []


def test_an_open_reading_of_a_blanked_value_is_dropped() -> None:
    """Should a rule read a telephone as a count, its value must not come back through the finding."""
    text = "Giao nộp 0912345678 tờ rơi, phát 24 tờ rơi."
    seen = read("Tổ chức 24 buổi tuyên truyền.").findings[0]
    phone = replace(seen, start=9, end=26, value=Decimal(912345678), confidence="likely")
    other = replace(seen, start=33, end=42)
    redacted = text.replace("0912345678", "█" * 10)
    kept = list(quarantine._kept(replace(read(""), findings=(phone, other)), redacted))
    assert [(row.start, row.value) for row in kept] == [(33, 24)]


def test_a_number_no_figure_can_hold_is_left_for_a_person(row: Submission, place: District) -> None:
    document = take(row, place, "Tỷ lệ đạt 95,23456% số hộ ký cam kết.".encode())
    found = Finding.objects.get(reading__document=document)
    assert found.value is None
    assert "ghi tay" in found.reasons[-1]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Zalo\\Báo cáo.txt", "Báo cáo.txt"),
        ("../../etc/bc\x00\u202e.txt", "bc.txt"),
        ("", "báo cáo"),
        ("a\n b.txt", "a b.txt"),
        ("ê" * 300, "ê" * 200),
    ],
)
def test_only_the_plain_name_of_a_file_is_kept(row: Submission, place: District, given: str, kept: str) -> None:
    assert take(row, place, REPORT.encode(), given).file_name == kept


def test_a_mark_in_the_head_of_the_pages_is_seen(row: Submission, place: District) -> None:
    from docx import Document

    paper = Document()
    paper.add_paragraph("Trong năm 2021 xây dựng mới 87 mô hình tự quản.")
    paper.sections[0].header.paragraphs[0].text = "TỐI MẬT"
    made = io.BytesIO()
    paper.save(made)
    with pytest.raises(Refusal, match="có dấu độ mật"):
        take(row, place, made.getvalue(), "bao-cao.docx")
    assert not SourceDocument.objects.exists()


SECRET = "MẬT\nCÔNG AN XÃ CHÂU HÓA\nBÁO CÁO\nTrong năm 2021 xây dựng mới 87 mô hình tự quản.\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (SECRET, "ke-hoach-rieng.txt"),
        (SECRET.replace("MẬT", "Độ mật: Tối mật"), "ke-hoach-rieng.txt"),
        (SECRET.removeprefix("MẬT\n"), "ke-hoach-rieng_TUYỆT MẬT.txt"),
    ],
)
def test_a_secret_document_leaves_no_trace(
    row: Submission, place: District, tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str, name: str
) -> None:
    caplog.set_level(logging.DEBUG)
    before, audited = everything(tmp_path), AuditEvent.objects.count()
    with pytest.raises(Refusal, match="có dấu độ mật") as refused:
        take(row, place, text.encode(), name)
    assert refused.value.code == "secrecy_mark"
    assert everything(tmp_path) == before
    assert AuditEvent.objects.count() == audited
    assert "ke-hoach-rieng" not in caplog.text
    assert "87 mô hình" not in caplog.text


def test_the_secrecy_question_comes_first(row: Submission, place: District) -> None:
    with pytest.raises(Refusal, match="Chưa xác nhận tệp") as refused:
        take(row, place, REPORT.encode(), answer=False)
    assert refused.value.code == "secrecy_not_answered"
    assert not SourceDocument.objects.exists()


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx("x"))) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, b" " * 40_000_000 if name == "word/document.xml" else old.read(name))
    return made.getvalue()


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"""
HOSTILE = {
    "empty": (lambda: b"", "empty_file", "tệp rỗng"),
    "too big": (lambda: b"x" * (20 * 1024 * 1024 + 1), "too_big", "20 MB"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "picture", "đây là ảnh"),
    "a program": (lambda: b"MZ" + b"\0" * 200, "program", "chương trình"),
    "old Word or encrypted": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, None, "gửi"),
    "truncated": (lambda: docx(REPORT)[:-300], "damaged", "hỏng"),
    "a bomb": (bomb, "bomb", "bung ra"),
    "external entities": (lambda: docx("x", document_xml=ENTITIES), "forbidden_xml", "thực thể XML"),
    "a damaged pdf": (lambda: b"%PDF-1.7\n1 0 obj\n<<", None, "gửi"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_and_nothing_is_stored(
    row: Submission, place: District, tmp_path: Path, case: str
) -> None:
    make, code, words = HOSTILE[case]
    before = everything(tmp_path)
    with pytest.raises(Refusal, match=r"Không đọc được tệp “bao-cao\.docx”") as refused:
        take(row, place, make(), "bao-cao.docx")
    assert words in refused.value.message
    assert code is None or refused.value.code == code
    assert everything(tmp_path) == before


SCAN = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>> endobj
4 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>> stream
x
endstream endobj
5 0 obj <</Length 28>> stream
q 595 0 0 842 0 0 cm /I Do Q
endstream endobj
trailer <</Root 1 0 R/Size 6>>
%%EOF"""


def test_a_scanned_pdf_is_refused(row: Submission, place: District) -> None:
    with pytest.raises(Refusal, match="không có lớp chữ") as refused:
        take(row, place, SCAN, "quet.pdf")
    assert refused.value.code == "no_text_layer"
    assert not SourceDocument.objects.exists()


def test_the_same_file_is_taken_once_per_submission(place: District) -> None:
    round_ = place.open()
    document = received(place, round_=round_)
    with pytest.raises(Refusal, match="đã nhận ngày") as refused:
        received(place, round_=round_, name="ten-khac.txt")
    assert refused.value.code == "already_received"
    assert refused.value.document_id == document.pk  # type: ignore[attr-defined]
    other = received(place, "Ngư Hóa", round_=round_)
    assert other.submission_id != document.submission_id


def test_a_sent_submission_takes_no_report(row: Submission, place: District) -> None:
    send(row, approve=False)
    row.refresh_from_db()
    with pytest.raises(Refusal, match="không nhận thêm báo cáo") as refused:
        take(row, place, REPORT.encode())
    assert refused.value.code == "submission_not_editable"
    assert not SourceDocument.objects.exists()


@pytest.mark.parametrize("who", ["other commune", "province"])
def test_only_the_submitting_organ_and_the_one_above_receive(row: Submission, place: District, who: str) -> None:
    person = place.province.officer if who == "province" else place.communes["Ngư Hóa"].officer
    with pytest.raises(PermissionRefused):
        actions.receive(by=person, submission=row, data=REPORT.encode(), file_name="a.txt", secrecy_answer=True)
    assert not SourceDocument.objects.exists()


def test_receiving_is_audited_without_the_text(place: District) -> None:
    document = received(place)
    event = AuditEvent.objects.get(action="intake.receive")
    assert event.subject_key == str(document.pk)
    assert "bao-cao.txt" in event.summary
    assert set(event.detail) == {"sha256", "rules"}


@pytest.fixture
def kept(place: District) -> tuple[SourceDocument, Finding]:
    document = received(place)
    found = finding(document, "schemes_founded")
    actions.confirm(by=place.communes["Châu Hóa"].officer, finding=found)
    return document, found


@pytest.mark.parametrize("model", [SourceDocument, Finding, FindingAnswer])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_what_was_received_read_and_answered_cannot_be_changed(
    kept: tuple[SourceDocument, Finding], model: type, change: str
) -> None:
    field = {"SourceDocument": "file_name", "Finding": "rule", "FindingAnswer": "indicator_code"}[model.__name__]
    rows = model._default_manager.all()  # type: ignore[attr-defined]
    with pytest.raises(DatabaseError, match="intake_is_append_only"), transaction.atomic():
        rows.update(**{field: "x"}) if change == "update" else rows._raw_delete(rows.db)


def test_every_table_of_the_room_is_backed_up() -> None:
    assert set(apps.get_app_config("intake").get_models()) <= set(rowdump.kept_models())
