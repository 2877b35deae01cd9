"""Which mailbox a notice of a person goes to."""

from collections.abc import Iterable

from tuquan.accounts.models import User


def mailboxes(user_keys: Iterable[int]) -> dict[int, str]:
    """Addresses by account: only of open accounts that have one and did not turn mail off."""
    rows = User.objects.filter(pk__in=list(user_keys), is_active=True, mail_off=False).exclude(mailbox="")
    return dict(rows.values_list("pk", "mailbox"))
