"""What the document says of itself: number, date, issuer, place, period."""

from __future__ import annotations

import re
from datetime import date

from tuquan.reader.reading import Head
from tuquan.reader.scope import Scope
from tuquan.reader.shadow import Shadow
from tuquan.vn.dates import DateError, parse_date

NUMBER = re.compile(r"(?m)^\W*Số\s*:?\s*(?P<number>\d+\s*/\s*[\w\-Đ/]+)")
ISSUED = re.compile(r"(?m)^[^\n]{0,60}?,\s*(?P<day>ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})")
ISSUER = re.compile(r"(?m)^\s*(?P<name>(?:CÔNG AN|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|BAN CHỈ ĐẠO|BCĐ)[^\n\t]{0,80})")
TOP = 2500


def head(dark: Shadow, scope: Scope) -> Head:
    """Head of a document from its first lines and its heading."""
    top = dark.plain[:TOP]
    number, issuer = NUMBER.search(top), ISSUER.search(top)
    times = [t for t in scope.times if t.start < scope.title_end and not t.posted]
    named = [p for p in scope.named if p.start < scope.title_end]
    return Head(
        place=min(named, key=lambda p: (p.rank, p.start)).name if named else None,
        issued_on=_issued(top),
        number=re.sub(r"\s+", "", number["number"]) if number else None,
        issuer=" ".join(issuer["name"].split()) if issuer else None,
        period_start=times[-1].first if times else None,
        period_end=times[-1].last if times else None,
    )


def _issued(top: str) -> date | None:
    found = ISSUED.search(top)
    try:
        return parse_date(found["day"]) if found else None
    except DateError:
        return None
