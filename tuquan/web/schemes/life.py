"""What the page of a scheme holds, gathered once."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tuquan.ground import clock
from tuquan.schemes.models import Block, EventKind, Field, Scheme
from tuquan.schemes.queries import History, Kin, SchemeFilter, history, search
from tuquan.vn.dates import show_date
from tuquan.web.acting import Acting
from tuquan.web.schemes.area import capital, keeps_register, tops, unit_path
from tuquan.web.schemes.feeds import feeds_of


@dataclass(frozen=True)
class Relative:
    """One member of the family; `href` is empty for the scheme itself and for those outside the person's area."""

    name: str
    place: str
    since: str
    ended: str
    depth: int
    href: str
    here: bool = False


def scheme_page(scheme: Scheme, me: Acting) -> dict[str, Any]:
    """Context of the page of a scheme which the person may see."""
    told = history(scheme)
    here = told.stays[-1]
    active = scheme.ends_on is None or scheme.ends_on > clock.today()
    family, outside = family_of(told, me)
    return {
        "scheme": scheme,
        "history": told,
        "place": here.place,
        "unit_id": here.unit_id,
        "path": unit_path(here.unit_id, min(clock.today(), scheme.ends_on or clock.today()), "Mô hình"),
        "state": "active" if active else "struck_off",
        "active": active,
        "records": keeps_register(me, here.unit_id),
        "steps": steps(told),
        "family": family,
        "outside": outside,
        "feeds": feeds_of(scheme, here.unit_id, me),
        "site_count": len(told.sites),
        "field_label": Field(scheme.field).label,
        "block_label": capital(Block(scheme.block).label),
    }


def steps(told: History) -> list[dict[str, str]]:
    """The life of a scheme on one line: its events with dates and decisions, and how it stands."""
    marks = [(entry.on, capital(entry.label), _short(entry.decision)) for entry in told.entries]
    dossier = told.scheme.dossier_since
    if dossier is not None and dossier != told.scheme.begins_on:
        marks.append((dossier, "Đủ hồ sơ", ""))
    marks.sort(key=lambda mark: mark[0])
    made = [
        {"label": label, "note": f"{show_date(on)}{', ' + decision if decision else ''}", "state": "done"}
        for on, label, decision in marks
    ]
    if told.entries[-1].kind == EventKind.STRUCK_OFF:
        made[-1]["state"] = "current"
    else:
        made.append({"label": "Đang hoạt động", "note": f"đến {show_date(clock.today())}", "state": "current"})
    return made


def family_of(told: History, me: Acting) -> tuple[list[Relative], int]:
    """The family from the first origin downwards, and how many copies stand outside the person's area.

    An origin elsewhere is named, since the scheme's own decision names it; copies elsewhere are only counted.
    """
    kin = [*told.origins, *told.copies]
    if not kin:
        return [], 0
    mine = search(SchemeFilter(tops(me), on=clock.today())).filter(pk__in=[row.scheme_id for row in kin])
    seen = set(mine.values_list("pk", flat=True))
    made = [_relative(row, depth, seen) for depth, row in enumerate(told.origins)]
    own = len(told.origins)
    scheme, ended = told.scheme, show_date(told.scheme.ends_on) if told.scheme.ends_on else ""
    begun = show_date(scheme.begins_on)
    made.append(Relative(scheme.name, told.stays[-1].place, begun, ended, own, "", here=True))
    made += [_relative(row, own + row.depth, seen) for row in told.copies if row.scheme_id in seen]
    return made, sum(row.scheme_id not in seen for row in told.copies)


def _relative(row: Kin, depth: int, seen: set[int]) -> Relative:
    href = reverse("schemes-scheme", args=[row.scheme_id]) if row.scheme_id in seen else ""
    ended = show_date(row.ends_on) if row.ends_on else ""
    return Relative(row.name, row.place, show_date(row.begins_on), ended, depth, href)


def _short(decision: str) -> str:
    """ "QĐ số 12/QĐ-UBND": the signing day and the issuer stand in the table below the line."""
    return decision.partition(" ngày ")[0].partition(" của ")[0].replace("Quyết định", "QĐ")
