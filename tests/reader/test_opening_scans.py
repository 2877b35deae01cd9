"""Scans: read where Tesseract knows Vietnamese, refused with what to do where it does not, never sure."""

import pytest

from tests.reader.scans import joined, png, scanned, searchable, stamp, typeset, with_picture
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
    assert (opened.kind, opened.from_ocr) == ("scan", ((0, len(opened.text)),))
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


TYPED = (*REPORT, "Nội dung trang này có lớp chữ nên được đọc thẳng, không phải nhận chữ từ ảnh.")
APPENDIX = ("Củng cố 05 mô hình hoạt động chưa đều.", "Bàn giao 07 camera.")


@installed
def test_only_pages_without_letters_are_read_by_ocr_and_only_they_are_doubted() -> None:
    data = joined(typeset(*TYPED), scanned(typeset(*APPENDIX)))
    opened = open_document(data, file_name="nua.pdf")
    assert opened.kind == "pdf"
    assert [opened.text[start:end] for start, end in opened.from_ocr] == ["\n".join(APPENDIX)]
    assert any(note.startswith("Có 1 trang được nhận chữ từ ảnh quét (trang 2)") for note in opened.notes)
    found = {f.indicator: f for f in read(opened.text, from_ocr=opened.from_ocr).findings}
    assert found["schemes_founded"].confidence == "sure"
    assert found["schemes_consolidated"].value == 5
    assert found["schemes_consolidated"].confidence != "sure"
    doubted = {f.quote for f in found.values() if f.reasons[0] == REASON}
    assert doubted == {f.quote for f in found.values() if f.start >= opened.from_ocr[0][0]}


@installed
def test_a_page_with_letters_and_a_picture_stays_text_and_says_that_the_picture_was_not_read() -> None:
    opened = open_document(with_picture(typeset(*TYPED), stamp("ĐÃ KÝ"), left=300, bottom=200), file_name="a.pdf")
    assert (opened.kind, opened.from_ocr) == ("pdf", ())
    assert "Có hình trên trang 1: không đọc chữ và số trong hình." in opened.notes


@installed
@pytest.mark.parametrize(
    ("word", "angle", "colour"),
    [("MẬT", 0, "red"), ("TỐI MẬT", -8, "red"), ("TUYỆT MẬT", 0, "black"), ("BÍ MẬT NHÀ NƯỚC", 0, "red")],
)
def test_a_stamp_in_a_picture_on_a_page_with_letters_is_found(word: str, angle: int, colour: str) -> None:
    data = with_picture(typeset(*TYPED), stamp(word, angle=angle, colour=colour), left=60, bottom=700)
    opened = open_document(data, file_name="a.pdf")
    assert secrecy_mark(opened.text) == (None if word.startswith("BÍ") else word)


@installed
def test_a_red_stamp_over_black_words_is_found_on_a_scan() -> None:
    over = '#place(top + left, dy: 0.6cm, dx: 1cm, text(fill: red, size: 22pt, weight: "bold")[MẬT])\n'
    opened = open_document(scanned(typeset(*TYPED, before=over)), file_name="a.pdf")
    assert secrecy_mark(opened.text) == "MẬT"


def test_letters_that_a_scanner_recognised_are_doubted_though_they_are_a_text_layer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TUQUAN_OCR", "off")
    opened = open_document(searchable(typeset(*TYPED)), file_name="a.pdf")
    assert opened.kind == "scan"
    assert opened.from_ocr == ((0, len(opened.text)),)
    assert any("do máy quét nhận chữ (trang 1)" in note for note in opened.notes)
    assert {f.confidence for f in read(opened.text, from_ocr=opened.from_ocr).findings} <= {"likely", "doubtful"}


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


def test_a_stamp_cut_from_its_word_is_none() -> None:
    assert ocr.stamp(("CÔNG TÁC BẢO VỆ BÍ", "MẬT", "NHÀ NƯỚC")) == ""


@pytest.mark.parametrize(
    ("line", "mark"),
    [("MẬT", "MẬT"), ("| MAT |", "MẬT"), ("TỐI MÂT", "TỐI MẬT"), ("TUYET  MAT.", "TUYỆT MẬT"), ("mặt", ""),
     ("MẶT TRẬN", ""), ("BÍ MẬT", ""), ("", "")],
)  # fmt: skip
def test_a_stamp_is_known_by_its_letters_alone(line: str, mark: str) -> None:
    assert ocr.stamp(("CÔNG AN XÃ", line, "Số: 12")) == mark
