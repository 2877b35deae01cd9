"""Kinds, how copies are counted, and where the register is declared complete."""

from datetime import date

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, locks
from tuquan.schemes import checks, errors, kinds
from tuquan.schemes.actions import writing
from tuquan.schemes.models import Block, CompleteRegister, CountingRule, Field, SchemeKind
from tuquan.schemes.places import PlaceNames
from tuquan.units.models import Level, Unit
from tuquan.units.placing import standing_after
from tuquan.vn.dates import show_date
from tuquan.vn.text import key


@transaction.atomic
def add_kind(*, by: User | None, name: str, field: str, block: str = Block.RESIDENTIAL) -> SchemeKind:
    """Add a kind of scheme; `field`, `block`: values of models.Field and Block.

    Raises KindExists (accents and case aside), BlankText, TextTooLong, PermissionRefused.
    """
    accounts.require(by, Permission.RECORD_SCHEME)
    name = checks.text(name, "tên loại mô hình", 200)
    checks.choice(field, Field, "lĩnh vực")
    checks.choice(block, Block, "khối")
    existing = SchemeKind.objects.filter(search_key=key(name)).first()
    if existing is not None:
        raise errors.KindExists(existing.name)
    kind = kinds.build(name=name, field=field, block=block)
    kind.save()
    audit.record(
        by=by,
        action="schemes.kind_added",
        subject_kind="scheme_kind",
        subject_key=kind.pk,
        summary=f"Thêm loại mô hình “{name}”",
    )
    return kind


@transaction.atomic
def set_counting_rule(
    *, by: User | None, unit_id: int, copy_is_scheme: bool, on: date, source: str = ""
) -> CountingRule:
    """From `on`, whether copies in a province count as schemes of their own. Without a rule they do.

    Raises RuleNotForUnit below the province, RuleOverlaps, PermissionRefused.
    """
    writing.allowed(by, unit_id)
    unit = Unit.objects.get(pk=unit_id)
    if unit.level != Level.PROVINCE:
        raise errors.RuleNotForUnit(PlaceNames([unit_id]).full(unit_id, on))
    source = checks.text(source, "căn cứ", 300, required=False)
    with locks.one_at_a_time("schemes"):
        if CountingRule.objects.filter(unit=unit, begins_on__gte=on).exists():
            raise errors.RuleOverlaps(on)
        CountingRule.objects.on(on).filter(unit=unit).update(ends_on=on)
        rule = CountingRule.objects.create(unit=unit, copy_is_scheme=copy_is_scheme, begins_on=on, source=source)
        said = "tính là một mô hình" if copy_is_scheme else "chỉ tính là một điểm"
        _audit_rule(by, "schemes.counting_rule_set", unit_id, f"Bản nhân rộng {said} từ ngày {show_date(on)}")
    return rule


@transaction.atomic
def declare_complete(*, by: User | None, unit_id: int, on: date, source: str = "") -> CompleteRegister:
    """Declare that from `on` every scheme under the unit is in the register, so that totals are known.

    Raises DayInTheFuture, RuleOverlaps, PermissionRefused.
    """
    writing.allowed(by, unit_id)
    checks.not_future("Ngày chốt sổ", on)
    source = checks.text(source, "căn cứ", 300, required=False)
    with locks.one_at_a_time("schemes"):
        # One that ended when an area without a complete register came in may be declared anew.
        if CompleteRegister.objects.filter(standing_after(on), unit_id=unit_id).exists():
            raise errors.RuleOverlaps(on)
        row = CompleteRegister.objects.create(unit_id=unit_id, begins_on=on, source=source)
        _audit_rule(by, "schemes.register_complete", unit_id, f"Sổ mô hình đã đủ từ ngày {show_date(on)}")
    return row


def _audit_rule(by: User | None, action: str, unit_id: int, summary: str) -> None:
    audit.record(by=by, action=action, subject_kind="unit", subject_key=unit_id, unit_key=unit_id, summary=summary)
