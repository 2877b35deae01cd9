"""The moves of a submission, under the short name other rooms use."""

from tuquan.reporting.actions.moves import approve, present, reason_of, send_back, submit, submit_for, take_back
from tuquan.reporting.transitions import TRANSITIONS, Transition

__all__ = [
    "TRANSITIONS",
    "Transition",
    "approve",
    "present",
    "reason_of",
    "send_back",
    "submit",
    "submit_for",
    "take_back",
]
