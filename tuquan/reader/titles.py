"""Where the heading of a text stands: the title of a report, the lines above the text, the first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tuquan.reader.letterhead import TOP
from tuquan.reader.shadow import CAPITAL

# The kind of paper in a line of its own; its subject follows (Decree 30/2020/NĐ-CP, Annex I).
KIND = re.compile(
    r"(?m)^[ \t*]*(?:BÁO CÁO|KẾ HOẠCH|TỜ TRÌNH|THÔNG BÁO|PHỤ LỤC|ĐỀ ÁN|CHƯƠNG TRÌNH|BIÊN BẢN|CÔNG VĂN)"
    r"(?: TÓM TẮT| NHANH)?[ \t]*$"
)
SUBJECT = re.compile(r"\n(?:\s*\n)*(?P<first>[^\n]{8,300})(?P<more>(?:\n[ \t]*(?=[(a-zà-ỹđ])[^\n]{3,200})*)")
TITLE_WORDS = re.compile(r"(?i)báo cáo|kết quả|tổng kết|sơ kết|phong trào|hiệu quả|đẩy mạnh")
NOT_TITLE = re.compile(r"^\W*(?:[IVX]+\s*[.:)-]|CỘNG HÒA|CỘNG HOÀ|ĐỘC LẬP|ĐẢNG CỘNG SẢN|\d+\s*[.)])", re.I)
# A heading is one sentence; a first line of several is already the text.
RUNNING_ON = re.compile(rf"(?<=\w\w\w)[.!?](?=\s+{CAPITAL})")
LONGEST = 300
# Where the text begins: a line that ends a sentence, a long one, a numbered part.
BODY = re.compile(r"(?m)^(?:[^\n]{10,}[.!?…]\s*$|[^\n]{250,}|\W*(?:[ivx]+|\d+)\s*[.)]\s)")
SENTENCE = re.compile(r"[.!?:](?=\s)")


@dataclass(frozen=True, slots=True)
class Title:
    """The heading at `start`..`end`; `formal` where it stands below the kind of paper."""

    start: int = 0
    end: int = 0
    formal: bool = False


def title(plain: str) -> Title:
    """The subject below the kind of paper, else a line in capitals that tells a report, else the first long line."""
    kind = KIND.search(plain, 0, TOP)
    subject = SUBJECT.match(plain, kind.end()) if kind else None
    if subject and not NOT_TITLE.match(subject["first"]):
        return Title(subject.start("first"), subject.end(), True)
    lines, offset = [], 0
    for line in plain.split("\n"):
        if len(line.strip()) > 12 and not NOT_TITLE.match(line):
            lines.append((offset, offset + len(line), line))
        offset += len(line) + 1
    return _chosen(plain, lines)


def _chosen(plain: str, lines: list[tuple[int, int, str]]) -> Title:
    short = [x for x in lines if len(x[2].strip()) < LONGEST]
    capitals = [x for x in short if _in_capitals(x[2])]
    told = [x for x in capitals if TITLE_WORDS.search(x[2])]
    named = [x for x in short[:6] if re.match(r"\W*(?i:báo cáo|kết quả)", x[2])]
    long = [x for x in lines if len(x[2].strip()) > 20]
    for choice in (told, named, capitals, long):
        if choice:
            start, end, _ = choice[0]
            stop = RUNNING_ON.search(plain, start, end)
            return Title(start, stop.start() if stop else min(end, start + LONGEST))
    return Title()


def _in_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def heading_end(low: str) -> int:
    """End of the lines above the text; a first line that is already the text gives an account as well."""
    body = BODY.search(low, 0, TOP)
    if body is None:
        return 0
    if body.start():
        return body.start()
    stop = SENTENCE.search(low)
    return stop.end() if stop else 0
