"""When units end: open submissions are finished by who took over, closed ones stay, the round still adds up."""

from datetime import date
from typing import Any

import pytest

from tests.factories import make_unit
from tests.reporting import factories as make
from tuquan.accounts import queries as accounts
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.reporting import actions, queries, rollup
from tuquan.reporting.models import Answer, Figure, State, Submission, SubmissionPlacement
from tuquan.units.errors import ReformFaulty
from tuquan.units.models import UnitVersion
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin, End, HeirOf, Plan
from tuquan.units.reforms.preview import preview

DAY = date(2021, 7, 1)
FLOW, STOCK = "schemes_founded", "schemes_active"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def district() -> make.District:
    return make.district(3)


def carry_out(plan: Plan, on: date = DAY) -> Any:
    made = procedure.draft(by=None, title="Sắp xếp thử", act_number="1/NQ", effective_on=on, plan=plan, scope_id=None)
    return procedure.commit(by=None, reform=made, version=made.version)


def merged(district: make.District, *names: str) -> Plan:
    units = [district.communes[name].unit_id for name in names]
    return plans.merge(units, "n1", Begin("n1", "commune", "Tuyên Mới", district.top.unit_id))


def unit_named(name: str) -> int:
    found: int = UnitVersion.objects.get(name=name).unit_id
    return found


def organ_of(unit_id: int) -> int:
    (organ,) = accounts.organs_at(unit_id, clock.today())
    return organ.pk


def ready(row: Submission) -> Submission:
    """Answer what is left and explain what looks odd."""
    make.none_for_the_rest(row)
    for question in queries.readiness(row).to_explain:
        figure = Figure.objects.get(pk=question.figure_id or 0)
        actions.explain(by=None, figure=figure, text="Đã đối chiếu sổ của đơn vị.")
    return row


def rows_of() -> dict[str, list[Any]]:
    """Every row of the rooms that a reform writes to, but for the audit and the reform itself."""
    from django.apps import apps

    # What is remembered for the Parquet set only ever moves on: an undoing is one more change.
    skipped = {"units_reform", "units_reformrow", "reporting_windowfacts", "reporting_factchange"}
    models = [
        m for room in ("units", "accounts", "schemes", "reporting") for m in apps.get_app_config(room).get_models()
    ]
    return {
        m._meta.db_table: list(m._default_manager.order_by("pk").values())
        for m in models
        if m._meta.db_table not in skipped
    }


def test_the_heirs_office_finishes_what_the_old_one_began(district: make.District) -> None:
    round_ = district.open()
    old = district.communes["Châu Hóa"]
    row = make.submission(round_, old)
    make.say(row, FLOW, 2, by=old.officer)
    seen = preview(procedure.draft(by=None, title="Thử", act_number="1", effective_on=DAY, scope_id=None,
                                   plan=merged(district, "Châu Hóa", "Ngư Hóa")))  # fmt: skip
    (group,) = [group for group in seen.groups if group.name == "reporting.submission"]
    assert [thing.name.partition(": ")[2] for thing in group.things] == ["biểu của xã Châu Hóa", "biểu của xã Ngư Hóa"]
    assert group.undecided == 0

    carry_out(merged(district, "Châu Hóa", "Ngư Hóa"))
    heir = unit_named("Tuyên Mới")
    organ = organ_of(heir)
    assert queries.keeper(row, date(2021, 6, 30)) == old.organ.pk
    assert queries.keeper(row, clock.today()) == organ
    assert queries.keeping(row, clock.today()).unit_id == heir
    own = Submission.objects.get(round=round_, unit=heir)
    assert (own.organ_id, own.state) == (organ, State.DRAFT)
    assert own.figures.count() == row.figures.count()
    assert {(w.submission.pk, w.carried) for w in queries.open_work(organ, clock.today())} == {
        (own.pk, False),
        (row.pk, True),
        (make.submission(round_, district.communes["Ngư Hóa"]).pk, True),
    }
    assert queries.open_work(old.organ.pk, clock.today()) == []

    make.say(row, STOCK, 1, by=old.officer)  # their post began anew at the heir's organ
    with pytest.raises(PermissionRefused):
        make.say(row, STOCK, 3, by=district.communes["Đồng Lê"].officer)
    ready(row)
    actions.present(by=old.officer, submission=row, version=row.version)
    actions.submit(by=old.head, submission=row, version=row.version)
    with pytest.raises(PermissionRefused):
        actions.approve(by=old.head, submission=row, version=row.version)
    actions.approve(by=district.top.officer, submission=row, version=row.version)
    row.refresh_from_db()
    assert (row.unit_id, row.organ_id, row.state) == (old.unit_id, old.organ.pk, State.APPROVED)


