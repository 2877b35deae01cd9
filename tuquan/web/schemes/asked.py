"""What an address of the list asks for: its filter, its words, and the addresses that undo each of them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, QueryDict

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.schemes.models import Block, Field, SchemeKind
from tuquan.schemes.places import PlaceNames
from tuquan.schemes.queries import SORTS, SchemeFilter
from tuquan.units import queries as units
from tuquan.units.errors import UnitUnknown
from tuquan.units.models import Level
from tuquan.vn.dates import DateError, parse_date, show_date
from tuquan.web.access import acting
from tuquan.web.schemes.area import capital, own_top

STATES = {"": "active", "thanh-loai": "struck_off", "tat-ca": None}
STATE_WORDS = {"": "đang hoạt động", "thanh-loai": "đã thanh loại", "tat-ca": "cả đã thanh loại"}
LONGEST_TEXT = 200


@dataclass
class Asked:
    """`chips`: {label, remove_url} for c-filters; `error`: a sentence for what could not be read."""

    filter: SchemeFilter
    sort: str
    place: str
    chips: list[dict[str, str]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    error: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the whole area's working schemes is asked for."""
        return any(chip["remove_url"] for chip in self.chips)


def asked_of(request: HttpRequest) -> Asked:
    """Read an address. Raises Http404 for a unit outside the person's area; what is unknown is left out."""
    query, me = request.GET, acting(request)
    day, error = _day(query.get("ngay", ""))
    top = own_top(me)
    unit_id = _unit(request, query.get("noi", "")) or top
    kind = SchemeKind.objects.filter(pk=_number(query.get("loai")) or 0).first()
    state = query.get("tinh-trang", "") if query.get("tinh-trang", "") in STATES else ""
    values = {
        "noi": str(unit_id) if unit_id != top else "",
        "loai": str(kind.pk) if kind else "",
        "tinh-trang": state,
        "khoi": query.get("khoi", "") if query.get("khoi") in Block.values else "",
        "linh-vuc": query.get("linh-vuc", "") if query.get("linh-vuc") in Field.values else "",
        "tim": " ".join(query.get("tim", "")[:LONGEST_TEXT].split()),
        "ngay": day.isoformat() if day != clock.today() else "",
    }
    asked = SchemeFilter(
        [unit_id] if unit_id else [],
        on=day,
        text=values["tim"],
        kind_id=kind.pk if kind else None,
        state=STATES[state],
        block=values["khoi"] or None,
        field=values["linh-vuc"] or None,
    )
    sort = query.get("sort", "name")
    place = PlaceNames([unit_id]).full(unit_id, day) if unit_id else ""
    found = Asked(asked, sort if sort.removeprefix("-") in SORTS else "name", place, values=values, error=error)
    found.chips = _chips(query, values, place, kind)
    return found


def unit_options(top: int | None, day: date) -> list[tuple[str, str]]:
    """Units of the area to choose from: hamlets of a commune, communes (and districts) of what lies above."""
    if top is None:
        return []
    try:
        own = units.version(top, day)
    except UnitUnknown:
        return []
    levels = (Level.HAMLET,) if own.unit.level >= Level.COMMUNE else (Level.DISTRICT, Level.COMMUNE)
    below = [row for level in levels for row in units.descendants(top, day, level)]
    return [("", f"Toàn {own.full_name}"), *((str(row.unit_id), capital(row.full_name)) for row in below)]


def _chips(query: QueryDict, values: dict[str, str], place: str, kind: SchemeKind | None) -> list[dict[str, str]]:
    said = {
        "tinh-trang": STATE_WORDS[values["tinh-trang"]],
        "noi": place,
        "loai": f"loại “{kind.name}”" if kind else "",
        "khoi": Block(values["khoi"]).label if values["khoi"] else "",
        "linh-vuc": Field(values["linh-vuc"]).label.lower() if values["linh-vuc"] else "",
        "tim": f"có chữ “{values['tim']}”" if values["tim"] else "",
        "ngay": f"tại ngày {show_date(date.fromisoformat(values['ngay']))}" if values["ngay"] else "",
    }
    return [
        {"label": words, "remove_url": _without(query, name) if values[name] else ""}
        for name, words in said.items()
        if words
    ]


def _without(query: QueryDict, name: str) -> str:
    left = query.copy()
    for key in (name, "page"):
        left.pop(key, None)
    return f"?{left.urlencode()}"


def _unit(request: HttpRequest, text: str) -> int | None:
    key = _number(text)
    if key and not accounts.may(acting(request).user, Permission.VIEW_AREA, unit_id=key):
        raise Http404
    return key


def _day(text: str) -> tuple[date, str]:
    """The day asked for, never after today, and a sentence where it could not be used."""
    if not text.strip():
        return clock.today(), ""
    try:
        day = parse_date(text)
    except DateError as wrong:
        return clock.today(), f"{wrong} Danh sách dưới đây là của hôm nay."
    if day > clock.today():
        return clock.today(), f"Ngày {show_date(day)} ở sau hôm nay. Danh sách dưới đây là của hôm nay."
    return day, ""


def _number(text: Any) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None
