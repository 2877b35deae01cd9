"""Indicators, rounds, submissions, figures with their claims and revisions."""

from tuquan.reporting.models.figure import Answer, Claim, Figure, FigureRevision, Scope, SourceKind
from tuquan.reporting.models.form import Form, FormLine, ReportKind
from tuquan.reporting.models.indicator import Access, Indicator, IndicatorKind, IndicatorVersion, OverTime, OverUnits
from tuquan.reporting.models.opening import LimitedOpening
from tuquan.reporting.models.round import Round, RoundDue
from tuquan.reporting.models.settling import Settlement
from tuquan.reporting.models.submission import Move, State, Submission, SubmissionPlacement

__all__ = [
    "Access",
    "Answer",
    "Claim",
    "Figure",
    "FigureRevision",
    "Form",
    "FormLine",
    "Indicator",
    "IndicatorKind",
    "IndicatorVersion",
    "LimitedOpening",
    "Move",
    "OverTime",
    "OverUnits",
    "ReportKind",
    "Round",
    "RoundDue",
    "Scope",
    "Settlement",
    "SourceKind",
    "State",
    "Submission",
    "SubmissionPlacement",
]
