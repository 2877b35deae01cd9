"""A small country of the tests' own with a closed round, and an account of our own of where everything went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.factories import make_unit
from tuquan.accounts.models import Organ
from tuquan.ground import clock
from tuquan.reporting import catalogue, forms, rollup
from tuquan.reporting.models import (
    Access,
    Claim,
    Figure,
    FigureRevision,
    Indicator,
    OverUnits,
    ReportKind,
    Round,
    Submission,
)
from tuquan.units.models import UnitVersion
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin, HeirOf, Plan
from tuquan.vn.windows import Window

FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)
Said = tuple[int | None, int | None]


def closed_round(
    scope: int,
    said: Mapping[int, Mapping[str, Said | str]],
    kind: str = "movement_year",
    window: Window | None = None,
) -> Round:
    """A round whose submissions are all approved; a unit's figures by code: (x, y), "none" for không phát sinh, or
    "silent" where it was asked and did not answer."""
    lines = {line.code: line for line in Indicator.objects.all()}
    over = window or Window(FIRST, LAST)
    made = Round.objects.create(
        report_kind=ReportKind.objects.get(code=kind), scope_id=scope, first_day=over.first, last_day=over.last,
        title=over.title(),
    )  # fmt: skip
    organ, now = Organ.objects.create(kind="police"), clock.now()
    submissions = Submission.objects.bulk_create(
        Submission(
            round=made, organ=organ, unit_id=unit, state="approved", presented_at=now, submitted_at=now,
            first_submitted_on=LAST, approved_at=now,
        )
        for unit in [scope, *(key for key in said if key != scope)]
    )  # fmt: skip
    cells = [(row, lines[code], told) for row in submissions for code, told in said.get(row.unit_id, {}).items()]
    figures = Figure.objects.bulk_create(
        Figure(submission=row, indicator=line, answer="not_reported" if told == "silent" else "none_arose")
        for row, line, told in cells
    )
    _answer([(figure, told) for figure, (_, _, told) in zip(figures, cells, strict=True) if told != "silent"])
    return made


def _answer(said: list[tuple[Figure, Said | str]]) -> None:
    """Claims, answers and approvals of figures: "none" is không phát sinh."""
    numbers = [(figure, told) for figure, told in said if not isinstance(told, str)]
    claims = Claim.objects.bulk_create(
        Claim(figure=figure, value=told[0], of=told[1], source_kind="typed", source_label="thử")
        for figure, told in numbers
    )
    for (figure, _), claim in zip(numbers, claims, strict=True):
        figure.answer, figure.chosen = "value", claim
    Figure.objects.bulk_update([figure for figure, _ in numbers], ["answer", "chosen"], batch_size=300)
    FigureRevision.objects.bulk_create(
        FigureRevision(
            figure=figure, number=1, answer=figure.answer, claim=figure.chosen,
            value=figure.chosen and figure.chosen.value, of=figure.chosen and figure.chosen.of,
        )
        for figure, _ in said
    )  # fmt: skip


def carry_out(plan: Plan, on: date) -> None:
    made = procedure.draft(
        by=None, title="Sắp xếp thử", act_number="9/NQ-UBTVQH15", effective_on=on, plan=plan, scope_id=None
    )
    procedure.commit(by=None, reform=made, version=made.version)


# What is where: the unit that surely holds a part, or the unit beneath which it is somewhere.
Held = set[tuple[int, bool]]


@dataclass
class World:
    """Country, two provinces, a district in each, seven communes; `held` follows every commune on its own."""

    country: int
    provinces: list[int]
    districts: list[int]
    round: Round
    said: dict[int, int]
    day: date = LAST
    held: dict[int, Held] = field(default_factory=dict)
    numbers: int = 0

    def alive(self) -> list[int]:
        rows = UnitVersion.objects.on(self.day).filter(unit__level=3).order_by("unit_id")
        return list(rows.values_list("unit_id", flat=True))

    def parent(self, unit: int) -> int:
        return int(UnitVersion.objects.on(self.day).get(unit_id=unit).parent_id)

    def under(self, top: int) -> set[int]:
        """The unit and everything under it today, by walking down."""
        found, frontier = {top}, {top}
        rows = list(UnitVersion.objects.on(self.day).values_list("unit_id", "parent_id"))
        while frontier:
            frontier = {unit for unit, above in rows if above in frontier} - found
            found |= frontier
        return found

    def expected(self, area: set[int]) -> int | None:
        """What the area holds of the round, by our own account; None where nobody can say."""
        found = 0
        for commune, places in self.held.items():
            here = [unit in area for unit, _ in places]
            if any(here) and not all(here) and self.said[commune]:
                return None
            found += self.said[commune] if all(here) else 0
        return found

    def step(self, what: str, seed: int) -> None:
        """One change on the next day, with units that the seed picks."""
        self.day += timedelta(days=1)
        self.numbers += 1
        getattr(self, f"_{what}")(Random(seed), self.alive())

    def _begin(self, parent: int, more: str = "") -> Begin:
        return Begin(f"n{self.numbers}{more}", "commune", f"Mới {self.numbers}{more}", parent)

    def _merge(self, random: Random, alive: list[int]) -> None:
        if len(alive) < 2:
            return
        chosen = random.sample(alive, min(len(alive), random.choice((2, 3))))
        if random.random() < 0.5:
            carry_out(plans.merge(chosen, chosen[0]), self.day)
            self._went({old: {chosen[0]} for old in chosen[1:]})
            return
        fresh = self._begin(self.parent(chosen[0]))
        carry_out(plans.merge(chosen, fresh.key, fresh), self.day)
        self._went({old: self._named([fresh]) for old in chosen})

    def _rename(self, random: Random, alive: list[int]) -> None:
        carry_out(plans.rename(random.choice(alive), f"Đổi {self.numbers}"), self.day)

    def _move(self, random: Random, alive: list[int]) -> None:
        unit = random.choice(alive)
        elsewhere = [key for key in self.districts if key != self.parent(unit)]
        carry_out(plans.move(unit, random.choice(elsewhere)), self.day)

    def _split(self, random: Random, alive: list[int]) -> None:
        unit = random.choice(alive)
        parts = [self._begin(random.choice(self.districts), letter) for letter in "abc"[: random.choice((2, 3))]]
        carry_out(plans.split(unit, parts), self.day)
        self._went({unit: self._named(parts)})

    def _abolish(self, random: Random, alive: list[int]) -> None:
        if len(alive) < 2:
            return
        unit = random.choice(alive)
        above = self.parent(unit)
        carry_out(plans.abolish(unit), self.day)
        for places in self.held.values():
            if (unit, False) in places:
                places.discard((unit, False))
                places.add((above, True))

    def _named(self, fresh: Iterable[Begin]) -> set[int]:
        names = [begin.name for begin in fresh]
        return set(UnitVersion.objects.filter(name__in=names).values_list("unit_id", flat=True))

    def _went(self, heirs: Mapping[int, set[int]]) -> None:
        for places in self.held.values():
            for old, new in heirs.items():
                if (old, False) in places:
                    places.discard((old, False))
                    places |= {(unit, False) for unit in new}


def world(said: Iterable[int] = (3, 0, 7, 11, 2, 5, 13)) -> World:
    """Every line that adds over units has the commune's number, so that one sum stands for all of them."""
    catalogue.load()
    forms.load()
    country = make_unit("Nước Thử", "country", begins_on=FIRST)
    provinces = [make_unit(f"Tỉnh {n}", "province", parent=country, begins_on=FIRST) for n in (1, 2)]
    districts = [
        make_unit(f"Huyện {n}", "district", parent=above, begins_on=FIRST) for n, above in enumerate(provinces)
    ]
    values = list(said)
    communes = [make_unit(f"Xã {n}", parent=districts[n % 2], begins_on=FIRST) for n in range(len(values))]
    by_unit = dict(zip(communes, values, strict=True))
    codes = sums()
    round_ = closed_round(country, {unit: dict.fromkeys(codes, (value, None)) for unit, value in by_unit.items()})
    return World(
        country, provinces, districts, round_, by_unit, held={unit: {(unit, False)} for unit in communes}
    )  # fmt: skip


def sums() -> list[str]:
    """Every indicator of the catalogue that adds over units and is stored (closed lines are stored nowhere)."""
    return list(Indicator.objects.filter(over_units=OverUnits.SUM, access=Access.OPEN).values_list("code", flat=True))


def values(totals: Mapping[str, rollup.Total]) -> set[Decimal | None]:
    return {total.value for total in totals.values()}


__all__ = ["HeirOf", "World", "carry_out", "closed_round", "sums", "values", "world"]
