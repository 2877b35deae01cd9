"""The secrecy mark of a document: MẬT, TỐI MẬT, TUYỆT MẬT (Luật 29/2018/QH14, Điều 8)."""

import re
from collections.abc import Iterator

from tuquan.vn.text import nfc

# Squeezed forms, the strictest last.
MARKS = {"MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}
DECORATION = re.compile(r"[\W_]+")
# Parts of a line that stand apart: cells, wide gaps, dashes and strokes ("MẬT - HỎA TỐC").
APART = re.compile(r"\t|\s{4,}|\s[-–—]\s|[/|;]")
LABELLED = re.compile(
    r"(?:DẤU(?:CHỈ)?)?(?:MỨC)?ĐỘ(?:BẢO)?MẬT(?:CỦATÀILIỆU|VĂNBẢN|TÀILIỆU)?(TUYỆTMẬT|TỐIMẬT|MẬT)|DẤUMẬT(TUYỆTMẬT|TỐIMẬT|MẬT)"
)
# "Văn bản mật" as a line of the letterhead; further down it is what a row counts.
CALLED = re.compile(r"(?:TÀILIỆU|VĂNBẢN|CÔNGVĂN)(TUYỆTMẬT|TỐIMẬT|MẬT)")
# A word of a file's name: "BC Mật 2021", "Kế hoạch tối mật".
IN_NAME = re.compile(r"(?<!\w)(tuyệt mật|tối mật|mật)(?!\w)", re.I)
STAMP = re.compile(r"(?<!\w)(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?!\w)")
# Words that end in "mật" and are no mark when a line breaks or a heading goes before it.
BEFORE = frozenset(("BÍ", "BẢO", "CƠ", "THÂN", "MÃ", "ĐỘ", "DẤU", "TRÁI", "ỐNG", "MẬT"))
BROKEN_AFTER = ("BÍ", "BẢO", "CƠ", "THÂN")
AFTER = frozenset(("ĐỘ", "MÃ", "KHẨU", "THƯ", "VỤ", "NGỮ", "DANH", "PHỤC", "BÁO", "THIẾT", "TẬP", "ONG"))
TITLE = re.compile(
    r"\s*(BÁO CÁO|KẾ HOẠCH|CÔNG VĂN|TỜ TRÌNH|QUYẾT ĐỊNH|THÔNG BÁO|BIÊN BẢN|ĐỀ ÁN|PHƯƠNG ÁN|HƯỚNG DẪN|Kính gửi)"
)
# Characters beside a stamp in which the word before and after it stands.
NEAR = 24
HEAD_LINES = 20
HEAD_WITHOUT_TITLE = 8
# Where a mark may stand in lower case: an upper-case one is believed on a line of its own anywhere (text boxes).
LOWER_CASE_LINES = 15


def secrecy_mark(text: str) -> str | None:
    """The secrecy mark a text bears: `MẬT`, `TỐI MẬT`, `TUYỆT MẬT` (the strictest found) or None.

    A mark stands on a line or in a cell of its own, is labelled ("Độ mật: Mật"), or is stamped in
    capitals into the letterhead above the title; the word in a sentence ("bí mật", "mật độ") is none.
    """
    lines = [line for line in nfc(text).split("\n") if line.strip()]
    return _strictest({*_alone(lines), *_labelled(lines), *_called(lines), *_stamped(lines)})


def mark_in_name(name: str) -> str | None:
    """The secrecy mark that a file's name (without its ending) says, in whatever letters: "BC_Mật", "KH (tối mật)"."""
    words = " ".join(re.sub(r"[_.+()\[\]-]+", " ", nfc(name)).split())
    found = set()
    for said in IN_NAME.finditer(words):
        before, after = words[: said.start()].upper().split(), words[said.end() :].upper().split()
        if not ({*before[-1:]} & BEFORE or {*after[:1]} & AFTER):
            found.add(MARKS[_squeeze(said[1].upper())])
    return _strictest(found) or secrecy_mark(name.replace("_", " "))


def _strictest(found: set[str]) -> str | None:
    return next((mark for mark in reversed(MARKS.values()) if mark in found), None)


def _squeeze(piece: str) -> str:
    return DECORATION.sub("", piece)


def _alone(lines: list[str]) -> Iterator[str]:
    before, head = "", len(_letterhead(lines))
    for number, line in enumerate(lines):
        for piece in (line, *APART.split(line)):
            squeezed = _squeeze(piece)
            if squeezed.upper() not in MARKS or _carried_over(before):
                continue
            # Below the head a cell "Mật" names what a row counts; a stamp is in capitals.
            alone = squeezed == _squeeze(line) and (number < LOWER_CASE_LINES or squeezed[:1].isupper())
            if alone or number < head or squeezed.isupper():
                yield MARKS[squeezed.upper()]
        before = line


def _carried_over(before: str) -> bool:
    # "… bảo vệ bí" / "mật." is a sentence that was broken by the width of the page.
    words = before.upper().split()
    return words[-1:] != [] and words[-1] in BROKEN_AFTER


def _labelled(lines: list[str]) -> Iterator[str]:
    for line in lines:
        for piece in (line, *APART.split(line)):
            if found := LABELLED.fullmatch(_squeeze(piece).upper()):
                yield MARKS[found[1] or found[2]]


def _called(lines: list[str]) -> Iterator[str]:
    for line in _letterhead(lines):
        for piece in (line, *APART.split(line)):
            if found := CALLED.fullmatch(_squeeze(piece).upper()):
                yield MARKS[found[1]]


def _stamped(lines: list[str]) -> Iterator[str]:
    previous = ""
    for line in _letterhead(lines):
        for found in STAMP.finditer(line):
            before = _words(line[max(0, found.start() - NEAR) : found.start()])
            after = _words(line[found.end() : found.end() + NEAR])
            heads_line = not before and _carried_over(previous)
            if not (heads_line or {*before[-1:]} & BEFORE or {*after[:1]} & AFTER):
                yield " ".join(found[1].split())
        previous = line


def _words(piece: str) -> list[str]:
    return [word for word in DECORATION.split(piece) if word]


def _letterhead(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines[:HEAD_LINES]):
        if TITLE.match(line):
            return lines[:number]
    return lines[:HEAD_WITHOUT_TITLE]
