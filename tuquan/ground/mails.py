"""Notices by e-mail: queued with the notice, sent by the worker, tried again, and shown where they fail.

Off unless the installation says so (settings NOTICE_MAIL). A mail says what moved and where to look: never a figure,
never a reason, never more than the sentence that the sender of the notice gave for it.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import checks, mail
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks import task

from tuquan.ground import audit
from tuquan.ground.models import Notice, NoticeMail

PLAIN = "Có việc mới chờ đồng chí xem."
SUBJECT = "Tự Quản: có thông báo mới"
# How long to wait before each further try; after the last one the mail has failed.
WAITS = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=2), timedelta(hours=12))
State = NoticeMail.State

Addresses = Callable[[Iterable[int]], dict[int, str]]
_addresses: list[Addresses] = []


def register_addresses(fn: Addresses) -> None:
    """Let the room of accounts say who has a mailbox and wants mail."""
    _addresses[:] = [fn]


def queue(made: Iterable[Notice], text: str) -> int:
    """Lay a mail beside each notice whose person has a mailbox; returns how many. Nothing where mail is off."""
    if not settings.NOTICE_MAIL["on"]:
        return 0
    rows = list(made)
    known = _known({row.user_key for row in rows})
    now = timezone.now()
    mails = [
        NoticeMail(notice_key=row.pk, user_key=row.user_key, text=(text or PLAIN)[:400], not_before=now)
        for row in rows
        if row.user_key in known
    ]
    if NoticeMail.objects.bulk_create(mails):
        send_waiting.enqueue()
    return len(mails)


def _known(keys: set[int]) -> dict[int, str]:
    return _addresses[0](keys) if _addresses else {}


@task()
def send_waiting() -> None:
    """What the worker calls: every mail whose time has come, each by itself; comes back for those that failed."""
    due = NoticeMail.objects.filter(state=State.WAITING, not_before__lte=timezone.now())
    rows = list(due.values_list("pk", "user_key"))
    known = _known({user for _, user in rows})
    for key, user in rows:
        _send(key, known.get(user, ""))
    first = NoticeMail.objects.filter(state=State.WAITING).order_by("not_before").first()
    if first is not None:
        send_waiting.using(run_after=max(first.not_before, timezone.now() + timedelta(seconds=5))).enqueue()


def wake() -> None:
    """For the start of the worker: what a stop left waiting is looked at again."""
    if NoticeMail.objects.filter(state=State.WAITING).exists():
        send_waiting.enqueue()


def _send(key: int, address: str) -> None:
    """One mail. Its try is counted before it goes: a stop in between sends it at most once more, never for ever."""
    row = NoticeMail.objects.get(pk=key)
    taken = NoticeMail.objects.filter(pk=key, state=State.WAITING, tries=row.tries).update(tries=F("tries") + 1)
    if not taken:
        return
    if not address:  # closed, turned off or emptied meanwhile
        NoticeMail.objects.filter(pk=key).update(state=State.SKIPPED)
        return
    try:
        mail.send_mail(SUBJECT, _body(row), settings.DEFAULT_FROM_EMAIL, [address])
    except Exception as error:  # whatever the mail server or the way there may do
        _again(row, error)
    else:
        NoticeMail.objects.filter(pk=key).update(state=State.SENT, sent_at=timezone.now(), fault="")


def _body(row: NoticeMail) -> str:
    link = str(settings.NOTICE_MAIL["link"]).format(notice=row.notice_key)
    return f"{row.text}\n\nMở để xem: {link}\n\nThư tự động, không trả lời. Tắt thư này ở trang tài khoản.\n"


def _again(row: NoticeMail, error: Exception) -> None:
    # The kind of the fault only: a server's answer may repeat the address and the text.
    fault = f"{type(error).__name__}{_code(error)}"
    over = row.tries >= len(WAITS)
    wait = WAITS[min(row.tries, len(WAITS) - 1)]
    NoticeMail.objects.filter(pk=row.pk).update(
        state=State.FAILED if over else State.WAITING, fault=fault[:300], not_before=timezone.now() + wait
    )


def _code(error: Exception) -> str:
    code = getattr(error, "smtp_code", None) or getattr(error, "errno", None)
    return f" {code}" if code else ""


def troubled() -> QuerySet[NoticeMail]:
    """Mails that failed, or wait after a fault; the newest first: what an administrator looks at."""
    return NoticeMail.objects.exclude(fault="").exclude(state=State.SENT).order_by("-pk")


@transaction.atomic
def try_again(*, by: Any) -> int:
    """Queue the failed ones once more, as if new; returns how many."""
    again = NoticeMail.objects.filter(state=State.FAILED).update(
        state=State.WAITING, tries=0, not_before=timezone.now()
    )
    if again:
        send_waiting.enqueue()
        audit.record(
            by=by, action="mails.try_again", subject_kind="mail", subject_key="all",
            summary=f"Gửi lại {again} thư thông báo không gửi được.",
        )  # fmt: skip
    return again


def settings_make_sense(*_apps: Any, **_more: Any) -> list[checks.CheckMessage]:
    """A system check: mail that is on needs a server and an address at which people find the program."""
    if not settings.NOTICE_MAIL["on"]:
        return []
    found: list[checks.CheckMessage] = []
    if not str(settings.NOTICE_MAIL["link"]).startswith(("http://", "https://")):
        found.append(checks.Error("TUQUAN_MAIL bật nhưng TUQUAN_MAIL_LINK chưa là địa chỉ của cài đặt.", id="mail.1"))
    if "smtp" in settings.EMAIL_BACKEND and not settings.EMAIL_HOST:
        found.append(checks.Error("TUQUAN_MAIL bật nhưng chưa có TUQUAN_MAIL_HOST.", id="mail.2"))
    return found
