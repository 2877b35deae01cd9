"""What the document says of itself: number, date, issuer, place, period."""

from __future__ import annotations

import re
from datetime import date

from tuquan.reader.letterhead import TOP, letterhead
from tuquan.reader.reading import Head
from tuquan.reader.scope import Scope
from tuquan.reader.shadow import Shadow
from tuquan.vn.dates import DateError, parse_date

ISSUED = re.compile(
    r"(?m)^(?:[^\n]{0,60}?|[^\n]{0,200}\t[^\n]{0,120}?),\s*"
    r"(?P<day>ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
)


def head(dark: Shadow, scope: Scope) -> Head:
    """Head of a document from its first lines and its heading."""
    top = letterhead(dark.plain)
    times = [t for t in scope.times if t.start < scope.title_end and not (t.posted or t.legal)]
    time = scope.account or (times[-1] if times else None)
    named = [p for p in scope.named if p.start < scope.title_end]
    return Head(
        place=scope.speaker or (min(named, key=lambda p: (p.rank, p.start)).name if named else None),
        issued_on=_issued(dark.plain[:TOP]),
        number=top.number,
        issuer=top.issuer,
        period_start=time.first if time else None,
        period_end=time.last if time else None,
    )


def _issued(top: str) -> date | None:
    found = ISSUED.search(top)
    try:
        return parse_date(found["day"]) if found else None
    except DateError:
        return None
