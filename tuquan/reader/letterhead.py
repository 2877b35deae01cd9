"""The lines above a report's title: its number and the organ that issues it, below the organ above it.

Layout of Decree 30/2020/NĐ-CP, Annex I: organ above, organ, number on the left; motto, place and day on the right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TOP = 2500
# Inside a line as well: the letterhead of a docx is a table, and the paragraphs of a cell stand in one line.
# The number itself may be left blank in a draft.
NUMBER = re.compile(r"(?m)(?:^[^\w\n]*Số\s*:?|(?<=[ \t])Số\s*:)[ \t]*(?P<number>\d*\s*[-/]\s*[A-ZĐ][\w\-Đ/&]*)")
ORGANS = (
    "CÔNG AN|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|ỦY BAN MẶT TRẬN TỔ QUỐC|UỶ BAN MẶT TRẬN TỔ QUỐC|ỦY BAN MTTQ|UBMTTQ"
    "|MTTQ|MẶT TRẬN TỔ QUỐC|BAN CHỈ ĐẠO|BCĐ|ĐẢNG BỘ|ĐẢNG ỦY|ĐẢNG UỶ|HUYỆN ỦY|HUYỆN UỶ|TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|THỊ ỦY"
    "|QUẬN ỦY|BCH HỘI|HỘI|TỈNH ĐOÀN|HUYỆN ĐOÀN|THÀNH ĐOÀN|BCH ĐOÀN|ĐOÀN|LIÊN ĐOÀN|BỘ CHỈ HUY|BAN CHỈ HUY"
    "|ĐỒN BIÊN PHÒNG|SỞ|PHÒNG|BỘ|TRƯỜNG|CHI CỤC|CỤC|TRUNG TÂM"
)
ORGAN = rf"(?:{ORGANS})(?!\w)"
# One organ and the line that goes on with its name: "ỦY BAN NHÂN DÂN / THÀNH PHỐ ĐÀ LẠT".
UNITS = "TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU"
NOT_HERE = r"CỘNG HÒA|CỘNG HOÀ|ĐỘC LẬP|ĐẢNG CỘNG SẢN"
EACH = re.compile(
    rf"(?<!\w)(?P<name>{ORGAN}(?:(?!\s(?:{ORGAN}|{NOT_HERE}))[^\n\t*_\d]|(?<=BAN CHỈ ĐẠO )\d+|(?<=BCĐ )\d+){{0,80}})"
    rf"(?:[\t][^\n]*)?(?:\n[ \t]*(?P<more>(?:{UNITS})(?!\s+(?:ỦY|UỶ|ĐOÀN))(?!\w)[^\n\t*_\d]{{2,40}}))?"
)
# Without a number above which it could stand, an organ must open its line.
FIRST = re.compile(
    r"(?m)^\s*(?P<name>(?:CÔNG AN|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|BAN CHỈ ĐẠO|BCĐ)(?!\w)[^\n\t]{0,80})"
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Number ("34/BC-CAX") and issuer, None where not found; `start`..`end` the issuer's place in the text.

    `numbered`: the issuer stands right above a number, so it is the one who speaks; `above` are the organs above it,
    the nearest first.
    """

    number: str | None = None
    issuer: str | None = None
    start: int = 0
    end: int = 0
    numbered: bool = False
    above: tuple[str, ...] = ()


def letterhead(plain: str) -> Letterhead:
    """Letterhead of a composed text; the issuer is the last organ named before the number."""
    top = plain[:TOP]
    number = NUMBER.search(top)
    shown = re.sub(r"\s+", "", number["number"]) if number else None
    shown = shown if shown and shown[0].isdigit() else None
    organs = list(EACH.finditer(top, 0, number.start())) if number else []
    if organs:
        names = [_name(m) for m in organs]
        return Letterhead(shown, names[-1], organs[-1].start(), organs[-1].end(), True, tuple(reversed(names[:-1])))
    first = FIRST.search(top)
    if first is None:
        return Letterhead(shown)
    return Letterhead(shown, " ".join(first["name"].split()), first.start("name"), first.end("name"))


def _name(organ: re.Match[str]) -> str:
    return " ".join(f"{organ['name']} {organ['more'] or ''}".split()).rstrip(" -–—_")
