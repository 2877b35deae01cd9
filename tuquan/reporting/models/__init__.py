"""Indicators, rounds, submissions, figures with their claims and revisions."""

from tuquan.reporting.models.calendar import DueReminder, ReminderRule, RoundPart, RoundRule, RuleDue, WindowRule
from tuquan.reporting.models.channel import Channel, ChannelRule, Forwarding
from tuquan.reporting.models.check import (
    CheckKind,
    CheckLines,
    CheckOperator,
    CheckRule,
    CheckSwitch,
    ExplainedQuestion,
    Severity,
)
from tuquan.reporting.models.facts import FactChange, WindowFacts
from tuquan.reporting.models.figure import Answer, Claim, Figure, FigureRevision, Scope, SourceKind
from tuquan.reporting.models.form import Form, FormLine, ReportKind
from tuquan.reporting.models.indicator import Access, Indicator, IndicatorKind, IndicatorVersion, OverTime, OverUnits
from tuquan.reporting.models.noting import CellSave, FigureEvidence, FigureNote
from tuquan.reporting.models.opening import LimitedOpening
from tuquan.reporting.models.round import Round, RoundDue
from tuquan.reporting.models.saved_view import SavedView
from tuquan.reporting.models.settling import Settlement
from tuquan.reporting.models.submission import Move, State, Submission, SubmissionPlacement
from tuquan.reporting.models.workflow import MoveReason, Reminder, ReopenRequest

__all__ = [
    "Access",
    "Answer",
    "CellSave",
    "Channel",
    "ChannelRule",
    "CheckKind",
    "CheckLines",
    "CheckOperator",
    "CheckRule",
    "CheckSwitch",
    "Claim",
    "DueReminder",
    "ExplainedQuestion",
    "FactChange",
    "Figure",
    "FigureEvidence",
    "FigureNote",
    "FigureRevision",
    "Form",
    "FormLine",
    "Forwarding",
    "Indicator",
    "IndicatorKind",
    "IndicatorVersion",
    "LimitedOpening",
    "Move",
    "MoveReason",
    "OverTime",
    "OverUnits",
    "Reminder",
    "ReminderRule",
    "ReopenRequest",
    "ReportKind",
    "Round",
    "RoundDue",
    "RoundPart",
    "RoundRule",
    "RuleDue",
    "SavedView",
    "Scope",
    "Settlement",
    "Severity",
    "SourceKind",
    "State",
    "Submission",
    "SubmissionPlacement",
    "WindowFacts",
    "WindowRule",
]
