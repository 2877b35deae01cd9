"""Received reports (redacted text only), their readings, and what persons answered."""

from tuquan.intake.models.batch import Batch, BatchFile
from tuquan.intake.models.document import SetAside, SourceDocument
from tuquan.intake.models.finding import Finding, FindingAnswer, Reading, Verdict

__all__ = ["Batch", "BatchFile", "Finding", "FindingAnswer", "Reading", "SetAside", "SourceDocument", "Verdict"]
