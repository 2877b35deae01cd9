"""A form pressed twice acts once: its key is remembered in the session, in the transaction of the act."""

import secrets
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest

from tuquan.ground import locks

# How many acts a session remembers: more than anybody has forms open at once.
REMEMBERED = 30
_NAME = "acts"


def new_key() -> str:
    """A key for a form that is about to be shown."""
    return secrets.token_urlsafe(12)


def once(request: HttpRequest, act: Callable[[], int]) -> int:
    """Do `act` (which answers the key of what it made) unless this very form has done it; answers the key.

    What `act` raises goes on, and nothing is remembered.
    """
    key = request.POST.get("form_key", "")[:40]
    with transaction.atomic(), locks.one_at_a_time("web-forms"):
        # Read anew: a first press may still have been under way when this request began.
        stored = type(request.session)(request.session.session_key)
        done: dict[str, int] = stored.get(_NAME, {})
        if key and key in done:
            return done[key]
        made = act()
        request.session[_NAME] = dict([*done.items(), (key, made)][-REMEMBERED:])
        request.session.save()
    return made
