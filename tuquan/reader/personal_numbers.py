"""Numbers and addresses that belong to one person: papers, telephones, bank accounts, plates, letters by wire."""

import re
from collections.abc import Iterator

# No amount of money and no count of thousands.
NO_MONEY = r"(?!\s*(?:đồng|đ|VNĐ|VND|triệu|tỷ|tỉ|nghìn|ngàn)\b)"
ID_LABEL = r"(?:CCCD|CMND|CMTND|CMT|ĐDCN|căn cước|chứng minh|định danh|hộ chiếu)"
# With its label any 9 or 12 digits; without one only those that cannot be an amount: they begin with 0.
ID_LABELLED = re.compile(
    ID_LABEL + r"[^\d\n]{0,40}?((?<!\d)\d(?:[ .-]?\d){8}(?:(?:[ .-]?\d){3})?)(?![ .-]?\d)" + NO_MONEY, re.I
)
ID_BARE = re.compile(r"(?<![\d.,])(0\d{8}|0\d{11}|0\d{2}[ .-]\d{3}[ .-]\d{3}[ .-]\d{3})(?![\d])")
PASSPORT = re.compile(r"(?:hộ chiếu|passport)[^\d\n]{0,20}?(?<!\w)([A-Z]\d{7,8})(?!\w)", re.I)
OTHER_PAPER = re.compile(
    r"(?<!\w)(?:BHXH|BHYT|GPLX|giấy phép lái xe|sổ hộ khẩu|mã số thuế|MST)[^\d\n]{0,25}?"
    r"((?<!\d)\d(?: ?\d){8,12})(?! ?\d)" + NO_MONEY,
    re.I,
)
ACCOUNT = re.compile(
    r"(?<!\w)(?:số tài khoản|STK|số TK|tài khoản|TK ngân hàng)[^\d\n]{0,30}?((?<!\d)\d(?:[ .-]?\d){7,18})(?![ .-]?\d)"
    + NO_MONEY,
    re.I,
)
# First group of three digits or more: the figures of a table's row must not look like a telephone.
PHONE = re.compile(
    r"(?<![\d.,])(?:(?:\(\+84\)|\+84|0084)[ .-]?\(?0?\)?\d{2,3}|\(0\d{2,3}\)|0\d{2,3})"
    r"(?:\d{6,8}|[ .-]\d{6,8}|[ .-]?\d{3,4}[ .-]\d{3,4}|[ .-]\d{2}[ .-]\d{2}[ .-]\d{2,3}|[ .-]\d[ .-]\d{3}[ .-]\d{3})"
    r"(?!\d)"
)
MOBILE = re.compile(r"0[35789]\d{8}|02\d{9}")
# Without the plus of the country's code: nothing but money has so many digits.
PHONE_FROM_ABROAD = re.compile(r"(?<![\d.,])(?:84|\(84\))[ .-]?[35789]\d{8}(?!\d)" + NO_MONEY)
# Behind its word a number may be grouped in any way and may have lost its first 0.
PHONE_LABELLED = re.compile(
    r"(?<!\w)(?:SĐT|ĐT|ĐTDĐ|DĐ|điện thoại|di động|zalo|hotline|liên hệ)(?!\w)[^\d\n]{0,15}?"
    r"((?<!\d)\(?\+?\d(?:[ .()-]{0,2}\d){8,11})(?![ .-]?\d)" + NO_MONEY,
    re.I,
)
# Four digits that may be a year ("mục 12A-2021") need the word "biển số".
PLATE = re.compile(
    r"(?<![\w/])\d{2}[A-ZĐ][A-Z\d]?(?:\s?[-–]\s?(?:\d{3}\.\d{2}|\d{5}|(?!19|20)\d{4})|\s\d{3}\.\d{2})(?![\w/])"
)
PLATE_LABELLED = re.compile(
    r"(?:biển số|biển kiểm soát|BKS|BS)\W{0,12}(\d{2}\s?[-–]?\s?[A-ZĐ][A-Z\d]?\s?[-–. ]?\s?\d{3}\.?\d{1,2})(?!\w)",
    re.I,
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")

# Which part of a match is the number, by kind.
SHAPES = (
    (ID_LABELLED, 1, "id_number"), (ID_BARE, 1, "id_number"), (PASSPORT, 1, "id_number"),
    (OTHER_PAPER, 1, "id_number"), (ACCOUNT, 1, "account"), (PHONE_FROM_ABROAD, 0, "phone"),
    (PHONE_LABELLED, 1, "phone"), (PLATE, 0, "plate"), (PLATE_LABELLED, 1, "plate"), (EMAIL, 0, "email"),
)  # fmt: skip


def numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each such number of a composed text; they may overlap."""
    for shape, part, kind in SHAPES:
        for found in shape.finditer(text):
            yield *found.span(part), kind
    for found in PHONE.finditer(text):
        if MOBILE.fullmatch(_national(found[0])):
            yield *found.span(), "phone"


def _national(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    for abroad in ("0084", "84"):
        if digits.startswith(abroad):
            return "0" + digits.removeprefix(abroad).removeprefix("0")
    return digits
