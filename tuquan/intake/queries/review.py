"""The page "Trích số liệu từ báo cáo": the report on one side, what was read on the other."""

from dataclasses import dataclass
from decimal import Decimal

from tuquan.intake.models import SourceDocument
from tuquan.intake.queries.candidates import Candidate, candidates
from tuquan.intake.queries.lighting import LitBlock, lit_text
from tuquan.reporting import history
from tuquan.reporting.models import Claim, SourceKind, Submission


@dataclass(frozen=True)
class Weighed:
    """A candidate beside what the registry and the last round say of the same indicator."""

    candidate: Candidate
    records: Decimal | None
    last_round: Decimal | None

    @property
    def differs(self) -> bool:
        """Whether the registry says another number than the report."""
        value = self.candidate.finding.value
        return self.records is not None and value is not None and self.records != value


@dataclass(frozen=True)
class Review:
    """Everything the page shows, in reading order."""

    document: SourceDocument
    blocks: list[LitBlock]
    weighed: list[Weighed]

    @property
    def expected(self) -> int:
        return sum(not w.candidate.finding.masked for w in self.weighed)

    @property
    def answered(self) -> int:
        return sum(w.candidate.answer is not None for w in self.weighed)

    @property
    def mismatches(self) -> int:
        return sum(w.differs or bool(w.candidate.questions) for w in self.weighed if w.candidate.open)

    @property
    def sure_left(self) -> int:
        """How many "Xác nhận tất cả số liệu chắc chắn" would take."""
        return sum(w.candidate.taken_in_bulk for w in self.weighed)


def review(document: SourceDocument) -> Review:
    """The review of one document: a fixed number of queries however long the report is."""
    found = candidates(document)
    records = _records(document.submission)
    last = _last_round(document.submission)
    weighed = [Weighed(c, records.get(c.finding.indicator_code), last.get(c.finding.indicator_code)) for c in found]
    return Review(document, lit_text(document, found), weighed)


def _records(submission: Submission) -> dict[str, Decimal]:
    claims = Claim.objects.filter(figure__submission=submission, source_kind=SourceKind.RECORDS)
    return {claim.figure.indicator.code: claim.value for claim in claims.select_related("figure__indicator")}


def _last_round(submission: Submission) -> dict[str, Decimal]:
    before = history.last_round(submission)
    if before is None:
        return {}
    values = history.values(before, submission.unit_id, submission.organ_id)
    return {code: value.value for code, value in values.items() if value.value is not None}
