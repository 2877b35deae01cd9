"""What the page of a question holds: what can be chosen, what is chosen in words, the answer drawn."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import mark_safe

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.reporting.analysis import Span, Table
from tuquan.reporting.analysis.saved import views_of
from tuquan.reporting.models import Access, Indicator
from tuquan.units import queries as units
from tuquan.units.models import Level, UnitGroup, UnitType, UnitVersion
from tuquan.vn.text import key
from tuquan.web.access import acting
from tuquan.web.analysis import drawing, exports
from tuquan.web.analysis.address import DIMS, MEASURES, REACHES, Asked
from tuquan.web.analysis.choosing import Choice, recent, same_window
from tuquan.web.analysis.showing import shown

AXES = (("hang", "hàng"), ("cot", "cột"), ("lop", "từng bảng"))


def chooser(request: HttpRequest, choice: Choice) -> dict[str, Any]:
    """What can be chosen, what is, and the questions that were kept."""
    me, asked = acting(request), choice.asked
    organ_id = me.post.organ_id if me.post else 0
    top = units.versions({choice.top}, choice.newest).get(choice.top)
    return {
        "asked": asked,
        "place": top.full_name if top else "",
        "kinds": [(kind.code, kind.name) for kind in choice.kinds],
        "groups_of_lines": _lines(choice),
        "chosen_lines": _chips(choice),
        "years": _years(choice),
        "longer": [_span(span, choice) for span in choice.known.longer],
        "quick": _quick(choice),
        "where": _where(request, choice, top),
        "laid": [(word, dim.label.capitalize(), _axis(asked, word)) for word, dim in DIMS.items()],
        "axes": AXES,
        "measures": [(word, m.label, word in asked.measures) for word, m in MEASURES.items()],
        "saved": list(views_of(me.user, organ_id)) if organ_id else [],
        "address": asked.query(),
        "summary": _summary(choice, top),
        "cell_url": _cells(asked),
    }


def _cells(asked: Asked) -> str:
    """Where a cell is opened; its line, place and span are added to it."""
    where = Asked(kind=asked.kind, top=asked.top, reach=asked.reach, chosen=asked.chosen, group=asked.group)
    said = replace(where, rows=(), columns=(), measures=(), view=asked.view).query()
    return f"{reverse('figures-analysis-cell')}?{said}"


def result(table: Table, choice: Choice) -> dict[str, Any]:
    """The answer: grids, the chart, the files."""
    asked = choice.asked
    drawn = drawing.chart(table, asked)
    return {
        "table": table,
        "grids": shown(table, asked.sort),
        "sorts": _Sorts(asked),
        "chart": drawn,
        # Our own drawing: every text in it was escaped when it was drawn.
        "wide": mark_safe(drawn.svg(drawing.WIDE)) if drawn else "",
        "narrow": mark_safe(drawn.svg(drawing.NARROW)) if drawn else "",
        "charts": drawing.kinds(asked, drawn.kind if drawn else asked.chart),
        "drawable": [
            {
                "label": item.title,
                "url": asked.link(drawn=item.key),
                "current": bool(drawn) and item.key == _of(asked, table),
            }
            for item in drawing.drawable(table)
        ],
        "files": exports.links(asked),
    }


def _of(asked: Asked, table: Table) -> str:
    codes = [item.key for item in drawing.drawable(table)]
    return asked.drawn if asked.drawn in codes else codes[0]


class _Sorts(dict[str, dict[str, str]]):
    """By key of a column: the address that sorts by it next, and how it is sorted now."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def __missing__(self, column: str) -> dict[str, str]:
        now = self.asked.sort
        following = {f"-{column}": column, column: ""}.get(now, f"-{column}")
        said = {f"-{column}": "descending", column: "ascending"}.get(now, "")
        return {"url": self.asked.link(sort=following), "direction": said}


