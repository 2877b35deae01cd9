"""Notes and files beside a figure: what may stand there, who reads it, and how a file goes again."""

import io
import zipfile
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from tests.reporting import factories as make
from tuquan.ground import files
from tuquan.ground.models import AuditEvent, StoredFile
from tuquan.reporting import actions, tracing
from tuquan.reporting.models import Figure, FigureEvidence, FigureNote, Submission

CODE = "outreach_points"
pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: Any) -> make.District:
    return make.district(2)


@pytest.fixture
def row(district: make.District) -> Submission:
    return make.submission(district.open(), district.communes["Châu Hóa"])


@pytest.fixture
def officer(client: Client, district: make.District) -> Client:
    client.force_login(district.communes["Châu Hóa"].officer)
    return client


def document(*said: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    for text in said:
        made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def address(row: Submission) -> str:
    return f"/so-lieu/bieu/{row.pk}/o/{CODE}/ghi-chu/"


def write(client: Client, row: Submission, text: str) -> str:
    return client.post(address(row), {"act": "note", "text": text}, follow=True).content.decode()


def send(client: Client, row: Submission, data: bytes, name: str = "bien-ban.docx", **more: Any) -> str:
    sent = {"act": "file", "file": SimpleUploadedFile(name, data), "no_mark": "on", **more}
    return client.post(address(row), sent, follow=True).content.decode()


def test_both_offices_write_and_nobody_unwrites(officer: Client, row: Submission, district: make.District) -> None:
    assert "Đã ghi chú" in write(officer, row, "Gồm cả hai điểm lưu động ở thôn Kinh Châu.")
    above = Client()
    above.force_login(district.top.head)
    assert "Đề nghị kiểm tra lại" in write(above, row, "Đề nghị kiểm tra lại với sổ.")
    assert AuditEvent.objects.filter(action="reporting.note").count() == 2
    assert "2 ghi chú" in officer.get(f"/so-lieu/bieu/{row.pk}/").content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        FigureNote.objects.update(text="khác")
    with pytest.raises(IntegrityError), transaction.atomic():
        FigureNote.objects.all().delete()


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "cần có nội dung"), ("Ông Nguyễn Văn An, số 0912345678", "điện thoại"), ("x" * 1001, "không quá")],
)
def test_a_note_that_may_not_be_kept(officer: Client, row: Submission, text: str, said: str) -> None:
    assert said in write(officer, row, text)
    assert not FigureNote.objects.exists()


def test_another_commune_sees_nothing(client: Client, row: Submission, district: make.District) -> None:
    client.force_login(district.communes["Ngư Hóa"].officer)
    assert client.get(address(row)).status_code == 404
    assert client.post(address(row), {"act": "note", "text": "Ghi hộ."}).status_code == 404


def test_words_that_must_go_go_from_notes(officer: Client, row: Submission) -> None:
    """The narrow door of docs/decisions/0014: blanked, in no other way changed."""
    from tuquan.ground import blanking

    write(officer, row, "Theo biểu trước, gồm 4 điểm lưu động.")
    assert blanking.elsewhere(row.unit_id, [("gồm 4", "gồm █")]) >= 1
    assert FigureNote.objects.get().text == "Theo biểu trước, gồm █ điểm lưu động."


def test_a_file_is_kept_told_and_destroyed(officer: Client, row: Submission) -> None:
    data = document("Biên bản buổi tuyên truyền tại thôn Kinh Châu.", "Tổ chức 04 điểm tuyên truyền.")
    assert "Đã kèm tệp" in send(officer, row, data)
    kept = FigureEvidence.objects.get()
    assert kept.file is not None
    assert files.load(kept.file) == data
    got = officer.get(f"/so-lieu/tep/{kept.pk}/")
    assert got.content == data
    assert "attachment" in got.headers["Content-Disposition"]
    assert "đã có ở số liệu này" in send(officer, row, data)
    figure = Figure.objects.get(submission=row, indicator__code=CODE)
    assert "Tệp minh chứng" in [step.title for step in tracing.trace(figure)]

    path = files.path_of(kept.sha256)
    back = f"/so-lieu/tep/{kept.pk}/go/"
    assert "Chưa có lý do" in officer.post(back, {"reason": ""}, follow=True).content.decode()
    assert path.exists()
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        html = officer.post(back, {"reason": "Gửi nhầm văn bản."}, follow=True).content.decode()
    assert "bản lưu đã xóa" in html
    assert "Gửi nhầm văn bản." in html
    assert not path.exists()
    assert not StoredFile.objects.exists()
    assert officer.get(f"/so-lieu/tep/{kept.pk}/").status_code == 404
    assert [step.title for step in tracing.trace(figure)].count("Tệp minh chứng đã gỡ") == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        FigureEvidence.objects.update(taken_back_because="khác")


def with_part(data: bytes, name: str) -> bytes:
    """The same package with one more thing in it."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, b"\x89PNG")
    return out.getvalue()


CLEAN = "Biên bản buổi tuyên truyền."
FORBIDDEN = {
    "anh.jpg": (lambda: b"\xff\xd8\xff", "Ảnh để nguyên không được lưu"),
    "tep.exe": (lambda: b"MZ", "không phải docx, xlsx hay pdf"),
    "co-anh.docx": (lambda: with_part(document(CLEAN), "word/media/image1.png"), "Ảnh để nguyên không được lưu"),
    "nhung.docx": (lambda: with_part(document(CLEAN), "word/embeddings/o.bin"), "không soi hết được"),
    "mat.docx": (lambda: document("MẬT", CLEAN), "dấu độ mật"),
    "nguoi.docx": (lambda: document("Ông Nguyễn Văn An, CCCD 044087001234, điện thoại 0912345678."), "người dân"),
    "so-kin.docx": (lambda: document("Trong năm xảy ra 12 vụ phạm pháp hình sự."), "số liệu nghiệp vụ"),
    "Nguyễn Văn An 0912345678.docx": (lambda: document(CLEAN), "Tên tệp"),
    "lon.docx": (lambda: document(CLEAN) + b"0" * (5 * 1024 * 1024), "lớn hơn 5 MB"),
    "hong.docx": (lambda: b"PK\x03\x04 hong", ""),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_files_that_are_not_kept(officer: Client, row: Submission, name: str) -> None:
    data, said = FORBIDDEN[name]
    html = send(officer, row, data(), name)
    assert said in html
    assert "Đã kèm tệp" not in html
    assert not FigureEvidence.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_question_of_secrecy_comes_first(officer: Client, row: Submission) -> None:
    assert "Chưa xác nhận tệp" in send(officer, row, document(CLEAN), no_mark="")
    assert not StoredFile.objects.exists()


def test_a_submission_that_went_up_takes_no_file(officer: Client, row: Submission) -> None:
    make.send(row, approve=False)
    assert "Không sửa được số liệu lúc này" in send(officer, row, document(CLEAN))
    assert 'name="file"' not in officer.get(address(row)).content.decode()


def test_the_same_bytes_at_two_figures_go_with_the_last(row: Submission, district: make.District) -> None:
    data, by = document(CLEAN), district.communes["Châu Hóa"].officer
    first, second = (
        actions.attach(by=by, submission=row, indicator=make.line(code), data=data, file_name="a.docx")
        for code in (CODE, "outreach_attendances")
    )
    actions.take_file_back(by=by, evidence=first, reason="Không thuộc số này.")
    second.refresh_from_db()
    assert second.file is not None
    assert files.load(second.file) == data
