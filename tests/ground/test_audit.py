"""Audit events: in the transaction of the change, and never altered, whatever one writes to the database."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories import make_user
from tuquan.ground import audit, locks
from tuquan.ground.errors import OutsideTransaction
from tuquan.ground.models import AuditEvent
from tuquan.ground.models.audit import AppendOnly

GIVEN = {"by": None, "action": "test.try", "subject_kind": "thing", "subject_key": 7, "summary": "Thử."}


@pytest.mark.django_db
def test_an_event_says_who_did_what_and_keeps_exact_details() -> None:
    user = make_user("Trần Văn Thử")
    detail = {"value": Decimal("1.500"), "on": date(2021, 12, 14), "name": "Hóa"}
    audit.record(**{**GIVEN, "by": user}, unit_key=5, detail=detail)
    event = audit.of_subject("thing", 7).get()
    assert (event.actor, event.actor_key, event.unit_key) == ("Trần Văn Thử", user.pk, 5)
    assert event.detail == {"value": "1.500", "on": "2021-12-14", "name": "Hóa"}
    assert list(audit.of_units([5, 6])) == [event]
    assert audit.record(**GIVEN).actor == "Chương trình"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded_or_locked() -> None:
    with pytest.raises(OutsideTransaction):
        audit.record(**GIVEN)
    with pytest.raises(OutsideTransaction), locks.one_at_a_time("x"):
        pass
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_falls_with_its_change() -> None:
    def changes() -> None:
        with transaction.atomic():
            audit.record(**GIVEN)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        changes()
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE ground_auditevent SET summary = 'khác'", "DELETE FROM ground_auditevent"])
def test_the_database_itself_refuses_to_change_an_event(sql: str) -> None:
    event = audit.record(**GIVEN)
    refused = pytest.raises(DatabaseError, match="audit_is_append_only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.all().delete()
    assert AuditEvent.objects.get().summary == "Thử."


@pytest.mark.django_db
def test_a_lock_may_be_taken_twice_by_the_same_transaction() -> None:
    with locks.one_at_a_time("units"), locks.one_at_a_time("units"):
        assert connection.in_atomic_block


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_another_connection_waits_for_the_same_name_only() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite every transaction begins IMMEDIATE")
    other = connection.copy()
    try:
        with transaction.atomic(), locks.one_at_a_time("units"), other.cursor() as cursor:
            answers = {}
            for name in ("units", "posts"):
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [locks.number_of(name)])
                answers[name] = cursor.fetchone()[0]
        assert answers == {"units": False, "posts": True}
    finally:
        other.close()
