"""What an act did to units, told from what is recorded: before → after, whole or in part, renamed, moved, ended."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from tuquan.units import queries
from tuquan.units.models import Change, Succession, Unit, UnitVersion
from tuquan.vn.text import collation_key
from tuquan.web.schemes.area import capital
from tuquan.web.units.named import places_of

RENAMED, MOVED, FOUNDED, ENDED = "đổi tên hoặc loại", "chuyển cấp trên", "lập mới", "kết thúc"
MERGED, WENT_ON, SPLIT = "nhập lại", "tiếp nối", "có phần chia ra"

# What the act is about first, what only follows from it last.
ORDER = (MERGED, SPLIT, WENT_ON, FOUNDED, ENDED, RENAMED, MOVED)


@dataclass(frozen=True)
class Named:
    """A unit on a day: its full name, what it lies in, its code, and its page on that day."""

    unit_id: int
    name: str
    place: str
    code: str
    day: date
    part: bool = False
    share: str = ""


@dataclass
class Row:
    """One unit after the act, with the units before it; `after` None: ended without an heir."""

    what: str
    after: Named | None
    before: list[Named] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """Everything an act did. `olds`, `news`: how many units ended and began or received."""

    rows: list[Row]
    olds: int
    news: int
    others: int
    note: str = ""


def told(change: Change) -> Told:
    """Rows by name of the unit after the act, in at most ten queries however many units there are."""
    links = list(Succession.objects.filter(change=change).order_by("pk"))
    day = change.effective_on
    eve = day - timedelta(days=1)
    versions = list(UnitVersion.objects.filter(change=change).select_related("unit"))
    alone, note = _ended_alone(change, bool(links or versions))
    olds = {link.old_id for link in links} | set(alone)
    before = _named(olds | {row.unit_id for row in versions}, eve)
    after = _named({link.new_id for link in links} | {row.unit_id for row in versions}, day)
    rows = _received(links, before, after)
    received = {link.new_id for link in links}
    rows += [_version_row(row, before, after) for row in versions if row.unit_id not in received]
    rows += [Row(ENDED, None, [before[key]]) for key in alone if key in before]
    rows.sort(key=lambda row: (ORDER.index(row.what), collation_key((row.after or row.before[0]).name)))
    begun = {link.new_id for link in links}
    return Told(rows, len(olds), len(begun), len(rows) - len(begun) - len(alone), note)


def ended_without_heirs(day: date) -> QuerySet[Unit]:
    """Units that ended on the day and that no act links to an heir."""
    linked = Succession.objects.filter(old=OuterRef("pk"))
    return Unit.objects.filter(~Exists(linked), ends_on=day)


def ended_by(unit_id: int, ends_on: date) -> Change | None:
    """The act that ended a unit without an heir: its reform's, or the day's only act that is linked to nothing."""
    linked = Succession.objects.filter(change=OuterRef("pk"))
    named = UnitVersion.objects.filter(change=OuterRef("pk"))
    that_day = Change.objects.filter(effective_on=ends_on)
    ours = [act for act in that_day.exclude(reform=None).select_related("reform") if unit_id in _abolished(act)]
    bare = list(that_day.filter(~Exists(linked), ~Exists(named), reform=None))
    found = ours or bare
    return found[0] if len(found) == 1 else None


def _abolished(change: Change) -> list[int]:
    reform = getattr(change, "reform", None)
    return [] if reform is None else [row["unit"] for row in reform.plan.get("end", ()) if not row["heirs"]]


def names_near(keys: Iterable[int]) -> dict[int, str]:
    """The latest name of each unit, in one query."""
    rows = UnitVersion.objects.filter(unit_id__in=set(keys)).order_by("begins_on")
    return {row.unit_id: row.full_name for row in rows}


def _ended_alone(change: Change, has_more: bool) -> tuple[list[int], str]:
    """Units that ended by this act without an heir: as its reform says, or where the act did nothing else."""
    ended = ended_without_heirs(change.effective_on)
    reform = getattr(change, "reform", None)
    if reform is not None:
        return list(ended.filter(pk__in=_abolished(change)).values_list("pk", flat=True)), ""
    if has_more:
        return [], ""
    note = "Các đơn vị dưới đây kết thúc đúng ngày này mà không có đơn vị kế thừa cùng cấp."
    return list(ended.values_list("pk", flat=True)), note


def _received(links: list[Succession], before: dict[int, Named], after: dict[int, Named]) -> list[Row]:
    by_heir: dict[int, list[Succession]] = defaultdict(list)
    for link in links:
        by_heir[link.new_id].append(link)
    made = []
    for heir, some in by_heir.items():
        olds = [_part(before[link.old_id], link) for link in some if link.old_id in before]
        olds.sort(key=lambda named: (named.part, collation_key(named.name)))
        made.append(Row(_what(some), after.get(heir), olds))
    return made


def _what(links: list[Succession]) -> str:
    if not all(link.whole for link in links):
        return SPLIT
    return MERGED if len(links) > 1 else WENT_ON


def _part(named: Named, link: Succession) -> Named:
    share = f"{link.share / 10_000:g}%".replace(".", ",") if link.share is not None else ""
    basis = f"{share} theo {link.share_basis}" if share else ""
    return Named(named.unit_id, named.name, named.place, named.code, named.day, not link.whole, basis)


def _version_row(row: UnitVersion, before: dict[int, Named], after: dict[int, Named]) -> Row:
    old, new = before.get(row.unit_id), after.get(row.unit_id)
    if old is None:
        return Row(FOUNDED, new)
    return Row(RENAMED if new is None or old.name != new.name else MOVED, new, [old])


def _named(keys: set[int], day: date) -> dict[int, Named]:
    rows = queries.versions(keys, day)
    places = places_of(rows.values(), day)
    return {key: Named(key, capital(row.full_name), places[key], row.code, day) for key, row in rows.items()}


def touching(keys: set[int]) -> set[int]:
    """Keys of the changes that ended, continued, renamed or moved one of these units."""
    links = Succession.objects.values_list("change_id", "old_id", "new_id")
    found = {change for change, old, new in links if old in keys or new in keys}
    named = UnitVersion.objects.exclude(change=None).values_list(F("change_id"), "unit_id")
    return found | {change for change, unit in named if unit in keys}
