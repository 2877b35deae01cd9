"""What a process remembers between questions, with real commits: never more than was committed."""

import os
import threading

import pytest
from django.db import connection, transaction

from tests.reporting import factories as make
from tests.reporting.facts import worlds
from tests.reporting.facts.test_asking import same
from tuquan.reporting.facts import laying
from tuquan.reporting.facts.engine import engine, forget
from tuquan.reporting.facts.snapshot import one_moment
from tuquan.reporting.models import State, WindowFacts

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_remembered_follows_every_approval_and_nothing_undone() -> None:
    forget()
    district, round_, lines = worlds.small(2)
    rows = [make.submission(round_, office) for office in district.communes.values()]
    for at, row in enumerate(rows):
        worlds.answer(row, lines[0], 8 + at)
        with transaction.atomic():
            worlds.move(row, State.APPROVED)
        same(round_, district, lines)
    key = WindowFacts.objects.get().pk
    assert engine().windows[key].revision == WindowFacts.objects.get().revision
    # Seen inside a transaction that is undone: not believed afterwards, though the same revision comes again.
    with transaction.atomic():
        worlds.answer(rows[0], lines[0], 808)
        worlds.move(rows[0], State.APPROVED)
        same(round_, district, lines)
        transaction.set_rollback(True)
    rows[0].refresh_from_db()
    with transaction.atomic():
        worlds.answer(rows[0], lines[0], 80)
        worlds.move(rows[0], State.APPROVED)
    same(round_, district, lines)
    assert laying.lay(key)
    same(round_, district, lines)
    with transaction.atomic():
        worlds.answer(rows[1], lines[0], 88)
        worlds.move(rows[1], State.APPROVED)
    same(round_, district, lines)
    with one_moment() as committed:
        assert committed
        assert not connection.in_atomic_block
    forget()


def test_a_forked_process_opens_an_engine_of_its_own() -> None:
    forget()
    ours = engine()
    assert ours is engine()
    ours.pid = os.getpid() + 1
    assert engine() is not ours
    found: list[object] = []
    worker = threading.Thread(target=lambda: found.append(engine()))
    worker.start()
    worker.join()
    assert found == [engine()], "threads of a process share it, one question at a time"
    forget()
