"""What an approval says to the Parquet set: this unit's figures of this window changed. Two rows, never the figures."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F

from tuquan.reporting.facts import due
from tuquan.reporting.models import FactChange, Round, Submission, WindowFacts


def touch(report_kind_id: int, first_day: date, last_day: date, unit_ids: Collection[int] = ()) -> int:
    """Raise the window's revision under its row's lock and name the units that changed; returns the revision.

    Call it inside the transaction that changes what counts, late: on PostgreSQL others who approve figures of the same
    window wait from here to its end, so that revisions are committed in their order.
    """
    key: dict[str, Any] = {"report_kind_id": report_kind_id, "first_day": first_day, "last_day": last_day}
    if not WindowFacts.objects.filter(**key).update(revision=F("revision") + 1):
        WindowFacts.objects.get_or_create(**key)
        WindowFacts.objects.filter(**key).update(revision=F("revision") + 1)
    row = WindowFacts.objects.get(**key)
    FactChange.objects.bulk_create(
        [FactChange(window=row, unit_key=unit_key, revision=row.revision) for unit_key in sorted(set(unit_ids))],
        update_conflicts=True,
        unique_fields=["window", "unit_key"],
        update_fields=["revision"],
    )
    due.look(row)
    return row.revision


def touch_submission(submission: Submission) -> int:
    """What counts of this submission changed."""
    return touch_round(submission.round, [submission.unit_id])


def touch_own_work(submission: Submission) -> None:
    """A level's own work counts as its head sends it, takes it back or has it sent back, without an approval."""
    if submission.unit_id == submission.round.scope_id:
        touch_submission(submission)


def touch_round(round_: Round, unit_ids: Collection[int]) -> int:
    """Units of the round were asked, or what counts of them changed."""
    return touch(round_.report_kind_id, round_.first_day, round_.last_day, unit_ids)
