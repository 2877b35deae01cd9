"""What happens to a received report."""

from tuquan.intake.actions.answers import confirm, confirm_sure, correct, reject
from tuquan.intake.actions.batch import confirm_batch, give_up_silent, leave_batch, open_batch, read_files
from tuquan.intake.actions.batch_going import confirm_sure_of_batch, take_for_units
from tuquan.intake.actions.blanking import blank_again
from tuquan.intake.actions.marking import add_by_hand
from tuquan.intake.actions.mistaken import take_back, wrongly_received
from tuquan.intake.actions.receive import receive, store_reading
from tuquan.intake.actions.reread import reread
from tuquan.intake.actions.second_asking import ask_second_reader
from tuquan.intake.actions.second_reading import read_second

__all__ = [
    "add_by_hand",
    "ask_second_reader",
    "blank_again",
    "confirm",
    "confirm_batch",
    "confirm_sure",
    "confirm_sure_of_batch",
    "correct",
    "give_up_silent",
    "leave_batch",
    "open_batch",
    "read_files",
    "read_second",
    "receive",
    "reject",
    "reread",
    "store_reading",
    "take_back",
    "take_for_units",
    "wrongly_received",
]
