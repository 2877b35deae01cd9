"""What points to a person is found and blanked; figures, acts and places are not."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuquan.reader.lint import PersonalSpan, personal_spans, redact

FOUND = [
    ("CCCD số 038085012345", [("id_number", "038085012345")]),
    ("CMND: 171 234 567", [("id_number", "171 234 567")]),
    ("số căn cước công dân 038.085.012.345", [("id_number", "038.085.012.345")]),
    ("công dân 038085012345 đã trình báo", [("id_number", "038085012345")]),
    ("Điện thoại 0912345678", [("phone", "0912345678")]),
    ("ĐT: 0912.345.678, 0912 345 678", [("phone", "0912.345.678"), ("phone", "0912 345 678")]),
    ("gọi +84 912 345 678", [("phone", "+84 912 345 678")]),
    ("gọi (+84)912345678", [("phone", "(+84)912345678")]),
    ("máy bàn 0237 3852 123 hoặc (0237) 3852123", [("phone", "0237 3852 123"), ("phone", "(0237) 3852123")]),
    ("xe mô tô 36B1-123.45", [("plate", "36B1-123.45")]),
    ("xe 29A-12345 và 36A 123.45", [("plate", "29A-12345"), ("plate", "36A 123.45")]),
    ("biển số 36 H1 2345", [("plate", "36 H1 2345")]),
    ("đối tượng Nguyễn Văn A trộm cắp", [("name", "Nguyễn Văn A")]),
    ("Đối tượng: NGUYỄN VĂN BÌNH", [("name", "NGUYỄN VĂN BÌNH")]),
    ("bị can Giàng A Páo và Lò Thị Mai", [("name", "Giàng A Páo"), ("name", "Lò Thị Mai")]),
    (
        "các đối tượng Nguyễn Văn A (sinh năm 1990), Trần Văn B",
        [("name", "Nguyễn Văn A"), ("name", "Trần Văn B")],
    ),
    ("ông Nguyễn Văn An, SĐT 0912345678", [("name", "Nguyễn Văn An"), ("phone", "0912345678")]),
    ("Ông Lê Văn An (CCCD 038085012345)", [("name", "Lê Văn An"), ("id_number", "038085012345")]),
    ("đ/c Y Thanh, điện thoại 0912345678", [("name", "Y Thanh"), ("phone", "0912345678")]),
    (
        "Trưởng Công an xã Nguyễn Văn An: 0912345678",
        [("name", "Nguyễn Văn An"), ("phone", "0912345678")],
    ),
    ("Lê Thị Hoa, sinh năm 1985", [("name", "Lê Thị Hoa")]),
    ("CCCD: 0440 8500 1234", [("id_number", "0440 8500 1234")]),
    ("CCCD số 044-085-001-234", [("id_number", "044-085-001-234")]),
    ("hộ chiếu số C1234567", [("id_number", "C1234567")]),
    ("sổ hộ khẩu 123456789, BHXH 7912345678", [("id_number", "123456789"), ("id_number", "7912345678")]),
    ("STK 1903 4567 8901 23 tại ngân hàng", [("account", "1903 4567 8901 23")]),
    ("số tài khoản: 102010001234567", [("account", "102010001234567")]),
    ("gửi về nguyenvanan.85@gmail.com.", [("email", "nguyenvanan.85@gmail.com")]),
    ("SĐT: 912345678", [("phone", "912345678")]),
    ("điện thoại 09 12 34 56 78", [("phone", "09 12 34 56 78")]),
    ("0912-345-678 và 84912345678", [("phone", "0912-345-678"), ("phone", "84912345678")]),
    ("máy bàn 0237.3.852.123", [("phone", "0237.3.852.123")]),
    (
        "ông Nguyễn Văn An, trú tại số 12 đường Lê Lợi, phường Đồng Hải",
        [("name", "Nguyễn Văn An"), ("address", "số 12 đường Lê Lợi, phường Đồng Hải")],
    ),
    ("anh Trần B, HKTT: thôn 3, xã Tân Hóa nộp", [("name", "Trần B"), ("address", "thôn 3, xã Tân Hóa")]),
    ("Người báo tin: Hoàng Văn D", [("name", "Hoàng Văn D")]),
]
LEFT = [
    "cấp 12.345 thẻ căn cước, thu lệ phí 150.000.000 đồng",
    "kinh phí 150.000.000 đồng, 150000000 đồng và 123456789012 đồng",
    "Kế hoạch số 12/KH-UBND ngày 15/12/2021; Nghị định 130/2021/NĐ-CP",
    "03 120 345 678 05",
    "05\t120\t345\t678",
    "các đối tượng hình sự, đối tượng ma túy; 12 đối tượng",
    "ĐỐI TƯỢNG HÌNH SỰ TRÊN ĐỊA BÀN",
    "Đối tượng Công an xã quản lý",
    "Chủ tịch Hồ Chí Minh và đồng chí Tô Lâm dự ngày hội",
    "xã Hà Long, tỉnh Hà Nam",
    "Công an xã Hà Long thông báo đường dây nóng",
    "Điều 12A-2021 và mục 36B",
    "33.446 lượt người, 1.284 buổi; tổng số 191.234.567 lượt xem",
    "12.345.678.901 đồng; 84912345678 đồng; 1900 hộ, 1234 người",
    "hỗ trợ qua số tài khoản 12345678 đồng",
    "tiền điện thoại 123.456.789 đồng; điện thoại: 12 máy",
    "48 hộ dân cư trú tại thôn Đông, xã Châu Hóa",
    "Mô hình “Camera an ninh” có nơi ở của 12 hộ",
    "Các đồng chí tạm trú tại xã Châu Hóa",
]


def found_in(text: str) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in personal_spans(text)]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_personal_data_is_found(text, expected):
    assert found_in(text) == expected


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_it_is_found_in_nfd_with_the_spans_of_the_typed_text(text, expected):
    typed = unicodedata.normalize("NFD", text)
    assert found_in(typed) == [(kind, unicodedata.normalize("NFD", piece)) for kind, piece in expected]


@pytest.mark.parametrize("text", LEFT)
def test_figures_acts_and_places_are_left(text):
    assert personal_spans(text) == ()


def test_a_place_beside_a_telephone_is_no_name():
    assert found_in("Công an xã Hà Long: 0912345678") == [("phone", "0912345678")]


def test_redacting_blanks_letters_and_keeps_spaces_and_length():
    text = "ông Nguyễn Văn A, 0912 345 678"
    spans = [(span.start, span.end) for span in personal_spans(text)]
    assert redact(text, spans) == "ông ██████ ███ █, ████ ███ ███"


PIECES = ("Nguyễn ", "Văn A", " 0912345678", "CCCD 038085012345", "đối tượng ", "\n", ", ", "36B1-123.45", "03 mô hình")


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.booleans())
def test_spans_are_in_order_apart_and_gone_after_redaction(text, apart):
    text = unicodedata.normalize("NFD", text) if apart else text
    spans = personal_spans(text)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    blanked = redact(text, [(span.start, span.end) for span in spans])
    assert len(blanked) == len(text)
    assert not any(span.kind in ("id_number", "phone") for span in personal_spans(blanked))


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=5))
def test_redaction_keeps_length_and_touches_only_its_spans(text, spans):
    blanked = redact(text, spans)
    assert len(blanked) == len(text)
    for at, (before, after) in enumerate(zip(text, blanked, strict=True)):
        inside = any(start <= at < end for start, end in spans)
        assert after == ("█" if inside and not before.isspace() else before)


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_searched_and_spans_lie_in_it(text):
    assert all(0 <= span.start < span.end <= len(text) for span in personal_spans(text))


def test_many_names_and_numbers_stay_quick():
    text = "Nguyễn Văn A sống ở thôn Đông, có xe và nhà. " * 4000 + "0912345678 " * 4000
    assert sum(span.kind == "phone" for span in personal_spans(text)) == 4000


def test_a_span_is_a_value():
    assert PersonalSpan(0, 1, "name") == PersonalSpan(0, 1, "name")
