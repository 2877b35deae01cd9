"""Notices inside the program: one sentence and the page of the next step."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from tuquan.ground import mails
from tuquan.ground.models import Notice


def tell(*, user_keys: Iterable[int], text: str, url: str = "", mail: str = "") -> int:
    """Tell each person once; returns to how many. Call it in the transaction of what it speaks of.

    `mail`: what an e-mail may say of it, where the installation sends them: what moved, no figure and no reason.
    Without it the mail only says that something waits (`mails.PLAIN`).
    """
    limit = Notice._meta.get_field("text").max_length
    text = text if limit is None or len(text) <= limit else text[: limit - 1] + "…"
    rows = [Notice(user_key=key, text=text, url=url) for key in sorted(set(user_keys))]
    made = Notice.objects.bulk_create(rows)
    mails.queue(made, mail)
    return len(made)


def unread(user_key: int) -> QuerySet[Notice]:
    """What a person has not read, newest first."""
    return Notice.objects.filter(user_key=user_key, read_at__isnull=True)


def mark_read(*, user_key: int, notice_keys: Iterable[int] | None = None) -> int:
    """Mark a person's own notices read (all of them when no keys are given); returns how many changed."""
    rows = unread(user_key)
    if notice_keys is not None:
        rows = rows.filter(pk__in=list(notice_keys))
    return rows.update(read_at=timezone.now())
