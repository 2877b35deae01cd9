"""Organs are taken along: each one at an ended unit ends and hands over; those that go on get their new names."""

from collections.abc import Sequence
from datetime import date

from tuquan.accounts.carrying import rows
from tuquan.accounts.carrying.handover import Ending, Handover, organ_key
from tuquan.accounts.carrying.standing import Restyled, Standing
from tuquan.accounts.carrying.writing import Writer
from tuquan.accounts.models import OrganPlacement, OrganVersion
from tuquan.units.reforms.carrying import Going, Touched
from tuquan.units.reforms.journal import Entry
from tuquan.units.reforms.plan import Plan
from tuquan.units.reforms.rows import as_values


class OrganCarrier:
    """Organs that end or are restyled; new ones are named in the notes of those that hand over to them."""

    name = "accounts.organs"
    words = "cơ quan"
    order = 40

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """One for each organ that ends, then one for each whose name or superior changes."""
        standing = Standing(Handover(plan, day))
        found = [_ending(ending) for ending in standing.handover.endings]
        return found + [_restyled(row, standing) for row in standing.changed]

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        """What is wrong in Plan.organs."""
        found = rows.faults(plan, day)
        return found or (_homeless(Handover(plan, day)) if plan.organs else [])

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """Found, end, restyle: the organs among `things`, and those of which the plan says that they only end."""
        only = {int(thing.key.rpartition(":")[2]) for thing in things}
        standing = Standing(Handover(going.plan, going.day, only=only))
        writer = Writer(going, standing)
        endings = standing.handover.endings
        changed = standing.changed
        writer.found(standing.handover.founded.values())
        writer.end(endings)
        writer.restyle(changed)

    def against_undo(self, entries: Sequence[Entry]) -> list[str]:
        """Names that would come back under a superior which another act has ended since."""
        back = _restored(entries)
        above = {superior for superior, _ in back}
        own = [entry.key for entry in entries if entry.table == OrganPlacement._meta.label_lower]
        places = OrganPlacement.objects.filter(organ_id__in=above).order_by("begins_on")
        ends: dict[int, date | None] = dict(places.exclude(pk__in=own).values_list("organ_id", "ends_on"))
        called = OrganVersion.objects.filter(organ_id__in=above).order_by("begins_on")
        names: dict[int, str] = dict(called.values_list("organ_id", "name"))
        gone = {organ: end for organ, until in back if (end := ends.get(organ)) and (until or date.max) > end}
        return [
            f"Sau đó « {names.get(organ, organ)} », cơ quan cấp trên, đã kết thúc từ {day:%d/%m/%Y}. "
            "Hoàn tác lần đó trước."
            for organ, day in gone.items()
        ]


def _restored(entries: Sequence[Entry]) -> list[tuple[int, date | None]]:
    """The superior and the end of each name that undoing brings back."""
    first: dict[int, Entry] = {}
    for entry in entries:
        if entry.table == OrganVersion._meta.label_lower:
            first.setdefault(entry.key, entry)
    rows = OrganVersion.objects.in_bulk([key for key, entry in first.items() if entry.before is not None])
    found: list[tuple[int, date | None]] = []
    for key, entry in first.items():
        if entry.before is not None:
            whole = (as_values(rows[key]) if key in rows else {}) | entry.before
            until = whole.get("ends_on")
            if whole.get("superior_id"):
                found.append((whole["superior_id"], date.fromisoformat(until) if until else None))
    return found


def _ending(ending: Ending) -> Touched:
    heirs = ending.heirs
    return Touched(
        key=organ_key(ending.office.organ_id),
        name=ending.office.name,
        unit_id=ending.office.unit_id,
        heirs=ending.offered,
        # Divided among several: each takes over, the note names them all; its posts are chosen one by one.
        goes_to=heirs[0].ref if heirs else None,
        stays=ending.ends_only,
        note=_what_becomes(ending),
    )


def _what_becomes(ending: Ending) -> str:
    if ending.ends_only:
        return "kết thúc, không có cơ quan tiếp nhận"
    if ending.undecided:
        return "kết thúc; cần chọn nơi có cơ quan tiếp nhận"
    names = "; ".join(f"{heir.name}{'' if heir.organ_id else ' (lập mới)'}" for heir in ending.heirs)
    if len(ending.heirs) > 1:
        return f"kết thúc; được chia cho: {names}"
    return f"kết thúc; bàn giao cho {names}"


def _restyled(row: Restyled, standing: Standing) -> Touched:
    said = []
    if name := row.fields.get("name"):
        said.append(f"đổi tên thành {name}")
    if row.moved:
        above = standing.name_of(row.superior) if row.superior else ""
        said.append(f"cơ quan cấp trên là {above}" if above else "không còn cơ quan cấp trên; ghi lại sau")
    return Touched(
        key=organ_key(row.office.organ_id),
        name=row.office.name,
        unit_id=row.office.unit_id,
        stays=True,
        note="; ".join(said) or "đầu văn bản ghi theo tên mới",
    )


def _homeless(handover: Handover) -> list[str]:
    """A hand-over that was asked for, with nowhere to go."""
    return [
        f"« {ending.office.name} »: chưa tìm được cơ quan tiếp nhận. Chọn một cơ quan đang hoạt động."
        for ending in handover.endings
        if ending.undecided and not ending.offered
    ]
