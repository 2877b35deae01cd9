"""Taking back what a reform wrote, row by row in reverse, and why that may no longer be done."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db import models

from tuquan.units.models import Reform, ReformRow, Succession, Unit, UnitVersion
from tuquan.units.reforms.carrying import carriers
from tuquan.units.reforms.journal import Entry
from tuquan.units.reforms.plan import Plan, from_json
from tuquan.units.reforms.rows import as_values, in_parts, label_of, model_of, put_back, typed

SHOWN = 5


def remember(reform: Reform, entries: Iterable[Entry]) -> None:
    """Keep the journal beside the reform."""
    ReformRow.objects.bulk_create(
        (
            ReformRow(reform=reform, position=n, table=e.table, key=e.key, before=e.before, after=e.after)
            for n, e in enumerate(entries)
        ),
        batch_size=500,
    )


def entries_of(reform: Reform) -> list[Entry]:
    """The journal of a reform that was carried out, in the order in which it was written."""
    rows = ReformRow.objects.filter(reform=reform).order_by("position")
    return [Entry(*row) for row in rows.values_list("table", "key", "before", "after")]


def take_back(entries: list[Entry]) -> None:
    """Undo the entries, last first: what was made goes, what was changed or taken away is as it was."""
    for (table, what), run in groupby(reversed(entries), key=lambda e: (e.table, _what(e))):
        model, some = model_of(table), list(run)
        if what == "made":
            for keys in in_parts(entry.key for entry in some):
                # Whatever pointed to these rows went before them; the database itself checks that at the end.
                model._base_manager.filter(pk__in=keys)._raw_delete(model._base_manager.db)
        elif what == "removed":
            put_back(model, (entry.before or {} for entry in some))
        else:
            _restore(model, some)


def _what(entry: Entry) -> str:
    if entry.before is None:
        return "made"
    return "removed" if entry.after is None else "changed"


def _restore(model: type[models.Model], entries: list[Entry]) -> None:
    for before, run in groupby(entries, key=lambda entry: entry.before):
        for keys in in_parts(entry.key for entry in run):
            model._base_manager.filter(pk__in=keys).update(**typed(model, before or {}))


def reasons_against(reform: Reform) -> list[str]:
    """Why a reform carried out can no longer be taken back, as Vietnamese sentences; [] when it can."""
    if reform.state != Reform.State.COMMITTED:
        return [f"Lần sắp xếp này không ở trạng thái đã thực hiện (đang là « {reform.get_state_display()} »)."]
    entries = entries_of(reform)
    told = [
        *_later_changes(reform, entries),
        *_not_as_left(entries),
        *_pointed_to(entries),
        *_laid_since(reform, entries),
    ]
    # A room may know more of its own rows than columns and keys tell.
    asked = (getattr(carrier, "against_undo", None) for carrier in carriers())
    return [*told, *(reason for ask in asked if ask is not None for reason in ask(entries))]


def _later_changes(reform: Reform, entries: list[Entry]) -> Iterator[str]:
    """Recorded after it, whatever its day, a change that ends or continues a unit of this reform."""
    units = _units_of(from_json(reform.plan)) | {e.key for e in entries if e.table == "units.unit"}
    later = Succession.objects.filter(change_id__gt=reform.change_id or 0).select_related("change")
    acts = {link.change_id: link.change for link in later if link.old_id in units}
    made = {e.key for e in entries if e.table == "units.unit" and e.before is None}
    acts |= {link.change_id: link.change for link in later if link.new_id in made}
    for change in acts.values():
        yield (
            f"Sau đó {change.act_number} ({change.title}, từ {change.effective_on:%d/%m/%Y}) "
            "đã thay đổi tiếp các đơn vị này. Hoàn tác lần đó trước."
        )


def _units_of(plan: Plan) -> set[int]:
    heirs = {heir.unit for row in plan.end for heir in row.heirs}
    return {ref for ref in heirs if isinstance(ref, int)} | {a.unit for a in plan.alter} | set(plan.ending)


def _not_as_left(entries: list[Entry]) -> Iterator[str]:
    """The last state that the reform gave each row is compared with what stands now."""
    left: dict[tuple[str, int], dict[str, Any] | None] = {}
    for entry in entries:
        known = left.get((entry.table, entry.key)) or {}
        left[entry.table, entry.key] = None if entry.after is None else {**known, **entry.after}
    by_table: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for (table, key), after in left.items():
        if after is not None:
            by_table[table][key] = after
    for table, rows in by_table.items():
        model = model_of(table)
        changed = [row for key, row in _standing(model, rows).items() if row and as_values(row, rows[key]) != rows[key]]
        gone = [key for key, row in _standing(model, rows).items() if row is None]
        if changed or gone:
            yield _sentence(model, changed, len(changed) + len(gone), "đã được sửa tiếp hoặc không còn")


def _standing(model: type[models.Model], keys: Iterable[int]) -> dict[int, models.Model | None]:
    found: dict[int, models.Model | None] = dict.fromkeys(keys)
    for part in in_parts(list(found)):
        found |= model._base_manager.in_bulk(part)
    return found


def _pointed_to(entries: list[Entry]) -> Iterator[str]:
    """Rows of others that point to a row which the reform made, found through every foreign key there is."""
    ours: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        ours[entry.table].add(entry.key)
    for table in sorted({entry.table for entry in entries if entry.before is None}):
        made = {entry.key for entry in entries if entry.table == table and entry.before is None}
        for relation in _relations(model_of(table)):
            others = _others(relation, made, ours[label_of(relation.related_model)])
            if others:
                yield _sentence(relation.related_model, others[:SHOWN], len(others), "được ghi sau và dựa vào đó")


def _relations(model: type[models.Model]) -> Iterator[Any]:
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
            continue
        # The reform itself points to its change.
        if relation.related_model not in (Reform, ReformRow):
            yield relation


def _others(relation: Any, made: set[int], ours: set[int]) -> list[Any]:
    found: list[Any] = []
    for keys in in_parts(made):
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
        found += [row for row in rows.order_by("pk") if row.pk not in ours]
    return found


def _laid_since(reform: Reform, entries: list[Entry]) -> Iterator[str]:
    """What was recorded afterwards at a unit that ends and laid on to its heir, because it ends."""
    ended = {e.key for e in entries if e.table == "units.unit" and e.before is not None}
    links = Succession.objects.filter(change_id=reform.change_id or 0)
    heirs = set(links.values_list("new_id", flat=True))
    ours: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        ours[entry.table].add(entry.key)
    for relation in _relations(Unit):
        model, column = relation.related_model, relation.field.attname
        if not {"begins_on", "ends_on"} <= {field.name for field in model._meta.concrete_fields}:
            continue
        rest = [
            f.attname for f in model._meta.concrete_fields if f.is_relation and f.attname not in (column, "change_id")
        ]
        own = ours[label_of(model)]
        begun = {
            tuple(getattr(row, name) for name in rest)
            for keys in in_parts(heirs)
            for row in model._base_manager.filter(**{f"{column}__in": keys}, begins_on=reform.effective_on)
            if row.pk not in own
        }
        rows = [
            row
            for keys in in_parts(ended if begun else ())
            for row in model._base_manager.filter(**{f"{column}__in": keys}, ends_on=reform.effective_on)
            if row.pk not in own and tuple(getattr(row, name) for name in rest) in begun
        ]
        if rows:
            yield _sentence(model, rows, len(rows), "được ghi sau và đã xếp tiếp về đơn vị kế thừa")


def _sentence(model: type[models.Model], rows: Iterable[Any], count: int, what: str) -> str:
    names = [name for row in list(rows)[:SHOWN] if (name := _name(row))]
    named = f" (« {' », « '.join(names)} »{', …' if count > len(names) else ''})" if names else ""
    return f"Có {count} dòng « {model._meta.verbose_name} »{named} {what}."


def _name(row: Any) -> str:
    if isinstance(row, UnitVersion):
        return row.full_name
    return str(getattr(row, "name", "") or getattr(row, "title", "") or "")
