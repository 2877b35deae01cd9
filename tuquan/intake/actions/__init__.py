"""What happens to a received report."""

from tuquan.intake.actions.answers import confirm, confirm_sure, correct, reject
from tuquan.intake.actions.batch import confirm_batch, give_up_silent, leave_batch, open_batch, read_files
from tuquan.intake.actions.marking import add_by_hand
from tuquan.intake.actions.mistaken import wrongly_received
from tuquan.intake.actions.receive import receive, store_reading
from tuquan.intake.actions.reread import reread

__all__ = [
    "add_by_hand",
    "confirm",
    "confirm_batch",
    "confirm_sure",
    "correct",
    "give_up_silent",
    "leave_batch",
    "open_batch",
    "read_files",
    "receive",
    "reject",
    "reread",
    "store_reading",
    "wrongly_received",
]
