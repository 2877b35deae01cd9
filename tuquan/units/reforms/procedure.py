"""A reform from draft to undone: the only ways in which it is written."""

from datetime import date
from typing import TYPE_CHECKING, Any

from tuquan.ground.models import StoredFile
from tuquan.units.models import Reform
from tuquan.units.reforms.plan import Plan, Ref

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor


def draft(
    *, by: "Actor | None", title: str, act_number: str, effective_on: date, plan: Plan, scope_id: int | None,
    act_date: date | None = None, issuer: str = "", grade: str = "V", source: str = "", file: StoredFile | None = None,
) -> Reform:  # fmt: skip
    raise NotImplementedError


def redraft(*, by: "Actor | None", reform: Reform, version: int, **fields: Any) -> Reform:
    raise NotImplementedError


def choose_heir(*, by: "Actor | None", reform: Reform, version: int, key: str, ref: Ref) -> Reform:
    raise NotImplementedError


def discard(*, by: "Actor | None", reform: Reform, version: int) -> Reform:
    raise NotImplementedError


def commit(*, by: "Actor | None", reform: Reform, version: int) -> Reform:
    raise NotImplementedError


def undo(*, by: "Actor | None", reform: Reform, because: str) -> Reform:
    raise NotImplementedError
