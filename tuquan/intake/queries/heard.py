"""What a unit's own reports say of the lines of its submission: told to the checks, which stand in a room below."""

from collections.abc import Iterable

from django.db.models import Prefetch

from tuquan.intake.models import Finding, FindingAnswer, Reading, SetAside, SourceDocument
from tuquan.intake.queries.asking import asker
from tuquan.intake.queries.candidates import standing
from tuquan.reporting.checks.heard import Heard
from tuquan.reporting.models import Submission

# What stands for a number that nobody wrote exactly: "khoảng", "hơn", a range.
_EXACT = "exact"


def heard(submission: Submission) -> list[Heard]:
    """Figures of the unit's own area and of the round, exact and done, from reports not received by mistake.

    A restricted line is masked and has no value: nothing of it is told. Five queries, however many reports.
    """
    documents = list(_documents(submission))
    if not documents:
        return []
    found = []
    for document in documents:
        findings = standing({reading.pk: _findings(document, reading) for reading in document.readings.all()})
        asks = asker(document, findings)
        found += [
            _heard(document, finding)
            for finding in findings
            if _plain(finding) and not asks.outside_round(finding) and asks.about_own_area(finding)
        ]
    return found


def _documents(submission: Submission) -> Iterable[SourceDocument]:
    findings = Finding.objects.prefetch_related(Prefetch("answers", FindingAnswer.objects.order_by("id")))
    documents = submission.documents.prefetch_related(
        Prefetch("readings", Reading.objects.prefetch_related(Prefetch("findings", findings))),
        Prefetch("set_asides", SetAside.objects.order_by("id")),
    )
    for document in documents:
        last = next(iter(reversed(document.set_asides.all())), None)
        if last is None or last.undone:
            document.submission = submission
            yield document


def _findings(document: SourceDocument, reading: Reading) -> list[Finding]:
    found = list(reading.findings.all())
    for finding in found:
        reading.document = document
        finding.reading = reading
    return found


def _plain(finding: Finding) -> bool:
    """One exact number of the whole, of what was done."""
    whole = finding.value is not None and finding.value_max is None and not finding.detail
    return whole and not finding.masked and not finding.planned and finding.qualifier == _EXACT


def _heard(document: SourceDocument, finding: Finding) -> Heard:
    answer = next(iter(reversed(finding.answers.all())), None)
    assert finding.value is not None
    return Heard(
        key=f"finding:{finding.pk}",
        indicator=finding.indicator_code,
        value=finding.value,
        of=finding.of,
        sentence=document.text[finding.sentence_start : finding.sentence_end],
        report=f"báo cáo “{document.file_name}”",
        answer="none" if answer is None else answer.verdict,
        sure=finding.confidence,
        named=len(finding.named) or None,
    )
