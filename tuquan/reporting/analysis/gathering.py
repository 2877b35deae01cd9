"""The totals behind a table: one question a round and view, never one a cell."""

from dataclasses import dataclass, field
from datetime import date

from tuquan.reporting import rollup
from tuquan.reporting.access import may_show_parts
from tuquan.reporting.analysis.places import ALL, OWN, Place, Places
from tuquan.reporting.analysis.spans import Span
from tuquan.reporting.analysis.telling import ADDED, Told, of_parts, of_total, over_time, silent, together
from tuquan.reporting.models import Indicator, OverUnits, Round
from tuquan.reporting.totals import Part, Total
from tuquan.reporting.veiling import veiled
from tuquan.reporting.viewing import turns
from tuquan.reporting.views import AS_WAS, Restated, View
from tuquan.units import queries as units
from tuquan.units.models import UnitVersion
from tuquan.units.restating import standing_under

LIMITED = "chỉ tiêu này chỉ xem tổng số"


@dataclass(frozen=True)
class Window:
    """One window's rounds as one view shows them. `above`: by unit that answered, itself and what it lies under."""

    totals: tuple[tuple[Round, dict[str, Total]], ...]
    above: dict[int, frozenset[int]]


@dataclass
class Gathered:
    """What rounds say of `lines` in the area of `places.top`, fetched when first asked for and kept."""

    lines: list[Indicator]
    places: Places
    asked: dict[tuple[int, View], dict[str, Total]] = field(default_factory=dict)
    windows: dict[tuple[Span, View], Window] = field(default_factory=dict)
    exact: dict[tuple[int, int, View], dict[str, Total]] = field(default_factory=dict)
    still: dict[tuple[int, date], bool] = field(default_factory=dict)

    def tell(self, line: Indicator, place: Place, span: Span, day: date | None) -> Told:
        """What a place says of a line over a span: as it was, or on the units of `day`."""
        if not may_show_parts(line) and not (self._whole(place) and self.places.sums):
            return silent(line, LIMITED)
        return over_time(line, [self._told(line, place, base, self._view(base, day)) for base in span.bases])

    def window(self, span: Span, day: date | None) -> Window:
        """A window of rounds, in one question a round."""
        view = self._view(span, day)
        if (span, view) not in self.windows:
            totals = tuple((row, self._totals(row, view)) for row in outermost(span))
            self.windows[span, view] = Window(totals, _above(totals, span, view))
        return self.windows[span, view]

    def _view(self, span: Span, day: date | None) -> View:
        """As it was serves where nothing changed until the day: the numbers are the same, and cheaper."""
        if day is None or day <= span.window.last:
            return AS_WAS
        return AS_WAS if all(self._still(row, day) for row in span.rounds) else Restated(day)

    def _still(self, round_: Round, day: date) -> bool:
        if (round_.pk, day) not in self.still:
            self.still[round_.pk, day] = not any(turn <= day for turn in turns(round_, [self.places.top]).days)
        return self.still[round_.pk, day]

    def _totals(self, round_: Round, view: View) -> dict[str, Total]:
        if (round_.pk, view) not in self.asked:
            self.asked[round_.pk, view] = self._ask(round_, self.places.top, self.lines, view)
        return self.asked[round_.pk, view]

    def _told(self, line: Indicator, place: Place, base: Span, view: View) -> Told:
        window = self.window(base, view.day if isinstance(view, Restated) else None)
        totals = [found[line.code] for _, found in window.totals]
        if self._whole(place):
            return together(line, [of_total(total) for total in totals])
        parts = self._parts(totals, place, window)
        told = of_parts(line, parts, place.unit_id, totals[0].coverage.measure if totals else "")
        return self._exactly(told, place, window, view) if _unsure(told) else told

    def _whole(self, place: Place) -> bool:
        return place.unit_id == self.places.top or (place.key == ALL and self.places.whole)

    def _parts(self, totals: list[Total], place: Place, window: Window) -> list[Part]:
        if place.key == OWN:
            return [total.own for total in totals if total.own]
        inside = self._inside(place, window)
        return [part for total in totals for part in total.parts if part.unit_id in inside]

    def _inside(self, place: Place, window: Window) -> set[int]:
        tops = {row.unit_id for row in self.places.rows} if place.key == ALL else {place.unit_id}
        return {key for key, line in window.above.items() if not line.isdisjoint(tops)}

    def _exactly(self, told: Told, place: Place, window: Window, view: View) -> Told:
        """A unit that was divided within a place is whole there; distinct things are counted again: asked exactly."""
        if place.unit_id is None or place.key == OWN or len(told.parts) < 2:
            return told
        found = []
        for round_, _ in window.totals:
            key = (round_.pk, place.unit_id, view)
            if key not in self.exact:
                self.exact[key] = self._ask(round_, place.unit_id, self._hard(), view)
            found.append(self.exact[key])
        made = [of_total(row[told.line.code]) for row in found if told.line.code in row]
        return together(told.line, made) if made else told

    def _ask(self, round_: Round, unit_id: int, lines: list[Indicator], view: View) -> dict[str, Total]:
        """Totals with nothing but sums of lines that are limited."""
        return veiled(rollup.totals(round=round_, unit_id=unit_id, indicators=lines, view=view), unit_id)

    def _hard(self) -> list[Indicator]:
        return [line for line in self.lines if line.over_units in (*ADDED, OverUnits.RECORDS)]


def _unsure(told: Told) -> bool:
    return told.asked and (not told.comparable or told.line.over_units == OverUnits.RECORDS)


def outermost(span: Span) -> list[Round]:
    """Of several rounds of one window those that lie in no other: a province's holds what its districts opened."""
    if len(span.rounds) < 2:
        return list(span.rounds)
    above = standing_under({row.scope_id for row in span.rounds}, span.window.last)
    scopes = {row.scope_id for row in span.rounds}
    return [row for row in span.rounds if not (above.get(row.scope_id, frozenset()) & scopes) - {row.scope_id}]


def _above(totals: tuple[tuple[Round, dict[str, Total]], ...], span: Span, view: View) -> dict[int, frozenset[int]]:
    """By unit of the parts: itself and every unit that it lies under, on the view's day; of one that ended within the
    window, where it last lay."""
    keys = {part.unit_id for _, found in totals for total in found.values() for part in total.parts}
    day = view.day if isinstance(view, Restated) else span.window.last
    lines = standing_under(keys, day)
    gone = keys - lines.keys()
    last = UnitVersion.objects.filter(unit_id__in=gone).order_by("begins_on") if gone else []
    for row in {row.unit_id: row for row in last}.values():
        above = units.versions({row.parent_id}, day) if row.parent_id else {}
        line = standing_under(set(above), day)
        lines[row.unit_id] = frozenset({row.unit_id}).union(*line.values())
    return lines
