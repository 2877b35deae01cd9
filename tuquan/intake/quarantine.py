"""The quarantine, in memory: bytes → text → secrecy and person lint → refused, or what may be kept.

The original and every restricted value end here: nothing of them is stored (house rule "counts, not dossiers").
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from tuquan.intake.errors import SecrecyMark, UnreadableReport
from tuquan.reader import BUNDLED_WORDS, Finding, Names, Reading, read
from tuquan.reader.free_text import faults
from tuquan.reader.lint import BLANK, mark_in_name, personal_spans, redact, secrecy_mark
from tuquan.reader.opening import OpenedDocument, Unreadable, open_document
from tuquan.reader.opening.opened import Block, joined_spans
from tuquan.reader.personal_columns import column_spans
from tuquan.reader.spelling import number_spans, without_spelling

Span = tuple[int, int]
LARGEST = Decimal(10**12)
# Findings that may begin before a place and still hold it (they overlap by one or two).
NEAR = 4
ENDING = re.compile(r"\.[A-Za-z]{1,5}")


@dataclass(frozen=True)
class Cleared:
    """What may be kept of a received file: no restricted value, ID, phone number or name beside one."""

    file_name: str
    sha256: str
    kind: str
    text: str
    blocks: list[dict[str, object]]
    notes: list[str]
    reading: Reading


def clear(data: bytes, *, file_name: str, names: Names, with_limited: bool = False) -> Cleared:
    """Open, check and redact `data`. Raises UnreadableReport or SecrecyMark; then nothing is to be kept.

    `with_limited` leaves the values of limited lines legible: only for who shows them and stores nothing.
    """
    opened = _open(data, file_name)
    _refuse_secret(opened.text, file_name)
    reading = read(without_spelling(opened.text), names=names, from_ocr=opened.from_ocr)
    reading = reading if with_limited else _close(reading)
    spans = [*_spans(opened.text, reading), *column_spans(opened.text, opened.blocks)]
    text = redact(opened.text, spans)
    return Cleared(
        file_name=kept_name(file_name),
        sha256=hashlib.sha256(data).hexdigest(),
        kind=opened.kind,
        text=text,
        blocks=[_kept_block(block) for block in opened.blocks],
        notes=[*opened.notes, *_redaction_notes(spans)],
        reading=replace(reading, findings=tuple(_kept(reading, text))),
    )


def _kept_block(block: Block) -> dict[str, object]:
    kept: dict[str, object] = {"kind": block.kind, "start": block.start, "end": block.end, "label": block.label}
    return kept | ({"ocr": True} if block.from_ocr else {})


def from_pictures(kind: str, blocks: list[dict[str, Any]]) -> bool | tuple[Span, ...]:
    """What of a kept text was read from pictures, as `read` takes it: all of a scan, else the blocks that say so."""
    if kind == "scan":
        return True
    return joined_spans((int(block["start"]), int(block["end"])) for block in blocks if block.get("ocr"))


def clear_again(
    text: str, names: Names, *, from_ocr: bool | Sequence[Span] = False, blocks: Sequence[dict[str, Any]] = ()
) -> tuple[Reading, str]:
    """Today's rules over a kept text: limited lines masked, nothing that reads a blank; and the text as it may be kept.

    It is as long as before, more of it blanked or nothing. `blocks`: as they are kept beside the text; without them
    columns that list persons are not looked for.
    """
    reading = _close(read(without_spelling(text), names=names, from_ocr=from_ocr))
    cells = [Block(block["kind"], block["start"], block["end"], block["label"]) for block in blocks]
    kept = redact(text, [*_spans(text, reading), *column_spans(text, cells)])
    return replace(reading, findings=tuple(_kept(reading, kept))), kept


def kept_name(file_name: str) -> str:
    """The file's name; "báo cáo" with its ending where the name itself says what may not be kept."""
    path = PurePath(file_name)
    said = re.sub(r"[_.+-]+", " ", path.stem)
    if not (faults(path.stem.replace("_", " ")) or faults(said) or faults(path.suffix) or mark_in_name(path.stem)):
        return file_name
    return f"báo cáo{path.suffix if ENDING.fullmatch(path.suffix) else ''}"


