"""How tries to sign in are counted."""

from collections.abc import Mapping
from typing import Any


def counted_name(request: Any, credentials: Mapping[str, Any] | None = None) -> str | None:
    """The user name as accounts know it, so that « LAN », « Lan » and « lan » share one count of tries.

    For AXES_USERNAME_CALLABLE: takes the request and the credentials given, if any.
    """
    given = (credentials or {}).get("username") or request.POST.get("username")
    return None if given is None else str(given).strip().lower()
