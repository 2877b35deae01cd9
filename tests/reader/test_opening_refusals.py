"""Every door at which a bad file is turned away: its code, its sentence, and that nothing else is raised."""

import zipfile
import zlib

import pytest

from tests.reader import documents as made
from tuquan.reader.opening import Unreadable, limits, open_document
from tuquan.reader.opening.refusals import SENTENCES

DTD = '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE w:document SYSTEM "file:///etc/passwd">'


def _flagged_as_encrypted(data: bytes) -> bytes:
    """The same zip, whose directory says that its entries need a password."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(signature, at + 4)
    return bytes(changed)


CASES: dict[str, tuple[str, bytes]] = {
    "empty": ("empty_file", b""),
    "rtf whose control word lacks its number": ("damaged", rb"{\rtf1\ansi\uc \u273? x}"),
    "program renamed": ("program", b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)),
    "script": ("program", b"#!/bin/sh\nrm -rf x\n"),
    "doc of nothing": ("damaged", made.ole_of("WordDocument")),
    "xls of nothing": ("damaged", made.ole_of("Workbook")),
    "old ppt": ("presentation", made.ole_of("PowerPoint Document")),
    "unknown ole": ("unknown_type", made.ole_of("Thumbs")),
    "encrypted docx": ("encrypted", made.ole_of("EncryptedPackage")),
    "xlsx of nothing": ("damaged", made.office_of(made.SHEET_MAIN, "xl/workbook.xml")),
    "pptx": ("presentation", made.office_of(made.SLIDES_MAIN, "ppt/presentation.xml")),
    "odt of nothing": ("damaged", made.zip_of({"mimetype": "application/vnd.oasis.opendocument.text"})),
    "odp": ("open_document", made.zip_of({"mimetype": "application/vnd.oasis.opendocument.presentation"})),
    "zip": ("archive", made.zip_of({"a.txt": "x"})),
    "rar": ("archive", b"Rar!\x1a\x07\x00"),
    "eml": ("mail", b"From: a@b.vn\r\nSubject: BC\r\nMIME-Version: 1.0\r\n\r\nBao cao"),
    "msg": ("mail", made.ole_of("__substg1.0_0037001F")),
    "jpg": ("picture", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
    "png": ("picture", b"\x89PNG\r\n\x1a\n"),
    "word xml": ("word_xml", b'<?xml version="1.0"?><w:wordDocument/>'),
    "bytes": ("unknown_type", bytes(range(32)) * 8),
    "utf-16 without its mark": ("unknown_type", "Báo cáo".encode("utf-16-le")),
    "windows-1258": ("unknown_encoding", "Ti\xeang Vi\xf2t c\xf3 d\xa4u".encode("latin-1")),
    "broken utf-16": ("unknown_encoding", b"\xff\xfeB\x00\x00"),
    "blank text": ("no_text", " \n\t\ufeff\n".encode()),
    "blank docx": ("no_text", made.docx_of(["", "  "])),
    "docx cut short": ("damaged", made.docx_of()[:-400]),
    "docx of one byte less": ("damaged", made.docx_of()[:-23]),
    "docx without body": ("damaged", made.office_of(made.WORD_MAIN)),
    "docx with broken xml": ("damaged", made.office_of(made.WORD_MAIN, main_xml="<w:document><w:body>")),
    "docx with an encrypted part": ("encrypted", _flagged_as_encrypted(made.docx_of())),
    "docx with a dtd": ("forbidden_xml", made.body_docx(made.p("&b;"), prolog=DTD)),
    "docx with an outside entity": ("forbidden_xml", made.body_docx(made.p("x"), prolog=OUTSIDE)),
    "dtd among the content types": ("forbidden_xml", made.zip_of({"[Content_Types].xml": DTD + "<Types/>"})),
    "deep xml": ("bomb", made.body_docx("<w:ins>" * 3000 + "</w:ins>" * 3000)),
    "zip bomb in the text": ("bomb", made.body_docx(made.p(" " * 6_000_000))),
    "zip bomb beside it": ("bomb", made.office_of(made.WORD_MAIN, extra=bytes(40_000_000))),
    "pdf cut short": ("damaged", made.pdf_of("Báo cáo")[:-900]),
    "pdf of nothing": ("damaged", b"%PDF-1.7\n%%EOF\n"),
    "encrypted pdf": ("encrypted", made.encrypted_pdf()),
    "scanned pdf": ("no_text_layer", made.scanned_pdf()),
    "pdf without letters": ("no_text", made.handmade_pdf(made.stream(b"0 0 10 10 re f"))),
}


@pytest.mark.parametrize("case", CASES)
def test_each_bad_file_is_refused_with_its_code_and_a_sentence(case):
    code, data = CASES[case]
    with pytest.raises(Unreadable) as refused:
        open_document(data, file_name="BC quý 3.docx")
    assert refused.value.code == code
    assert refused.value.message.startswith("Không đọc được tệp “BC quý 3.docx”: ")
    assert "ãy " in refused.value.message, "says what to do next"
    assert "{" not in refused.value.message


def test_a_file_of_200_megabytes_is_refused_by_its_size_alone():
    with pytest.raises(Unreadable) as refused:
        open_document(bytes(200 * 1024 * 1024), file_name="to.docx")
    assert refused.value.code == "too_big"
    assert "200 MB" in refused.value.message
    assert "20 MB" in refused.value.message


def test_the_size_limit_is_the_last_byte_that_may_be(monkeypatch):
    data = "Báo cáo".encode()
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", len(data))
    assert open_document(data, file_name="a.txt").text == "Báo cáo"
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", len(data) - 1)
    with pytest.raises(Unreadable):
        open_document(data, file_name="a.txt")


def test_too_many_entries_are_a_bomb():
    entries = {f"word/{number}.xml": b"" for number in range(limits.MAX_ENTRIES + 1)}
    with pytest.raises(Unreadable) as refused:
        open_document(made.zip_of(entries, compression=zipfile.ZIP_STORED), file_name="a.docx")
    assert refused.value.code == "bomb"


def test_a_directory_that_lies_about_sizes_does_not_inflate_more_than_it_says():
    data = bytearray(made.body_docx(made.p("an ninh trật tự " * 40_000)))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Unreadable) as refused:
        open_document(bytes(data), file_name="a.docx")
    assert refused.value.code == "damaged"


def test_a_pdf_bomb_is_refused_before_pdfium_sees_it(monkeypatch):
    monkeypatch.setattr(limits, "MAX_STREAM_BYTES", 1_000_000)
    squeezed = zlib.compress(b"BT ET\n" * 400_000)
    bomb = made.handmade_pdf(made.stream(squeezed, "/Filter /FlateDecode"))
    with pytest.raises(Unreadable) as refused:
        open_document(bomb, file_name="a.pdf")
    assert refused.value.code == "bomb"


def test_too_long_texts_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_BLOCKS", 2)
    with pytest.raises(Unreadable) as paragraphs:
        open_document(made.docx_of(["một", "hai", "ba"]), file_name="a.docx")
    monkeypatch.setattr(limits, "MAX_CHARACTERS", 10)
    with pytest.raises(Unreadable) as characters:
        open_document("mười một chữ".encode(), file_name="a.txt")
    monkeypatch.setattr(limits, "MAX_PAGES", 1)
    with pytest.raises(Unreadable) as pages:
        open_document(made.pdf_of("một", "hai"), file_name="a.pdf")
    assert {raised.value.code for raised in (paragraphs, characters, pages)} == {"too_long"}


def test_every_refusal_has_a_case_here():
    proven_elsewhere = {"too_big", "too_long", "nested", "bundle_empty", "bundle_many", "no_letters"}
    assert {code for code, _ in CASES.values()} | proven_elsewhere == set(SENTENCES)


def test_a_file_name_cannot_break_the_sentence():
    with pytest.raises(Unreadable) as refused:
        open_document(b"", file_name="a\u202e{0}\n" + "x" * 500)
    assert "\u202e" not in refused.value.message
    assert "\n" not in refused.value.message
    assert "{0}" in refused.value.message
    assert len(refused.value.message) < 300
