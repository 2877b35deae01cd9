"""The quarantine, in memory: bytes → text → secrecy and person lint → refused, or what may be kept.

The original and every restricted value end here: nothing of them is stored (house rule "counts, not dossiers").
"""

import hashlib
import re
from dataclasses import dataclass, replace

from tuquan.intake.errors import SecrecyMark, UnreadableReport
from tuquan.reader import Finding, Names, Reading, read
from tuquan.reader.lint import personal_spans, redact, secrecy_mark
from tuquan.reader.opening import OpenedDocument, Unreadable, open_document

Span = tuple[int, int]
NUMBER_LIKE = re.compile(r"\d[\d.,/]*")


@dataclass(frozen=True)
class Cleared:
    """What may be kept of a received file: no restricted value, ID, phone number or name beside one."""

    sha256: str
    kind: str
    text: str
    blocks: list[dict[str, object]]
    notes: list[str]
    reading: Reading


def clear(data: bytes, *, file_name: str, names: Names) -> Cleared:
    """Open, check and redact `data`. Raises UnreadableReport or SecrecyMark; then nothing is to be kept."""
    opened = _open(data, file_name)
    if mark := secrecy_mark(opened.text):
        raise SecrecyMark(
            f"Tệp “{file_name}” có dấu độ mật ({mark}). Phần mềm không nhận tài liệu mật; không có gì được lưu lại. "
            "Đề nghị gửi theo đường văn bản mật."
        )
    reading = read(opened.text, names=names)
    spans = [(span.start, span.end) for span in personal_spans(opened.text)]
    spans = [span for span in spans if not _holds_a_figure(span, reading)]
    spans += [piece for finding in reading.findings if finding.masked for piece in _value_spans(opened.text, finding)]
    text = redact(opened.text, spans)
    return Cleared(
        sha256=hashlib.sha256(data).hexdigest(),
        kind=opened.kind,
        text=text,
        blocks=[{"kind": b.kind, "start": b.start, "end": b.end, "label": b.label} for b in opened.blocks],
        notes=[*opened.notes, *_redaction_notes(spans)],
        reading=replace(reading, findings=tuple(_blanked(f, text) for f in reading.findings)),
    )


def _open(data: bytes, file_name: str) -> OpenedDocument:
    try:
        return open_document(data, file_name=file_name)
    except Unreadable as refused:
        raise UnreadableReport(refused.code, refused.message) from refused


def _holds_a_figure(span: Span, reading: Reading) -> bool:
    """A long count with dots may look like a phone number: what a rule is sure of stays legible."""
    return any(
        f.confidence == "sure" and not f.masked and f.start <= span[0] and span[1] <= f.end for f in reading.findings
    )


def _value_spans(text: str, finding: Finding) -> list[Span]:
    """The digits of a masked finding; all of it where the number is written in words."""
    found = [
        (finding.start + m.start(), finding.start + m.end())
        for m in NUMBER_LIKE.finditer(text[finding.start : finding.end])
    ]
    return found or [(finding.start, finding.end)]


def _redaction_notes(spans: list[Span]) -> list[str]:
    return [f"Đã che {len(spans)} chỗ (số liệu nghiệp vụ, giấy tờ, điện thoại, tên người)."] if spans else []


def _blanked(finding: Finding, text: str) -> Finding:
    """The finding with its quotes taken from the redacted text."""
    return replace(
        finding,
        quote=text[finding.start : finding.end],
        sentence=text[finding.sentence_start : finding.sentence_end],
    )
