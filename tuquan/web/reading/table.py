"""What the page of a batch shows: how far it is, and every file with the unit it is thought to belong to."""

from dataclasses import dataclass
from typing import Any

from tuquan.accounts.models import User
from tuquan.ground.errors import Refusal
from tuquan.ground.models import Job
from tuquan.intake.actions.batch_going import CONFIRM_SURE, takeable
from tuquan.intake.models import Batch, BatchFile
from tuquan.intake.queries.belonging import Desk, desk
from tuquan.intake.queries.examples import examples_of_round
from tuquan.intake.queries.going_through import Through, through
from tuquan.reporting.queries.keeping import Places

State = BatchFile.State
OPEN = (Job.State.WAITING, Job.State.RUNNING)
LOOKS = {
    State.WAITING: "queued",
    State.READ: "read",
    State.CHOSEN: "queued",
    State.RECEIVED: "received",
    State.REFUSED: "refused",
    State.LEFT_OUT: "rejected",
}
LEAVE = "bo-qua"


@dataclass(frozen=True)
class Row:
    """One file of the table; `options` lists units to choose from, those it may be first."""

    file: BatchFile
    options: list[tuple[str, str]]
    chosen: str
    found: int

    @property
    def asks(self) -> bool:
        return self.file.state == State.READ

    @property
    def look(self) -> str:
        return LOOKS[State(self.file.state)]


def table_of(
    batch: Batch, user: User | None, *, refused: Refusal | None = None, chosen: dict[int, int | None] | None = None
) -> dict[str, Any]:
    """Context of the page."""
    at = desk(user, batch.round)
    rows = [_row(file, at, chosen or {}) for file in batch.files.select_related("submission", "document")]
    asking = [row for row in rows if row.asks]
    gone = through(batch)
    units = _units(gone, batch)
    return progress_of(batch) | {
        "gone": gone,
        "first": gone.waiting[0] if gone.waiting else None,
        "takeable": [units[row.pk] for row in takeable(gone.rows)],
        "missed": len(examples_of_round(batch.round, user)),
        "batch": batch,
        "round": batch.round,
        "asking": sorted(asking, key=lambda row: bool(row.chosen)),
        "unclear": sum(not row.chosen for row in asking),
        "refusals": [row for row in rows if row.file.state == State.REFUSED],
        "left_out": [row for row in rows if row.file.state == State.LEFT_OUT],
        "notes": {row.file.document_id: row.file.message for row in rows if row.file.state == State.RECEIVED},
        "units": units,
        "refused": refused,
    }


def _units(gone: Through, batch: Batch) -> dict[int, str]:
    """Names of the units of the received reports, from one query."""
    rows = [row.document.submission for row in gone.rows]
    places = Places(row.unit_id for row in rows)
    return {row.pk: places.on(row.unit_id, batch.round.last_day) for row in rows}


def progress_of(batch: Batch) -> dict[str, Any]:
    """How many of how many, and what is being done: first the reading, then the receiving."""
    files = list(batch.files.values_list("state", "file_name"))
    waiting = [name for state, name in files if state == State.WAITING]
    job = Job.objects.filter(pk=batch.job_key, state__in=OPEN).first() if batch.job_key else None
    failed = Job.objects.filter(pk=batch.job_key, state=Job.State.FAILED).first() if batch.job_key else None
    told: dict[str, Any] = {"under_way": bool(waiting or job), "failed": failed}
    if waiting:
        return told | {
            "label": "Đang đọc báo cáo",
            "done": len(files) - len(waiting),
            "total": len(files),
            "doing": f"Đang đọc {waiting[0]}",
        }
    if job:
        doing = job.doing or "Đang chờ đến lượt"
        label = "Đang xác nhận số liệu chắc chắn" if job.kind == CONFIRM_SURE else "Đang nhận báo cáo vào biểu"
        return told | {"label": label, "done": job.done, "total": job.total, "doing": doing}
    return told


def _row(file: BatchFile, at: Desk, chosen: dict[int, int | None]) -> Row:
    if file.state != State.READ:
        return Row(file, [], "", 0)
    offered = [key for key in file.offers if key in at.names]
    rest = sorted((name, key) for key, name in at.names.items() if key not in offered)
    options = [(str(key), at.names[key]) for key in offered] + [(str(key), name) for name, key in rest]
    said = file.submission_id if file.submission_id in at.names else None
    value = chosen.get(file.pk, said)
    picked = LEAVE if file.pk in chosen and value is None else str(value or "")
    return Row(file, [*options, (LEAVE, "Bỏ qua tệp này")], picked, len(file.content["reading"]["findings"]))
