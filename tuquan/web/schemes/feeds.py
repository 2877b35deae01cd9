"""Which figures of which rounds a scheme is counted in."""

from dataclasses import dataclass

from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.reporting.models import Access, FormLine, Round, Submission
from tuquan.schemes import tree
from tuquan.schemes.counts.answers import LINES
from tuquan.schemes.counts.gathering import Rows, gather
from tuquan.schemes.models import Scheme, SchemeEvent, SchemeSite
from tuquan.units.models import Unit
from tuquan.vn.windows import Window
from tuquan.web.acting import Acting

# A scheme of many years feeds every round since: the newest answer the question "số này ở đâu ra?".
NEWEST = 4


@dataclass(frozen=True)
class Feed:
    """One round and the lines of it that count the scheme: (name, address of the total)."""

    round: Round
    lines: tuple[tuple[str, str], ...]


def feeds_of(scheme: Scheme, unit_id: int, me: Acting) -> list[Feed]:
    """The newest rounds that the person may see and that count the scheme, each with its lines."""
    found: list[Feed] = []
    for round_ in _rounds(scheme, unit_id):
        if len(found) == NEWEST:
            break
        if _sees(me, round_) and (lines := _lines(scheme, unit_id, round_)):
            found.append(Feed(round_, lines))
    return found


def _rounds(scheme: Scheme, unit_id: int) -> list[Round]:
    above = tree.above([unit_id], clock.today())[unit_id]
    rounds = Round.objects.filter(scope_id__in=above, last_day__gte=scheme.begins_on, first_day__lte=clock.today())
    return list(rounds.select_related("report_kind").order_by("-last_day", "-pk"))


def _sees(me: Acting, round_: Round) -> bool:
    if accounts.may(me.user, Permission.VIEW_AREA, unit_id=round_.scope_id):
        return True
    return me.unit_id is not None and Submission.objects.filter(round=round_, unit_id=me.unit_id).exists()


def _lines(scheme: Scheme, unit_id: int, round_: Round) -> tuple[tuple[str, str], ...]:
    asked = FormLine.objects.filter(form__report_kind=round_.report_kind_id, indicator__code__in=LINES)
    asked = asked.filter(indicator__access=Access.OPEN).select_related("indicator").order_by("position")
    rows, names = gather([unit_id], round_.window)[unit_id], dict[str, str]()
    for line in asked.filter(form__level__lte=Unit.objects.get(pk=round_.scope_id).level + 1):
        code = line.indicator.code
        if code not in names and _counts(code, rows, round_.window, scheme):
            names[code] = line.indicator.name
    return tuple((name, reverse("figures-total", args=[round_.pk, code])) for code, name in names.items())


def _counts(code: str, rows: Rows, window: Window, scheme: Scheme) -> bool:
    return any(_scheme_id(thing) == scheme.pk for thing in LINES[code].things(rows, window))


def _scheme_id(thing: object) -> int:
    if isinstance(thing, SchemeEvent | SchemeSite):
        return thing.scheme_id
    assert isinstance(thing, Scheme)
    return thing.pk
