"""Pieces of a list of names: where one ends and the next begins, and what of a piece is the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tuquan.reader.personal import personal_spans
from tuquan.reader.shadow import CAPITAL
from tuquan.reader.typed_names import names_a_person

QUOTED = re.compile(r"[\"“](?P<a>[^\"“”\n]{2,110})[\"”]|(?<!\w)[‘'](?P<b>[^'‘’\n]{2,110})[’'](?!\w)")
# A quote left open ends where the next name or sentence begins.
UNCLOSED = re.compile(r"[\"“‘](?P<a>[^\"“”‘’\n;,:()]{3,90})(?=[;,:(\n]|$)")
COUNTS = (
    r"(?:mô hình|câu lạc bộ|clb|tổ(?! chức)|nhóm|đội|điểm|buổi|cuộc|lượt|thành viên|hội viên|người|hộ(?! liền)|xã|thôn"
    r"|camera|bóng|vụ|đối tượng|tập thể|cá nhân|triệu|tỷ|đồng|đơn vị|trường|lớp|tin|kế hoạch|văn bản)"
)
# "; củng cố 05 mô hình": a new statement with a number of its own.
NEXT = re.compile(rf"[;,]\s*(?:và\s+)?(?P<verb>[^;,\"“”\d]*?)(?<!\w)\d[\d.]*\s+{COUNTS}(?!\w)", re.I)
# "và các mô hình khác" names none.
OTHERS = re.compile(r"(?:,|\s)\s*(?:và\s+)?(?:một số|các|nhiều)\s+(?:mô hình|câu lạc bộ|tổ|nhóm)?\s*khác(?!\w)")
ASIDE = re.compile(r"\s*\([^()\n]*\)|:\s*\d[^;,.\n]*")
SEPARATORS = re.compile(r"\s*(?:;|,)\s*(?:và\s+)?|\s+và\s+|\s+cùng với\s+")
SEMICOLON = re.compile(r"\s*;\s*(?:và\s+)?")
LEADING = re.compile(
    r"\s*(?:\(?[a-zđ\d]{1,2}[.)]\s+)?(?:\d{1,3}\s+(?=(?:mô hình|câu lạc bộ)))?(?:các\s+)?"
    r"(?:mô hình(?:\s+(?:tự quản|về))?|điểm mô hình)?\s*(?:là\s+)?",
    re.I,
)
# Where a name ends: at a stop, before its place, its figures or what was done with it.
TRAILING = re.compile(
    r"\s*(?:[:;.–—]|\s-\s).*$|\s*,(?=\s*(?:\d|(?:lắp|góp|thu hút|giúp|đã|qua|với|có|do|được|nhằm|tại|ở)\s)).*$"
    r"|\s+(?:tại|ở)\s+(?:các|địa bàn|thôn|xã|bản|ấp|khu|khóm|tổ|phường|huyện|trường|làng|buôn|xóm"
    rf"|{CAPITAL}).*$|\s+(?:với|gồm|có)\s+\d.*$|\s+(?:thuộc|trên địa bàn|do|của|đã|đang|được|nhằm|góp phần)\s.*$",
    re.S,
)
PLACE = re.compile(
    rf"(?i:thôn|xã|bản|ấp|khu phố|khu|tổ dân phố|tdp|khóm|làng|phường|huyện|buôn|xóm|thị trấn|tỉnh)\s+(?:{CAPITAL}|\d)"
)
# "Lâm Lang": each word with a capital is a place or a person, no scheme.
PROPER = re.compile(rf"(?:{CAPITAL}\w*\s+){{0,3}}{CAPITAL}\w*")
NO_NAME = re.compile(
    r"(?:tổ chức|một số|nhiều|các|trong đó|còn lại|riêng|v\.?v|tại|ở|theo|đã|hiện|với|có|do|qua|từ|cán bộ|đoàn viên"
    r"|hội viên|khối)(?!\w)"
    rf"|\d[\d.]*\s+{COUNTS}(?!\w)",
    re.I,
)
# "5 không 3 sạch" is a name, "12 nam, 20 nữ" a list of parts.
NUMBERED = re.compile(r"\d+\s+(?!không|có|tự|trong|an toàn|sạch|biết|tốt|đúng|giữ|xung kích|nhất)")
SHORTEST, LONGEST, MOST_WORDS = 5, 90, 14


@dataclass(frozen=True, slots=True)
class Piece:
    """One name and its place in the composed text."""

    start: int
    end: int
    name: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Pieces:
    """Names found; `clear` when nothing between them was left over and no comma was in doubt."""

    pieces: list[Piece]
    clear: bool


def without_asides(body: str) -> str:
    """The list with brackets and figures blanked, places kept, cut where a new statement begins."""
    body = ASIDE.sub(lambda m: " " * len(m[0]), body)
    covered = QUOTED.sub(lambda m: "x" * len(m[0]), body)
    following = next((m for m in NEXT.finditer(covered) if m["verb"].strip()), None)
    others = OTHERS.search(covered)
    ends = [m.start() for m in (following, others) if m]
    return body[: min(ends)] if ends else body


def pieces(body: str, offset: int, counted: int, *, quoted_only: bool, after_colon: bool) -> Pieces:
    """Names of a list in one line; `offset` is where `body` begins in the text."""
    quoted = [_piece(m, offset) for m in QUOTED.finditer(body)] or [_piece(m, offset) for m in UNCLOSED.finditer(body)]
    kept = [piece for piece in quoted if piece]
    if quoted:
        return Pieces(kept, len(kept) == len(quoted) and not QUOTED.sub("", body).strip(" ,;.và"))
    return Pieces([], False) if quoted_only else _unquoted(body, offset, counted, after_colon)


def of_line(line: str, offset: int) -> Piece | None:
    """The name of one bulleted line."""
    quoted = QUOTED.search(line) or UNCLOSED.search(line)
    if quoted and len(line[: quoted.start()]) < 60:
        return _piece(quoted, offset)
    return _plain(line, offset)


def _piece(found: re.Match[str], offset: int) -> Piece | None:
    group = "b" if found.re is QUOTED and found["b"] else "a"
    name = found[group].strip(" .,;")
    start = offset + found.start(group)
    return Piece(start, start + len(found[group]), name, True) if _believable(name, SHORTEST - 2, words=1) else None


def _unquoted(body: str, offset: int, counted: int, after_colon: bool) -> Pieces:
    """Parts between semicolons, else between commas; small letters are believed when as many as counted."""
    by_semicolon = ";" in body
    spans = list(_spans(body, SEMICOLON)) if by_semicolon else list(_joined(body, list(_spans(body, SEPARATORS))))
    found = [_plain(body[a:b], offset + a) for a, b in spans]
    kept = [piece for piece in found if piece]
    if len(kept) != len(found) or not kept:
        # One part that is no name may close the list; more tell of something else.
        if len(found) - len(kept) > 1 or len(kept) < 2 or found[0] is None:
            return Pieces([], False)
        return Pieces(kept, False)
    capitals = all(piece.name[0].isupper() or piece.name[0].isdigit() for piece in kept)
    if not capitals and (len(kept) != counted or not after_colon):
        return Pieces([], False)
    whole = by_semicolon or len(spans) == len(list(_spans(body, SEPARATORS)))
    return Pieces(kept, after_colon and capitals and whole and len(kept) > 1)


def _spans(body: str, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for found in separator.finditer(body):
        if body[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if body[start:].strip(" .…"):
        yield start, len(body)


def _joined(body: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """ "Camera an ninh, trật tự, Tiếng kẻng": a part in small letters belongs to the name before it."""
    names = [LEADING.sub("", body[a:b], count=1).strip() for a, b in spans]
    if not names or not names[0][:1].isupper():
        yield from spans
        return
    start, end = spans[0]
    for (a, b), name in zip(spans[1:], names[1:], strict=True):
        if name[:1].islower() and not MORE_TO_COME.match(name):
            end = b
        else:
            yield start, end
            start, end = a, b
    yield start, end


MORE_TO_COME = re.compile(r"(?:một số|các|nhiều|v\.?v|vân vân|góp phần|qua đó|đã|đang|được|trong đó)(?!\w)")


def _plain(text: str, offset: int) -> Piece | None:
    lead = LEADING.match(text)
    start = lead.end() if lead else 0
    told = TRAILING.sub("", text[start:]).strip()
    at = text.find(told, start) if told else -1
    name = told.strip(" .…,;:-–\"“”'")
    if (
        at < 0
        or not _believable(name, SHORTEST)
        or NO_NAME.match(name)
        or NUMBERED.match(name)
        or PLACE.match(name)
        or PROPER.fullmatch(name)
    ):
        return None
    return Piece(offset + at, offset + at + len(told), name)


def _believable(name: str, shortest: int, words: int = 2) -> bool:
    """Long enough, short enough, of words enough, and no person's."""
    if not shortest <= len(name) <= LONGEST or len(name.split()) > MOST_WORDS + 6:
        return False
    return len(name.split()) >= words and not names_a_person(name) and not personal_spans(name)
