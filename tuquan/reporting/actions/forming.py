"""Laying down a form: always a dated one; a form that stands in an opened round is never rewritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit, locks
from tuquan.reporting import free_text, own_words, owning
from tuquan.reporting.catalogue_errors import CatalogueRefused, CodeTaken, FormInUse
from tuquan.reporting.form_faults import Given, refuse_faults
from tuquan.reporting.forms_asked import form_on
from tuquan.reporting.models import Form, FormLine, ReportKind, Round
from tuquan.units.models import Level
from tuquan.vn.dates import show_date

__all__ = ["Given", "Laid", "add_report_kind", "earliest", "lay_form"]


@dataclass(frozen=True)
class Laid:
    """A form laid down, and the one whose place it took from that day on."""

    form: Form
    before: Form | None


@transaction.atomic
def add_report_kind(*, by: User | None, owner_id: int | None, name: str, subject: str) -> ReportKind:
    """A report of a province's own. Raises PermissionRefused, OwnerRefused, CatalogueRefused, CodeTaken."""
    owning.require_editor(by, owner_id)
    name, subject = free_text.kept(name), free_text.kept(subject)
    if not name or not subject:
        raise CatalogueRefused("Loại báo cáo phải có tên và trích yếu.")
    code = own_words.report_code(owner_id, name)
    if ReportKind.objects.filter(code=code).exists():
        raise CodeTaken(f"Đã có loại báo cáo « {name} ». Dùng loại ấy, hoặc đặt tên khác.")
    made = ReportKind.objects.create(code=code, name=name, subject=subject, owner_id=owner_id)
    audit.record(
        by=by, action="reporting.add_report_kind", subject_kind="report_kind", subject_key=made.pk,
        summary=f"Thêm loại báo cáo « {name} »", unit_key=owner_id,
    )  # fmt: skip
    return made


@transaction.atomic
def lay_form(
    *,
    by: User | None,
    report_kind: ReportKind,
    level: int,
    owner_id: int | None,
    begins_on: date,
    name: str,
    lines: Sequence[Given],
) -> Laid:
    """Lay down the form of a level from a day on; the form before it ends the day before.

    `lines` in their order. One with the same first day is written anew while no opened round stands on it. Raises
    PermissionRefused, OwnerRefused, FormRefused with every fault at once, FormInUse.
    """
    owning.require_editor(by, owner_id)
    found = refuse_faults(report_kind, level, owner_id, begins_on, name, lines)
    with locks.one_at_a_time("reporting.open_round"):
        _refuse_in_use(report_kind, level, owner_id, begins_on)
        laid = _lay(report_kind, level, owner_id, begins_on, name.strip())
    FormLine.objects.bulk_create(
        FormLine(
            form=laid.form, indicator=found[given.code], section=given.section.strip(), position=position,
            required=given.required, own_work=given.own_work,
        )
        for position, given in enumerate(lines, start=1)
    )  # fmt: skip
    audit.record(
        by=by,
        action="reporting.lay_form",
        subject_kind="form",
        subject_key=laid.form.pk,
        summary=f"Đặt biểu « {laid.form.name} » cấp {Level(level).label} của « {report_kind.name} » "
        f"từ ngày {show_date(begins_on)}: {len(lines)} chỉ tiêu",
        unit_key=owner_id,
        detail={"report_kind": report_kind.code, "lines": [given.code for given in lines]},
    )
    return laid


def earliest(report_kind: ReportKind, level: int, owner_id: int | None) -> date | None:
    """The first day a new form may begin: the day after the last opened round that stands on the present ones."""
    standing = _rounds(report_kind, level, owner_id)
    return max(r.last_day for r in standing) + timedelta(days=1) if standing else None


def _rounds(report_kind: ReportKind, level: int, owner_id: int | None, since: date | None = None) -> list[Round]:
    """Opened rounds of the report in which the level answers, where the owner's forms count."""
    rounds = Round.objects.filter(report_kind=report_kind, submissions__unit__level=level).distinct()
    if since is not None:
        rounds = rounds.filter(last_day__gte=since)
    if owner_id is not None:
        return [r for r in rounds if owner_id in owning.above(r.scope_id, r.last_day)]
    return [r for r in rounds if _on_common(report_kind, level, r)]


def _on_common(report_kind: ReportKind, level: int, round_: Round) -> bool:
    form = form_on(report_kind, level, round_.last_day, round_.scope_id)
    return form is None or form.owner_id is None


def _refuse_in_use(report_kind: ReportKind, level: int, owner_id: int | None, begins_on: date) -> None:
    standing = _rounds(report_kind, level, owner_id, begins_on)
    if standing:
        last = max(standing, key=lambda r: r.last_day)
        raise FormInUse(
            f"Kỳ « {last.title} » đã mở theo biểu đang dùng, đến {show_date(last.last_day)}. Biểu mới phải bắt đầu từ "
            f"{show_date(last.last_day + timedelta(days=1))} trở đi."
        )


def _lay(report_kind: ReportKind, level: int, owner_id: int | None, begins_on: date, name: str) -> Laid:
    """Find its place among the owner's forms of the level: one ends where the next begins."""
    others = Form.objects.select_for_update().filter(report_kind=report_kind, level=level, owner=owner_id)
    same = others.filter(begins_on=begins_on).first()
    if same is not None:
        same.lines.all().delete()
        same.name = name
        same.save(update_fields=["name"])
        return Laid(same, same)
    before = others.filter(begins_on__lt=begins_on).order_by("-begins_on").first()
    after = others.filter(begins_on__gt=begins_on).order_by("begins_on").first()
    if before is not None and (before.ends_on is None or before.ends_on > begins_on):
        before.ends_on = begins_on
        before.save(update_fields=["ends_on"])
    made = Form.objects.create(
        report_kind=report_kind, level=level, owner_id=owner_id, name=name, begins_on=begins_on,
        ends_on=after.begins_on if after else None,
    )  # fmt: skip
    return Laid(made, before)
