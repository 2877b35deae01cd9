"""The rounds of the demonstration: 2021 open, 2020 closed, and the review of Hàm Thuận Nam complete."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from tuquan.cli.demonstration import HAM_THUAN_NAM, TUYEN_HOA, figures, times
from tuquan.cli.demonstration.people import Offices
from tuquan.ground import clock
from tuquan.reporting import actions, catalogue, forms
from tuquan.reporting.actions.revising import revise_all
from tuquan.reporting.models import Answer, Claim, Figure, Move, ReportKind, Round, SourceKind, State, Submission
from tuquan.units.models import Level
from tuquan.vn.windows import Window

YEAR_2021 = Window(date(2021, 1, 1), date(2021, 12, 31))
YEAR_2020 = Window(date(2020, 1, 1), date(2020, 12, 31))
# From the provincial decision on schemes (25/05/2017) to the review conference (24/04/2019).
REVIEW = Window(date(2017, 5, 25), date(2019, 4, 24))
DUE_2021 = {Level.COMMUNE: date(2021, 12, 24), Level.DISTRICT: date(2021, 12, 31)}
DUE_2020 = {Level.COMMUNE: date(2020, 12, 24), Level.DISTRICT: date(2020, 12, 31)}
DUE_REVIEW = {Level.COMMUNE: date(2019, 4, 19), Level.DISTRICT: date(2019, 4, 24)}
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


def open_2021(offices: Offices) -> Round:
    """The round people work on."""
    with times.on(date(2021, 12, 10)):
        return _open(offices, "movement_year", TUYEN_HOA, YEAR_2021, "Năm 2021", DUE_2021)


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


def _open(offices: Offices, kind: str, district: str, window: Window, title: str, dues: Mapping[Level, date]) -> Round:
    own = figures.units() if district == TUYEN_HOA else figures.ham_thuan_nam_units()
    organs = {offices.unit[place]: offices.organ[place].pk for place in (district, *own)}
    return actions.open_round(
        by=None, report_kind=ReportKind.objects.get(code=kind), scope_id=offices.unit[district], window=window,
        title=title, dues=dues, organs=organs,
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
