"""The page "Trích số liệu từ báo cáo": the report on one side, what was read on the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from tuquan.intake.models import SourceDocument, Verdict
from tuquan.intake.queries.candidates import Candidate, candidates
from tuquan.intake.queries.lighting import LitBlock, lit_text
from tuquan.reporting import asked, history, rollup
from tuquan.reporting.models import Answer, Claim, Indicator, Scope, SourceKind, Submission
from tuquan.reporting.totals import Total
from tuquan.reporting.values import Value


@dataclass(frozen=True)
class Weighed:
    """A candidate beside what else is known of the same indicator.

    `records`: the registry; `last_round`: the same unit's answer then; `total`: what the units' approved figures
    add up to, where the report states a total of its units.
    """

    candidate: Candidate
    records: Value | None
    last_round: Value | None
    total: Total | None = None

    @property
    def value(self) -> Value | None:
        """The number as it now stands: the answer's, else the reader's; None when rejected or not read."""
        finding, answer = self.candidate.finding, self.candidate.answer
        if answer is None:
            return None if finding.value is None else Value(Answer.VALUE, finding.value, finding.of)
        return None if answer.value is None else Value(Answer.VALUE, answer.value, answer.of)

    @property
    def moved(self) -> bool:
        """Whether the person gave the number to another indicator: what is known of the first does not bear on it."""
        answer = self.candidate.answer
        return bool(
            answer
            and answer.verdict != Verdict.REJECTED
            and answer.indicator_code != self.candidate.finding.indicator_code
        )

    @property
    def differs_from_records(self) -> bool:
        value = None if self.moved else self.value
        return bool(value and self.records and _differ(value, self.records))

    @property
    def differs_from_total(self) -> bool:
        value = None if self.moved else self.value
        if value is None or value.value is None or self.total is None or self.total.value is None:
            return False
        return self.total.differs_from(value.value, value.of)

    @property
    def differs(self) -> bool:
        """Whether the registry or the units' figures say another number than the report's own area does."""
        told = self.candidate.own_area and not self.candidate.finding.planned
        return told and (self.differs_from_records or self.differs_from_total)

    @property
    def mismatch(self) -> bool:
        """What the key "n" stops at: still open, and it differs or a question hangs on it."""
        return self.candidate.open and (self.differs or bool(self.candidate.questions))


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
        return sum(w.mismatch for w in self.weighed)

    @property
    def masked(self) -> int:
        return len(self.weighed) - self.expected

    @property
    def finished(self) -> bool:
        return self.answered == self.expected

    @property
    def sure_left(self) -> int:
        """How many "Xác nhận tất cả số liệu chắc chắn" would take."""
        return len(self.sure)

    @property
    def sure(self) -> list[Candidate]:
        """What may be confirmed unseen: sure, asked by the form, no question, and nothing known says otherwise."""
        return [w.candidate for w in self.weighed if w.candidate.taken_in_bulk and not w.differs]


def review(document: SourceDocument) -> Review:
    """The review of one document: a fixed number of queries however long the report is."""
    found = candidates(document)
    submission = document.submission
    records, last = _records(submission), _last_round(submission)
    totals = _totals(submission, (c.indicator for c in found if c.indicator is not None))
    codes = [c.finding.indicator_code for c in found]
    weighed = [
        Weighed(c, records.get(code), last.get(code), totals.get(code)) for c, code in zip(found, codes, strict=True)
    ]
    return Review(document, lit_text(document, found), weighed)


def _differ(one: Value, other: Value) -> bool:
    same_whole = one.of is None or other.of is None or one.of == other.of
    return one.value != other.value or not same_whole


def _records(submission: Submission) -> dict[str, Value]:
    claims = Claim.objects.filter(figure__submission=submission, source_kind=SourceKind.RECORDS).order_by("id")
    rows = claims.select_related("figure__indicator")
    return {claim.figure.indicator.code: Value(Answer.VALUE, claim.value, claim.of) for claim in rows}


def _last_round(submission: Submission) -> dict[str, Value]:
    before = history.last_round(submission)
    if before is None:
        return {}
    own = history.values(before, submission.unit_id, submission.organ_id)
    if not asked.is_summing(submission):
        return own
    return history.values(before, submission.unit_id, submission.organ_id, Scope.STATED) | own


def _totals(submission: Submission, lines: Iterable[Indicator]) -> dict[str, Total]:
    """The rolled-up figures, for the submission of the round's own level and the lines its units answer."""
    if not asked.is_summing(submission):
        return {}
    own = {line.indicator.code for line in asked.lines_of(submission) if asked.answers(submission, line)}
    told = {line.code: line for line in lines if line.code not in own}
    return rollup.totals(round=submission.round, unit_id=submission.unit_id, indicators=told.values()) if told else {}
