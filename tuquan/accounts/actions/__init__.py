"""What happens to organs, accounts and posts. Who may ask for it is the caller's `queries.require`."""

from tuquan.accounts.actions.accounts import close_account, create_account, set_mailbox, set_password
from tuquan.accounts.actions.delegating import call_back, delegate
from tuquan.accounts.actions.organs import LETTERHEAD, close_organ, found_organ, move_organ, rename_organ
from tuquan.accounts.actions.posts import appoint, end_post

__all__ = [
    "LETTERHEAD",
    "appoint",
    "call_back",
    "close_account",
    "close_organ",
    "create_account",
    "delegate",
    "end_post",
    "found_organ",
    "move_organ",
    "rename_organ",
    "set_mailbox",
    "set_password",
]
