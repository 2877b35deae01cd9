"""Which windows a person can ask of a report: those of rounds, and longer ones that rounds fill without a gap."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tuquan.accounts.models import User
from tuquan.reporting.models import Round
from tuquan.reporting.seeing import rounds_seen
from tuquan.reporting.tiling import tile
from tuquan.vn.period_names import Kind
from tuquan.vn.windows import Window, calendar_window, decree_09_window

_LONGER: tuple[tuple[Kind, int], ...] = (("quarter", 4), ("half", 2), ("nine_months", 1), ("year", 1))
# Months, quarters, halves and years differ by up to three days among themselves.
_SAME_LENGTH = 4


@dataclass(frozen=True)
class Span:
    """A window that can be asked: by `rounds` of its own (several where districts opened theirs side by side), or
    `derived` from shorter windows in order.
    """

    window: Window
    title: str
    rounds: tuple[Round, ...] = ()
    derived: tuple["Span", ...] = ()

    @property
    def bases(self) -> tuple["Span", ...]:
        """The windows of rounds that it is made of."""
        return self.derived or (self,)


@dataclass(frozen=True)
class Known:
    """Every span of one report that a person sees, by window, the newest first."""

    spans: dict[Window, Span]

    @property
    def opened(self) -> list[Span]:
        return [span for span in self.spans.values() if not span.derived]

    @property
    def longer(self) -> list[Span]:
        return [span for span in self.spans.values() if span.derived]

    def before(self, span: Span) -> Span | None:
        """The latest span of the same length that ended before this one began."""
        earlier = [
            other
            for other in self.spans.values()
            if other.window.last < span.window.first and _alike(other.window, span.window)
        ]
        return max(earlier, key=lambda other: other.window.last, default=None)

    def year_before(self, span: Span) -> Span | None:
        """The same window a year earlier."""
        first, lasts = _year_before(span.window.first), _ends(span.window.last)
        return next((o for o in self.spans.values() if o.window.first == first and o.window.last in lasts), None)


def known(user: User | None, unit_id: int | None, report_kind: str) -> Known:
    """The spans of a report that exist for a person acting at a unit."""
    rounds = [row for row in rounds_seen(user, unit_id) if row.report_kind.code == report_kind]
    return of_rounds(rounds)


def of_rounds(rounds: Iterable[Round]) -> Known:
    """Spans of these rounds and of the longer windows that they fill."""
    together: dict[Window, list[Round]] = defaultdict(list)
    for row in rounds:
        together[row.window].append(row)
    opened = {window: Span(window, _capital(rows[0].title), tuple(rows)) for window, rows in together.items()}
    longer = {window: span for window in _candidates(opened) if (span := _filled(window, opened))}
    found = {**opened, **longer}
    order = sorted(found, key=lambda window: (window.last, window.days), reverse=True)
    return Known({window: found[window] for window in order})


def _candidates(opened: dict[Window, Span]) -> set[Window]:
    years = {year for window in opened for year in (window.first.year, window.last.year, window.last.year + 1)}
    named = {
        rule(kind, year, part)
        for rule in (calendar_window, decree_09_window)
        for year in years
        for kind, parts in _LONGER
        for part in range(1, parts + 1)
    }
    return named - opened.keys()


def _filled(window: Window, opened: dict[Window, Span]) -> Span | None:
    """The window out of the finest rounds that lie side by side from its first day to its last (see `tiling`)."""
    tiling = tile(window, opened.keys())
    if not tiling.derived:
        return None
    return Span(window, _capital(window.title()), (), tuple(opened[piece] for piece in tiling.pieces))


def _capital(title: str) -> str:
    return f"{title[:1].upper()}{title[1:]}"


def overlap(spans: Sequence[Span]) -> bool:
    """Whether a day lies in two of them: then nothing is added over them."""
    windows = sorted(span.window for span in spans)
    return any(after.first <= before.last for before, after in pairwise(windows))


def _alike(one: Window, other: Window) -> bool:
    return abs(one.days - other.days) < _SAME_LENGTH + 1


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _ends(day: date) -> tuple[date, ...]:
    # 28 February may answer to 29 February: both end the same month.
    before = _year_before(day)
    after = before + timedelta(days=1)
    return (before, after) if (before.month, before.day) == (2, 28) and after.month == 2 else (before,)
