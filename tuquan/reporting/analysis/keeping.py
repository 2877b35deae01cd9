"""A table as plain data, to be kept by a job and opened later, and back."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from tuquan.reporting.analysis.asking import Dim, Measure, Question
from tuquan.reporting.analysis.spans import Known
from tuquan.reporting.analysis.table import Cell, Column, Grid, Heading, Item, Row, Table
from tuquan.reporting.models import Indicator

Plain = dict[str, Any]


def plain(table: Table) -> Plain:
    """What JSON can hold of a table; `opened` reads it back."""
    return {
        "grids": [
            {
                "layer": _items(grid.layer),
                "columns": [[_items(c.items), c.measure.value, c.total] for c in grid.columns],
                "rows": [[_items(row.items), [_cell(cell) for cell in row.cells], row.total] for row in grid.rows],
            }
            for grid in table.grids
        ],
        "place": table.place,
        "view_label": table.view_label,
        "coverage": table.coverage,
        "asked_on": table.asked_on.isoformat(),
        "notes": list(table.notes),
    }


def opened(kept: Plain, question: Question, seen: Known) -> Table:
    """The table that was kept, for the question that it answered."""
    lines = Indicator.objects.filter(code__in=question.indicators).order_by("position", "pk")
    return Table(
        question=question,
        grids=tuple(
            Grid(
                _heading(grid["layer"]),
                tuple(Column(_heading(items), Measure(measure), total) for items, measure, total in grid["columns"]),
                tuple(Row(_heading(items), tuple(map(_read, cells)), total) for items, cells, total in grid["rows"]),
            )
            for grid in kept["grids"]
        ),
        lines=tuple(lines),
        spans=tuple(seen.spans[window] for window in question.spans if window in seen.spans),
        place=kept["place"],
        view_label=kept["view_label"],
        coverage=kept["coverage"],
        asked_on=date.fromisoformat(kept["asked_on"]),
        notes=tuple(kept["notes"]),
    )


def _items(items: Iterable[Item]) -> list[list[Any]]:
    return [[item.dim.value, item.key, item.title, item.short, item.total, item.code] for item in items]


def _heading(items: list[list[Any]]) -> Heading:
    return tuple(Item(Dim(dim), *rest) for dim, *rest in items)


_NUMBERS = ("number", "weight", "value", "of")
_TEXTS = ("measure", "code", "place", "span", "text", "places", "signed", "why", "note", "hint", "answer")


def _cell(cell: Cell) -> list[Any]:
    numbers = [None if (number := getattr(cell, name)) is None else str(number) for name in _NUMBERS]
    return [*(getattr(cell, name) for name in _TEXTS), *numbers]


def _read(row: list[Any]) -> Cell:
    told = dict(zip((*_TEXTS, *_NUMBERS), row, strict=True))
    numbers = {name: None if told[name] is None else Decimal(told[name]) for name in _NUMBERS}
    return Cell(**{**told, **numbers, "measure": Measure(told["measure"])})
