"""What happens to rounds, figures and submissions: keyword-only, atomic, audited."""

from tuquan.reporting.actions.claims import carry, choose, claim, clear, explain, say_none_arose, unchoose
from tuquan.reporting.actions.moves import approve, present, send_back, submit, take_back
from tuquan.reporting.actions.reopening import approve_figure, reopen
from tuquan.reporting.actions.rounds import open_round, refresh_records

__all__ = [
    "approve",
    "approve_figure",
    "carry",
    "choose",
    "claim",
    "clear",
    "explain",
    "open_round",
    "present",
    "refresh_records",
    "reopen",
    "say_none_arose",
    "send_back",
    "submit",
    "take_back",
    "unchoose",
]
