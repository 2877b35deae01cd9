"""Units on a day: found by what people type, children, and the life of one. Public facts, for who is signed in."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from tuquan.api.access import BadAsked, answer_of, reading
from tuquan.api.shapes import unit_said
from tuquan.ground import clock
from tuquan.units import queries
from tuquan.units.errors import UnitUnknown
from tuquan.units.models import Change, Level, Succession, Unit, UnitVersion
from tuquan.vn.dates import parse_date

LONGEST = 120
OFFERED = 50


@reading(None)
def units(request: HttpRequest) -> HttpResponse:
    """`ten`: units of that name on `ngay`, each an offer, never a guess; `trong`: within a unit; `cap`: of a level.

    `former`: names that no unit bears any more on the day, with their heirs, where nothing bears the name now.
    """
    day, text = _day(request), " ".join(request.GET.get("ten", "")[:LONGEST].split())
    if not text:
        raise BadAsked("Thiếu “ten”: ghi tên đơn vị cần tìm, ví dụ ten=xã Châu Hóa.")
    found = queries.find(text, day, parent_id=_number(request, "trong"), level=_level(request))
    former = [] if found else queries.find_former(text, day)
    return answer_of(
        {
            "day": day.isoformat(),
            "count": len(found),
            "offers": [_offer(row, day) for row in found[:OFFERED]],
            "former": [unit_said(row) | {"heirs": _heirs(row.unit_id, day)} for row in former[:OFFERED]],
        }
    )


@reading(None)
def children(request: HttpRequest, key: int) -> HttpResponse:
    """The units directly under a unit on a day, in alphabetical order."""
    day = _day(request)
    if not Unit.objects.filter(pk=key).exists():
        raise Http404
    own = queries.version(key, day)  # a unit that did not stand that day is refused in a sentence of its own
    rows = queries.children(key, day)
    return answer_of(
        {
            "day": day.isoformat(),
            "unit": unit_said(own),
            "count": len(rows),
            "children": [unit_said(row) for row in rows],
        }
    )


@reading(None)
def unit(request: HttpRequest, key: int) -> HttpResponse:
    """The whole life of a unit: versions, what it was made from, what it became, by which act."""
    try:
        life = queries.life(key)
    except UnitUnknown:
        raise Http404 from None
    body = {
        "unit": life.unit.pk,
        "level": life.unit.level,
        "begins_on": _iso(life.unit.begins_on),
        "known_from": _iso(life.unit.known_from),
        "ends_on": _iso(life.unit.ends_on),
        "versions": [unit_said(row) for row in life.versions],
        "forebears": [_link(link, link.old_id) for link in life.forebears],
        "heirs": [_link(link, link.new_id) for link in life.heirs],
    }
    return answer_of(body)


@reading(None)
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """An address that does not exist answers in JSON too."""
    raise Http404


def _offer(row: UnitVersion, day: date) -> dict[str, Any]:
    path = [step.full_name for step in queries.path(row.unit_id, day)[:-1]]
    return unit_said(row) | {"within": list(reversed(path))}


def _heirs(unit_id: int, day: date) -> list[dict[str, Any]]:
    found = queries.heirs_on(unit_id, day)
    named = queries.versions({heir for heir, _ in found}, day)
    return [unit_said(named[heir]) | {"exact": exact} for heir, exact in found if heir in named]


def _link(link: Succession, other: int) -> dict[str, Any]:
    row = _nearest(other, link.change)
    return {
        "unit": other,
        "full_name": row.full_name if row else "",
        "whole": link.whole,
        "share_millionths": link.share,
        "effective_on": link.change.effective_on.isoformat(),
        "act_number": link.change.act_number,
        "act_date": _iso(link.change.act_date),
        "issuer": link.change.issuer,
        "title": link.change.title,
        "source": link.change.source,
    }


def _nearest(unit_id: int, change: Change) -> UnitVersion | None:
    rows = UnitVersion.objects.filter(unit_id=unit_id)
    before = rows.filter(begins_on__lte=change.effective_on).order_by("-begins_on").first()
    found: UnitVersion | None = before or rows.order_by("begins_on").first()
    return found


def _day(request: HttpRequest) -> date:
    text = request.GET.get("ngay", "").strip()[:60]
    return parse_date(text) if text else clock.today()


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise BadAsked(f"“{name}” phải là một số nguyên, không phải “{text[:20]}”.")
    return int(text)


def _level(request: HttpRequest) -> Level | None:
    asked = _number(request, "cap")
    if asked is None:
        return None
    try:
        return Level(asked)
    except ValueError:
        raise BadAsked("“cap” từ 0 (cả nước) đến 4 (thôn).") from None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
