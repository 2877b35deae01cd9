"""Writes who did what, in the same transaction as the change itself."""

import json
from collections.abc import Iterable
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import QuerySet

from tuquan.ground.errors import OutsideTransaction
from tuquan.ground.models import AuditEvent

PROGRAM = "Chương trình"


class Actor(Protocol):
    """Whoever acts: an account. Ground knows no more of it."""

    full_name: Any

    @property
    def pk(self) -> Any: ...


def record(
    *,
    by: Actor | None,
    action: str,
    subject_kind: str,
    subject_key: str | int,
    summary: str,
    unit_key: int | None = None,
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    """Append one event. `action` is "room.verb"; `summary` a Vietnamese sentence; `by` None is the program.

    Raises OutsideTransaction when no transaction is open: an event must stand or fall with its change.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction("audit.record must run inside transaction.atomic().")
    return AuditEvent.objects.create(
        actor_key=None if by is None else by.pk,
        actor=PROGRAM if by is None else by.full_name,
        action=action,
        subject_kind=subject_kind,
        subject_key=str(subject_key),
        unit_key=unit_key,
        summary=summary,
        # Dates and exact numbers become text here, once, so that what is kept is what is read back.
        detail=json.loads(json.dumps(detail or {}, cls=DjangoJSONEncoder)),
    )


def of_subject(subject_kind: str, subject_key: str | int) -> QuerySet[AuditEvent]:
    """Everything that happened to one thing, newest first."""
    return AuditEvent.objects.filter(subject_kind=subject_kind, subject_key=str(subject_key))


def of_units(unit_keys: Iterable[int]) -> QuerySet[AuditEvent]:
    """Everything that happened about these units, newest first."""
    return AuditEvent.objects.filter(unit_key__in=set(unit_keys))
