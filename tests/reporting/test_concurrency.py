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
from tuquan.ground import clock
from tuquan.reporting import actions, rollup
from tuquan.reporting.errors import AlreadyMoved
from tuquan.reporting.models import FigureRevision, Move, State, Submission

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
