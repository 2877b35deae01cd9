"""What a person types into one cell, and what they ask of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tuquan.accounts.models import User
from tuquan.reporting import actions
from tuquan.reporting.exchange.errors import CellUnreadable
from tuquan.reporting.exchange.typed import NONE_AROSE as SAID_SO
from tuquan.reporting.exchange.typed import parted
from tuquan.reporting.models import Claim, Figure, Indicator, Scope, SourceKind, Submission
from tuquan.reporting.values import checked
from tuquan.vn.text import key

# "k" and Enter is the quick way; the rest is what people type anyway.
NONE_AROSE = SAID_SO | {"k"}
LABEL = "Nhập tay"
__all__ = ["LABEL", "NONE_AROSE", "CellUnreadable", "Typed", "act_on_cell", "read_cell", "write_cell"]


@dataclass(frozen=True)
class Typed:
    """A number, or x of y."""

    value: Decimal
    of: Decimal | None = None


def read_cell(text: str, indicator: Indicator) -> Typed | None:
    """ "33.446", "1,5", "13/13" (x of y). None for an emptied cell. Raises CellUnreadable."""
    stripped = text.strip()
    if not stripped:
        return None
    return Typed(*parted(stripped, indicator))


def write_cell(
    *, by: User | None, submission: Submission, indicator: Indicator, text: str, scope: str, version: int | None
) -> None:
    """Take what was typed as the answer of the cell. Raises CellUnreadable and what reporting refuses."""
    where: dict[str, Any] = {"submission": submission, "indicator": indicator, "scope": scope, "version": version}
    if key(text) in NONE_AROSE:
        actions.say_none_arose(by=by, **where)
        return
    typed = read_cell(text, indicator)
    if typed is None:
        actions.clear(by=by, **where)
        return
    if not _said_already(by, submission, indicator, scope, typed, version):
        actions.claim(by=by, value=typed.value, of=typed.of, source_kind=SourceKind.TYPED, source_label=LABEL, **where)


def _said_already(
    by: User | None, submission: Submission, indicator: Indicator, scope: str, typed: Typed, version: int | None
) -> bool:
    """Typing what a source already says keeps that source: one keystroke must not cut the way back to a sentence."""
    value, of = checked(indicator, typed.value, typed.of)
    at = {"figure__submission": submission, "figure__indicator": indicator, "figure__scope": scope}
    rows = Claim.objects.filter(**at, value=value).select_related("figure__submission__round")
    same = [claim for claim in rows.order_by("-id") if claim.of == of]
    if not same:
        return False
    figure = same[0].figure
    figure.submission, figure.indicator = submission, indicator
    if figure.chosen_id not in {claim.pk for claim in same}:
        actions.choose(by=by, figure=figure, claim=same[0], version=version)
    return True


def act_on_cell(
    *, by: User | None, submission: Submission, indicator: Indicator, data: Any, version: int | None
) -> None:
    """One of the acts of a cell's menu: none, clear, carry, choose (a claim), explain, or a typed value."""
    scope = data.get("scope", Scope.OWN)
    where: dict[str, Any] = {"submission": submission, "indicator": indicator, "scope": scope, "version": version}
    act = data.get("act", "type")
    if act == "none":
        actions.say_none_arose(by=by, **where)
    elif act == "clear":
        actions.clear(by=by, **where)
    elif act == "carry":
        actions.carry(by=by, submission=submission, indicator=indicator, version=version)
    elif act.startswith("choose:"):
        claim = Claim.objects.select_related("figure").get(pk=int(act[7:]), figure__submission=submission)
        actions.choose(by=by, figure=claim.figure, claim=claim, version=version)
    elif act == "explain":
        figure = Figure.objects.get(submission=submission, indicator=indicator, scope=scope)
        actions.explain(by=by, figure=figure, text=data.get("explanation", ""), version=version)
    else:
        write_cell(
            by=by, submission=submission, indicator=indicator, text=data.get("value", ""), scope=scope, version=version
        )
