"""Typed words: what may not be kept is found, and the words of the register and of the demonstration pass."""

import csv
import tomllib
import unicodedata
from pathlib import Path

import pytest

import tuquan
from tuquan.reader.free_text import faults

PACKAGE = Path(tuquan.__file__).parent
DEMONSTRATION = PACKAGE / "cli" / "demonstration" / "data"

KEPT_OUT = [
    ("Mô hình ông Nguyễn Văn Nam 0912345678 CCCD 044012345678", {"name", "phone", "id_number"}),
    ("Bắt đối tượng Nguyễn Văn Hùng…; xử lý 05 vụ ma túy, TUYỆT MẬT", {"name", "count", "secrecy"}),
    ("Xe 73A-123.45 đỗ trước cổng.", {"plate"}),
    ("Hòa giải 12 vụ mâu thuẫn trong dân.", {"count"}),
    ("Xử lý 12 (mười hai) vụ phạm tội.", {"count"}),
    ("Xử lý mười hai (12) vụ phạm tội.", {"count"}),
    ("Ông Nguyễn Văn Hùng ở thôn Lâm Lang nghiện ma túy", {"name"}),
    ("ÔNG NGUYỄN VĂN HÙNG", {"name"}),
    ("Do bà Trần Thị Bình tố giác", {"name"}),
    ("Hộ Nguyễn Văn Hùng theo đạo", {"name"}),
    ("hộ Lâm Bình", {"name"}),
    ("Người tố giác: Trần Thị Bình", {"name"}),
    ("Anh Hùng báo tin.", {"name"}),
    ("đ/c Trần Bình phụ trách", {"name"}),
    ("đồng chí Trưởng Công an xã Nguyễn Văn A", {"name"}),
    ("Đơn tố cáo Nguyễn Văn An", {"name"}),
    ("Hoàng Minh Tuấn vi phạm", {"name"}),
    ("nguyễn văn hùng", {"name"}),
    ("Don to cao Nguyen Van An", {"name"}),
    ("Việc thường ngày.\n" * 12 + "TUYỆT MẬT", {"secrecy"}),
]

KEPT = [
    "thôn Lâm Lang",
    "Lâm Lang",
    "Đoàn kết Lâm Lang",
    "Ở Kinh Châu",
    "xã Châu Hóa",
    "Họ giáo tự quản",
    "Dòng họ Trần tự quản",
    "Dòng họ Nguyễn Văn tự quản",
    "Ngọn đèn an ninh",
    "Bí mật của Ngư Hóa",
    "Trường THCS Nguyễn Văn Trỗi",
    "Tuyến đường Nguyễn Huệ tự quản",
    "phường Trần Phú",
    "Đoàn TNCS Hồ Chí Minh",
    "đồng chí Bí thư Đảng ủy xã làm trưởng ban",
    "bà Mẹ Việt Nam anh hùng",
    "Bà Rịa - Vũng Tàu",
    "trẻ em Lâm Lang",
    "công cụ Zalo",
    "Ghi chú: Theo sổ cũ",
    "Gia đình Văn Hóa",
    "nâng cao văn hóa",
    "do thị trấn Đồng Lê quản lý",
    "Chị em phụ nữ Lê Hóa",
    "TỔ LIÊN GIA TỰ QUẢN VỀ AN NINH",
    "CÔNG AN HUYỆN TUYÊN HÓA",
    "12/QĐ-UBND",
    "Tăng từ 196 lên 33.446 lượt theo Kế hoạch số 01/KH-BCĐ ngày 21/12/2021.",
]


@pytest.mark.parametrize(("text", "kinds"), KEPT_OUT)
def test_what_may_not_be_kept_is_found_and_not_repeated(text: str, kinds: set[str]) -> None:
    for form in ("NFC", "NFD"):
        found = faults(unicodedata.normalize(form, text))
        assert {fault.kind for fault in found} == kinds
        said = " ".join(fault.sentence for fault in found)
        assert not any(word in said for word in ("Nguyễn", "Trần", "0912345678", "044012345678", "12 "))


@pytest.mark.parametrize("text", KEPT)
def test_places_schemes_and_offices_are_no_persons(text: str) -> None:
    assert faults(text) == ()


def test_every_packaged_scheme_kind_and_demonstration_word_is_kept() -> None:
    files = [PACKAGE / "schemes" / "data" / "kinds.csv", DEMONSTRATION / "schemes.csv"]
    texts = {cell for file in files for row in csv.reader(file.open(encoding="utf-8")) for cell in row if cell}
    own = tomllib.loads((DEMONSTRATION / "own_words.toml").read_text("utf-8"))["parts"]
    assert len(texts) > 200
    assert [text for text in (*texts, *own.values()) if faults(text)] == []
