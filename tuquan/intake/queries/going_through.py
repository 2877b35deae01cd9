"""How far the reports of a batch have been gone through, and which one comes next."""

from dataclasses import dataclass

from django.db.models import Count, Q

from tuquan.accounts.models import User
from tuquan.intake.models import Batch, BatchFile, SetAside, SourceDocument
from tuquan.intake.queries.candidates import latest_findings
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
    """Every received report of the batch, each once; a fixed number of queries but for reports read again."""
    files = batch.files.filter(document__isnull=False).select_related("document__submission").defer("content")
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
    rows = SourceDocument.objects.filter(pk__in=keys).annotate(
        times=Count("readings", distinct=True),
        expected=Count("readings__findings", filter=seen, distinct=True),
        answered=Count("readings__findings", filter=seen & Q(readings__findings__answers__isnull=False), distinct=True),
    )
    return {row.pk: (row.expected, row.answered) if row.times < 2 else _again(row) for row in rows}


def _again(document: SourceDocument) -> tuple[int, int]:
    """Of a report that was read more than once: what its review shows."""
    found = [finding for finding in latest_findings(document) if not finding.masked]
    return len(found), sum(bool(list(finding.answers.all())) for finding in found)


def _set_aside(keys: list[int]) -> set[int]:
    rows = SetAside.objects.filter(document__in=keys).order_by("id").values_list("document_id", "undone")
    return {key for key, undone in dict(rows).items() if not undone}
