"""Đối chiếu: what each source says of one figure, the number of a signed report, the head's choice with a reason."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting import actions
from tuquan.reporting.errors import ValueNotANumber
from tuquan.reporting.models import Answer, Claim, Figure, Scope, SourceKind, State
from tuquan.reporting.queries import keeper, place
from tuquan.reporting.queries.disagreements import sources
from tuquan.reporting.queries.settling import Difference, difference
from tuquan.reporting.transitions import EDITABLE
from tuquan.reporting.values import shown
from tuquan.vn.numbers import NumberError, parse
from tuquan.web.access import acting, page, within
from tuquan.web.figures.reach import number


@dataclass(frozen=True)
class Source:
    """One row: what a source says, and whether it is what goes up now. `choice` names it in the form."""

    text: str
    kind: str
    label: str
    choice: str
    chosen: bool


@page(Permission.VIEW_AREA, "GET", "POST")
def settle(request: HttpRequest, key: int) -> HttpResponse:
    """The sources of a figure side by side; the head settles, an officer states what a signed report prints."""
    figure = get_object_or_404(Figure.objects.select_related("submission__round", "indicator", "chosen"), pk=key)
    within(request, figure.submission.unit_id)
    if request.method == "POST":
        return _post(request, figure)
    found = difference(figure)
    user, submission = acting(request).user, figure.submission
    organ = keeper(submission, clock.today())
    held = submission.state in {*EDITABLE, State.PRESENTED} or bool(figure.reopened_because)
    context = {
        "figure": figure,
        "submission": submission,
        "round": submission.round,
        "place": place(submission.unit_id, submission.round.last_day),
        "difference": found,
        "sources": _rows(figure, found),
        "keeps": _keeps(figure, found),
        "stated": figure.scope == Scope.STATED,
        "settlements": figure.settlements.select_related("by", "claim").order_by("-pk"),
        "settles": held and found is not None and accounts.may(user, Permission.SUBMIT, organ_id=organ),
        "states": accounts.may(user, Permission.ENTER_FIGURES, organ_id=organ),
    }
    return render(request, "web/settling/figure.html", context)


def _rows(figure: Figure, found: Difference | None) -> list[Source]:
    claims = list(found.claims) if found else sources(figure)
    return [_row(figure, claim) for claim in claims]


def _row(figure: Figure, claim: Claim) -> Source:
    choice = str(claim.pk) if claim.pk else claim.source_key
    kind = SourceKind(claim.source_kind).label
    return Source(shown(claim.value, claim.of), kind, claim.source_label, choice, claim.pk == figure.chosen_id)


def _keeps(figure: Figure, found: Difference | None) -> str:
    """What stands where no source is chosen; "" where one has to be."""
    if found is not None and found.total is not None:
        return f"Giữ số tổng hợp từ các đơn vị: {found.total.text}"
    return "Giữ « không phát sinh »" if figure.answer == Answer.NONE_AROSE else ""


def _post(request: HttpRequest, figure: Figure) -> HttpResponse:
    user = acting(request).user
    try:
        if request.POST.get("act") == "signed":
            value, of = _numbers(request.POST.get("value", ""))
            actions.state_signed(by=user, figure=figure, value=value, of=of, paper=request.POST.get("paper", ""))
            messages.success(request, "Đã ghi số trong báo cáo có chữ ký.")
        else:
            reason, version = request.POST.get("reason", ""), number(request.POST.get("version"))
            actions.settle(
                by=user,
                figure=figure,
                claim=_chosen(figure, request.POST.get("claim", "")),
                reason=reason,
                version=version,
            )
            messages.success(request, "Đã chốt số gửi đi.")
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.error(request, refused.message)
    return redirect("figures-settle", figure.pk)


class NothingPicked(Refusal):
    """The form came without a choice, or with one that is no longer there."""

    code = "settlement_nothing_picked"


def _chosen(figure: Figure, choice: str) -> Claim | None:
    found = difference(figure)
    if choice == "giu" and _keeps(figure, found):
        return None
    claims = found.claims if found else ()
    for claim in claims:
        if choice and choice == (str(claim.pk) if claim.pk else claim.source_key):
            return claim
    raise NothingPicked("Chưa chọn số nào, hoặc số vừa thay đổi. Chọn một số rồi chốt lại.")


def _numbers(text: str) -> tuple[Decimal, Decimal | None]:
    first, slash, second = text.partition("/")
    try:
        return parse(first), parse(second) if slash else None
    except NumberError as wrong:
        raise ValueNotANumber(str(wrong)) from wrong
