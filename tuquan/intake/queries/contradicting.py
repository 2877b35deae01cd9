"""What a received report says twice and differently, or otherwise than is known: questions for its writer."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tuquan import reader
from tuquan.intake.models import Finding, SourceDocument, Verdict
from tuquan.intake.queries.review import Review, Weighed
from tuquan.reader.contradictions import Contradiction, Known, Side, find
from tuquan.reporting import history
from tuquan.reporting.models import Submission
from tuquan.reporting.values import Value


@dataclass(frozen=True)
class AskedSide:
    """One statement; `finding` is the key of the figure it belongs to, None where it belongs to none."""

    quote: str
    sentence: str
    finding: int | None

    @property
    def anchor(self) -> str:
        """Where the figure stands on the page: "#so-12"; "" for a statement without one."""
        return "" if self.finding is None else f"#so-{self.finding}"


@dataclass(frozen=True)
class AskedBack:
    """A contradiction as the review page asks about it; a statement told in one sentence has no second."""

    title: str
    question: str
    first: AskedSide
    second: AskedSide | None


def asked_back(review: Review) -> list[AskedBack]:
    """The contradictions of a document under review, in the order of the text.

    A rejected figure is held against nothing, a corrected one counts as corrected. Two queries for last year's
    answers; the rest comes with the review.
    """
    rows = [w for w in review.weighed if not _set_aside(w)]
    text = review.document.text
    reading = reader.Reading(tuple(_read(w, text) for w in rows), "", _head(review.document))
    found = find(reading, text, _known(review.document.submission, rows))
    return [_asked(contradiction, rows) for contradiction in found]


def _set_aside(weighed: Weighed) -> bool:
    answer = weighed.candidate.answer
    return weighed.moved or (answer is not None and answer.verdict == Verdict.REJECTED)


def _read(weighed: Weighed, text: str) -> reader.Finding:
    """The stored finding as the reader told it, with the value that a person gave it since."""
    row: Finding = weighed.candidate.finding
    now = weighed.value
    return reader.Finding(
        indicator=row.indicator_code,
        value=now.value if now else row.value,
        of=now.of if now else row.of,
        value_max=row.value_max,
        start=row.start,
        end=row.end,
        quote=text[row.start : row.end],
        sentence=text[row.sentence_start : row.sentence_end],
        sentence_start=row.sentence_start,
        sentence_end=row.sentence_end,
        place=row.place or None,
        period_start=row.period_start,
        period_end=row.period_end,
        qualifier=row.qualifier,
        planned=row.planned,
        confidence=row.confidence,
        reasons=tuple(row.reasons),
        rule=row.rule,
        rule_version=row.rule_version,
        measure=row.measure or None,
        detail=row.detail or None,
        named=tuple(row.named),
        masked=row.masked,
    )


def _head(document: SourceDocument) -> reader.Head:
    return reader.Head(place=document.head.get("place"))


def _known(submission: Submission, rows: list[Weighed]) -> Known:
    before, year = history.last_round(submission), history.last_year_round(submission)
    then = history.values(year, submission.unit_id, submission.organ_id) if year else {}
    return Known(
        last_round=_numbers({w.candidate.finding.indicator_code: w.last_round for w in rows}),
        last_year=_numbers(then),
        registry=_numbers({w.candidate.finding.indicator_code: w.records for w in rows}),
        own=frozenset(i for i, w in enumerate(rows) if w.candidate.own_area and _in_round(submission, w)),
        last_round_end=before.last_day if before else None,
        last_year_end=year.last_day if year else None,
        follows=before is not None and history.is_next(before, submission.round),
    )


def _numbers(values: Mapping[str, Value | None]) -> dict[str, Decimal]:
    return {code: value.number for code, value in values.items() if value and value.number is not None}


def _in_round(submission: Submission, weighed: Weighed) -> bool:
    end = weighed.candidate.finding.period_end
    return end is None or submission.round.first_day <= end <= submission.round.last_day


def _asked(contradiction: Contradiction, rows: list[Weighed]) -> AskedBack:
    first, second = _side(contradiction.first, rows), _side(contradiction.second, rows)
    alone = first.sentence == second.sentence and first.finding == second.finding
    return AskedBack(contradiction.title, contradiction.question, first, None if alone else second)


def _side(side: Side, rows: list[Weighed]) -> AskedSide:
    key = None if side.finding is None else rows[side.finding].candidate.finding.pk
    return AskedSide(side.quote, " ".join(side.sentence.split()), key)
