"""Template tags of the components: icons, states, figures, sort links, page numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import heroicons
from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from tuquan.design import charts, figures, states

register = template.Library()


@register.simple_tag
def icon(name: str, size: int = 20, style: str = "outline") -> SafeString:
    """An inline SVG from heroicons, hidden from screen readers: the words stand beside it."""
    return _icon(str(name), int(size), str(style))


@lru_cache(maxsize=512)
def _icon(name: str, size: int, style: str) -> SafeString:
    svg = heroicons._render_icon(style, name, size, {"class": "icon", "aria-hidden": "true"})
    return mark_safe(svg)


@register.simple_tag
def state_look(state: str, label: str = "", tone: str = "", icon: str = "") -> states.Look:
    """The words, tone and icon of a state (``tuquan.design.states``)."""
    return states.look(str(state), str(label), str(tone), str(icon))


@register.filter
def figure(value: int | float | Decimal | str | None) -> str:
    """33446 → 33.446; 1.5 → 1,5; None → —."""
    return figures.written(value)


@dataclass(frozen=True)
class SortLink:
    """Where a column header leads and what ``aria-sort`` says now."""

    href: str
    direction: str  # "ascending", "descending" or ""


@register.simple_tag(takes_context=True)
def sort_link(context: Context, key: str, current: str = "") -> SortLink:
    """Link that sorts by ``key``, or turns round when it sorts by it already (``?sort=key`` / ``?sort=-key``).

    ``current`` is the sort in force; when empty it is read from the address.
    """
    query = _query(context)
    now = current or query.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    query["sort"] = f"-{key}" if direction == "ascending" else key
    query.pop("page", None)
    return SortLink(f"?{query.urlencode()}", direction)


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int | None) -> str:
    """Address of page ``number`` of the list being looked at, its filters and sort kept."""
    query = _query(context)
    query["page"] = str(number or 1)
    return f"?{query.urlencode()}"


@register.simple_tag
def page_numbers(page: "Page[Any]") -> list[int | str]:
    """Page numbers around the current one, with gaps as the paginator's ellipsis."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def initial(name: str | None) -> str:
    """The letter that stands for a person: the given name comes last in Vietnamese."""
    words = (name or "").split()
    return words[-1][0].upper() if words else "?"


@register.filter
def plain(value: int | float | Decimal | str | None) -> str:
    """A number for an attribute, never localised: 1200 → 1200."""
    return "" if value is None else str(value)


@register.simple_tag
def share(value: charts.Value | str | None, whole: charts.Value | str | None) -> str:
    """``value`` as a percentage of ``whole``, for the width of a bar."""
    return charts.share(value, whole)


@register.simple_tag
def spark(points: Sequence[charts.Value | None] | str) -> charts.Line:
    """The line through ``points``."""
    return charts.line([] if isinstance(points, str) else points)


@register.filter
def get(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """``mapping[key]`` or an empty text."""
    return (mapping or {}).get(key, "")


def _query(context: Context) -> Any:
    """A changeable copy of the request's query."""
    return context["request"].GET.copy()
