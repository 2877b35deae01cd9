"""What happens to a received report."""

from tuquan.intake.actions.answers import add_by_hand, confirm, confirm_sure, correct, reject
from tuquan.intake.actions.receive import receive, store_reading

__all__ = ["add_by_hand", "confirm", "confirm_sure", "correct", "receive", "reject", "store_reading"]
