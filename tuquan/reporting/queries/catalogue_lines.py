"""The catalogue as people look through it: lines worded on a day, which forms ask them, whose they are."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tuquan.reporting import owning
from tuquan.reporting.adding_up import in_words
from tuquan.reporting.groups import label_of
from tuquan.reporting.models import Access, FormLine, Indicator, IndicatorKind, IndicatorVersion
from tuquan.reporting.wording import rest, worded_all
from tuquan.units import queries as units
from tuquan.vn.text import key


@dataclass(frozen=True)
class CatalogueLine:
    """One line for a list or a page. `asked`: how many forms ask it on the day; `gone`: retired by then."""

    indicator: Indicator
    said: IndicatorVersion
    asked: int
    owner: str
    gone: bool

    @property
    def group(self) -> str:
        return label_of(self.indicator.group)

    @property
    def kind(self) -> str:
        return str(IndicatorKind(self.indicator.kind).label)

    @property
    def access(self) -> str:
        return str(Access(self.said.access).label)

    @property
    def rest(self) -> str:
        """What a share's definition says besides its two parts."""
        return rest(self.said.definition, self.said.denominator)

    @property
    def ways(self) -> tuple[str, str]:
        """How it adds up, over units and over time, in a sentence each."""
        return in_words(self.indicator.kind, self.said.over_units, self.said.over_time)


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; empty: everything. `whose`: "" all, "chung" everybody's, "rieng" own lines."""

    text: str = ""
    group: str = ""
    kind: str = ""
    access: str = ""
    whose: str = ""


def visible(unit_id: int | None, day: date) -> QuerySet[Indicator]:
    """Lines an office may see: everybody's, its province's own, and those of units under it."""
    if unit_id is None:
        return Indicator.objects.filter(owner__isnull=True)
    reach = owning.owners(unit_id, day)
    below = [
        owner
        for owner in Indicator.objects.filter(owner__isnull=False).values_list("owner", flat=True).distinct()
        if units.is_within(owner, unit_id, day)
    ]
    return Indicator.objects.filter(Q(owner__isnull=True) | Q(owner__in=[*reach, *below]))


def catalogue_lines(unit_id: int | None, day: date, wanted: Wanted = Wanted()) -> list[CatalogueLine]:
    """The lines an office may see, narrowed, in the order of the catalogue."""
    rows = visible(unit_id, day)
    for name in ("group", "kind", "access"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if wanted.whose:
        rows = rows.filter(owner__isnull=wanted.whose == "chung")
    found = told(list(rows), day)
    words = key(wanted.text)
    return [line for line in found if words in key(f"{line.said.name} {line.said.definition}")] if words else found


def told(lines: list[Indicator], day: date) -> list[CatalogueLine]:
    """Lines with their words of a day, in a fixed number of queries."""
    said = worded_all(lines, day)
    asked = asked_by(lines, day)
    gone = set(Indicator.objects.filter(owning.retired(day)).values_list("pk", flat=True))
    owners = {line.owner_id for line in lines if line.owner_id is not None}
    names = {owner: _name(owner, day) for owner in owners}
    return [
        CatalogueLine(
            line, said[line.pk], len(asked[line.pk]), names.get(line.owner_id or 0, ""), line.pk in gone
        )
        for line in lines
    ]  # fmt: skip


def asked_by(lines: list[Indicator], day: date) -> dict[int, list[FormLine]]:
    """The forms in force on a day that ask each line, everybody's first."""
    found: dict[int, list[FormLine]] = defaultdict(list)
    on = Q(form__begins_on__lte=day) & (Q(form__ends_on__isnull=True) | Q(form__ends_on__gt=day))
    rows = FormLine.objects.filter(on, indicator__in=[line.pk for line in lines])
    order = ("form__owner_id", "form__report_kind_id", "-form__level")
    for row in rows.select_related("form__report_kind", "form__owner").order_by(*order):
        found[row.indicator_id].append(row)
    return found


def _name(owner_id: int, day: date) -> str:
    own = units.versions({owner_id}, day).get(owner_id)
    last = own or units.versions({owner_id}, owning.last_day_of(owner_id, day)).get(owner_id)
    return last.full_name if last else ""
