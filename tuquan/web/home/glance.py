"""The round in one sentence and three numbers of one's own area with their change."""

from dataclasses import dataclass
from decimal import Decimal

from tuquan.reporting import history, rollup
from tuquan.reporting.models import Indicator, Round, Submission
from tuquan.reporting.queries import board, grid
from tuquan.reporting.rollup import Total
from tuquan.units import queries as units
from tuquan.vn.numbers import show
from tuquan.web.acting import Acting

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


@dataclass(frozen=True)
class Glance:
    round: Round
    sentence: str
    stats: tuple[Stat, ...]


def glance_for(acting: Acting) -> Glance | None:
    """The newest round that concerns the acting post's unit; None where there is none yet."""
    if acting.unit_id is None or acting.post is None:
        return None
    mine = Submission.objects.filter(organ_id=acting.post.organ_id).values("round_id")
    rounds = Round.objects.filter(pk__in=mine) | Round.objects.filter(scope_id=acting.unit_id)
    round_ = rounds.select_related("report_kind").order_by("-last_day").first()
    if round_ is None:
        return None
    made = board(round_)
    is_top = round_.scope_id == acting.unit_id
    stats = _of_area(round_, acting.unit_id) if is_top else _of_unit(round_, acting)
    return Glance(round_, f"{round_.title}: {made.sentence}.", tuple(stats[:3]))


def _of_area(round_: Round, unit_id: int) -> list[Stat]:
    lines = list(Indicator.objects.filter(code__in=CODES))
    now = rollup.totals(round=round_, unit_id=unit_id, indicators=lines)
    before = history.round_before(round_)
    past = rollup.totals(round=before, unit_id=unit_id, indicators=lines) if before else {}
    where = units.full_name(unit_id, round_.last_day)
    known = [now[code] for code in CODES if code in now and now[code].value is not None]
    return [_stat(total, where, round_, past.get(total.indicator.code), before) for total in known]


def _stat(total: Total, where: str, round_: Round, past: Total | None, before: Round | None) -> Stat:
    return Stat(
        label=total.indicator.name,
        value=total.value,
        measure=total.indicator.measure,
        where=where,
        when=round_.title,
        coverage=total.coverage.text,
        source="Tổng số liệu đã duyệt của các đơn vị",
        change=_like_for_like(total, past, before),
    )


def _like_for_like(total: Total, past: Total | None, before: Round | None) -> str:
    """A sum over some of the units is not compared with a sum over all of them."""
    if not total.coverage.complete:
        return f"mới có {total.coverage.text}"
    return _change(total.value, past.value if past else None, before)


def _of_unit(round_: Round, acting: Acting) -> list[Stat]:
    assert acting.post is not None
    submission = round_.submissions.filter(organ_id=acting.post.organ_id).first()
    if submission is None:
        return []
    before = history.last_round(submission)
    lines = {line.indicator.code: line for section in grid(submission) for line in section.lines}
    where = units.full_name(submission.unit_id, round_.last_day)
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
