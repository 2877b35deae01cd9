"""The list of acts: drafts, reforms carried out or undone, and every change recorded with the country."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.ground import clock
from tuquan.units.models import Change, Reform
from tuquan.vn.dates import show_date
from tuquan.vn.text import collation_key
from tuquan.vn.text import key as folded
from tuquan.web.acting import Acting
from tuquan.web.units.reforms.reach import looked_after
from tuquan.web.units.reforms.told import ended_without_heirs, touching

RECORDED = "recorded"
# Words, tone and icon of each state of an act.
LOOKS = {
    Reform.State.DRAFT.value: ("Đang soạn", "warning", "pencil-square"),
    Reform.State.COMMITTED.value: ("Đã thực hiện", "success", "check-circle"),
    Reform.State.UNDONE.value: ("Đã hoàn tác", "plain", "arrow-uturn-left"),
    Reform.State.DISCARDED.value: ("Đã bỏ", "plain", "x-circle"),
    RECORDED: ("Có trong danh mục", "info", "book-open"),
}
STATES = {
    "": "tất cả, trừ bản đã bỏ",
    "dang-soan": Reform.State.DRAFT.value,
    "da-thuc-hien": Reform.State.COMMITTED.value,
    "co-san": RECORDED,
    "da-hoan-tac": Reform.State.UNDONE.value,
    "da-bo": Reform.State.DISCARDED.value,
}


@dataclass(frozen=True)
class Act:
    """One line of the list."""

    title: str
    number: str
    act_date: date | None
    issuer: str
    on: date
    state: str
    units: int
    after: int
    url: str
    key: tuple[int, int]

    @property
    def look(self) -> tuple[str, str, str]:
        return LOOKS[self.state]


SORTS: dict[str, Callable[[Act], Any]] = {
    "day": lambda act: (act.on, act.key),
    "title": lambda act: collation_key(act.title),
    "act": lambda act: (collation_key(act.number), act.on),
    "state": lambda act: (act.look[0], act.on),
    "units": lambda act: (act.units, act.on),
}


@dataclass(frozen=True)
class Asked:
    """What an address of the list asks for; `chips` undo it word by word."""

    state: str
    text: str
    mine: bool
    sort: str
    chips: list[dict[str, str]]


def asked_of(query: QueryDict) -> Asked:
    """Read an address; what is unknown is left out."""
    state = query.get("tinh-trang", "") if query.get("tinh-trang", "") in STATES else ""
    text = " ".join(query.get("tim", "")[:200].split())
    mine = query.get("dia-ban") == "cua-toi"
    sort = query.get("sort", "")
    said = {
        "tinh-trang": LOOKS[STATES[state]][0].lower() if state else "",
        "tim": f"có chữ “{text}”" if text else "",
        "dia-ban": "động đến địa bàn của tôi" if mine else "",
    }
    chips = [{"label": words, "remove_url": _less(query, name)} for name, words in said.items() if words]
    return Asked(state, text, mine, sort if sort.removeprefix("-") in SORTS else "-day", chips)


def acts(me: Acting, asked: Asked) -> list[Act]:
    """The acts asked for, sorted."""
    found = [*_reforms(me), *_recorded()]
    found = [act for act in found if _wanted(act, asked)]
    if asked.mine:
        found = _mine(me, found)
    return sorted(found, key=SORTS[asked.sort.removeprefix("-")], reverse=asked.sort.startswith("-"))


def _reforms(me: Acting) -> list[Act]:
    waiting = Reform.objects.filter(looked_after(me))
    done = Reform.objects.filter(state=Reform.State.COMMITTED)
    return [_of_reform(row) for row in (waiting | done).select_related("change")]


def _of_reform(row: Reform) -> Act:
    plan = row.plan
    units = len(plan.get("end", ())) or len(plan.get("alter", ())) + len(plan.get("begin", ()))
    heirs = {str(heir["unit"]) for end in row.plan.get("end", ()) for heir in end["heirs"]}
    after = heirs | {str(begun["key"]) for begun in row.plan.get("begin", ())}
    url = reverse("units-reform", args=[row.pk])
    return Act(
        row.title, row.act_number, row.act_date, row.issuer, row.effective_on, row.state, units, len(after), url,
        (1, row.pk),
    )  # fmt: skip


def _recorded() -> list[Act]:
    rows = Change.objects.filter(reform=None).annotate(
        olds=Count("successions__old", distinct=True),
        news=Count("successions__new", distinct=True),
        named=Count("versions", distinct=True),
    )
    return [
        Act(
            row.title, row.act_number, row.act_date, row.issuer, row.effective_on, RECORDED, _changed(row), row.news,
            reverse("units-change", args=[row.pk]), (0, row.pk),
        )
        for row in rows
    ]  # fmt: skip


def _changed(row: Any) -> int:
    """Units ended, else renamed; the act that only ended districts without heirs is linked to nothing."""
    return int(row.olds or row.named) or ended_without_heirs(row.effective_on).count()


def _wanted(act: Act, asked: Asked) -> bool:
    if asked.state and act.state != STATES[asked.state]:
        return False
    if not asked.state and act.state == Reform.State.DISCARDED:
        return False
    said = folded(f"{act.title} {act.number} {act.issuer} {show_date(act.on)}")
    return all(word in said for word in folded(asked.text).split())


def _mine(me: Acting, found: list[Act]) -> list[Act]:
    """Those that touched a unit of the acting post's area, or one that an area unit came from."""
    if me.post is None:
        return []
    area = accounts.area_of(me.post, clock.today(), ended=True)
    changes = touching(area)
    reforms = set(Reform.objects.filter(change__in=changes).values_list("pk", flat=True))
    reforms |= set(Reform.objects.filter(scope_id__in=area).values_list("pk", flat=True))
    return [act for act in found if act.key[1] in (reforms if act.key[0] else changes)]


def _less(query: QueryDict, name: str) -> str:
    left = query.copy()
    for part in (name, "page"):
        left.pop(part, None)
    return f"?{left.urlencode()}"
