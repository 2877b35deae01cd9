"""Two people approve at the same moment: one of them wins, the other is told, and there is exactly one move."""

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from tests.reporting import factories as make
from tuquan.ground import clock, jobs
from tuquan.ground.models import Job
from tuquan.reporting import actions, rollup
from tuquan.reporting.actions import many
from tuquan.reporting.errors import AlreadyMoved, MoveRefused, NotEditable
from tuquan.reporting.models import Figure, FigureRevision, Move, State, Submission

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2021, 12, 15)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Any]:
    """Lets other threads see this test's data: SQLite's database in memory is copied to a file they open."""

    def share() -> None:
        if connection.vendor != "sqlite":
            return
        import sqlite3

        with closing(sqlite3.connect(tmp_path / "shared.sqlite3")) as target:
            connection.connection.backup(target)
            # As in an installation, the file is in WAL mode before two threads open it at the same moment.
            target.execute("PRAGMA journal_mode=WAL")
        connections.settings["default"]["NAME"] = str(tmp_path / "shared.sqlite3")

    before = connections.settings["default"]["NAME"]
    yield share
    connections.settings["default"]["NAME"] = before


def _in_threads(*works: Any) -> list[Any]:
    outcomes: list[Any] = [None] * len(works)
    ready = threading.Barrier(len(works))

    def run(place: int, work: Any) -> None:
        try:
            ready.wait(timeout=10)
            with clock.at(DAY):
                outcomes[place] = work()
        except Exception as error:  # the outcome is what the test is about
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=40)
    return outcomes


@pytest.mark.parametrize("rival", ["approve", "send_back"])
def test_two_at_once_make_one_move(shared: Any, rival: str) -> None:
    with clock.at(DAY):
        district = make.district(communes=1)
        row = make.submission(district.open(), district.communes["Châu Hóa"])
        make.say(row, "outreach_points", 7)
        make.send(row, approve=False)
    people = (district.top.officer, district.top.head)
    shared()

    def move(name: str, person: Any) -> Any:
        mine = Submission.objects.get(pk=row.pk)
        return getattr(actions, name)(by=person, submission=mine, version=row.version, reason="thử").state

    outcomes = _in_threads(lambda: move("approve", people[0]), lambda: move(rival, people[1]))
    told = [outcome for outcome in outcomes if isinstance(outcome, AlreadyMoved)]
    assert len(told) == 1, outcomes

    def look() -> Any:
        last = Move.objects.filter(submission=row.pk, from_state=State.SUBMITTED)
        revisions = FigureRevision.objects.filter(figure__submission=row.pk, superseded_at=None).count()
        return [found.to_state for found in last], Submission.objects.get(pk=row.pk).state, revisions

    ((moves, state, revisions),) = _in_threads(look)
    assert moves == [state]
    assert state in outcomes
    assert (revisions > 0) == (state == State.APPROVED)


def test_an_approval_is_in_the_very_next_answer_of_another_connection(shared: Any) -> None:
    with clock.at(DAY):
        district = make.district(communes=2)
        round_ = district.open()
        row = make.submission(round_, district.communes["Châu Hóa"])
        make.say(row, "outreach_points", 7)
        make.send(row, approve=False)
    shared()
    asked, approved = threading.Event(), threading.Event()

    def ask() -> Any:
        return rollup.total(round=round_, unit_id=district.top.unit_id, indicator="outreach_points").value

    def look() -> list[Any]:
        """One open connection: before, and at once after."""
        before = ask()
        asked.set()
        assert approved.wait(timeout=20)
        return [before, ask()]

    def approve() -> None:
        assert asked.wait(timeout=20)
        actions.approve(by=None, submission=Submission.objects.get(pk=row.pk), version=row.version)
        approved.set()

    seen, outcome = _in_threads(look, approve)
    assert outcome is None
    assert seen == [None, 7]


def _correctable() -> Any:
    """An approved submission of which one figure was reopened and corrected, with the district around it."""
    with clock.at(DAY):
        district = make.district(communes=1)
        row = make.submission(district.open(), district.communes["Châu Hóa"])
        make.say(row, "outreach_points", 7)
        make.send(row)
        figure = row.figures.get(indicator__code="outreach_points")
        actions.reopen(by=district.top.officer, figure=figure, reason="Nhầm.")
        make.say(row, "outreach_points", 9)
    return district, row, figure


