"""Every row that a reform writes, as it was and as it became: what undoing rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from tuquan.units.reforms.rows import Values, as_values, in_parts, label_of, plain

Row = TypeVar("Row", bound=models.Model)

# A place is never rewritten: one row is closed or taken away, another is made.
NEVER_CHANGED = frozenset({"unit", "unit_id"})


@dataclass(frozen=True)
class Entry:
    """One row: `before` None: made; `after` None: taken away; both: only the fields that changed."""

    table: str
    key: int
    before: Values | None
    after: Values | None


class Journal:
    """Writes rows and remembers them. Nothing that a reform does to the database goes past it (audit excepted)."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def create(self, row: Row) -> Row:
        """Save a new row."""
        row.save(force_insert=True)
        self._made([row])
        return row

    def create_all(self, rows: Iterable[Row]) -> list[Row]:
        """Save many new rows of one model in few statements."""
        given = list(rows)
        made: list[Row] = type(given[0])._base_manager.bulk_create(given) if given else []
        self._made(made)
        return made

    def change(self, row: models.Model, **fields: Any) -> None:
        """Set fields of a standing row. A unit key is never among them."""
        self.change_all([row], **fields)

    def change_all(self, rows: Iterable[Row], **fields: Any) -> None:
        """Set the same fields of many standing rows of one model in few statements. ValueError on a unit key."""
        if NEVER_CHANGED & fields.keys():
            raise ValueError("A unit key is never changed: close the row and make another.")
        given = {row.pk: row for row in rows}
        if not given:
            return
        model = type(next(iter(given.values())))
        columns = {model._meta.get_field(name): value for name, value in fields.items()}
        after = {field.attname: plain(field, _key_of(value)) for field, value in columns.items()}  # type: ignore[union-attr]
        for keys in in_parts(given):
            standing = model._base_manager.select_for_update(of=("self",)).order_by("pk").in_bulk(keys)
            for key in keys:
                before = as_values(standing[key], after)
                self.entries.append(Entry(label_of(model), key, before, after))
            model._base_manager.filter(pk__in=keys).update(**fields)
        for row in given.values():
            for name, value in fields.items():
                setattr(row, name, value)

    def remove(self, row: models.Model) -> None:
        """Take a row away (a name decided for after the end of its unit)."""
        self.remove_all([row])

    def remove_all(self, rows: Iterable[models.Model]) -> None:
        """Take many rows of one model away. Raises ProtectedError when others point to them."""
        given = {row.pk: row for row in rows}
        if not given:
            return
        model = type(next(iter(given.values())))
        for keys in in_parts(given):
            standing = model._base_manager.in_bulk(keys)
            self.entries += [Entry(label_of(model), key, as_values(standing[key]), None) for key in keys]
            model._base_manager.filter(pk__in=keys).delete()

    def _made(self, rows: Iterable[models.Model]) -> None:
        self.entries += [Entry(label_of(type(row)), row.pk, None, as_values(row)) for row in rows]


def _key_of(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
