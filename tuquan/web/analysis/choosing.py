"""What can be chosen, and what is chosen where an address says nothing: nobody begins with an empty page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.reporting.analysis import Known, Question, QuestionRefused, Span, Where, known
from tuquan.reporting.analysis.asking import MOST_SPANS
from tuquan.reporting.models import Access, FormLine, OverUnits, ReportKind, State, Submission
from tuquan.reporting.seeing import rounds_seen
from tuquan.units import queries as units
from tuquan.units.models import Level
from tuquan.vn.windows import Window
from tuquan.web.acting import Acting
from tuquan.web.analysis.address import DIMS, MEASURES, REACHES, Asked, windows

FIRST_LINES = 4
SAME_DAYS = 5


@dataclass(frozen=True)
class Choice:
    """The question as it stands, with everything decided, and what else could be chosen."""

    asked: Asked
    known: Known
    lines: list[FormLine]
    kinds: list[ReportKind]
    spans: tuple[Window, ...]
    top: int

    @property
    def newest(self) -> date:
        return max(window.last for window in self.spans)

    def question(self, day: date | None) -> Question:
        """For the domain. Raises QuestionRefused."""
        asked = self.asked
        return Question(
            report_kind=asked.kind,
            indicators=asked.codes,
            where=Where(self.top, REACHES[asked.reach], asked.chosen, asked.group),
            spans=self.spans,
            rows=tuple(DIMS[word] for word in asked.rows),
            columns=tuple(DIMS[word] for word in asked.columns),
            layers=tuple(DIMS[word] for word in asked.layers),
            measures=tuple(MEASURES[word] for word in asked.measures),
            day=day,
        )


def choose(asked: Asked, me: Acting) -> Choice | None:
    """What the address asks, filled up; None where no round exists for the person. Raises QuestionRefused, Http404."""
    rounds = rounds_seen(me.user, me.unit_id)
    if not rounds:
        return None
    kinds = list({row.report_kind_id: row.report_kind for row in rounds}.values())
    codes = [kind.code for kind in kinds]
    if asked.kind and asked.kind not in codes:
        raise Http404
    kind = asked.kind or _with_figures(kinds, [row.pk for row in rounds])
    seen = known(me.user, me.unit_id, kind)
    lines = form_lines(kind)
    top = asked.top if asked.top is not None else me.unit_id
    if top is None or not accounts.may(me.user, Permission.VIEW_AREA, unit_id=top):
        raise Http404
    spans = _spans(asked, seen)
    reach = asked.reach or _reach(top, max(span.last for span in spans))
    filled = replace(asked, kind=kind, top=top, reach=reach, codes=asked.codes or _first(lines))
    return Choice(filled, seen, lines, kinds, spans, top)


def form_lines(kind: str) -> list[FormLine]:
    """Every line that a form of the report asks, once, in the order of the forms from the lowest level up."""
    rows = FormLine.objects.filter(form__report_kind__code=kind).exclude(indicator__access=Access.RESTRICTED)
    found: dict[int, FormLine] = {}
    for row in rows.select_related("indicator", "form").order_by("-form__level", "-form__begins_on", "position"):
        found.setdefault(row.indicator_id, row)
    return list(found.values())


def _with_figures(kinds: Sequence[ReportKind], rounds: Sequence[int]) -> str:
    """The report of the newest round in which anything is approved, else of the newest."""
    rows = Submission.objects.filter(round__in=rounds, state=State.APPROVED)
    newest = rows.order_by("-round__last_day", "round_id").values_list("round__report_kind__code", flat=True).first()
    return newest or kinds[0].code


def _first(lines: Sequence[FormLine]) -> tuple[str, ...]:
    """The main lines: the first that the lowest level must answer, open, and adding over units."""
    lowest = max((row.form.level for row in lines), default=0)
    main = [
        row.indicator.code
        for row in lines
        if row.form.level == lowest
        and row.required
        and row.indicator.access == Access.OPEN
        and row.indicator.over_units == OverUnits.SUM
    ]
    return tuple(main[:FIRST_LINES] or [row.indicator.code for row in lines[:FIRST_LINES]])


def _reach(top: int, day: date) -> str:
    """Its units where it has any that report, else itself."""
    row = units.versions({top}, day).get(top)
    below = row is not None and any(child.unit.level < Level.HAMLET for child in units.children(top, day))
    return "truc-thuoc" if below else "chinh-no"


def _spans(asked: Asked, seen: Known) -> tuple[Window, ...]:
    """The windows of the address; words for the newest ones; without any, the newest with figures."""
    opened = seen.opened
    if not opened:
        raise QuestionRefused("Báo cáo này chưa có kỳ nào. Chọn loại báo cáo khác.")
    word = asked.spans[0] if asked.spans else ""
    if word.startswith("gan-") and word[4:].isdecimal():
        return tuple(span.window for span in recent(seen, int(word[4:])))
    if word == "cung-ky":
        return tuple(span.window for span in same_window(seen))
    found = windows(asked.spans)
    if asked.spans and not found:
        raise QuestionRefused("Không đọc được kỳ trong địa chỉ. Chọn lại kỳ trong danh sách.")
    unknown = [window.title() for window in found if window not in seen.spans]
    if unknown:
        raise QuestionRefused(f"Không có kỳ {', '.join(unknown)} của báo cáo này. Chọn kỳ khác trong danh sách.")
    return tuple(found) or (_newest(seen).window,)


def _newest(seen: Known) -> Span:
    """The newest window in which anything is approved, else the newest of all."""
    keys = {row.pk for span in seen.opened for row in span.rounds}
    told = set(
        Submission.objects.filter(round__in=keys, state=State.APPROVED).values_list("round_id", flat=True).distinct()
    )
    full = [span for span in seen.opened if any(row.pk in told for row in span.rounds)]
    return (full or seen.opened)[0]


def recent(seen: Known, count: int) -> list[Span]:
    """The newest windows of the length of the newest one with figures, in order of time."""
    model = _newest(seen)
    alike = [span for span in seen.opened if abs(span.window.days - model.window.days) < SAME_DAYS]
    return alike[: max(1, min(count, MOST_SPANS))][::-1]


def same_window(seen: Known) -> list[Span]:
    """The newest window with figures and the same one of every year before."""
    found: list[Span] = []
    span: Span | None = _newest(seen)
    while span is not None and len(found) < MOST_SPANS:
        found.append(span)
        span = seen.year_before(span)
    return found[::-1]
