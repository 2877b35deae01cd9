"""Names told after a count of schemes, clubs or groups: "03 mô hình: “…”, “…”", "gồm: Camera an ninh; …", bullets.

They are kept as candidates for the registry, never counted as figures: a digit in a name ("5 không 3 có") is
no number. What points to a person is no name of a scheme and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tuquan.reader import name_pieces
from tuquan.reader.name_pieces import Piece
from tuquan.reader.shadow import CAPITAL

NAMEABLE = re.compile(
    r"(?:mô hình|loại mô hình|loại hình|loại|câu lạc bộ|clb|điển hình|tổ|nhóm|đội|hội quán|điểm|điểm mô hình)(?!\w)"
)
BETWEEN = r"[^.;:()\d\n\"“”¦]{0,60}?"
# What opens the list: a colon, a bracket, "gồm", "là", "như", or a quote right after the counted noun.
OF_THEM = r"(?:\s+(?:các\s+)?mô hình)?\s*:?"
OPENS = re.compile(
    rf"(?P<words>{BETWEEN})(?P<sign>\s*:|\s*,?\s(?:bao gồm|gồm có|gồm|đó là|cụ thể là|là)(?!\w){OF_THEM}"
    r"|\s*[,(]?\s*(?:điển hình|tiêu biểu|nổi bật|cụ thể|trong đó có|ví dụ|như)(?!\w)(?:\s+(?:như|là|có))?"
    rf"{OF_THEM}|\s*\(|\s*(?=[\"“‘]))\s*",
    re.I,
)
# "15 mô hình, điển hình là …": the counted noun may end in a word that opens examples.
EXEMPLARS = re.compile(r",\s*điển hình$")
# Only examples are listed, or more than what is named.
SOME = re.compile(r"(?<!\w)(?:như|điển hình|tiêu biểu|trong đó|nổi bật|nhất là|ví dụ)(?!\w)", re.I)
MORE = re.compile(r"\.\.\.?|…|(?<!\w)v\.?\s*v(?!\w)|(?<!\w)(?:và|,)\s+(?:một số|các|nhiều)\s|(?<!\w)vân vân", re.I)
BULLET = re.compile(r"[ \t]*(?P<sign>[-–—+•*▪●]|\(?[a-zđ\d]{1,2}[.)])[ \t]*(?=\S)")
QUOTED_START = re.compile(r"\s*[\"“‘]")
MOST = 40


# A single scheme of a list, with where it stands: "…" tại thôn Lâm Lang.
QUOTED = re.compile(rf"[\"“][^\"”\n]{{2,90}}[\"”](?:\s+(?:tại|ở|của|thuộc)\s+[^,;.\"“”]*{CAPITAL}\w*)?")
COLON = re.compile(r"[^.,;\d]{0,40}:")
NOUN = re.compile(r"\s*(?:mô hình|câu lạc bộ|clb|tổ|nhóm|đội)(?!\w)", re.I)


@dataclass(frozen=True, slots=True)
class Listed:
    """Names in their order with their places; `complete` when the list is surely the whole of what was counted."""

    pieces: tuple[Piece, ...]
    complete: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Each name once."""
        return tuple(dict.fromkeys(piece.name for piece in self.pieces))

    def holds(self, position: int) -> bool:
        """Whether a place in the text lies inside one of the names: no name without quotes begins with its number."""
        return any(piece.start < position < piece.end for piece in self.pieces)


NONE = Listed((), False)


def listed(plain: str, noun_end: int, stop: int, counted: int) -> Listed:
    """Names that follow a counted noun.

    `plain` is the composed text, `noun_end` where the noun ends, `stop` where its sentence ends, `counted` how
    many were told: it decides over small letters and doubtful commas. Bullets may stand after `stop`.
    """
    exemplars = EXEMPLARS.search(plain, max(noun_end - 14, 0), noun_end)
    opening = OPENS.match(plain, exemplars.start() if exemplars else noun_end, stop)
    if opening is None:
        return NONE
    only_some = bool(SOME.search(opening[0]))
    rest = plain[opening.end() : stop]
    if not rest.strip() and ":" in opening["sign"]:
        return _bulleted(plain, stop, only_some)
    return _inline(plain, opening, stop, counted)


def without_names(plain: str, low: str, start: int, end: int) -> str:
    """The prepared text between two places, without lists of names: their words say nothing of the field counted.

    One name in quotes right after the noun says it: "01 mô hình “Camera an ninh”".
    """
    ahead = low[start:end]
    quoted = [m.span() for m in QUOTED.finditer(plain, start, end)]
    if len(quoted) < 2 and not COLON.match(ahead):
        quoted = []
    for a, b in quoted or _unquoted_names(plain, start, end):
        ahead = ahead[: a - start] + " " * (b - a) + ahead[b - start :]
    return ahead


def _unquoted_names(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    noun = NOUN.match(plain, start, end)
    found = listed(plain, noun.end(), end, 0) if noun else NONE
    return [(p.start, p.end) for p in found.pieces if p.end <= end] if len(found.pieces) > 1 else []


def _inline(plain: str, opening: re.Match[str], stop: int, counted: int) -> Listed:
    """Names in the same sentence."""
    sign, start = opening["sign"].strip().lower(), opening.end()
    if sign == "(":
        close = plain.find(")", start, stop)
        stop = close if close >= 0 else stop
    quotes = bool(QUOTED_START.match(plain, start))
    quoted_only = sign == "" or (sign == "là" and quotes)
    if (quoted_only and not quotes) or ("trong đó" in opening["words"] and not quotes):
        return NONE
    whole = plain[start:stop]
    body = name_pieces.without_asides(whole)
    found = name_pieces.pieces(body, start, counted, quoted_only=quoted_only, after_colon=":" in sign or sign == "(")
    if sign == "là" and not quotes and len(found.pieces) != counted:
        return NONE
    surely = found.clear and not SOME.search(opening[0]) and not MORE.search(whole) and bool(sign)
    return Listed(tuple(found.pieces[:MOST]), surely and bool(found.pieces))


def _bulleted(plain: str, at: int, only_some: bool) -> Listed:
    """Names on the lines that follow, one a line, as long as the bullet stays the same."""
    lines = list(_lines(plain, at))
    found = [piece for start, text in lines if (piece := name_pieces.of_line(text, start))]
    whole = len(found) == len(lines) and not only_some and not any(MORE.search(text) for _, text in lines)
    return Listed(tuple(found[:MOST]) if len(found) > len(lines) / 2 else (), whole and len(found) > 1)


def _lines(plain: str, at: int) -> Iterator[tuple[int, str]]:
    """Where the text of each bulleted line begins, and it; up to the first line of another kind."""
    kind, start = "", plain.find("\n", at) + 1
    while start and start < len(plain):
        end = plain.find("\n", start)
        line = plain[start : end if end >= 0 else len(plain)]
        bullet = BULLET.match(line)
        if line.strip():
            if bullet is None or (kind and _kind(bullet["sign"]) != kind):
                return
            kind = _kind(bullet["sign"])
            yield start + bullet.end(), line[bullet.end() :]
        start = end + 1


def _kind(sign: str) -> str:
    return re.sub(r"\d+", "1", re.sub(r"[a-zđ]", "a", sign))
