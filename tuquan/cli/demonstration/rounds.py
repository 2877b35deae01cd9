"""The rounds of the demonstration: 2021 open, 2020 closed, and the review of Hàm Thuận Nam complete."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from tuquan.cli.demonstration import HAM_THUAN_NAM, TUYEN_HOA, figures, times
from tuquan.cli.demonstration.people import Offices
from tuquan.ground import clock
from tuquan.reporting import actions, calendar, catalogue, due_days, forms
from tuquan.reporting.actions.calendar_rules import Offsets, end_rule, set_rule
from tuquan.reporting.actions.revising import revise_all
from tuquan.reporting.due_days import DueDays
from tuquan.reporting.models import (
    Answer,
    Claim,
    Figure,
    Move,
    ReportKind,
    Round,
    RoundRule,
    SourceKind,
    State,
    Submission,
    WindowRule,
)
from tuquan.units.models import Level, Unit
from tuquan.vn.windows import Window

YEAR_2021 = Window(date(2021, 1, 1), date(2021, 12, 31))
YEAR_2020 = Window(date(2020, 1, 1), date(2020, 12, 31))
# From the provincial decision on schemes (25/05/2017) to the review conference (24/04/2019).
REVIEW = Window(date(2017, 5, 25), date(2019, 4, 24))
DUE_2020 = {
    Level.COMMUNE: DueDays(date(2020, 12, 24), cut_off=date(2020, 12, 14), above=date(2020, 12, 31)),
    Level.DISTRICT: DueDays(date(2020, 12, 31), cut_off=date(2020, 12, 24)),
}
DUE_REVIEW = {
    Level.COMMUNE: DueDays(date(2019, 4, 19), cut_off=date(2019, 4, 12), above=date(2019, 4, 24)),
    Level.DISTRICT: DueDays(date(2019, 4, 24), cut_off=date(2019, 4, 19)),
}
# The year 2021 by its rule: data until 14/12, the communes send by 24/12, the district by 31/12.
YEAR_DUES = {Level.COMMUNE: Offsets(-5, -13, 0), Level.DISTRICT: Offsets(0, -5)}
QUARTER_DUES = {Level.COMMUNE: Offsets(2), Level.DISTRICT: Offsets(4)}
# The villages of a commune are the whole of "thôn có Công an xã bán chuyên trách".
OF_ITSELF = frozenset({"villages_covered"})
TYPED = "Nhập theo báo cáo giấy của kỳ đó"
# The district's own figures of the review conference.
CONFERENCE = {
    "communes_covered": (13, 13), "collectives_awarded_district": (9, None), "individuals_awarded_district": (5, None),
}  # fmt: skip
EXEMPLARY = ("xã Hàm Cường", "xã Hàm Minh")


def load_forms() -> None:
    """The catalogue of indicators and the forms."""
    catalogue.load()
    forms.load()
    calendar.load()


def set_rules(offices: Offices) -> RoundRule:
    """The calendar of Tuyên Hóa: the calendar year until 2021, quarters and years of Decree 09/2019 from 2022 on."""
    scope = Unit.objects.get(pk=offices.unit[TUYEN_HOA])
    kind = ReportKind.objects.get(code="movement_year")
    laid = (
        ("calendar_year", date(2021, 1, 1), YEAR_DUES, 21),
        ("nd09_quarter", date(2022, 1, 1), QUARTER_DUES, 10),
        ("nd09_year", date(2022, 1, 1), {Level.COMMUNE: Offsets(3), Level.DISTRICT: Offsets(6)}, 10),
    )
    with times.on(date(2021, 1, 4)):
        made = [
            set_rule(
                by=None, report_kind=kind, scope=scope, scope_level=Level.DISTRICT, begins_on=since, dues=dues,
                window_rule=WindowRule.objects.get(code=code), opens_before=before, basis="Lịch minh họa",
            )
            for code, since, dues, before in laid
        ]  # fmt: skip
        return end_rule(by=None, rule=made[0], on=date(2022, 1, 1))


def open_2021(offices: Offices) -> Round:
    """The round people work on, opened by its rule."""
    rule = set_rules(offices)
    with times.on(date(2021, 12, 10)):
        dues = due_days.lay(list(rule.dues.all()), YEAR_2021.last)
        return _open(offices, "movement_year", TUYEN_HOA, YEAR_2021, "Năm 2021", dues, rule)


def close_2020(offices: Offices) -> Round:
    """The year before, sent and approved by all 19."""
    with times.on(date(2020, 12, 10)):
        opened = _open(offices, "movement_year", TUYEN_HOA, YEAR_2020, "Năm 2020", DUE_2020)
    for number, unit in enumerate(figures.units()):
        answers = {code: (value, value if code in OF_ITSELF else None) for code, value in of_2020(unit).items()}
        _close(opened, offices, unit, answers, date(2020, 12, 16 + number % 8), date(2020, 12, 28))
    _close(opened, offices, TUYEN_HOA, {"units_inspected": (15, None)}, date(2020, 12, 30), None)
    return opened


def of_2020(unit: str) -> dict[str, int]:
    return figures.of_unit(unit, 2020)


def close_review(offices: Offices) -> Round:
    """Hàm Thuận Nam, 13/13: schemes from the register, exemplars and awards as the conference said."""
    with times.on(date(2019, 4, 10)):
        opened = _open(offices, "schemes_review", HAM_THUAN_NAM, REVIEW, "Sơ kết mô hình 2017–2019", DUE_REVIEW)
    for number, unit in enumerate(figures.ham_thuan_nam_units()):
        answers = {"exemplars_recognised": (int(unit in EXEMPLARY), None)}
        _close(opened, offices, unit, answers, date(2019, 4, 15 + number % 5), date(2019, 4, 22))
    _close(opened, offices, HAM_THUAN_NAM, CONFERENCE, date(2019, 4, 24), None)
    return opened


def _open(
    offices: Offices, kind: str, district: str, window: Window, title: str, dues: Mapping[Level, DueDays],
    rule: RoundRule | None = None,
) -> Round:  # fmt: skip
    own = figures.units() if district == TUYEN_HOA else figures.ham_thuan_nam_units()
    organs = {offices.unit[place]: offices.organ[place].pk for place in (district, *own)}
    return actions.open_round(
        by=None, report_kind=ReportKind.objects.get(code=kind), scope_id=offices.unit[district], window=window,
        title=title, dues=dues, organs=organs, rule=rule,
    )  # fmt: skip


Answers = Mapping[str, tuple[int, int | None]]


def _close(opened: Round, offices: Offices, place: str, answers: Answers, sent: date, approved: date | None) -> None:
    """Write a submission as sent (and approved, where the level above takes it) on days long past."""
    held = Submission.objects.get(round=opened, unit=offices.unit[place])
    with times.on(sent):
        _answer(held, answers)
    steps = [(State.DRAFT, State.PRESENTED, sent), (State.PRESENTED, State.SUBMITTED, sent)]
    if approved:
        steps.append((State.SUBMITTED, State.APPROVED, approved))
    for source, target, day in steps:
        with times.on(day, time(15, 20)):
            Move.objects.create(submission=held, from_state=source, to_state=target, on=day)
    with times.on(sent, time(15, 20)):
        held.presented_at = held.submitted_at = clock.now()
        held.first_submitted_on, held.state = sent, State.SUBMITTED
    held.version = len(steps)
    if approved:
        with times.on(approved, time(14, 30)):
            held.approved_at, held.state = clock.now(), State.APPROVED
            held.save()
            revise_all(held, None)
    held.save()


def _answer(held: Submission, answers: Answers) -> None:
    """Typed claims for what records did not fill in; nothing where nothing arose."""
    silent = list(held.figures.filter(answer=Answer.NOT_REPORTED).select_related("indicator"))
    given = [(figure, answers[figure.indicator.code]) for figure in silent if figure.indicator.code in answers]
    stated = [(figure, value) for figure, value in given if value[0]]
    claims = Claim.objects.bulk_create(
        Claim(
            figure=figure, value=Decimal(value), of=None if of is None else Decimal(of),
            source_kind=SourceKind.TYPED, source_label=TYPED,
        )
        for figure, (value, of) in stated
    )  # fmt: skip
    for figure, _ in given:
        figure.answer = Answer.NONE_AROSE
    for (figure, _), claim in zip(stated, claims, strict=True):
        figure.answer, figure.chosen = Answer.VALUE, claim
    Figure.objects.bulk_update([figure for figure, _ in given], ["answer", "chosen"])
