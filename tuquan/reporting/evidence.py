"""Which files may stand beside a figure: text that was read to its end, without a person, a mark or a closed number.

Received originals are not kept (docs/decisions/0003) because nobody can say what is in them. Evidence is kept as it is,
so everything in it must be readable here: pictures, embedded files, comments and macros refuse the file
(docs/decisions/0017).
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from tuquan.reader import BUNDLED_WORDS, read
from tuquan.reader.free_text import faults
from tuquan.reader.lint import mark_in_name, personal_spans, secrecy_mark
from tuquan.reader.opening import OpenedDocument, Unreadable, open_document
from tuquan.reader.opening.pdf_pictures import pictures
from tuquan.reader.personal_columns import column_spans
from tuquan.reader.spelling import without_spelling
from tuquan.reporting.errors import EvidenceRefused

LARGEST = 5 * 1024 * 1024
MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
}
PICTURES = frozenset((".jpg", ".jpeg", ".png", ".heic", ".webp", ".gif", ".bmp", ".tif", ".tiff"))
# What stands inside an office file besides the text that the reader goes through.
UNSEEN = re.compile(
    r"(?:^|/)(?:media|embeddings|activeX|ctrlProps|drawings/media)/|vba|oleObject|comments\d*\.xml", re.I
)


@dataclass(frozen=True)
class Sound:
    """A file that may be kept, under this name."""

    name: str
    media_type: str


def sound(data: bytes, *, file_name: str) -> Sound:
    """The file as it may be kept. Raises EvidenceRefused, which says what is in the way without repeating it."""
    name = _plain(file_name)
    ending = PurePath(name).suffix.lower()
    _refuse_kind(name, ending, len(data))
    _refuse_name(name)
    opened = _opened(data, name)
    _refuse_unseen(data, ending, opened, name)
    _refuse_said(opened, name)
    return Sound(name, MEDIA_TYPES[ending])


def _plain(file_name: str) -> str:
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(letter for letter in " ".join(name.split()) if letter.isprintable())[:200] or "tệp"


def _refuse_kind(name: str, ending: str, size: int) -> None:
    if ending in PICTURES:
        raise EvidenceRefused(
            f"Ảnh để nguyên không được lưu (“{name}”): trong ảnh có thể có mặt người, giấy tờ. "
            "Gửi văn bản docx, xlsx hoặc pdf có chữ, hoặc ghi số, ngày của văn bản vào ghi chú."
        )
    if ending not in MEDIA_TYPES:
        raise EvidenceRefused(f"Tệp “{name}” không phải docx, xlsx hay pdf. Gửi tệp thuộc một trong ba loại đó.")
    if size > LARGEST:
        raise EvidenceRefused(f"Tệp “{name}” lớn hơn {LARGEST // 1024**2} MB. Gửi phần văn bản nói đến số này.")


def _refuse_name(name: str) -> None:
    stem = PurePath(name).stem
    if mark_in_name(stem) or faults(re.sub(r"[_.+-]+", " ", stem)):
        raise EvidenceRefused("Tên tệp có dấu mật hoặc dữ liệu về cá nhân. Đặt lại tên tệp rồi gửi.")


def _opened(data: bytes, name: str) -> OpenedDocument:
    try:
        return open_document(data, file_name=name)
    except Unreadable as refused:
        raise EvidenceRefused(refused.message) from refused


def _refuse_unseen(data: bytes, ending: str, opened: OpenedDocument, name: str) -> None:
    inside = _pdf_holds_pictures(data) if ending == ".pdf" else _package_holds_more(data)
    if inside or opened.from_ocr:
        raise EvidenceRefused(
            f"Tệp “{name}” có ảnh, tệp nhúng, nhận xét hoặc macro, phần mềm không soi hết được nên không lưu. "
            "Ảnh để nguyên không được lưu. Bỏ các phần đó, để lại chữ rồi gửi."
        )


def _pdf_holds_pictures(data: bytes) -> bool:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return any(pictures(page) for page in document)
    finally:
        document.close()


def _package_holds_more(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return any(UNSEEN.search(name) for name in package.namelist())


def _refuse_said(opened: OpenedDocument, name: str) -> None:
    text = opened.text
    if secrecy_mark(text):
        raise EvidenceRefused(f"Tệp “{name}” có dấu độ mật. Phần mềm không nhận tài liệu mật; không có gì được lưu.")
    if next(iter(personal_spans(text)), None) or column_spans(text, opened.blocks):
        raise EvidenceRefused(
            f"Tệp “{name}” có tên, số định danh, điện thoại hoặc nơi ở của người dân. Phần mềm không giữ dữ liệu về "
            "cá nhân; gửi tệp chỉ có số tổng hợp."
        )
    access = BUNDLED_WORDS.by_code
    if any(found.masked or access[found.indicator].access != "open" for found in read(without_spelling(text)).findings):
        raise EvidenceRefused(f"Tệp “{name}” có số liệu nghiệp vụ không được lưu ở đây. Bỏ các số đó rồi gửi.")
