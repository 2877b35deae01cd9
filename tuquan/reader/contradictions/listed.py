"""Names listed after a number: "03 mô hình: “…”, “…”", "gồm: …; …", one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuquan.reader import named
from tuquan.reader.contradictions.ground import Ground, Told
from tuquan.reader.contradictions.model import Contradiction
from tuquan.vn.numbers import show

NAMEABLE = re.compile(r"(?:mô hình|loại mô hình|câu lạc bộ|điển hình|cuộc thi|chuyên đề|diễn đàn)(?!\w)")
# What opens the list: a colon, or "là" or "gồm", soon after the counted noun.
OPENS = re.compile(
    r"(?P<words>[^.;:\d\n\"]{0,60}?)\s*"
    r"(?::|,?\s(?:gồm|bao gồm|là|đó là)(?:\s+các mô hình|\s+mô hình)?\s*:?(?=\s*\"))\s*"
)
NAME = re.compile(r"\"[^\"\n]{2,110}\"")
# Only examples are listed, or more than what is in quotes.
SOME = re.compile(r"(?<!\w)(?:như|điển hình|tiêu biểu|trong đó|nổi bật|nhất là|ví dụ)(?!\w)")
MORE = re.compile(r"\.\.\.|…|v\.v|(?<!\w)(?:và|,)\s+(?:một số|các|nhiều)\s|(?<!\w)vân vân")
# One name carried out at several places, or a number of its own.
SEVERAL = re.compile(
    r"\d|(?<!\w)(?:tại|ở)\s+(?:các|hai|ba|\S+\s\S+\s(?:và|,))"
    r"|(?<!\w)(?:và|,)\s*(?:tại\s+)?(?:thôn|xã|bản|ấp|khu|tổ|phường)\s"
)
# "“Camera” - “Giám sát”": one name or two.
JOINED = re.compile(r"¦\s*[-/+]\s*¦")
ANOTHER = re.compile(r"(?<!\w)(?:và|,)?\s*(?:mô hình|câu lạc bộ|điển hình)\s+(?!\")[^\",;]*$")


# "02 mô hình “…” và “…”": names right after the noun; "03 mô hình “…”" is one name carried out three times.
QUOTED = r"\"[^\"\n]{2,110}\""
STRAIGHT = re.compile(
    rf"(?:\s+tự quản)?\s*(?P<names>{QUOTED}(?:\s*(?:, và|,|;|và)\s*(?:mô hình\s*)?{QUOTED})+)\s*(?=[.;)\n]|$)"
)


def lengths(ground: Ground) -> Iterator[Contradiction]:
    """Counts whose list of names in quotes is longer or shorter."""
    for told in ground.told:
        counted = NAMEABLE.search(ground.low, told.start, told.end)
        if counted is None or told.finding.of is not None or not 2 <= told.value <= 40:
            continue
        listed = _list(ground, told) or _straight(ground, told) or _without_quotes(ground, told)
        if listed is None:
            continue
        count, start, end = listed
        if count != told.value:
            question = f"Ghi {told.shown} {counted[0]} nhưng kể tên {show(count)}. Thiếu hay thừa tên nào?"
            yield Contradiction(
                "list_length", question, ground.side(told), ground.side_at(start, end), (told.finding.indicator,)
            )


def _list(ground: Ground, told: Told) -> tuple[int, int, int] | None:
    """How many names stand in the list after a number and where; None where it cannot be told for sure."""
    opening = OPENS.match(ground.low, told.end)
    if opening is None or SOME.search(opening[0]):
        return None
    end = _end(ground, told, opening.end())
    body = ground.low[opening.end() : end]
    names = list(NAME.finditer(body))
    if not names or body.count('"') != 2 * len(names) or not _balanced(ground, opening.end(), end):
        return None
    outside = NAME.sub("¦", body)
    if (
        JOINED.search(outside)
        or MORE.search(body)
        or SOME.search(outside)
        or SEVERAL.search(outside)
        or _unquoted(outside)
    ):
        return None
    return len(names), opening.end() + names[0].start(), opening.end() + names[-1].end()


def _straight(ground: Ground, told: Told) -> tuple[int, int, int] | None:
    """More names than were counted, right after the counted noun."""
    found = STRAIGHT.match(ground.low, told.end)
    if found is None or not _balanced(ground, found.start("names"), found.end("names")):
        return None
    count = len(NAME.findall(found["names"]))
    return (count, found.start("names"), found.end("names")) if count > told.value else None


def _without_quotes(ground: Ground, told: Told) -> tuple[int, int, int] | None:
    """Names after "gồm:" or under bullets, where the list is surely the whole and tells no numbers or places."""
    stop = ground.sentence_at(told.start, told.end)[1]
    found = named.listed(ground.dark.plain, told.end, stop, int(told.value))
    if not found.complete or any(piece.quoted for piece in found.pieces[:1]):
        return None
    start, end = found.pieces[0].start, found.pieces[-1].end
    ends = [ground.low.find("\n", end), ground.low.find(".", end)]
    outside = ground.low[start : min((e for e in ends if e >= 0), default=len(ground.low))]
    for piece in found.pieces:
        outside = outside.replace(ground.low[piece.start : piece.end], "¦", 1)
    return None if SEVERAL.search(outside) or MORE.search(outside) else (len(found.pieces), start, end)


def _end(ground: Ground, told: Told, at: int) -> int:
    """Where the sentence ends, or a new statement with its own number begins."""
    stop = ground.sentence_at(told.start, told.end)[1]
    following = re.compile(r";[^;\"]*?(?<!\w)\d").search(NAME.sub(lambda m: "x" * len(m[0]), ground.low[at:stop]))
    return at + following.start() if following else stop


def _balanced(ground: Ground, start: int, end: int) -> bool:
    """As many quotes open as close, where the text tells them apart."""
    plain = ground.dark.plain[start:end]
    return plain.count("“") == plain.count("”")


def _unquoted(outside: str) -> bool:
    """Whether a name stands between the quoted ones without quotes."""
    pieces = re.split(r"[,;¦]", outside)
    return any(ANOTHER.search(piece) for piece in pieces) or outside.count("¦") < len(
        re.findall(r"(?<!\w)mô hình(?!\w)", outside)
    )
