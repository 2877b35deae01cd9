"""Scans: read where Tesseract knows Vietnamese, refused with what to do where it does not, never sure."""

import pytest

from tests.reader.scans import png, scanned, typeset
from tuquan.reader import read
from tuquan.reader.lint import secrecy_mark
from tuquan.reader.opening import Unreadable, ocr, open_document
from tuquan.reader.scanned import REASON

REPORT = (
    "CÔNG AN XÃ CHÂU HÓA",
    "BÁO CÁO",
    "Trong năm 2021 đã xây dựng mới 03 mô hình tự quản về an ninh trật tự.",
    "Tổ chức 24 buổi tuyên truyền, có 1.284 lượt người tham gia.",
)
installed = pytest.mark.skipif(not ocr.available(), reason="Tesseract with Vietnamese is not installed")


@installed
def test_a_scan_is_read_with_positions_and_a_note_and_nothing_in_it_is_sure() -> None:
    opened = open_document(scanned(typeset(*REPORT)), file_name="scan.pdf")
    assert (opened.kind, opened.from_ocr) == ("scan", True)
    assert any("nhận chữ từ ảnh quét" in note for note in opened.notes)
    assert opened.blocks[0].label == "trang 1, dòng 1"
    found = {f.indicator: f for f in read(opened.text, from_ocr=opened.from_ocr).findings}
    assert found["schemes_founded"].value == 3
    assert {f.confidence for f in found.values()} <= {"likely", "doubtful"}
    assert all(f.reasons[0] == REASON for f in found.values())


@installed
def test_a_picture_is_read_like_a_scan() -> None:
    opened = open_document(png(typeset(*REPORT)), file_name="anh.png")
    assert "03 mô hình" in opened.text
    assert opened.from_ocr


@installed
def test_a_stamp_in_red_beside_the_letterhead_is_found() -> None:
    stamp = (
        '#place(top + left, dy: 2cm, rect(stroke: 1.5pt + red, text(fill: red, size: 16pt, weight: "bold")[TỐI MẬT]))\n'
    )
    opened = open_document(scanned(typeset(*REPORT, before=f"{stamp}#v(4cm)\n")), file_name="scan.pdf")
    assert secrecy_mark(opened.text) == "TỐI MẬT"


@installed
def test_only_pages_without_letters_are_read_by_ocr() -> None:
    import io

    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    text = typeset(*REPORT, "Nội dung trang này có lớp chữ nên được đọc thẳng, không phải nhận chữ từ ảnh.")
    for part in (text, scanned(typeset("Củng cố 05 mô hình hoạt động chưa đều.", "Bàn giao 07 camera."))):
        whole.import_pages(pypdfium2.PdfDocument(part))
    out = io.BytesIO()
    whole.save(out)
    opened = open_document(out.getvalue(), file_name="nua.pdf")
    assert opened.from_ocr
    assert "Củng cố 05 mô hình" in opened.text
    assert any(note.startswith("Có 1 trang được nhận chữ") for note in opened.notes)


def test_without_tesseract_the_refusal_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUQUAN_OCR", "off")
    for data in (scanned(typeset(*REPORT)), png(typeset(*REPORT))):
        with pytest.raises(Unreadable) as refused:
            open_document(data, file_name="quet")
        assert "nhờ quản trị cài phần nhận chữ từ ảnh (Tesseract và gói tiếng Việt “vie”)" in refused.value.message


@installed
def test_a_broken_picture_is_refused_and_leaves_nothing_running() -> None:
    with pytest.raises(Unreadable) as refused:
        open_document(b"\x89PNG\r\n\x1a\n" + b"\xff" * 5000, file_name="hong.png")
    assert refused.value.code == "picture"


@pytest.mark.parametrize(
    ("line", "mark"),
    [("MẬT", "MẬT"), ("| MAT |", "MẬT"), ("TỐI MÂT", "TỐI MẬT"), ("TUYET  MAT.", "TUYỆT MẬT"), ("mặt", ""),
     ("MẶT TRẬN", ""), ("BÍ MẬT", ""), ("", "")],
)  # fmt: skip
def test_a_stamp_is_known_by_its_letters_alone(line: str, mark: str) -> None:
    assert ocr.stamp(("CÔNG AN XÃ", line, "Số: 12")) == mark
