"""How far the reports of a batch have been gone through, and which one comes next."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from tuquan.accounts.models import User
from tuquan.intake.models import Batch, BatchFile, Finding, Reading, SetAside, SourceDocument
from tuquan.intake.queries.candidates import standing
from tuquan.reporting.transitions import EDITABLE


@dataclass(frozen=True)
class Gone:
    """One received report of a batch: `answered` of `expected` figures. `closed`: nothing more is taken of it."""

    document: SourceDocument
    file: BatchFile
    expected: int
    answered: int
    closed: bool

    @property
    def left(self) -> int:
        return 0 if self.closed else max(self.expected - self.answered, 0)


@dataclass(frozen=True)
class Through:
    """The received reports of a batch in the order of its files."""

    batch: Batch
    rows: tuple[Gone, ...]

    @property
    def expected(self) -> int:
        return sum(row.expected for row in self.rows)

    @property
    def answered(self) -> int:
        return sum(row.expected - row.left for row in self.rows)

    @property
    def reports_done(self) -> int:
        return sum(row.left == 0 for row in self.rows)

    @property
    def waiting(self) -> list[Gone]:
        return [row for row in self.rows if row.left]

    def after(self, document_id: int, *, way: int = 1) -> Gone | None:
        """The next report (`way` -1: the one before) that still waits, round the end; None where no other does."""
        keys = [row.document.pk for row in self.rows]
        at = keys.index(document_id) if document_id in keys else -1
        turned = [*self.rows[at + 1 :], *self.rows[: max(at, 0)]] if way > 0 else _backwards(self.rows, at)
        return next((row for row in turned if row.left), None)


def through(batch: Batch) -> Through:
    """Every received report of the batch, each once; a fixed number of queries, without the reports' texts."""
    files = batch.files.filter(document__isnull=False).select_related("document__submission")
    files = files.defer("content", "document__text", "document__blocks")
    first = {file.document_id: file for file in reversed(files) if file.document_id is not None}
    counts = _counts(list(first))
    aside = _set_aside(list(first))
    rows = []
    for key, file in sorted(first.items(), key=lambda pair: pair[1].position):
        document = file.document
        assert document is not None
        closed = key in aside or document.submission.state not in EDITABLE
        rows.append(Gone(document, file, *counts[key], closed))
    return Through(batch, tuple(rows))


def batch_of(document: SourceDocument, by: User | None) -> Batch | None:
    """The newest batch of this person that brought the document."""
    file = BatchFile.objects.filter(document=document, batch__started_by=by).select_related("batch__round").last()
    return file.batch if file else None


def _backwards(rows: tuple[Gone, ...], at: int) -> list[Gone]:
    return [*reversed(rows[: max(at, 0)]), *reversed(rows[at + 1 :])]


def _counts(keys: list[int]) -> dict[int, tuple[int, int]]:
    seen = Q(readings__findings__masked=False)
    rows = (
        SourceDocument.objects.filter(pk__in=keys)
        .only("pk")
        .annotate(
            times=Count("readings", distinct=True),
            expected=Count("readings__findings", filter=seen, distinct=True),
            answered=Count(
                "readings__findings", filter=seen & Q(readings__findings__answers__isnull=False), distinct=True
            ),
        )
    )
    again = _again([row.pk for row in rows if row.times > 1])
    return {row.pk: again.get(row.pk, (row.expected, row.answered)) for row in rows}


def _again(keys: list[int]) -> dict[int, tuple[int, int]]:
    """Of reports that were read more than once: what their reviews show."""
    findings = Finding.objects.only("reading", "start", "end", "masked").prefetch_related("answers")
    readings = Reading.objects.filter(document__in=keys).prefetch_related(Prefetch("findings", findings))
    read: dict[int, dict[int, list[Finding]]] = {}
    for reading in readings.order_by("-id"):
        read.setdefault(reading.document_id, {})[reading.pk] = list(reading.findings.all())
    return {key: _counted(standing(found)) for key, found in read.items()}


def _counted(findings: list[Finding]) -> tuple[int, int]:
    open_ones = [finding for finding in findings if not finding.masked]
    return len(open_ones), sum(bool(list(finding.answers.all())) for finding in open_ones)


def _set_aside(keys: list[int]) -> set[int]:
    rows = SetAside.objects.filter(document__in=keys).order_by("id").values_list("document_id", "undone")
    return {key for key, undone in dict(rows).items() if not undone}
