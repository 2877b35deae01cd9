"""A reform from draft to undone: the only ways in which one is written. Who may is asked by the caller, above."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from tuquan.ground import audit, clock, locks
from tuquan.ground.models import StoredFile
from tuquan.units import laws
from tuquan.units.errors import (
    ChoiceRefused,
    PlaceUndecided,
    ReformBuiltUpon,
    ReformFaulty,
    ReformIncomplete,
    StaleReform,
)
from tuquan.units.models import Reform
from tuquan.units.reforms import undoing
from tuquan.units.reforms.carrying import Touched
from tuquan.units.reforms.checking import Examined, change_of, examine, touched_units
from tuquan.units.reforms.journal import Journal
from tuquan.units.reforms.plan import Plan, Ref, from_json
from tuquan.units.reforms.preview import groups_of
from tuquan.units.reforms.settling import carry_over, onward, settle
from tuquan.units.reforms.writing import Writer

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor

__all__ = ["carry_over", "choose_heir", "commit", "discard", "draft", "redraft", "settle", "undo"]

REDRAFTED = frozenset(
    {"title", "act_number", "act_date", "issuer", "effective_on", "grade", "source", "file", "scope_id", "plan"}
)


@transaction.atomic
def draft(
    *,
    by: "Actor | None",
    title: str,
    act_number: str,
    effective_on: date,
    plan: Plan,
    scope_id: int | None,
    act_date: date | None = None,
    issuer: str = "",
    grade: str = "V",
    source: str = "",
    file: StoredFile | None = None,
) -> Reform:
    """Keep a reform as a draft, with faults or without. `scope_id`: under it every unit of the plan must lie.

    Raises ReformIncomplete: no title, act or day.
    """
    reform = Reform(
        title=title.strip(), act_number=act_number.strip(), act_date=act_date, issuer=issuer.strip(),
        effective_on=effective_on, grade=grade, source=source.strip(), file=file, scope_id=scope_id,
        plan=plan.as_json(), drafted_by_key=None if by is None else by.pk,
    )  # fmt: skip
    _refuse_incomplete(reform)
    reform.save()
    _audit(by, "draft", reform, "Soạn")
    return reform


@transaction.atomic
def redraft(*, by: "Actor | None", reform: Reform, version: int, **fields: Any) -> Reform:
    """Set fields of a draft (those of `draft`); `plan` is a Plan. Raises StaleReform, ReformIncomplete."""
    if unknown := fields.keys() - REDRAFTED:
        raise TypeError(f"redraft has no {', '.join(sorted(unknown))}")
    held = _held(reform, version)
    for name, value in fields.items():
        setattr(held, name, value.as_json() if isinstance(value, Plan) else value)
    _refuse_incomplete(held)
    _save(held)
    _audit(by, "redraft", held, "Sửa bản soạn")
    return held


@transaction.atomic
def choose_heir(*, by: "Actor | None", reform: Reform, version: int, key: str, ref: Ref) -> Reform:
    """Say where one thing goes ("schemes.scheme:12"), or all of a unit that have no choice of their own (`all_at`).

    Raises StaleReform; ChoiceRefused when the reform does not touch it or `ref` is not among its heirs.
    """
    held = _held(reform, version)
    plan = from_json(held.plan).chosen(key, ref)
    held.plan = plan.as_json()
    wrong = [fault.text for fault in examine(held).faults if fault.part == "choices" and fault.ref in (ref, None)]
    if wrong:
        raise ChoiceRefused(wrong[0])
    _save(held)
    _audit(by, "choose_heir", held, "Chọn nơi chuyển đến cho", thing=key, goes_to=ref)
    return held


@transaction.atomic
def discard(*, by: "Actor | None", reform: Reform, version: int) -> Reform:
    """Put a draft away; it stays readable. Raises StaleReform."""
    held = _held(reform, version)
    held.state = Reform.State.DISCARDED
    _save(held)
    _audit(by, "discard", held, "Bỏ bản soạn")
    return held


@transaction.atomic
def commit(*, by: "Actor | None", reform: Reform, version: int) -> Reform:
    """Carry the reform out, before, on or after its day: units, successions and everything that stands in them.

    Figures that were closed stay with the unit that reported them. Raises StaleReform, and ReformFaulty with
    every fault and every undecided thing; then nothing was written.
    """
    with locks.one_at_a_time(laws.LOCK):
        held = _held(reform, version)
        seen = examine(held)
        if seen.faults:
            raise ReformFaulty(seen.sentences)
        journal = Journal()
        try:
            writer, left = _write(held, seen, journal)
        except PlaceUndecided as refusal:
            raise ReformFaulty([str(refusal)]) from None
        if broken := laws.faults(touched_units(writer.plan, writer.made)):
            raise ReformFaulty(broken)
        undoing.remember(held, journal.entries)
        _committed(held, seen, writer, by)
    counts = {group.name: len(group.things) for group in groups_of(seen.things)}
    _audit(
        by, "commit", held, "Thực hiện", touched=counts, rows=len(journal.entries), left=[thing.key for thing in left]
    )
    return held


@transaction.atomic
def undo(*, by: "Actor | None", reform: Reform, because: str) -> Reform:
    """Take back every row that carrying out wrote. Raises ReformBuiltUpon with the reasons why it is too late."""
    if not because.strip():
        raise ReformIncomplete("Chưa hoàn tác: ghi lý do hoàn tác.")
    with locks.one_at_a_time(laws.LOCK):
        held = Reform.objects.select_for_update().get(pk=reform.pk)
        if reasons := undoing.reasons_against(held):
            raise ReformBuiltUpon(reasons)
        entries = undoing.entries_of(held)
        held.state, held.change = Reform.State.UNDONE, None
        held.undone_at, held.undone_because = clock.now(), because.strip()[:500]
        held.undone_by_key = None if by is None else by.pk
        _save(held)
        try:
            with transaction.atomic():
                undoing.take_back(entries)
        except IntegrityError:
            raise ReformBuiltUpon(["Dữ liệu ghi sau đó đã chiếm chỗ của những dòng cũ phải khôi phục."]) from None
        units = {entry.key for entry in entries if entry.table == "units.unit"}
        if broken := laws.faults(units):
            raise ReformBuiltUpon(broken)
    _audit(by, "undo", held, "Hoàn tác", because=because, rows=len(entries))
    return held


def _write(reform: Reform, seen: Examined, journal: Journal) -> tuple[Writer, list[Touched]]:
    """The units and everything in them; and what could not go on from an heir that was divided meanwhile."""
    writer = Writer(seen.scene.plan, journal.create(change_of(reform)), journal)
    writer.write()
    for carrier, things in seen.things:
        if things or writer.plan.organs:
            carrier.carry([thing for thing in things if not thing.stays], writer.going)
    goes_to = {heir.unit for row in writer.plan.end for heir in row.heirs} | set(writer.plan.choices.values())
    return writer, onward(map(writer.unit_of, goes_to), writer.day, journal)


def _committed(reform: Reform, seen: Examined, writer: Writer, by: "Actor | None") -> None:
    """What was touched is kept with the plan: afterwards nothing stands there any more to be asked."""
    carried = [
        {"name": group.name, "words": group.words, "things": [asdict(thing) for thing in group.things]}
        for group in groups_of(seen.things)
    ]
    reform.plan = {**reform.plan, "carried": carried, "made": {str(ref): key for ref, key in writer.made.items()}}
    reform.state, reform.change = Reform.State.COMMITTED, writer.change
    reform.committed_at, reform.committed_by_key = clock.now(), None if by is None else by.pk
    _save(reform)


def _held(reform: Reform, version: int) -> Reform:
    held = Reform.objects.select_for_update().filter(pk=reform.pk).first()
    if held is None or held.version != version or held.state != Reform.State.DRAFT:
        raise StaleReform
    return held


def _save(reform: Reform) -> None:
    reform.version += 1
    reform.save()


def _refuse_incomplete(reform: Reform) -> None:
    if not (reform.title and reform.act_number and reform.effective_on):
        raise ReformIncomplete


def _audit(by: "Actor | None", what: str, reform: Reform, word: str, **detail: Any) -> None:
    audit.record(
        by=by, action=f"units.reform_{what}", subject_kind="reform", subject_key=reform.pk, unit_key=reform.scope_id,
        summary=f"{word} « {reform.title} » ({reform.act_number}), có hiệu lực từ {reform.effective_on:%d/%m/%Y}.",
        detail=detail,
    )  # fmt: skip
