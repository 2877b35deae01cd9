"""A visitor plays the demonstration to its end: 17/19 becomes 19/19, and only then the totals are the district's."""

from datetime import date
from decimal import Decimal

import pytest

from tuquan.cli.demonstration import TUYEN_HOA, figures, loading, people, rounds
from tuquan.cli.demonstration.acts import Commune
from tuquan.cli.demonstration.district import finish
from tuquan.ground import clock
from tuquan.reporting import actions, queries, rollup
from tuquan.reporting.models import Figure, Submission

pytestmark = pytest.mark.django_db
LAST = date(2021, 12, 31)
WANTED = {
    "outreach_points": 196,
    "outreach_attendances": 33446,
    "schemes_active": 46,
    "village_security_board_members": 765,
}


def test_from_seventeen_to_nineteen():
    loading.lay_ground(lambda _: None)
    loading.show_first_state(lambda _: None)
    offices = people.find()
    round_ = loading.the_round(offices, TUYEN_HOA, rounds.YEAR_2021)
    with clock.at(LAST):
        before = rollup.totals(round=round_, unit_id=round_.scope_id)
        assert before["outreach_attendances"].coverage.text == "14/19 xã, thị trấn"
        assert before["outreach_attendances"].value < 33446
    for unit, play in PLAYS.items():
        play(Commune(round_, offices, unit))
    with clock.at(LAST):
        board = queries.board(round_)
        assert (board.submitted, board.approved) == (19, 19)
        totals = rollup.totals(round=round_, unit_id=round_.scope_id)
    said = figures.of_district(2021)
    for code, value in WANTED.items():
        assert totals[code].value == said[code] == value
        assert totals[code].coverage.complete
    year = finish(lambda _: None)
    assert year.differing == []
    assert year.totals["units_inspected"].value == 18
    assert year.paper.number == 1


def draft(commune):
    """Châu Hóa has done nothing yet: its report is dropped in, confirmed, presented, sent."""
    commune.confirm(commune.receive())
    commune.complete()
    commune.present(LAST)
    presented(commune)


def presented(commune):
    """Ngư Hóa waits for its own head."""
    commune.submit(LAST)
    commune.approve(LAST)


def sent_back(commune):
    """Cao Quảng mends the zero too many: the number its own report says is chosen again."""
    commune.complete()
    commune.present(LAST)
    presented(commune)


def contradicting(commune):
    """Tiến Hóa is asked for the decision it has not, and takes the register's number."""
    commune.send_back(LAST, "Sổ mô hình có 3. Đề nghị chọn số có quyết định.")
    figure = Figure.objects.get(submission=commune.submission, indicator__code="schemes_active")
    with clock.at(LAST):
        kept = figure.claims.get(value=Decimal(3), source_kind="records")
        actions.choose(by=commune.officer, figure=figure, claim=kept)
        figure.refresh_from_db()
        actions.explain(by=commune.officer, figure=figure, text="Báo cáo tính cả mô hình chưa có quyết định.")
    commune.present(LAST)
    presented(commune)


def waiting(commune):
    """Thanh Thạch was late, and is right."""
    assert Submission.objects.get(pk=commune.submission.pk).first_submitted_on == date(2021, 12, 28)
    commune.approve(LAST)


PLAYS = {
    loading.DRAFT: draft,
    loading.PRESENTED: presented,
    loading.SENT_BACK: sent_back,
    loading.CONTRADICTS: contradicting,
    loading.WAITING: waiting,
}
