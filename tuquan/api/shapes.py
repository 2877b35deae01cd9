"""What the interface says, as plain dictionaries: docs in openapi.json, held equal by tests/api."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from tuquan.reporting.models import Round
from tuquan.reporting.rollup import Coverage, Part, Restated, Total, View
from tuquan.units.models import UnitType, UnitVersion


def number(value: Decimal | None) -> int | float | None:
    """Thousandths fit a double exactly; whole numbers stay whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def round_said(round_: Round) -> dict[str, Any]:
    return {
        "id": round_.pk,
        "title": round_.title,
        "report_kind": round_.report_kind.code,
        "report_kind_name": round_.report_kind.name,
        "scope_unit": round_.scope_id,
        "window": round_.window.iso,
        "first_day": round_.first_day.isoformat(),
        "last_day": round_.last_day.isoformat(),
        "totals": reverse("api-totals", args=[round_.pk]),
    }


def view_said(view: View, word: str) -> dict[str, Any]:
    """`theo` is what an address says to see the same again; `day` is null as it was."""
    return {"theo": word, "label": view.label, "day": view.day.isoformat() if isinstance(view, Restated) else None}


def total_said(round_: Round, total: Total, word: str) -> dict[str, Any]:
    """A total with everything a number must carry. Without `parts`."""
    query = f"?theo={word}" if word else ""
    code = total.indicator.code
    return {
        "code": code,
        "name": total.indicator.name,
        "measure": total.indicator.measure,
        "value": number(total.value),
        "of": number(total.of),
        "answer": total.answer.value,
        "text": total.text,
        "coverage": coverage_said(total.coverage),
        "comparable": total.comparable,
        "why_not": total.why_not,
        "note": total.comparable_note,
        "view": total.view_label,
        "round": round_.pk,
        "source": "Số liệu đã duyệt của từng đơn vị",
        "source_page": f"{reverse('figures-total', args=[round_.pk, code])}{query}",
        "parts_address": f"{reverse('api-total', args=[round_.pk, code])}{query}",
    }


def coverage_said(coverage: Coverage) -> dict[str, Any]:
    return {
        "got": coverage.got,
        "expected": coverage.expected,
        "missing": list(coverage.missing),
        "measure": coverage.measure,
        "text": coverage.text,
    }


def part_said(part: Part, named: dict[int, UnitVersion], day: date) -> dict[str, Any]:
    """One unit's share, with its code and name on the day; in a restated total also what it is made of."""
    row = named.get(part.unit_id)
    return {
        "unit": part.unit_id,
        "unit_code": row.code if row else "",
        "unit_name": row.full_name if row else part.name,
        "day": day.isoformat(),
        "value": number(part.value),
        "of": number(part.of),
        "answer": part.answer.value,
        "text": part.text,
        "comparable": part.comparable,
        "why_not": part.why_not,
        "coverage": coverage_said(part.coverage) if part.coverage else None,
        "source_page": reverse("figures-figure", args=[part.figure_id]) if part.figure_id else None,
        "made_of": [_piece(piece) for piece in part.made_of],
    }


def _piece(part: Part) -> dict[str, Any]:
    return {
        "unit": part.unit_id,
        "unit_name": part.name,
        "value": number(part.value),
        "of": number(part.of),
        "answer": part.answer.value,
        "text": part.text,
        "source_page": reverse("figures-figure", args=[part.figure_id]) if part.figure_id else None,
    }


def unit_said(row: UnitVersion) -> dict[str, Any]:
    """A unit as it is called on a day."""
    return {
        "unit": row.unit_id,
        "code": row.code,
        "code_list": row.code_list,
        "name": row.name,
        "full_name": row.full_name,
        "type": row.type,
        "level": UnitType(row.type).level.value,
        "parent": row.parent_id,
        "since": row.begins_on.isoformat(),
        "until": row.ends_on.isoformat() if row.ends_on else None,
        "source": row.source,
        "life": reverse("api-unit", args=[row.unit_id]),
    }
