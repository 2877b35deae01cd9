"""Taking a file of values: all that the trial showed, in one transaction; one audit event a file and submission."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.reporting.exchange.errors import ImportMoved, ImportRefused
from tuquan.reporting.exchange.trial import Entry, Trial, trial
from tuquan.reporting.models import Answer, Claim, Figure, ReportKind, SourceKind, Submission

BLOCK = 2_000
LONGEST_LABEL = 300


@transaction.atomic
def take(
    *,
    by: User | None,
    report_kind: ReportKind,
    data: bytes,
    file_name: str,
    state: str | None = None,
    without_faulty: bool = False,
) -> Trial:
    """Try the file again with its submissions locked, and write what it says; returns what was written.

    `state`: of the trial that the person saw. `without_faulty`: leave out the rows with faults, as the trial listed
    them; without it one fault refuses the whole file. The values become the answers; what was said before stays beside
    them as claims. Raises SheetRefused, ImportRefused, ImportMoved; then nothing is written.
    """
    seen = trial(by=by, report_kind=report_kind, data=data, file_name=file_name)
    _lock(seen.entries)
    now = trial(by=by, report_kind=report_kind, data=data, file_name=file_name) if _shared() else seen
    if state is not None and now.state != state:
        raise ImportMoved(
            "Số liệu trong máy đã thay đổi từ lúc xem thử, chưa ghi gì. Xem thử lại tệp này rồi hãy nhập."
        )
    if now.faults and not without_faulty:
        some = " ".join(f"{fault.where}: {fault.sentence}" for fault in now.faults[:3])
        raise ImportRefused(f"Tệp có {len(now.faults)} dòng chưa nhập được, chưa ghi gì. {some}")
    _write(by, now)
    return now


def _shared() -> bool:
    """Whether somebody may have written between the trial and the lock: not where a writer holds the whole database."""
    return str(transaction.get_connection().vendor) != "sqlite"


def _lock(entries: Iterable[Entry]) -> None:
    keys = sorted({entry.submission.pk for entry in entries})
    for at in range(0, len(keys), 500):
        list(Submission.objects.select_for_update().filter(pk__in=keys[at : at + 500]).order_by("pk").values_list("pk"))


def _write(by: User | None, taken: Trial) -> None:
    for at in range(0, len(taken.entries), BLOCK):
        _write_block(by, taken, taken.entries[at : at + BLOCK])
    parts: dict[int, list[Entry]] = defaultdict(list)
    for entry in taken.entries:
        parts[entry.submission.pk].append(entry)
    for entries in parts.values():
        _record(by, taken, entries)


def _write_block(by: User | None, taken: Trial, entries: Sequence[Entry]) -> None:
    figures = _figures(entries)
    label = f"tệp “{taken.file_name}”, "
    Claim.objects.bulk_create(
        Claim(
            figure_id=figures[place],
            value=entry.after.value,
            of=entry.after.of,
            source_kind=SourceKind.IMPORTED,
            source_key=taken.digest[:16],
            source_label=(label + entry.where)[:LONGEST_LABEL],
            by=by,
        )
        for place, entry in enumerate(entries)
        if entry.after.value is not None
    )
    said: dict[Answer, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        said[entry.after.answer].append(figures[place])
    last = Claim.objects.filter(figure=OuterRef("pk")).order_by("-id").values("pk")[:1]
    for answer, keys in said.items():
        Figure.objects.filter(pk__in=keys).update(
            answer=answer,
            chosen=Subquery(last) if answer == Answer.VALUE else None,
            explanation="",
            version=F("version") + 1,
        )


def _figures(entries: Sequence[Entry]) -> list[int]:
    """The key of the figure of each entry; those that were not there are made."""
    lacking = [place for place, entry in enumerate(entries) if entry.figure_id is None]
    made = Figure.objects.bulk_create(
        Figure(submission_id=entries[place].submission.pk, indicator=entries[place].indicator) for place in lacking
    )
    fresh = {place: figure.pk for place, figure in zip(lacking, made, strict=True)}
    return [entry.figure_id or fresh[place] for place, entry in enumerate(entries)]


def _record(by: User | None, taken: Trial, entries: Sequence[Entry]) -> None:
    submission = entries[0].submission
    audit.record(
        by=by,
        action="reporting.import_values",
        subject_kind="submission",
        subject_key=submission.pk,
        summary=f"Nhập {len(entries)} số liệu từ tệp “{taken.file_name}” ({submission.round.title})",
        unit_key=submission.unit_id,
        detail={"file": taken.file_name, "sha256": taken.digest, "values": len(entries)},
    )
