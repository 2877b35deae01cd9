"""Part and whole: the total that a unit itself states, against what the units beneath it make. No tolerance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tuquan.reporting import rollup
from tuquan.reporting.models import Answer, Indicator, OverUnits, Round
from tuquan.reporting.questions import Question
from tuquan.reporting.totals import Coverage, Part, Total
from tuquan.reporting.values import Value, shown

_SUMMING = (OverUnits.SUM, OverUnits.RATIO)


@dataclass(frozen=True)
class PartWhole:
    """One unit and line whose stated total is not its units' sum. `difference`: stated less summed."""

    unit_id: int
    name: str
    indicator: Indicator
    stated: Part
    summed: Value
    coverage: Coverage | None

    @property
    def difference(self) -> Decimal:
        return (self.stated.value or Decimal(0)) - (self.summed.number or Decimal(0))

    @property
    def sentence(self) -> str:
        """ "Điểm tuyên truyền, huyện Tuyên Hóa: tự ghi 196, các đơn vị cộng lại 190 (17/19 xã), chênh 6."."""
        name = self.indicator.name
        more = f" ({self.coverage.text})" if self.coverage is not None and self.coverage.expected else ""
        by = f", chênh {shown(abs(self.difference))}" if self.difference else ""
        return (
            f"{name[0].upper()}{name[1:]}, {self.name}: tự ghi {self.stated.text}, "
            f"các đơn vị cộng lại {self.summed.text}{more}{by}."
        )

    @property
    def question(self) -> Question:
        """As a submission is asked it: to be explained by the unit that states it."""
        return Question("part_whole", self.sentence, self.indicator.code, self.stated.figure_id)


def part_whole(
    round: Round, unit_id: int, indicators: Iterable[Indicator] | None = None, totals: dict[str, Total] | None = None
) -> list[PartWhole]:
    """For every line that adds: the unit itself and each unit between whose stated total its own units do not make.

    A unit states a total by its printed report, or by typing for units that were asked themselves. `totals`: where
    `rollup.totals` of the unit is at hand; else it is asked, in its number of queries.
    """
    made = totals if totals is not None else rollup.totals(round=round, unit_id=unit_id, indicators=indicators)
    return [found for total in made.values() for found in _of_line(unit_id, total)]


def _of_line(unit_id: int, total: Total) -> Iterator[PartWhole]:
    if total.indicator.over_units not in _SUMMING:
        return
    if total.stated is not None and total.parts:
        whole = Value(total.answer, total.value, total.of)
        yield from _compared(total.indicator, unit_id, total.stated, whole, total.coverage)
    for part in total.parts:
        if part.stated is not None:
            whole = Value(part.answer, part.value, part.of)
            yield from _compared(total.indicator, part.unit_id, part.stated, whole, part.coverage)


def _compared(
    line: Indicator, unit_id: int, stated: Part, summed: Value, coverage: Coverage | None
) -> Iterator[PartWhole]:
    if stated.answer == Answer.NOT_REPORTED or summed.answer == Answer.NOT_REPORTED:
        return
    same_whole = stated.of is None or summed.of is None or stated.of == summed.of
    if (stated.value or Decimal(0)) != (summed.number or Decimal(0)) or not same_whole:
        yield PartWhole(unit_id, stated.name, line, stated, summed, coverage)
