"""Where a read figure comes from: the sentence, its document, the rule, the answers given."""

from tuquan.ground import clock
from tuquan.intake.models import Finding
from tuquan.reporting.tracing import Step
from tuquan.vn.dates import show_date


def trace_read(source_key: str) -> list[Step]:
    """Steps from a claim's source key `finding:ID` back to the sentence. Empty when the key is not ours."""
    kind, _, number = source_key.partition(":")
    if kind != "finding" or not number.isdigit():
        return []
    finding = Finding.objects.select_related("reading__document__received_by").filter(pk=int(number)).first()
    return [_sentence(finding), _document(finding)] if finding else []


def _sentence(finding: Finding) -> Step:
    document = finding.reading.document
    sentence = document.text[finding.sentence_start : finding.sentence_end].strip()
    return Step(
        title="Câu trong báo cáo",
        text=f"“{sentence}”",
        kind="finding",
        key=str(finding.pk),
    )


def _document(finding: Finding) -> Step:
    document = finding.reading.document
    who = f", {document.received_by.full_name} nhận" if document.received_by else ""
    on = show_date(document.received_at.astimezone(clock.VIETNAM).date())
    return Step(
        title="Báo cáo gửi đến", text=f"{document.file_name}{who} ngày {on}.", kind="document", key=str(document.pk)
    )