def test_closed_figures_stay_and_nobody_else_is_asked(district: make.District) -> None:
    """A reform recorded after its rounds were closed is not bad input."""
    round_ = district.open()
    for number, who in enumerate(district.communes.values(), start=1):
        row = make.submission(round_, who)
        make.say(row, FLOW, number)
        make.say(row, STOCK, 10 * number)
        make.send(ready(row))
    before = rollup.totals(round=round_, unit_id=district.top.unit_id)
    figures = list(Figure.objects.order_by("pk").values())
    carry_out(merged(district, "Châu Hóa", "Ngư Hóa"))
    after = rollup.totals(round=round_, unit_id=district.top.unit_id)
    assert {code: (t.value, t.of, t.answer) for code, t in before.items()} == {
        code: (t.value, t.of, t.answer) for code, t in after.items()
    }
    assert (after[STOCK].value, after[STOCK].coverage.text, after[STOCK].coverage.complete) == (
        60,
        "3/3 xã, thị trấn",
        True,
    )
    assert list(Figure.objects.order_by("pk").values()) == figures
    assert not SubmissionPlacement.objects.exists()
    assert not Submission.objects.filter(unit=unit_named("Tuyên Mới")).exists()
    names = [row.name for row in queries.board(round_).rows]
    assert names == ["Châu Hóa (đến 30/06/2021)", "Đồng Lê", "Ngư Hóa (đến 30/06/2021)"]


def test_a_closed_figure_is_corrected_by_who_took_over(district: make.District) -> None:
    round_, old = district.open(), district.communes["Châu Hóa"]
    row = make.submission(round_, old)
    make.say(row, FLOW, 2)
    make.send(ready(row))
    carry_out(merged(district, "Châu Hóa", "Ngư Hóa"))
    figure = row.figures.get(indicator__code=FLOW)
    actions.reopen(by=district.top.officer, figure=figure, reason="Sót một mô hình")
    row.refresh_from_db()
    make.say(row, FLOW, 3, by=old.officer)
    figure.refresh_from_db()
    revision = actions.approve_figure(by=district.top.officer, figure=figure)
    assert revision is not None
    assert revision.value == 3


def test_what_happened_adds_up_and_what_stands_is_told_by_who_stands(district: make.District) -> None:
    round_ = district.open()
    carry_out(merged(district, "Châu Hóa", "Ngư Hóa"))
    heir = Submission.objects.get(round=round_, unit=unit_named("Tuyên Mới"))
    rows = [make.submission(round_, who) for who in district.communes.values()]
    for row, founded, active in zip([heir, *rows], (1, 2, 3, 4), (50, 20, 30, 7), strict=True):
        make.say(row, FLOW, founded)
        make.say(row, STOCK, active)
        make.send(ready(row))
    totals = rollup.totals(round=round_, unit_id=district.top.unit_id)
    assert totals[FLOW].value == 10
    assert totals[FLOW].coverage.got == totals[FLOW].coverage.expected == 4
    assert totals[STOCK].value == 57
    assert totals[STOCK].coverage.expected == 2
    assert "Châu Hóa (đến 30/06/2021): 20" in totals[STOCK].comparable_note
    assert {part.name for part in totals[STOCK].left_out} == {"Châu Hóa (đến 30/06/2021)", "Ngư Hóa (đến 30/06/2021)"}
    assert queries.board(round_).expected == 4


def test_a_divided_unit_needs_a_choice_for_each_open_submission(district: make.District) -> None:
    round_, old = district.open(), district.communes["Châu Hóa"]
    row = make.submission(round_, old)
    parts = [
        Begin("n1", "commune", "Phần Một", district.top.unit_id),
        Begin("n2", "commune", "Phần Hai", district.top.unit_id),
    ]
    plan = plans.split(old.unit_id, parts)
    with pytest.raises(ReformFaulty):
        carry_out(plan)
    assert not SubmissionPlacement.objects.exists()
    posts = {f"accounts.post:{post.pk}": "n2" for post in old.organ.posts.all()}
    chosen = Plan(
        plan.begin,
        plan.alter,
        plan.end,
        {f"reporting.submission:{row.pk}": "n2", f"all-at:{old.unit_id}": "n2", **posts},
    )
    carry_out(chosen)
    assert queries.keeping(row, clock.today()).unit_id == unit_named("Phần Hai")
    asked = set(round_.submissions.values_list("unit", flat=True))
    assert {unit_named("Phần Một"), unit_named("Phần Hai"), old.unit_id} <= asked