def without_persons(text: str) -> str:
    """A short text (line of a letterhead) with ID numbers, phones and names blanked."""
    return redact(text, [(span.start, span.end) for span in personal_spans(text)])


def head_of(reading: Reading) -> dict[str, Any]:
    """What the document says of itself, as it may be kept."""
    found = reading.head.as_dict()
    return {name: without_persons(value) if isinstance(value, str) else value for name, value in found.items()}


def _open(data: bytes, file_name: str) -> OpenedDocument:
    try:
        return open_document(data, file_name=file_name)
    except Unreadable as refused:
        raise UnreadableReport(refused.code, refused.message) from refused


def _refuse_secret(text: str, file_name: str) -> None:
    """A mark in the text, or in the file's name ("Báo cáo_MẬT.docx")."""
    if mark := secrecy_mark(text) or mark_in_name(PurePath(file_name).stem):
        raise SecrecyMark(
            f"Tệp “{file_name}” có dấu độ mật ({mark}). Phần mềm không nhận tài liệu mật; không có gì được lưu lại. "
            "Đề nghị gửi theo đường văn bản mật."
        )


def _close(reading: Reading) -> Reading:
    """Limited lines are masked like restricted ones: no figure may hold them, so nothing of them is kept."""
    return replace(reading, findings=tuple(_closed(finding) for finding in reading.findings))


def _closed(finding: Finding) -> Finding:
    if finding.masked or BUNDLED_WORDS.by_code[finding.indicator].access == "open":
        return finding
    return replace(finding, masked=True, value=None, of=None, value_max=None)


def _spans(text: str, reading: Reading) -> list[Span]:
    sure = [f for f in reading.findings if f.confidence == "sure" and not f.masked]
    persons = [(span.start, span.end) for span in personal_spans(text)]
    persons = [span for span in persons if not _holds_a_figure(span, sure)]
    values = [
        piece
        for finding in reading.findings
        if finding.masked
        for piece in number_spans(text, finding.start, finding.end)
    ]
    return persons + values


def _holds_a_figure(span: Span, sure: list[Finding]) -> bool:
    """A long count with dots may look like a phone number: what a rule is sure of stays legible.

    `sure` stands in the order of the text, as the reader gives it.
    """
    at = bisect_right(sure, span[0], key=lambda finding: finding.start)
    return any(span[1] <= finding.end for finding in sure[max(at - NEAR, 0) : at])


def _redaction_notes(spans: list[Span]) -> list[str]:
    return [f"Đã che {len(spans)} chỗ (số liệu nghiệp vụ, giấy tờ, điện thoại, tên người)."] if spans else []


def _kept(reading: Reading, text: str) -> list[Finding]:
    """Findings that may be kept: an open one that reads a blanked value would bring it back."""
    return [
        _blanked(finding, text)
        for finding in reading.findings
        if finding.masked or BLANK not in text[finding.start : finding.end]
    ]


def _blanked(finding: Finding, text: str) -> Finding:
    """The finding with quotes and names taken from the redacted text, and only numbers that a figure can hold."""
    fits = all(number is None or _fits(number) for number in (finding.value, finding.of, finding.value_max))
    numbers = (finding.value, finding.of, finding.value_max) if fits else (None, None, None)
    return replace(
        finding,
        quote=text[finding.start : finding.end],
        sentence=text[finding.sentence_start : finding.sentence_end],
        named=tuple(name for name in finding.named if name in text),
        value=numbers[0],
        of=numbers[1],
        value_max=numbers[2],
        reasons=finding.reasons if fits else (*finding.reasons, "Số quá lớn hoặc quá lẻ để nhận nguyên; cần ghi tay."),
    )


def _fits(number: Decimal) -> bool:
    return abs(number) <= LARGEST and number == number.quantize(Decimal("0.001"))
