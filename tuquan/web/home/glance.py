"""The round in one sentence and three numbers of one's own area with their change."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.http import HttpRequest

from tuquan.ground import clock
from tuquan.reporting import history, rollup
from tuquan.reporting.models import Indicator, Round, Submission
from tuquan.reporting.queries import board, grid, keepers, open_work, place
from tuquan.reporting.rollup import Total
from tuquan.units import queries as units
from tuquan.vn.numbers import show
from tuquan.web.acting import Acting
from tuquan.web.figures.ground import place_of
from tuquan.web.views_of_units import Switch, switch_for

CODES = ("schemes_active", "outreach_attendances", "schemes_founded", "scheme_points", "scheme_types")


@dataclass(frozen=True)
class Stat:
    """One number with everything that a number must carry."""

    label: str
    value: Decimal | None
    measure: str
    where: str
    when: str
    coverage: str
    source: str
    change: str
    why_not: str = ""


@dataclass(frozen=True)
class Glance:
    """`switch` is None where the numbers are one's own submission's: there is nothing to restate."""

    round: Round
    sentence: str
    stats: tuple[Stat, ...]
    switch: Switch | None


def glance_for(request: HttpRequest) -> Glance | None:
    """The newest round that concerns the acting post's unit; None where there is none yet."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    if acting.unit_id is None or acting.post is None:
        return None
    round_ = _newest(acting)
    if round_ is None:
        return None
    sentence = f"{round_.title}: {board(round_).plain}."
    own = _worked_on(round_, acting.post.organ_id)
    if own is not None and round_.scope_id != acting.unit_id:
        return Glance(round_, sentence, tuple(_of_unit(round_, own)[:3]), None)
    stood = bool(units.versions({acting.unit_id}, round_.last_day))
    switch = switch_for(request, round_, [acting.unit_id], only_now=not stood)
    return Glance(round_, sentence, tuple(_of_area(round_, acting.unit_id, switch)[:3]), switch)


def _newest(acting: Acting) -> Round | None:
    """The newest round of the organ or what it took over, of the unit, or of the units that it came from."""
    assert acting.post is not None
    assert acting.unit_id is not None
    carried = [work.submission.round_id for work in open_work(acting.post.organ_id, clock.today())]
    mine = [*Submission.objects.filter(organ_id=acting.post.organ_id).values_list("round_id", flat=True), *carried]
    older = Submission.objects.filter(unit__in=units.ancestry({acting.unit_id})).values("round_id")
    rounds = Round.objects.filter(Q(pk__in=mine) | Q(scope_id=acting.unit_id) | Q(pk__in=older))
    return rounds.select_related("report_kind").order_by("-last_day").first()


def _worked_on(round_: Round, organ_id: int) -> Submission | None:
    """The submission of the round that the organ works on: its own before one that it took over."""
    here = sorted(round_.submissions.select_related("round"), key=lambda row: row.organ_id != organ_id)
    at_work = keepers(here, clock.today())
    return next((row for row in here if at_work[row.pk] == organ_id), None)


def _of_area(round_: Round, unit_id: int, switch: Switch) -> list[Stat]:
    lines = list(Indicator.objects.filter(code__in=CODES))
    now = rollup.totals(round=round_, unit_id=unit_id, indicators=lines, view=switch.view)
    before = history.round_before(round_)
    past = rollup.totals(round=before, unit_id=unit_id, indicators=lines, view=switch.view) if before else {}
    where = place_of(unit_id, round_, switch.view)
    known = [now[code] for code in CODES if code in now and (now[code].value is not None or not now[code].comparable)]
    return [_stat(total, where, round_, past.get(total.indicator.code), before) for total in known]


def _stat(total: Total, where: str, round_: Round, past: Total | None, before: Round | None) -> Stat:
    return Stat(
        label=total.indicator.name,
        value=total.value,
        measure=total.indicator.measure,
        where=where,
        when=f"{round_.title}, {total.view_label}",
        coverage=total.coverage.text,
        source="Tổng số liệu đã duyệt của các đơn vị",
        change=_like_for_like(total, past, before),
        why_not=total.why_not,
    )


def _like_for_like(total: Total, past: Total | None, before: Round | None) -> str:
    """A sum over some of the units is not compared with a sum over all of them."""
    if not total.comparable:
        return total.why_not
    if not total.coverage.complete:
        return f"mới có {total.coverage.text}"
    return _change(total.value, past.value if past else None, before)


def _of_unit(round_: Round, submission: Submission) -> list[Stat]:
    before = history.last_round(submission)
    lines = {line.indicator.code: line for section in grid(submission) for line in section.lines}
    where = place(submission.unit_id, round_.last_day)
    return [
        Stat(
            label=lines[code].indicator.name,
            value=lines[code].value.value,
            measure=lines[code].indicator.measure,
            where=where,
            when=round_.title,
            coverage="",
            source=lines[code].source_label or "Chưa có số liệu",
            change=_change(lines[code].value.value, _past(lines[code].last_round), before),
        )
        for code in CODES
        if code in lines
    ]


def _past(value: object) -> Decimal | None:
    return getattr(value, "value", None)


def _change(now: Decimal | None, past: Decimal | None, before: Round | None) -> str:
    if now is None or past is None or before is None:
        return ""
    title = before.title.lower()
    if now == past:
        return f"bằng {title}"
    return f"{'tăng' if now > past else 'giảm'} {show(abs(now - past))} so với {title}"
