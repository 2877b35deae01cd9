"""What the reader saw in one report, each with what has to be asked before it may be believed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from tuquan.intake.models import Finding, FindingAnswer, SourceDocument
from tuquan.reporting import asked
from tuquan.reporting.models import Access, Indicator, Submission
from tuquan.units import queries as units
from tuquan.vn.dates import show_date
from tuquan.vn.text import key


@dataclass(frozen=True)
class Candidate:
    """A finding as a person meets it: its indicator, the last answer, and the questions that hang on it."""

    finding: Finding
    indicator: Indicator | None
    answer: FindingAnswer | None
    on_form: bool
    questions: tuple[str, ...]

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
        """Whether "Xác nhận tất cả số liệu chắc chắn" takes it: sure, asked by the form, no question open."""
        sure = self.finding.confidence == Finding.Confidence.SURE
        return self.open and sure and self.on_form and self.storable and not self.questions


def latest_findings(document: SourceDocument) -> list[Finding]:
    """Findings of the newest reading, in the order of the text, with their answers."""
    reading = document.readings.first()
    if reading is None:
        return []
    answers = Prefetch("answers", FindingAnswer.objects.order_by("id"))
    found = reading.findings.select_related("reading__document__submission__round").prefetch_related(answers)
    return sorted(found, key=lambda finding: (finding.start, finding.end))


def candidates(document: SourceDocument) -> list[Candidate]:
    """Every finding of the newest reading with its indicator, last answer and questions."""
    findings = latest_findings(document)
    known = Indicator.objects.in_bulk([f.indicator_code for f in findings], field_name="code")
    codes = {line.indicator.code for line in asked.lines_of(document.submission)}
    own_names = names_of(document.submission)
    return [
        Candidate(
            finding=finding,
            indicator=known.get(finding.indicator_code),
            answer=next(iter(reversed(list(finding.answers.all()))), None),
            on_form=finding.indicator_code in codes,
            questions=tuple(_questions(finding, document.submission, own_names, findings)),
        )
        for finding in findings
    ]


def names_of(submission: Submission) -> set[str]:
    """Search keys under which a report may speak of its own unit."""
    version = units.version(submission.unit_id, submission.round.last_day)
    return {key(version.name), key(version.full_name)}


def _questions(finding: Finding, submission: Submission, own_names: set[str], all_findings: list[Finding]) -> list[str]:
    if finding.masked:
        return []
    asked = [
        _about_plan(finding),
        _about_place(finding, own_names),
        _about_period(finding, submission.round.first_day, submission.round.last_day),
        _about_range(finding),
        _about_rival(finding, all_findings),
    ]
    return [question for question in asked if question]


def _about_plan(finding: Finding) -> str:
    return "Câu này nói về kế hoạch hoặc chỉ tiêu, không phải việc đã làm. Có nhận không?" if finding.planned else ""


def _about_place(finding: Finding, own_names: set[str]) -> str:
    place = key(finding.place)
    if not place or any(name in place or place in name for name in own_names):
        return ""
    return f"Câu này nói về “{finding.place}”, không phải cả địa bàn của báo cáo. Có nhận không?"


def _about_period(finding: Finding, first: date, last: date) -> str:
    """A date outside the round is a question to the officer, not a refusal."""
    start, end = finding.period_start, finding.period_end
    if (end and end < first) or (start and start > last):
        when = show_date(end) if end and end < first else show_date(start or last)
        return (
            f"Số này thuộc thời gian khác (mốc {when}), ngoài kỳ {show_date(first)}–{show_date(last)}. Có nhận không?"
        )
    return ""


def _about_range(finding: Finding) -> str:
    return "Báo cáo ghi một khoảng số, không phải một số. Nhận số nào?" if finding.value_max is not None else ""


def _about_rival(finding: Finding, all_findings: list[Finding]) -> str:
    """The same indicator told twice with different values is a contradiction inside the report."""
    rivals = {
        f.value
        for f in all_findings
        if f.indicator_code == finding.indicator_code
        and f.place == finding.place
        and f.planned == finding.planned
        and f.detail == finding.detail
        and f.period_end == finding.period_end
        and not f.masked
    }
    return "Báo cáo ghi chỉ tiêu này nhiều lần với các số khác nhau. Số nào đúng?" if len(rivals) > 1 else ""
