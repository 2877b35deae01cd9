"""A scheme's life, its family, and the packaged kinds."""

from datetime import date
from typing import Any

import pytest

from tests import factories
from tests.schemes.conftest import DECISION, TODAY, Land, copied, founded, struck
from tuquan.accounts.models import Post
from tuquan.ground import audit
from tuquan.ground.errors import PermissionRefused
from tuquan.schemes import actions, kinds
from tuquan.schemes.models import Block, Field, SchemeKind
from tuquan.schemes.queries import history
from tuquan.units.models import UnitVersion


def test_the_line_of_a_life(land: Land, kind: SchemeKind) -> None:
    scheme = founded(kind, land.hamlets[0], name="Lâm Lang")
    actions.strengthen(by=None, scheme=scheme, on=date(2021, 5, 1), note="Bầu lại ban điều hành")
    struck(scheme, note="Ít sinh hoạt")
    scheme.refresh_from_db()
    life = history(scheme)
    assert [(entry.kind, entry.on) for entry in life.entries] == [
        ("founded", date(2021, 3, 3)),
        ("strengthened", date(2021, 5, 1)),
        ("struck_off", date(2021, 9, 1)),
    ]
    first, middle, last = life.entries
    assert first.decision == "Quyết định số 12/QĐ-UBND ngày 01/03/2021 của UBND xã Châu Hóa"
    assert (middle.decision, middle.note) == ("", "Bầu lại ban điều hành")
    assert (last.reason, last.recorded_by) == ("hoạt động kém hiệu quả", "Chương trình")
    assert life.sentence == (
        "Mô hình “Lâm Lang” tại thôn Thôn 1, xã Châu Hóa, xây dựng mới ngày 03/03/2021, đã thanh loại từ 01/09/2021."
    )
    assert [(stay.begins_on, stay.ends_on) for stay in life.stays] == [(date(2021, 3, 3), date(2021, 9, 1))]
    assert audit.of_subject("scheme", scheme.pk)[0].summary == (
        "Thanh loại: “Lâm Lang” tại thôn Thôn 1, xã Châu Hóa, ngày 01/09/2021, quyết định số 12/QĐ-UBND, "
        "lý do: hoạt động kém hiệu quả"
    )


def test_a_place_keeps_the_name_of_its_day(land: Land, kind: SchemeKind) -> None:
    commune = land.communes[0]
    scheme = founded(kind, commune)
    row = UnitVersion.objects.get(unit=commune)
    row.ends_on = date(2021, 6, 1)
    row.save()
    UnitVersion.objects.create(
        unit=commune, name="Tân Hóa", type="commune", parent=row.parent, begins_on=row.ends_on, search_key="tan hoa"
    )
    actions.strengthen(by=None, scheme=scheme, on=date(2021, 7, 1))
    assert [entry.place for entry in history(scheme).entries] == ["xã Châu Hóa", "xã Tân Hóa"]


def test_origin_and_copies_as_a_tree(land: Land, kind: SchemeKind, django_assert_max_num_queries: Any) -> None:
    first = founded(kind, land.communes[0], name="Gốc")
    second = copied(first, land.communes[1], name="Hai", on=date(2021, 4, 1))
    third = copied(second, land.communes[2], name="Ba", on=date(2021, 5, 1))
    copied(first, land.communes[3], name="Bốn", on=date(2021, 6, 1))
    with django_assert_max_num_queries(10):
        life = history(first)
    assert [(kin.name, kin.depth) for kin in life.copies] == [("Hai", 1), ("Ba", 2), ("Bốn", 1)]
    third.refresh_from_db()
    assert [(kin.name, kin.place) for kin in history(third).origins] == [("Gốc", "xã Châu Hóa"), ("Hai", "xã Đồng Lê")]
    assert (third.kind, third.block, third.field) == (first.kind, first.block, first.field)


def test_an_officer_keeps_the_register_of_the_own_area_only(land: Land, kind: SchemeKind) -> None:
    officer = factories.make_user()
    organ = factories.make_organ(land.communes[0].pk)
    Post.objects.create(user=officer, organ=organ, role="commune_officer", title="Công an viên", begins_on=TODAY)
    values = {"kind": kind, "name": "Mới", "place_name": "thôn 1", "on": TODAY, **DECISION}
    scheme = actions.found(by=officer, unit_id=land.hamlets[0].pk, **values)
    assert history(scheme).entries[0].recorded_by == officer.full_name
    with pytest.raises(PermissionRefused):
        actions.found(by=officer, unit_id=land.communes[1].pk, **values)
    with pytest.raises(PermissionRefused):
        actions.replicate(by=officer, origin=scheme, unit_id=land.communes[1].pk, place_name="x", on=TODAY, **DECISION)


def test_packaged_kinds_load_once(db: None) -> None:
    actions.add_kind(by=None, name="TIẾNG KẺNG AN NINH", field=Field.RESIDENTIAL_AREA)
    total = len(kinds.packaged())
    assert kinds.load() == total - 1
    assert kinds.load() == 0
    assert SchemeKind.objects.count() == total
    names = set(SchemeKind.objects.values_list("name", flat=True))
    assert {"Họ giáo tự quản về ANTT", "Ban quản lý thông tin mạng xã hội", "TIẾNG KẺNG AN NINH"} <= names
    assert {row["field"] for row in kinds.packaged()} == set(Field.values)
    assert {row["block"] for row in kinds.packaged()} == set(Block.values)
