"""How a line was worded on a day; the two parts of a share taken out of its definition."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tuquan.ground import clock
from tuquan.reporting.catalogue_errors import VersionRefused
from tuquan.reporting.models import Indicator, IndicatorKind, IndicatorVersion

# What a version says and the line itself repeats, as it is today.
WORDED = ("name", "measure", "access", "over_units", "over_time", "definition")
FIRST_DAY = date(2012, 1, 1)
_SHARE = re.compile(r"^Tử số: (?P<above>.+?); mẫu số: (?P<below>[^;]+?)(?:;.*|\.)?$", re.DOTALL)


def parts(kind: str, definition: str) -> tuple[str, str]:
    """What stands above and below in a share: "Tử số: …; mẫu số: …" → both texts; two empty ones elsewhere."""
    found = _SHARE.match(definition) if kind == IndicatorKind.RATIO else None
    return (found["above"], found["below"].rstrip(".")) if found else ("", "")


def rest(definition: str, denominator: str) -> str:
    """What a share's definition says after its two parts; "" where it has none."""
    return definition.partition(f"mẫu số: {denominator}")[2].strip(" ;.") if denominator else ""


def worded(indicator: Indicator, day: date) -> IndicatorVersion:
    """The words of the line on a day; before its first version the first, after its last the last.

    Raises VersionRefused for a line that has no version at all (the catalogue was not loaded again).
    """
    return standing(indicator, list(indicator.versions.all()), day)


def worded_all(indicators: Iterable[Indicator], day: date) -> dict[int, IndicatorVersion]:
    """As `worded`, by the line's key, in one query."""
    lines = list(indicators)
    rows: dict[int, list[IndicatorVersion]] = defaultdict(list)
    for version in IndicatorVersion.objects.filter(indicator__in=[line.pk for line in lines]).order_by("begins_on"):
        rows[version.indicator_id].append(version)
    return {line.pk: standing(line, rows[line.pk], day) for line in lines}


def standing(indicator: Indicator, versions: list[IndicatorVersion], day: date) -> IndicatorVersion:
    """Of the line's versions in order, the one that tells its words on a day. Raises VersionRefused for none."""
    if not versions:
        raise VersionRefused(f"Chỉ tiêu « {indicator.name} » chưa có bản nào. Nạp lại danh mục chỉ tiêu.")
    begun = [row for row in versions if row.begins_on <= day]
    return begun[-1] if begun else versions[0]


def sync(day: date | None = None) -> set[int]:
    """Bring every line's own words up to the version in force (today): what was decided for a later day takes effect.

    Returns the keys of the lines that changed. Run at every load and each morning by the worker.
    """
    lines = list(Indicator.objects.filter(versions__isnull=False).distinct())
    now = worded_all(lines, day or clock.today())
    late = [line for line in lines if apply(line, now[line.pk])]
    if late:
        Indicator.objects.bulk_update(late, WORDED)
    return {line.pk for line in late}


def sync_one(line: Indicator, day: date) -> None:
    """As `sync`, for one line whose versions were just changed."""
    if apply(line, worded(line, day)):
        line.save(update_fields=WORDED)


def apply(line: Indicator, version: IndicatorVersion) -> bool:
    """Give the line the words of a version, unsaved; whether that changed anything."""
    changed = [name for name in WORDED if getattr(line, name) != getattr(version, name)]
    for name in changed:
        setattr(line, name, getattr(version, name))
    return bool(changed)


def version_of(line: Indicator, begins_on: date, *, adding_because: str = "", because: str = "") -> IndicatorVersion:
    """An unsaved version with the words a line has."""
    numerator, denominator = parts(line.kind, line.definition)
    words = {name: getattr(line, name) for name in WORDED}
    return IndicatorVersion(
        indicator=line, begins_on=begins_on, numerator=numerator, denominator=denominator,
        adding_because=adding_because, because=because, **words,
    )  # fmt: skip
