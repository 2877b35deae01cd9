"""What happens to rounds, figures and submissions: keyword-only, atomic, audited."""

from tuquan.reporting.actions.asking_reopen import ask_reopen, decline_reopen
from tuquan.reporting.actions.claims import carry, choose, claim, clear, explain, say_none_arose, unchoose
from tuquan.reporting.actions.filling import Fill, carried_over, carry_all, fill
from tuquan.reporting.actions.moves import approve, present, send_back, submit, take_back
from tuquan.reporting.actions.noting import attach, may_note, note, take_file_back
from tuquan.reporting.actions.reopening import approve_figure, reopen
from tuquan.reporting.actions.rounds import open_round, refresh_records
from tuquan.reporting.actions.settling import settle, state_signed

__all__ = [
    "Fill",
    "approve",
    "approve_figure",
    "ask_reopen",
    "attach",
    "carried_over",
    "carry",
    "carry_all",
    "choose",
    "claim",
    "clear",
    "decline_reopen",
    "explain",
    "fill",
    "may_note",
    "note",
    "open_round",
    "present",
    "refresh_records",
    "reopen",
    "say_none_arose",
    "send_back",
    "settle",
    "state_signed",
    "submit",
    "take_back",
    "take_file_back",
    "unchoose",
]
