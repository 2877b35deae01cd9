"""A small district of the tests' own, and a round opened over it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tests.factories import make_organ, make_post, make_unit
from tuquan.accounts.models import User
from tuquan.reporting import actions, catalogue, forms, queries
from tuquan.reporting.models import FormLine, Indicator, ReportKind, Round, Submission
from tuquan.units.models import Level
from tuquan.vn.windows import Window, calendar_window

NAMES = ("Châu Hóa", "Ngư Hóa", "Đồng Lê", "Thanh Hóa", "Mai Hóa", "Cao Quảng", "Lê Hóa", "Sơn Hóa", "Đức Hóa")
DUE = date(2021, 12, 20)
DUE_ABOVE = date(2021, 12, 28)


@dataclass
class Office:
    """An organ with an officer and a head."""

    unit_id: int
    organ: Any
    officer: User
    head: User


@dataclass
class District:
    """A province with one district and some communes, each with a police organ."""

    province: Office
    top: Office
    communes: dict[str, Office] = field(default_factory=dict)

    @property
    def organs(self) -> dict[int, int]:
        return {office.unit_id: office.organ.pk for office in (self.top, *self.communes.values())}

    def open(
        self, window: Window | None = None, kind: str = "movement_year", title: str = "năm 2021", by: User | None = None
    ) -> Round:
        return actions.open_round(
            by=by,
            report_kind=ReportKind.objects.get(code=kind),
            scope_id=self.top.unit_id,
            window=window or calendar_window("year", 2021),
            title=title,
            dues={Level.COMMUNE: DUE, Level.DISTRICT: DUE_ABOVE},
            organs=self.organs,
        )


def office(unit_id: int, name: str, *, superior: Office | None = None, upper: bool = False) -> Office:
    organ = make_organ(unit_id, name=name, superior=superior.organ if superior else None)
    kind = "superior" if upper else "commune"
    officer, head = (make_post(organ, f"{kind}_{rank}").user for rank in ("officer", "head"))
    return Office(unit_id, organ, officer, head)


def district(communes: int = 3) -> District:
    """Catalogue and forms loaded, a district with that many communes (the third is a township)."""
    catalogue.load()
    forms.load()
    province_id = make_unit("Quảng Thử", "province")
    province = office(province_id, "Công an tỉnh Quảng Thử", upper=True)
    top_id = make_unit("Tuyên Thử", "district", parent=province_id)
    top = office(top_id, "Công an huyện Tuyên Thử", superior=province, upper=True)
    found = District(province, top)
    for number in range(communes):
        name = NAMES[number] if number < len(NAMES) else f"Xã số {number}"
        unit_id = make_unit(name, "township" if number == 2 else "commune", parent=top_id)
        found.communes[name] = office(unit_id, f"Công an xã {name}", superior=top)
    return found


def own_work(code: str) -> None:
    """Let the levels above answer this line by work of their own."""
    FormLine.objects.filter(indicator__code=code, form__level__lt=Level.COMMUNE).update(own_work=True)


def line(code: str) -> Indicator:
    return Indicator.objects.get(code=code)


def submission(round_: Round, who: Office) -> Submission:
    return Submission.objects.get(round=round_, unit=who.unit_id)


def say(
    row: Submission,
    code: str,
    value: Decimal | int,
    of: Decimal | int | None = None,
    by: User | None = None,
    **more: Any,
) -> Any:
    """A typed claim, chosen."""
    given = {"source_kind": "typed", "source_label": "nhập tay", **more}
    return actions.claim(by=by, submission=row, indicator=code, value=value, of=of, **given)


def none_for_the_rest(row: Submission) -> None:
    """Answer "không phát sinh" wherever there is no answer yet."""
    for figure in row.figures.filter(answer="not_reported").select_related("indicator"):
        actions.say_none_arose(by=None, submission=row, indicator=figure.indicator)


def send(row: Submission, *, approve: bool = True) -> Submission:
    """Answer what is left, explain what is asked, present, submit, and approve, by the program."""
    row.refresh_from_db()
    none_for_the_rest(row)
    for question in queries.readiness(row).to_explain:
        figure = row.figures.select_related("indicator").get(pk=question.figure_id or 0)
        actions.explain(by=None, figure=figure, text="Đã kiểm tra.")
    for move in (actions.present, actions.submit, *([actions.approve] if approve else [])):
        move(by=None, submission=row, version=row.version)
    return row