def test_a_figure_approved_while_its_submission_is_sent_back(shared: Any) -> None:
    """Whoever is first, nobody's work is lost: the correction is approved, or stands in what came back."""
    district, row, figure = _correctable()
    shared()

    def approve_it() -> Any:
        return actions.approve_figure(by=district.top.officer, figure=Figure.objects.get(pk=figure.pk))

    def send_back() -> Any:
        mine = Submission.objects.get(pk=row.pk)
        return actions.send_back(by=district.top.head, submission=mine, version=row.version, reason="xem lại").state

    outcomes = _in_threads(approve_it, send_back)
    assert outcomes[1] == State.SENT_BACK
    assert outcomes[0] is None or isinstance(outcomes[0], FigureRevision | MoveRefused), outcomes

    def look() -> Any:
        current = FigureRevision.objects.get(figure=figure.pk, superseded_at=None)
        return current.value, Figure.objects.select_related("chosen").get(pk=figure.pk).chosen.value

    ((counts, stands),) = _in_threads(look)
    assert stands == 9
    assert counts == (7 if isinstance(outcomes[0], MoveRefused) else 9)


def test_a_figure_typed_while_it_is_approved(shared: Any) -> None:
    """What is approved is what was there at that moment; a later word is refused or stands beside it, never lost."""
    district, row, figure = _correctable()
    shared()

    def approve_it() -> Any:
        return actions.approve_figure(by=district.top.officer, figure=Figure.objects.get(pk=figure.pk))

    def type_it() -> Any:
        mine = Submission.objects.get(pk=row.pk)
        return make.say(mine, "outreach_points", 11, by=district.communes["Châu Hóa"].officer)

    outcomes = _in_threads(approve_it, type_it)
    assert isinstance(outcomes[0], FigureRevision), outcomes

    def look() -> Any:
        held = Figure.objects.select_related("chosen").get(pk=figure.pk)
        current = FigureRevision.objects.get(figure=figure.pk, superseded_at=None)
        said = set(held.claims.values_list("value", flat=True))
        return current.value, held.chosen.value, held.reopened_because, {int(value) for value in said}

    ((counts, stands, open_, said),) = _in_threads(look)
    assert open_ == ""
    assert counts == stands  # nothing unapproved stands in an approved submission
    assert said == ({7, 9} if isinstance(outcomes[1], NotEditable) else {7, 9, 11})


def test_many_approved_while_one_of_them_is_sent_back(shared: Any) -> None:
    with clock.at(DAY):
        district = make.district(communes=2)
        round_ = district.open()
        rows = [make.send(make.submission(round_, office), approve=False) for office in district.communes.values()]
        job = many.approve_many(
            by=district.top.officer, round=round_, submissions={row.pk: row.version for row in rows}
        )
    shared()

    def send_back() -> Any:
        mine = Submission.objects.get(pk=rows[1].pk)
        return actions.send_back(by=district.top.head, submission=mine, version=mine.version, reason="xem").state

    outcomes = _in_threads(lambda: jobs.run_job.func(job.pk), send_back)

    def look() -> Any:
        told = {row["submission"]: row["code"] for row in Job.objects.get(pk=job.pk).result["rows"]}
        moves = Move.objects.filter(submission=rows[1].pk, from_state=State.SUBMITTED)
        return told, [move.to_state for move in moves], Submission.objects.get(pk=rows[1].pk).state

    ((told, moved, state),) = _in_threads(look)
    assert told[rows[0].pk] == ""
    if told[rows[1].pk]:  # the colleague was first, and the list says so
        assert (told[rows[1].pk], moved, state) == ("submission_already_moved", ["sent_back"], State.SENT_BACK)
    else:  # approved first; sent back afterwards by somebody who saw that, or told that it had moved
        assert moved == ["approved"]
        assert state == (outcomes[1] if outcomes[1] == State.SENT_BACK else State.APPROVED)
