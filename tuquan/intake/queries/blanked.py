"""Figures whose words newer rules have blanked since."""

from tuquan.intake.models import Finding
from tuquan.reader.lint import BLANK


def doubted(finding: Finding, text: str) -> bool:
    """Whether newer rules blanked the words of a figure that a person took."""
    return BLANK in text[finding.start : finding.end] and not finding.masked