def _lines(choice: Choice) -> list[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in choice.lines:
        line = row.indicator
        groups[row.section].append(
            {
                "code": line.code,
                "name": f"{line.name[:1].upper()}{line.name[1:]}",
                "measure": line.measure,
                "limited": line.access == Access.LIMITED,
                "key": key(f"{line.name} {row.section}"),
                "chosen": line.code in choice.asked.codes,
            }
        )
    return list(groups.items())


def _chips(choice: Choice) -> list[dict[str, str]]:
    """The chosen lines with the address that leaves each out."""
    codes = choice.asked.codes
    known = dict(Indicator.objects.filter(code__in=codes).values_list("code", "name"))
    return [
        {
            "label": f"{known[code][:1].upper()}{known[code][1:]}",
            "remove_url": choice.asked.link(codes=tuple(c for c in codes if c != code)) if len(codes) > 1 else "",
        }
        for code in codes
        if code in known
    ]


def _span(span: Span, choice: Choice) -> dict[str, Any]:
    return {
        "name": span.window.file_name,
        "title": span.title,
        "short": drawing.short(span.title),
        "chosen": span.window in choice.spans,
    }


def _years(choice: Choice) -> list[tuple[int, list[dict[str, Any]]]]:
    """The calendar of rounds: by the year in which they end, in order of time."""
    years: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for span in reversed(choice.known.opened):
        years[span.window.last.year].append(_span(span, choice))
    return sorted(years.items(), reverse=True)


def _quick(choice: Choice) -> list[dict[str, str]]:
    """Spans by one press; words, so that a saved question stays up to date."""
    found = [{"label": "Kỳ gần nhất", "url": choice.asked.link(spans=("gan-1",))}]
    alike = len(recent(choice.known, 24))
    found += [
        {"label": f"{count} kỳ gần nhất", "url": choice.asked.link(spans=(f"gan-{count}",))}
        for count in (4, 12)
        if alike >= count
    ]
    if alike >= 2 and alike < 4:
        found.append({"label": f"{alike} kỳ gần nhất", "url": choice.asked.link(spans=(f"gan-{alike}",))})
    if len(same_window(choice.known)) > 1:
        found.append({"label": "Cùng kỳ các năm", "url": choice.asked.link(spans=("cung-ky",))})
    return found


def _where(request: HttpRequest, choice: Choice, top: UnitVersion | None) -> dict[str, Any]:
    """The tree around the place: the way down to it, what lies under it, the groups of its area."""
    asked, user, day = choice.asked, acting(request).user, choice.newest
    path = units.path(choice.top, day) if top else []
    seen = [row for row in path if accounts.may(user, Permission.VIEW_AREA, unit_id=row.unit_id)]
    below = [row for row in units.children(choice.top, day) if UnitType(row.type).level < Level.HAMLET]
    groups = UnitGroup.objects.on(day).filter(scope__in=[row.unit_id for row in seen]).order_by("name")
    return {
        "path": [{"label": row.full_name, "url": _go(asked, row)} for row in seen],
        "below": [
            {
                "key": row.unit_id,
                "name": row.full_name,
                "url": _go(asked, row) if UnitType(row.type).level < Level.COMMUNE else "",
                "chosen": row.unit_id in asked.chosen,
            }
            for row in below
        ],
        "reaches": [(word, reach.label, word == asked.reach) for word, reach in _offered(below, bool(groups))],
        "groups": [(row.pk, row.name) for row in groups],
    }


def _offered(below: list[UnitVersion], groups: bool) -> Iterable[tuple[str, Any]]:
    """Ways of choosing that have something to show here."""
    deep = any(UnitType(row.type).level < Level.COMMUNE for row in below)
    for word, reach in REACHES.items():
        if word in ("truc-thuoc", "chon") and not below:
            continue
        if word in ("cap-duoi-nua", "moi-xa") and not deep:
            continue
        if word == "nhom" and not groups:
            continue
        yield word, reach


def _go(asked: Asked, row: UnitVersion) -> str:
    return f"{reverse('figures-analysis')}{asked.link(top=row.unit_id, reach='', chosen=(), group=None, sort='')}"


def _axis(asked: Asked, word: str) -> str:
    if word in asked.rows:
        return "hang"
    return "lop" if word in asked.layers else "cot"


def _summary(choice: Choice, top: UnitVersion | None) -> dict[str, str]:
    """What is chosen, in words, on the heads of the panels."""
    asked, spans = choice.asked, choice.spans
    titles = [choice.known.spans[w].title for w in spans if w in choice.known.spans]
    reach = REACHES[asked.reach].label
    return {
        "lines": f"{len(asked.codes)} chỉ tiêu",
        "where": f"{top.full_name if top else ''}, {reach}",
        "spans": titles[0] if len(titles) == 1 else f"{len(titles)} kỳ",
        "laid": ", ".join(MEASURES[word].label.lower() for word in asked.measures),
    }
