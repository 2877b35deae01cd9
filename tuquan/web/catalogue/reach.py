"""What a person reaches of the catalogue: whose lines and forms they see, and whose they edit."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused
from tuquan.reporting import owning
from tuquan.reporting.models import Form, Indicator, ReportKind
from tuquan.reporting.queries.catalogue_lines import visible
from tuquan.units import queries as units
from tuquan.units.models import Level, Unit
from tuquan.web.access import acting


class Desk:
    """Whose catalogue a person edits at the post they act under: a province's own, or (None) everybody's."""

    def __init__(self, request: HttpRequest) -> None:
        me = acting(request)
        self.user, self.unit_id, self.today = me.user, me.unit_id, me.today
        unit = Unit.objects.filter(pk=self.unit_id).first() if self.unit_id else None
        self.level = unit.level if unit else Level.COMMUNE
        self.owner_id = self.unit_id if self.level == Level.PROVINCE else None
        self.edits = self.level <= Level.PROVINCE and owning.may_edit(self.user, self.owner_id)

    @property
    def owner_name(self) -> str:
        """Whose the new things are, in words."""
        return units.full_name(self.owner_id, self.today) if self.owner_id is not None else "cả nước"

    def edits_line(self, line: Indicator) -> bool:
        return self.edits and line.owner_id == self.owner_id

    def require(self) -> None:
        """Raise PermissionRefused for who edits nothing here."""
        if not self.edits:
            raise PermissionRefused(
                f"Bạn không được {Permission.EDIT_CATALOGUE.label}. Việc này dành cho cán bộ, lãnh đạo cấp tỉnh."
            )


def line_or_404(request: HttpRequest, key: int) -> Indicator:
    """A line the person may see; another province's does not exist for them."""
    me = acting(request)
    found = visible(me.unit_id, me.today).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def kinds_seen(request: HttpRequest) -> list[ReportKind]:
    """Report kinds of everybody and of the person's province."""
    me = acting(request)
    reach = owning.owners(me.unit_id, me.today) if me.unit_id else set()
    return [
        kind for kind in ReportKind.objects.order_by("pk")
        if kind.owner_id is None or kind.owner_id in reach or _under(kind.owner_id, me)
    ]  # fmt: skip


def kind_or_404(request: HttpRequest, key: int) -> ReportKind:
    found = next((kind for kind in kinds_seen(request) if kind.pk == key), None)
    if found is None:
        raise Http404
    return found


def form_or_404(request: HttpRequest, key: int) -> Form:
    """A form the person may see."""
    me = acting(request)
    form: Form | None = Form.objects.select_related("report_kind").filter(pk=key).first()
    reach = owning.owners(me.unit_id, me.today) if me.unit_id else set()
    if form is None or not (form.owner_id is None or form.owner_id in reach or _under(form.owner_id, me)):
        raise Http404
    return form


def path_to(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page of this part."""
    first = {"label": "Chỉ tiêu, biểu", "url": reverse("figures-catalogue")}
    return [first, *({"label": label, "url": url} for label, url in steps)]


def _under(owner_id: int, me: Any) -> bool:
    return bool(me.unit_id) and units.is_within(owner_id, me.unit_id, me.today)
