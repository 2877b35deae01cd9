"""What changed after approval: every total above that included the figure says so, with the reason.

Derived from the revisions themselves: nothing to keep in step, nothing to forget.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tuquan.ground import clock
from tuquan.reporting.access import may_show_parts
from tuquan.reporting.models import Answer, FigureRevision, Round, Scope
from tuquan.reporting.queries.keeping import Places
from tuquan.reporting.values import Value
from tuquan.units import queries as units
from tuquan.vn.dates import show_date


@dataclass(frozen=True)
class Change:
    """One figure of one unit, from what to what, when, by whom, why. `stated`: a printed total, never added."""

    figure_id: int
    submission_id: int
    round_id: int
    revision_id: int
    indicator: str
    code: str
    place: str
    round_title: str
    before: Value
    after: Value
    reason: str
    by: str
    on: date
    stated: bool
    veiled: bool = False  # of a limited line no number of a unit is told

    @property
    def sentence(self) -> str:
        """ "Điểm tuyên truyền của xã Châu Hóa, năm 2021: từ 7 thành 9. Lý do: ghi nhầm."."""
        name = self.indicator[:1].upper() + self.indicator[1:]
        told = "đã sửa" if self.veiled else f"từ {self.before.text} thành {self.after.text}"
        what = f"{name} của {self.place}, {_within(self.round_title)}: {told}."
        if not self.reason:
            return what
        return f"{what} Lý do: {self.reason}" + ("" if self.reason.endswith((".", "!", "?")) else ".")


def rounds_within(round_: Round) -> list[Round]:
    """The rounds whose approved figures a round's totals and derived windows are made of, its own first.

    Of the same report, within its window, over its area or a part of it.
    """
    rows = Round.objects.filter(
        report_kind=round_.report_kind_id, first_day__gte=round_.first_day, last_day__lte=round_.last_day
    )
    near = {round_.scope_id: True}
    found = []
    for row in rows.order_by("last_day", "pk"):
        if row.scope_id not in near:
            near[row.scope_id] = units.is_within(row.scope_id, round_.scope_id, row.last_day)
        if near[row.scope_id]:
            found.append(row)
    return sorted(found, key=lambda row: (row.pk != round_.pk, row.last_day, row.pk))


def trail(round_: Round) -> list[Change]:
    """Everything that changed after approval in a round and in those it is made of, the newest first."""
    return _changes(FigureRevision.objects.filter(figure__submission__round__in=rounds_within(round_), number__gt=1))


def changes_of(made: Sequence[FigureRevision]) -> list[Change]:
    """The changes that these revisions are; a first revision is none."""
    return _changes(FigureRevision.objects.filter(pk__in=[row.pk for row in made], number__gt=1))


def changes_since(revision_ids: Iterable[int]) -> list[Change]:
    """What happened later to the figures of these revisions (what a paper was made of), the newest first."""
    cited = dict(FigureRevision.objects.filter(pk__in=list(revision_ids)).values_list("figure", "number"))
    later = FigureRevision.objects.filter(figure__in=cited, number__gt=1).values_list("pk", "figure", "number")
    return _changes(FigureRevision.objects.filter(pk__in=[pk for pk, figure, n in later if n > cited[figure]]))


def _changes(rows: "Iterable[FigureRevision]") -> list[Change]:
    about = ("figure__submission__round", "figure__indicator", "approved_by")
    found = list(rows.select_related(*about).order_by("-approved_at", "-pk"))  # type: ignore[attr-defined]
    past = FigureRevision.objects.filter(figure__in={row.figure_id for row in found})
    before = {(row.figure_id, row.number): row for row in past}
    places = Places({row.figure.submission.unit_id for row in found})
    return [_change(row, before[row.figure_id, row.number - 1], places) for row in found]


def _change(row: FigureRevision, before: FigureRevision, places: Places) -> Change:
    submission = row.figure.submission
    return Change(
        figure_id=row.figure_id,
        submission_id=submission.pk,
        round_id=submission.round_id,
        revision_id=row.pk,
        indicator=row.figure.indicator.name,
        code=row.figure.indicator.code,
        place=places.on(submission.unit_id, submission.round.last_day),
        round_title=submission.round.title,
        before=Value(Answer(before.answer), before.value, before.of),
        after=Value(Answer(row.answer), row.value, row.of),
        reason=row.reason,
        by=row.approved_by.full_name if row.approved_by else "Chương trình",
        on=row.approved_at.astimezone(clock.VIETNAM).date(),
        stated=row.figure.scope == Scope.STATED,
        veiled=not may_show_parts(row.figure.indicator),
    )


def _within(title: str) -> str:
    return title[:1].lower() + title[1:]


def told(change: Change) -> str:
    """With who and when, for a list: "… (Nguyễn Văn A duyệt 20/12/2021)"."""
    return f"{change.sentence} ({change.by} duyệt {show_date(change.on)})"
