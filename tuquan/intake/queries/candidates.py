"""What the reader saw in one report, each with what has to be asked before it may be believed."""

from dataclasses import dataclass

from django.db.models import Prefetch

from tuquan.intake.models import Finding, FindingAnswer, Reading, SourceDocument
from tuquan.intake.queries.asking import asker
from tuquan.reporting import asked
from tuquan.reporting.models import Access, Indicator


@dataclass(frozen=True)
class Candidate:
    """A finding as a person meets it: its indicator, the last answer, and the questions that hang on it."""

    finding: Finding
    indicator: Indicator | None
    answer: FindingAnswer | None
    on_form: bool
    questions: tuple[str, ...]
    own_area: bool = True

    @property
    def open(self) -> bool:
        """Whether it still waits for a person; masked lines wait for nobody."""
        return self.answer is None and not self.finding.masked

    @property
    def storable(self) -> bool:
        """Whether a confirmed value may enter the figures at all: a known line of open access."""
        return self.indicator is not None and self.indicator.access == Access.OPEN

    @property
    def taken_in_bulk(self) -> bool:
        """Whether "Xác nhận tất cả số liệu chắc chắn" may take it: sure, asked by the form, no question open."""
        sure = self.finding.confidence == Finding.Confidence.SURE
        return self.open and sure and self.on_form and self.storable and not self.questions


def latest_findings(document: SourceDocument) -> list[Finding]:
    """Findings of the newest reading in the order of the text, with their answers.

    What a person answered in an earlier reading, and what it masked, stays in its place: a newer reading of the same
    characters is shown among the changes only.
    """
    return standing({reading.pk: _of(document, reading) for reading in document.readings.all()})


def standing(read: dict[int, list[Finding]]) -> list[Finding]:
    """The same of a document's readings, newest first, with their findings and answers at hand."""
    found = [finding for findings in read.values() for finding in findings]
    newest = next(iter(read), 0)
    kept = [f for f in found if f.reading_id != newest and (f.masked or list(f.answers.all()))]
    fresh = [f for f in found if f.reading_id == newest and not _answered_before(f, kept)]
    return sorted([*kept, *fresh], key=lambda finding: (finding.start, finding.end))


def _of(document: SourceDocument, reading: Reading) -> list[Finding]:
    # One document object for all: joined, its whole text would come with every finding.
    reading.document = document
    found = list(reading.findings.prefetch_related(Prefetch("answers", FindingAnswer.objects.order_by("id"))))
    for finding in found:
        finding.reading = reading
    return found


def _answered_before(finding: Finding, kept: list[Finding]) -> bool:
    """Whether an earlier finding over some of the same characters holds its place; a fresh answer beats all."""
    if list(finding.answers.all()):
        return False
    return any(old.start < finding.end and finding.start < old.end for old in kept)


def candidates(document: SourceDocument) -> list[Candidate]:
    """Every finding of the newest reading with its indicator, last answer and questions."""
    findings = latest_findings(document)
    known = Indicator.objects.in_bulk([f.indicator_code for f in findings], field_name="code")
    codes = {line.indicator.code for line in asked.lines_of(document.submission)}
    asks = asker(document, findings)
    return [
        Candidate(
            finding=finding,
            indicator=known.get(finding.indicator_code),
            answer=next(iter(reversed(list(finding.answers.all()))), None),
            on_form=finding.indicator_code in codes,
            questions=asks.questions(finding),
            own_area=asks.about_own_area(finding),
        )
        for finding in findings
    ]
