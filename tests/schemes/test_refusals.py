"""Every refusal has its code and leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db.models import ProtectedError

from tests.schemes.conftest import DECISION, TODAY, Land, copied, founded, struck
from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.ground.models import AuditEvent
from tuquan.schemes import actions, errors
from tuquan.schemes.models import (
    CompleteRegister,
    CountingRule,
    Scheme,
    SchemeEvent,
    SchemeKind,
    SchemePlacement,
    SchemeSite,
)

KEPT = (Scheme, SchemeEvent, SchemePlacement, SchemeSite, SchemeKind, CountingRule, CompleteRegister, AuditEvent)


def everything() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in KEPT]


@contextmanager
def refused(kind: type[Refusal], *said: str) -> Iterator[None]:
    before = everything()
    with pytest.raises(kind) as caught:
        yield
    assert everything() == before
    assert kind.code in {refusal.code for refusal in (kind, caught.type)}
    for words in said:
        assert words in str(caught.value)


def test_codes_are_all_different() -> None:
    kinds = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Refusal)]
    codes = [kind.code for kind in kinds if kind is not Refusal]
    assert len(codes) == len(set(codes)) > 10
    assert all(code.startswith("scheme_") for code in codes)


UNKEPT = (
    "Mô hình ông Nguyễn Văn Nam 0912345678 CCCD 044012345678",
    "Bắt đối tượng Nguyễn Văn Hùng…; xử lý 05 vụ ma túy, TUYỆT MẬT",
    "Hộ Nguyễn Văn Hùng theo đạo",
    "Hòa giải 12 vụ mâu thuẫn",
)


@pytest.mark.parametrize("words", UNKEPT)
def test_words_that_may_not_be_kept(land: Land, kind: SchemeKind, words: str) -> None:
    scheme = founded(kind, land.communes[0])
    place = land.communes[1]
    for column in ("name", "place_name", "decision_issuer"):
        with refused(errors.TextNotKept):
            founded(kind, place, **{column: words})
    with refused(errors.TextNotKept, "số quyết định"):
        founded(kind, place, decision_number=words[:60])
    with refused(errors.TextNotKept, "ghi chú"):
        struck(scheme, note=words)
    with refused(errors.TextNotKept):
        actions.add_kind(by=None, name=words, field="residential_area")
    with refused(errors.TextNotKept, "căn cứ"):
        actions.set_counting_rule(by=None, unit_id=land.province.pk, copy_is_scheme=True, on=TODAY, source=words)


def test_a_day_after_today(land: Land, kind: SchemeKind) -> None:
    scheme = founded(kind, land.communes[0])
    tomorrow = date(2021, 12, 15)
    with refused(errors.DayInTheFuture, "15/12/2021", "14/12/2021"):
        founded(kind, land.communes[1], on=tomorrow)
    with refused(errors.DayInTheFuture):
        copied(scheme, land.communes[1], on=tomorrow)
    with refused(errors.DayInTheFuture):
        struck(scheme, on=tomorrow)
    with refused(errors.DayInTheFuture):
        actions.strengthen(by=None, scheme=scheme, on=tomorrow)
    with refused(errors.DayInTheFuture, "quyết định"):
        founded(kind, land.communes[1], decision_date=tomorrow)
    with refused(errors.DayInTheFuture):
        actions.add_site(by=None, scheme=scheme, place_name="thôn 2", on=tomorrow)
    founded(kind, land.communes[1], on=TODAY)


def test_before_the_origin_began(land: Land, kind: SchemeKind) -> None:
    scheme = founded(kind, land.communes[0])
    day_before = date(2021, 3, 2)
    with refused(errors.BeforeItsBeginning, "03/03/2021", "02/03/2021"):
        copied(scheme, land.communes[1], on=day_before)
    with refused(errors.BeforeItsBeginning):
        actions.strengthen(by=None, scheme=scheme, on=day_before)
    with refused(errors.BeforeItsBeginning):
        struck(scheme, on=day_before)
    with refused(errors.StruckOffTooSoon, "04/03/2021"):
        struck(scheme, on=scheme.begins_on)
    copied(scheme, land.communes[1], on=scheme.begins_on)


def test_after_it_was_struck_off(land: Land, kind: SchemeKind) -> None:
    scheme = founded(kind, land.communes[0])
    struck(scheme, on=date(2021, 9, 1))
    with refused(errors.AlreadyStruckOff, "01/09/2021"):
        struck(scheme, on=date(2021, 10, 1))
    with refused(errors.SchemeHasEnded, "nhân rộng"):
        copied(scheme, land.communes[1], on=date(2021, 9, 1))
    with refused(errors.SchemeHasEnded):
        actions.strengthen(by=None, scheme=scheme, on=date(2021, 9, 1))
    with refused(errors.SchemeHasEnded):
        actions.add_site(by=None, scheme=scheme, place_name="thôn 2", on=date(2021, 9, 1))
    copied(scheme, land.communes[1], on=date(2021, 8, 31))


@pytest.mark.parametrize("later", ["event", "site", "copy"])
def test_struck_off_before_what_is_recorded(land: Land, kind: SchemeKind, later: str) -> None:
    scheme = founded(kind, land.communes[0])
    if later == "event":
        actions.strengthen(by=None, scheme=scheme, on=date(2021, 9, 5))
    elif later == "site":
        actions.add_site(by=None, scheme=scheme, place_name="thôn 2", on=date(2021, 9, 5))
    else:
        copied(scheme, land.communes[1], on=date(2021, 9, 5))
    with refused(errors.LaterRecords, "05/09/2021"):
        struck(scheme, on=date(2021, 9, 5))
    struck(scheme, on=date(2021, 9, 6))


def test_the_same_at_the_same_place_warns_and_can_be_overruled(land: Land, kind: SchemeKind) -> None:
    other = actions.add_kind(by=None, name="Tiếng kẻng an ninh", field="residential_area")
    first = founded(kind, land.communes[0], name="Thôn Lâm Lang tự quản")
    with refused(errors.DuplicateScheme, "Thôn Lâm Lang tự quản", "xã Châu Hóa"):
        founded(kind, land.communes[0], name="Tên khác", place_name="Thôn lam lang")
    with refused(errors.DuplicateScheme):
        founded(other, land.communes[0], name="thon Lam Lang tu quan")
    with refused(errors.DuplicateScheme):
        copied(first, land.communes[0], place_name="THÔN LÂM LANG")
    founded(other, land.communes[0], name="Kẻng")
    founded(kind, land.communes[1])
    copied(first, land.communes[0], place_name="thôn khác")
    founded(kind, land.communes[0], accept_duplicate=True)


def test_a_struck_off_twin_is_no_hindrance(land: Land, kind: SchemeKind) -> None:
    struck(founded(kind, land.communes[0]), on=date(2021, 9, 1))
    founded(kind, land.communes[0], on=date(2021, 9, 1))


def test_units_where_no_scheme_stands(land: Land, kind: SchemeKind) -> None:
    with refused(errors.WrongUnit, "huyện Tuyên Hóa"):
        founded(kind, land.districts[0])
    with refused(errors.WrongUnit, "tỉnh Quảng Bình"):
        actions.record_existing(
            by=None, kind=kind, name="x", unit_id=land.province.pk, place_name="x", begins_on=date(2015, 1, 1)
        )
    with refused(errors.UnitNotAlive, "31/12/1999"):
        founded(kind, land.communes[0], on=date(1999, 12, 31))
    with refused(errors.UnitNotAlive):
        actions.found(by=None, kind=kind, name="x", unit_id=999_999, place_name="x", on=TODAY, **DECISION)
    founded(kind, land.hamlets[0])


def test_an_ended_unit(land: Land, kind: SchemeKind) -> None:
    commune = land.communes[0]
    commune.ends_on = date(2021, 7, 1)
    commune.save()
    commune.versions.update(ends_on=date(2021, 7, 1))
    founded(kind, commune, on=date(2021, 6, 30))
    with refused(errors.UnitNotAlive, "01/07/2021"):
        founded(kind, commune, on=date(2021, 7, 1), place_name="nơi khác")


@pytest.mark.parametrize("number", ["", "   "])
def test_a_decision_is_required(land: Land, kind: SchemeKind, number: str) -> None:
    with refused(errors.DecisionMissing, "xây dựng mới"):
        founded(kind, land.communes[0], decision_number=number)
    scheme = founded(kind, land.communes[0])
    with refused(errors.DecisionMissing, "nhân rộng"):
        copied(scheme, land.communes[1], decision_number=number)
    with refused(errors.DecisionMissing, "thanh loại"):
        struck(scheme, decision_number=number)
    actions.record_existing(
        by=None, kind=kind, name="Cũ", unit_id=land.communes[1].pk, place_name="thôn 1", begins_on=date(2015, 1, 1)
    )


def test_texts_and_reasons(land: Land, kind: SchemeKind) -> None:
    with refused(errors.BlankText, "tên mô hình"):
        founded(kind, land.communes[0], name="  ")
    with refused(errors.BlankText, "nơi áp dụng"):
        founded(kind, land.communes[0], place_name="")
    with refused(errors.TextTooLong, "250"):
        founded(kind, land.communes[0], name="a" * 251)
    with refused(errors.TextTooLong):
        founded(kind, land.communes[0], decision_number="1" * 61)
    scheme = founded(kind, land.communes[0])
    for reason in ("", "vì thế"):
        with refused(errors.ReasonUnknown):
            struck(scheme, reason=reason)
    with refused(errors.TextTooLong):
        struck(scheme, note="a" * 501)


def test_numbers_and_choices(land: Land, kind: SchemeKind) -> None:
    place = land.communes[0]
    for wrong in (-1, 10_000):
        with refused(errors.NumberOutOfRange, "từ 0 đến 9.999"):
            founded(kind, place, board_size=wrong)
        with refused(errors.NumberOutOfRange):
            founded(kind, place, teams=wrong)
    with refused(errors.ChoiceUnknown, "Khối"):
        founded(kind, place, block="other")
    with refused(errors.ChoiceUnknown, "Lĩnh vực"):
        founded(kind, place, field="other")
    with refused(errors.ChoiceUnknown):
        actions.add_kind(by=None, name="Mới", field="other")
    scheme = founded(kind, place, board_size=9999)
    with refused(errors.NumberOutOfRange):
        actions.strengthen(by=None, scheme=scheme, on=TODAY, board_size=-1)
    with refused(errors.NumberOutOfRange):
        actions.add_site(by=None, scheme=scheme, place_name="thôn 2", on=TODAY, teams=-1)


def test_nothing_is_ever_deleted(land: Land, kind: SchemeKind) -> None:
    scheme = founded(kind, land.communes[0])
    rows = [model.objects.count() for model in (Scheme, SchemeEvent, SchemePlacement, SchemeSite)]
    struck(scheme)
    left = [model.objects.count() for model in (Scheme, SchemeEvent, SchemePlacement, SchemeSite)]
    assert left == [rows[0], rows[1] + 1, rows[2], rows[3]]
    with pytest.raises(ProtectedError):
        scheme.delete()


def test_kinds_and_rules(land: Land, kind: SchemeKind) -> None:
    with refused(errors.KindExists, "Thôn tự quản về ANTT"):
        actions.add_kind(by=None, name="thon tu quan ve antt", field="lineage")
    with refused(errors.RuleNotForUnit, "huyện Tuyên Hóa"):
        actions.set_counting_rule(by=None, unit_id=land.districts[0].pk, copy_is_scheme=False, on=TODAY)
    actions.set_counting_rule(by=None, unit_id=land.province.pk, copy_is_scheme=False, on=TODAY)
    with refused(errors.RuleOverlaps):
        actions.set_counting_rule(by=None, unit_id=land.province.pk, copy_is_scheme=True, on=TODAY)
    actions.declare_complete(by=None, unit_id=land.province.pk, on=TODAY)
    with refused(errors.RuleOverlaps):
        actions.declare_complete(by=None, unit_id=land.province.pk, on=TODAY)


def test_a_stranger_may_do_nothing(land: Land, kind: SchemeKind) -> None:
    scheme = founded(kind, land.communes[0])
    stranger = User.objects.create(username="khach", full_name="Khách")
    place = {"unit_id": land.communes[1].pk, "place_name": "thôn 1"}
    with refused(PermissionRefused):
        actions.found(by=stranger, kind=kind, name="Mới", on=TODAY, **place, **DECISION)
    with refused(PermissionRefused):
        actions.replicate(by=stranger, origin=scheme, on=TODAY, **place, **DECISION)
    with refused(PermissionRefused):
        actions.record_existing(by=stranger, kind=kind, name="Cũ", begins_on=date(2015, 1, 1), **place)
    with refused(PermissionRefused):
        actions.strengthen(by=stranger, scheme=scheme, on=TODAY)
    with refused(PermissionRefused):
        actions.strike_off(by=stranger, scheme=scheme, on=TODAY, reason="weak", **DECISION)
    with refused(PermissionRefused):
        actions.add_site(by=stranger, scheme=scheme, place_name="thôn 2", on=TODAY)
    with refused(PermissionRefused):
        actions.complete_dossier(by=stranger, scheme=scheme, on=TODAY)
    with refused(PermissionRefused):
        actions.add_kind(by=stranger, name="Mới", field="lineage")
    with refused(PermissionRefused):
        actions.set_counting_rule(by=stranger, unit_id=land.province.pk, copy_is_scheme=False, on=TODAY)
    with refused(PermissionRefused):
        actions.declare_complete(by=stranger, unit_id=land.communes[0].pk, on=TODAY)


@pytest.mark.parametrize("act", ["found", "replicate", "strengthen", "strike_off", "record", "site"])
def test_an_action_falls_with_its_audit(
    land: Land, kind: SchemeKind, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = founded(kind, land.communes[0])
    before = everything()

    def broken(**_: Any) -> None:
        raise RuntimeError("audit is broken")

    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(RuntimeError):
        {
            "found": lambda: founded(kind, land.communes[1]),
            "replicate": lambda: copied(scheme, land.communes[1]),
            "strengthen": lambda: actions.strengthen(by=None, scheme=scheme, on=TODAY, has_dossier=True),
            "strike_off": lambda: struck(scheme),
            "record": lambda: actions.record_existing(
                by=None, kind=kind, name="Cũ", unit_id=land.communes[1].pk, place_name="x", begins_on=TODAY
            ),
            "site": lambda: actions.add_site(by=None, scheme=scheme, place_name="thôn 2", on=TODAY),
        }[act]()
    assert everything() == before