@pytest.mark.parametrize("state", ["draft", "presented", "submitted", "sent_back", "approved"])
def test_undoing_restores_every_row(district: make.District, state: str) -> None:
    round_, old = district.open(), district.communes["Châu Hóa"]
    row = make.submission(round_, old)
    make.none_for_the_rest(row)
    steps: dict[str, list[Any]] = {
        "draft": [],
        "presented": [actions.present],
        "submitted": [actions.present, actions.submit],
        "sent_back": [actions.present, actions.submit, actions.send_back],
        "approved": [actions.present, actions.submit, actions.approve],
    }
    for move in steps[state]:
        move(by=None, submission=row, version=row.version, reason="Kiểm tra lại")
    before = rows_of()
    reform = carry_out(merged(district, "Châu Hóa", "Ngư Hóa"))
    assert SubmissionPlacement.objects.filter(submission=row).exists() == (state != "approved")
    assert rows_of() != before
    procedure.undo(by=None, reform=reform, because="Ghi nhầm")
    assert rows_of() == before


def test_who_took_over_an_ended_district_approves_its_communes(district: make.District) -> None:
    round_, commune = district.open(), district.communes["Châu Hóa"]
    row = make.submission(round_, commune)
    make.say(row, FLOW, 1)
    make.send(ready(row), approve=False)
    top = district.top
    moved = plans.move(commune.unit_id, district.province.unit_id)
    for name in ("Ngư Hóa", "Đồng Lê"):
        moved = moved.joined(plans.move(district.communes[name].unit_id, district.province.unit_id))
    ended = Plan(end=(End(top.unit_id, (HeirOf(district.province.unit_id),)),),
                 organs=({"organ": top.organ.pk, "what": "hand_over", "to": district.province.organ.pk},))  # fmt: skip
    carry_out(moved.joined(ended), on=date(2021, 12, 15))
    assert queries.approver(row, clock.today()) == district.province.organ.pk
    with pytest.raises(PermissionRefused):
        actions.approve(by=commune.head, submission=row, version=row.version)
    actions.approve(by=district.province.officer, submission=row, version=row.version)
    assert row.state == State.APPROVED
    assert top.unit_id in queries.areas_kept(district.province.organ.pk, clock.today())


def test_a_second_reform_takes_carried_work_along(district: make.District) -> None:
    round_, old = district.open(), district.communes["Châu Hóa"]
    row = make.submission(round_, old)
    carry_out(merged(district, "Châu Hóa", "Ngư Hóa"))
    first = unit_named("Tuyên Mới")
    carry_out(plans.merge([first], district.communes["Đồng Lê"].unit_id), on=date(2021, 10, 1))
    spans = [(p.unit_id, p.begins_on, p.ends_on) for p in row.placements.order_by("begins_on")]
    last = district.communes["Đồng Lê"]
    assert spans == [(first, DAY, date(2021, 10, 1)), (last.unit_id, date(2021, 10, 1), None)]
    assert queries.keeper(row, clock.today()) == last.organ.pk


def test_a_round_opened_after_a_reform_asks_the_ended_units_for_their_part(district: make.District) -> None:
    carry_out(merged(district, "Châu Hóa", "Ngư Hóa"))
    heir = unit_named("Tuyên Mới")
    organs = {district.top.unit_id: district.top.organ.pk, heir: organ_of(heir),
              district.communes["Đồng Lê"].unit_id: district.communes["Đồng Lê"].organ.pk}  # fmt: skip
    from tuquan.reporting.models import ReportKind
    from tuquan.units.models import Level
    from tuquan.vn.windows import calendar_window

    round_ = actions.open_round(
        by=district.top.officer, scope_id=district.top.unit_id,
        report_kind=ReportKind.objects.get(code="movement_year"), window=calendar_window("year", 2021),
        title="năm 2021", organs=organs,
        dues={Level.COMMUNE: make.DUE, Level.DISTRICT: make.DUE_ABOVE},
    )  # fmt: skip
    row = make.submission(round_, district.communes["Châu Hóa"])
    assert row.organ_id == district.communes["Châu Hóa"].organ.pk
    assert queries.keeper(row, clock.today()) == organ_of(heir)
    assert [r.name for r in queries.board(round_).rows] == [
        "Châu Hóa (đến 30/06/2021)", "Đồng Lê", "Ngư Hóa (đến 30/06/2021)", "Tuyên Mới",
    ]  # fmt: skip
    assert {f.answer for f in row.figures.all()} == {Answer.NOT_REPORTED}
    make.say(row, FLOW, 1, by=district.communes["Châu Hóa"].officer)


def test_a_unit_ended_before_the_window_is_not_asked(district: make.District) -> None:
    gone = make_unit("Đã Hết", parent=district.top.unit_id, ends_on=date(2020, 6, 1))
    assert gone not in set(district.open().submissions.values_list("unit", flat=True))
