"""Findings in text that was read from a picture: a 3 may have been an 8, so none is sure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from tuquan.reader.reading import Finding, Reading

REASON = "Chữ nhận từ bản quét, con số có thể bị nhận sai."
Span = tuple[int, int]


def unsure(reading: Reading, within: Sequence[Span] | None = None) -> Reading:
    """The reading with every finding that touches one of these spans likely at best, and why.

    `within`: spans in order, apart, in code points; None for the whole text.
    """
    return replace(
        reading,
        findings=tuple(
            _unsure(finding) if within is None or _touches(finding, within) else finding for finding in reading.findings
        ),
    )


def _touches(finding: Finding, within: Sequence[Span]) -> bool:
    before = bisect_right(within, finding.end - 1, key=lambda span: span[0])
    return before > 0 and within[before - 1][1] > finding.start


def _unsure(finding: Finding) -> Finding:
    level = "likely" if finding.confidence == "sure" else finding.confidence
    return replace(finding, confidence=level, reasons=(REASON, *finding.reasons))
