"""Every move from every state by every role: the table of states holds, and nothing half-written remains."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from tests.factories import make_post
from tests.reporting import factories as make
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.ground.models import AuditEvent, Notice
from tuquan.reporting import actions, rollup
from tuquan.reporting.errors import AlreadyMoved, MoveRefused, NotEditable, NotReady, ReasonMissing
from tuquan.reporting.models import FigureRevision, Move, State, Submission
from tuquan.vn.windows import calendar_window

pytestmark = pytest.mark.django_db

STATES = [state.value for state in State]
MOVES = ("present", "take_back", "submit", "approve", "send_back")
# Who may make which move at all (accounts.roles): "superior" here is the office above the sender.
MAY = {
    "present": {"officer", "head", "program"},
    "take_back": {"officer", "head", "program"},
    "submit": {"head", "program"},
    "approve": {"superior_officer", "superior_head", "program"},
    "send_back": {"superior_officer", "superior_head", "program"},
}
FROM = {
    "present": {"draft", "sent_back"},
    "take_back": {"presented"},
    "submit": {"presented"},
    "approve": {"submitted"},
    "send_back": {"submitted", "approved"},
}
ROLES = (
    "officer", "head", "superior_officer", "superior_head", "program",
    "neighbour_officer", "neighbour_head", "province_head", "inspector", "administrator",
)  # fmt: skip


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=2)


def _person(district: make.District, role: str) -> Any:
    commune, neighbour = district.communes["Châu Hóa"], district.communes["Ngư Hóa"]
    if role in ("inspector", "administrator"):
        return make_post(district.top.organ, role).user
    return {
        "officer": commune.officer,
        "head": commune.head,
        "superior_officer": district.top.officer,
        "superior_head": district.top.head,
        "neighbour_officer": neighbour.officer,
        "neighbour_head": neighbour.head,
        "province_head": district.province.head,
        "program": None,
    }[role]


def _bring(row: Submission, state: str) -> None:
    make.none_for_the_rest(row)
    ways = {
        "draft": [],
        "presented": ["present"],
        "submitted": ["present", "submit"],
        "approved": ["present", "submit", "approve"],
        "sent_back": ["present", "submit", "send_back"],
    }
    for name in ways[state]:
        getattr(actions, name)(by=None, submission=row, version=row.version, reason="bổ sung")


def _written() -> tuple[int, ...]:
    return tuple(kind.objects.count() for kind in (Move, AuditEvent, Notice, FigureRevision))


@pytest.mark.parametrize("state", STATES)
def test_every_move_by_every_role(district: make.District, state: str) -> None:
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    _bring(row, state)
    people = {role: _person(district, role) for role in ROLES}
    for move, role in product(MOVES, ROLES):
        row.refresh_from_db()
        allowed, fits = role in MAY[move], state in FROM[move]
        if allowed and fits:
            continue
        before, said = _written(), (row.state, row.version)
        with pytest.raises(Refusal) as refused:
            getattr(actions, move)(by=people[role], submission=row, version=row.version, reason="thử")
        assert refused.type is (MoveRefused if allowed else PermissionRefused), (move, role, state)
        row.refresh_from_db()
        assert (_written(), (row.state, row.version)) == (before, said)


@pytest.mark.parametrize(("move", "state"), [(move, state) for move in MOVES for state in sorted(FROM[move])])
def test_every_move_that_fits(district: make.District, move: str, state: str) -> None:
    for month, role in enumerate(sorted(MAY[move]), start=1):
        round_ = district.open(window=calendar_window("month", 2021, month))
        row = make.submission(round_, district.communes["Châu Hóa"])
        _bring(row, state)
        version = row.version
        moved = getattr(actions, move)(by=_person(district, role), submission=row, version=version, reason="thử")
        assert moved.version == version + 1
        assert moved.moves.last().from_state == state


def test_the_head_cannot_send_what_was_not_presented(district: make.District) -> None:
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.none_for_the_rest(row)
    with pytest.raises(MoveRefused, match="trình lãnh đạo trước"):
        actions.submit(by=district.communes["Châu Hóa"].head, submission=row, version=row.version)


def test_a_second_click_is_told_so_and_changes_nothing(district: make.District) -> None:
    commune = district.communes["Châu Hóa"]
    row = make.submission(district.open(), commune)
    make.none_for_the_rest(row)
    seen = row.version
    actions.present(by=commune.officer, submission=row, version=seen)
    before = _written()
    with pytest.raises(AlreadyMoved, match="đã trình") as refused:
        actions.present(by=commune.officer, submission=row, version=seen)
    assert refused.value.code == "submission_already_moved"
    assert commune.officer.full_name in str(refused.value)
    assert _written() == before


def test_everything_missing_is_listed_at_once(district: make.District) -> None:
    commune = district.communes["Châu Hóa"]
    row = make.submission(district.open(), commune)
    make.say(row, "steering_committees", 0)
    make.say(row, "steering_committee_members", 11)
    with pytest.raises(NotReady) as refused:
        actions.present(by=commune.officer, submission=row, version=row.version)
    codes = [question.code for question in refused.value.readiness.blocking]
    assert codes.count("required_missing") > 10
    assert "steering_committee_members_need_a_body" in codes
    assert Move.objects.count() == 0


def test_sending_back_needs_a_reason_and_keeps_what_was_approved(district: make.District) -> None:
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 7)
    make.send(row)
    with pytest.raises(ReasonMissing):
        actions.send_back(by=district.top.officer, submission=row, version=row.version, reason="  ")
    actions.send_back(by=district.top.officer, submission=row, version=row.version, reason="Ghi thiếu một điểm.")
    current = FigureRevision.objects.get(figure__indicator__code="outreach_points", superseded_at=None)
    assert current.value == 7
    make.say(row, "outreach_points", 8)
    make.send(row)
    numbers = FigureRevision.objects.filter(figure__indicator__code="outreach_points").order_by("number")
    assert [(found.number, found.value, found.superseded_at is None) for found in numbers] == [
        (1, 7, False),
        (2, 8, True),
    ]


def test_the_first_day_of_sending_is_kept(district: make.District) -> None:
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.send(row, approve=False)
    actions.send_back(by=None, submission=row, version=row.version, reason="thiếu")
    with clock.at(date(2021, 12, 25)):
        make.send(row, approve=False)
    assert row.first_submitted_on == date(2021, 12, 15)
    assert row.submitted_at is not None
    assert row.submitted_at.astimezone(clock.VIETNAM).date() == date(2021, 12, 25)


def test_an_office_without_a_superior_needs_no_approval(district: make.District) -> None:
    round_ = district.open()
    row = make.submission(round_, district.top)
    make.send(row, approve=False)
    with pytest.raises(PermissionRefused):
        actions.approve(by=district.top.head, submission=row, version=row.version)
    actions.approve(by=district.province.head, submission=row, version=row.version)
    assert row.state == State.APPROVED


def test_one_figure_is_reopened_without_the_rest(district: make.District) -> None:
    commune, top = district.communes["Châu Hóa"], district.top
    round_ = district.open()
    row = make.submission(round_, commune)
    make.say(row, "outreach_points", 7)
    make.send(row)
    figure = row.figures.get(indicator__code="outreach_points")
    with pytest.raises(PermissionRefused):
        actions.reopen(by=commune.head, figure=figure, reason="nhầm")
    actions.reopen(by=top.officer, figure=figure, reason="Ghi nhầm số.")
    make.say(row, "outreach_points", 9, by=commune.officer)
    with pytest.raises(NotEditable):
        make.say(row, "outreach_attendances", 9, by=commune.officer)
    before = rollup.total(round=round_, unit_id=top.unit_id, indicator="outreach_points")
    assert before.value == 7
    assert [part.reopened for part in before.parts] == [True, False]
    revision = actions.approve_figure(by=top.officer, figure=figure)
    assert revision is not None
    assert (revision.number, revision.value, revision.reason) == (2, 9, "Ghi nhầm số.")
    assert rollup.total(round=round_, unit_id=top.unit_id, indicator="outreach_points").value == 9
    with pytest.raises(MoveRefused):
        actions.approve_figure(by=top.officer, figure=figure)
