"""Findings in a text that was read from a picture: a 3 may have been an 8, so none is sure."""

from dataclasses import replace

from tuquan.reader.reading import Finding, Reading

REASON = "Chữ nhận từ bản quét, con số có thể bị nhận sai."


def unsure(reading: Reading) -> Reading:
    """The reading with every finding likely at best, and why."""
    return replace(reading, findings=tuple(_unsure(finding) for finding in reading.findings))


def _unsure(finding: Finding) -> Finding:
    level = "likely" if finding.confidence == "sure" else finding.confidence
    return replace(finding, confidence=level, reasons=(REASON, *finding.reasons))
