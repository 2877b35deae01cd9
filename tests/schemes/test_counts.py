"""The register answers the reports by itself: values, the unit that they belong to, the records behind them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.schemes.conftest import Land, copied, founded, struck, unit
from tuquan.schemes import actions, counts, errors
from tuquan.schemes.models import Scheme, SchemeKind, SchemePlacement
from tuquan.units.models import Change, Succession, UnitType, UnitVersion
from tuquan.vn.windows import Window

YEAR = Window(date(2020, 12, 15), date(2021, 12, 14))


def value(code: str, place: Any, window: Window = YEAR) -> int:
    return int(counts.count(code, unit_id=place.pk, window=window).value)


def old_scheme(kind: SchemeKind, place: Any, **changes: Any) -> Scheme:
    values = {"name": "Cũ", "place_name": "nơi cũ", "begins_on": date(2015, 5, 1), **changes}
    return actions.record_existing(by=None, kind=kind, unit_id=place.pk, **values)


def test_a_year_of_a_district(land: Land, kind: SchemeKind) -> None:
    camera = actions.add_kind(by=None, name="Camera an ninh", field="technology", block="facility")
    chau_hoa, dong_le, hoa_hop, _ = land.communes
    old_scheme(kind, chau_hoa, has_dossier=True, teams=3)
    new = founded(kind, land.hamlets[0], has_dossier=True)
    copied(new, dong_le, teams=2)
    weak = founded(camera, dong_le, on=date(2020, 12, 15))
    actions.strengthen(by=None, scheme=new, on=date(2021, 12, 14))
    actions.add_site(by=None, scheme=new, place_name="thôn 9", on=date(2021, 4, 1))
    struck(weak)
    founded(camera, hoa_hop)
    founded(kind, dong_le, on=date(2020, 12, 14), name="năm trước", place_name="nơi khác")
    expected = {
        "schemes_active": 4,
        "scheme_types": 1,
        "scheme_points": 5,
        "scheme_teams": 5,
        "schemes_founded": 2,
        "schemes_replicated": 1,
        "schemes_consolidated": 1,
        "schemes_struck_off": 1,
        "schemes_with_full_dossier": 2,
        "schemes_in_communities": 4,
        "schemes_in_institutions": 0,
    }
    assert set(expected) == counts.COUNTED
    assert {code: value(code, land.districts[0]) for code in expected} == expected
    assert value("schemes_in_institutions", land.districts[1]) == 1
    assert value("scheme_types", land.province) == 2
    assert value("schemes_founded", land.hamlets[0]) == 1
    assert value("schemes_founded", chau_hoa) == 1


def test_first_and_last_day_of_the_window_count(land: Land, kind: SchemeKind) -> None:
    founded(kind, land.communes[0], on=YEAR.first)
    founded(kind, land.communes[1], on=YEAR.last)
    struck(founded(kind, land.communes[2], on=YEAR.first), on=YEAR.last)
    assert value("schemes_founded", land.province) == 3
    assert value("schemes_struck_off", land.province) == 1
    assert value("schemes_active", land.province) == 2, "struck off from its last day on"


def test_the_total_behind_the_dossiers_is_known_only_where_declared(land: Land, kind: SchemeKind) -> None:
    old_scheme(kind, land.communes[0], has_dossier=True)
    old_scheme(kind, land.communes[0], place_name="nơi khác")
    answer = counts.count("schemes_with_full_dossier", unit_id=land.communes[0].pk, window=YEAR)
    assert (answer.value, answer.of) == (Decimal(1), None)
    actions.declare_complete(by=None, unit_id=land.districts[0].pk, on=YEAR.last)
    answer = counts.count("schemes_with_full_dossier", unit_id=land.communes[0].pk, window=YEAR)
    assert (answer.value, answer.of) == (Decimal(1), Decimal(2))
    assert "1/2 mô hình có hồ sơ" in answer.label
    assert counts.count("schemes_with_full_dossier", unit_id=land.province.pk, window=YEAR).of is None


def test_a_dossier_made_later_does_not_change_the_past(land: Land, kind: SchemeKind) -> None:
    scheme = founded(kind, land.communes[0])
    actions.strengthen(by=None, scheme=scheme, on=date(2021, 10, 1), has_dossier=True, board_size=7)
    before = Window(date(2021, 1, 1), date(2021, 9, 30))
    assert value("schemes_with_full_dossier", land.communes[0], before) == 0
    assert value("schemes_with_full_dossier", land.communes[0]) == 1
    other = founded(kind, land.communes[1])
    actions.complete_dossier(by=None, scheme=other, on=date(2021, 10, 1))
    actions.complete_dossier(by=None, scheme=other, on=date(2021, 5, 1))
    assert value("schemes_with_full_dossier", land.communes[1], before) == 0
    assert value("schemes_with_full_dossier", land.communes[1]) == 1
    assert value("schemes_consolidated", land.communes[1]) == 0


def test_copies_by_the_rule_of_the_province(land: Land, kind: SchemeKind) -> None:
    origin = founded(kind, land.communes[0])
    copy = copied(origin, land.communes[1])
    assert value("schemes_active", land.districts[0]) == 2
    actions.set_counting_rule(by=None, unit_id=land.province.pk, copy_is_scheme=False, on=date(2021, 12, 1))
    actions.strengthen(by=None, scheme=copy, on=date(2021, 12, 2))
    struck(copy, on=date(2021, 12, 10))
    assert value("schemes_active", land.districts[0]) == 1
    assert value("schemes_replicated", land.communes[1]) == 1
    assert value("schemes_struck_off", land.communes[1]) == 0
    assert value("schemes_consolidated", land.communes[1]) == 0
    november = Window(date(2021, 11, 1), date(2021, 11, 30))
    assert value("schemes_active", land.districts[0], november) == 2, "the rule of the window's last day"


def test_copies_that_are_no_schemes_are_still_points_and_kinds(land: Land, kind: SchemeKind) -> None:
    copied(founded(kind, land.communes[0]), land.communes[2])
    actions.set_counting_rule(by=None, unit_id=land.province.pk, copy_is_scheme=False, on=date(2021, 1, 1))
    assert [value(code, land.districts[1]) for code in ("schemes_active", "scheme_points", "scheme_types")] == [0, 1, 1]


def test_an_ended_commune_counts_where_it_stood_and_for_its_heir(land: Land, kind: SchemeKind) -> None:
    gone, merged_on = land.communes[0], date(2021, 7, 1)
    founded(kind, gone)
    heir = unit("Tân Hóa", UnitType.COMMUNE, land.districts[0], since=merged_on)
    gone.ends_on = merged_on
    gone.save()
    UnitVersion.objects.filter(unit=gone).update(ends_on=merged_on)
    act = Change.objects.create(title="Sáp nhập", act_number="1", effective_on=merged_on)
    Succession.objects.create(change=act, old=gone, new=heir)
    assert value("schemes_founded", land.districts[0]) == value("schemes_founded", gone) == 1
    assert value("schemes_founded", heir) == 0, "the old commune founded it"
    SchemePlacement.objects.update(ends_on=merged_on)
    SchemePlacement.objects.create(scheme=Scheme.objects.get(), unit=heir, begins_on=merged_on)
    assert value("schemes_active", heir) == 1
    assert value("schemes_active", gone) == 0
    assert value("schemes_founded", heir, Window(date(2021, 1, 1), date(2021, 6, 30))) == 0


def test_many_units_in_few_queries(land: Land, kind: SchemeKind, django_assert_max_num_queries: Any) -> None:
    for place in [*land.communes, *land.hamlets]:
        founded(kind, place)
    units = [body.pk for body in [*land.communes, *land.districts, land.province]]
    with django_assert_max_num_queries(9):
        answers = counts.count_many(counts.COUNTED, units, YEAR)
    assert len(answers) == len(units) * len(counts.COUNTED)
    assert answers["schemes_founded", land.province.pk].value == 8
    assert all(answers[key] == counts.count(key[0], unit_id=key[1], window=YEAR) for key in list(answers)[::9])


def test_the_records_behind_a_number(land: Land, kind: SchemeKind) -> None:
    scheme = founded(kind, land.hamlets[0], name="Thôn tự quản về ANTT", teams=2)
    copied(scheme, land.communes[1])
    for code in counts.COUNTED:
        answer = counts.count(code, unit_id=land.districts[0].pk, window=YEAR)
        records = counts.records(answer.keys[0])
        if code not in ("scheme_types", "scheme_teams"):
            assert len(records) == answer.value, code
        assert all(isinstance(record.scheme_id, int) and record.label for record in records)
    (record,) = counts.records(counts.source_key("schemes_founded", land.districts[0].pk, YEAR))
    assert record.scheme_id == scheme.pk
    assert record.event is not None
    assert record.event.kind == "founded"
    assert record.label == (
        "Thôn tự quản về ANTT – thôn Thôn 1, xã Châu Hóa – xây dựng mới ngày 03/03/2021, quyết định số 12/QĐ-UBND"
    )
    assert len(counts.source_key("schemes_with_full_dossier", 999_999, YEAR)) <= 80


@pytest.mark.parametrize(
    "key", ["", "schemes:x:1:2021-01-01/P1Y", "schemes:schemes_active:a:2021-01-01/P1Y", "a:b:c:d"]
)
def test_a_foreign_key_is_refused(db: None, key: str) -> None:
    with pytest.raises(errors.SourceKeyUnknown):
        counts.records(key)


def test_an_earlier_strengthening_written_later_does_not_change_the_board_of_today(
    land: Land, kind: SchemeKind
) -> None:
    scheme = founded(kind, land.communes[0], board_size=5)
    actions.strengthen(by=None, scheme=scheme, on=date(2021, 10, 1), board_size=9)
    actions.strengthen(by=None, scheme=scheme, on=date(2021, 6, 1), board_size=7)
    scheme.refresh_from_db()
    assert scheme.board_size == 9
    actions.strengthen(by=None, scheme=scheme, on=date(2021, 11, 1), board_size=11)
    scheme.refresh_from_db()
    assert (scheme.board_size, value("schemes_consolidated", land.communes[0])) == (11, 3)


def test_a_dossier_is_never_taken_from_past_rounds(land: Land, kind: SchemeKind) -> None:
    scheme = founded(kind, land.communes[0], has_dossier=True)
    with pytest.raises(errors.DossierStays, match="đã đủ hồ sơ từ ngày 03/03/2021"):
        actions.strengthen(by=None, scheme=scheme, on=date(2021, 10, 1), has_dossier=False)
    assert value("schemes_with_full_dossier", land.communes[0]) == 1
    assert value("schemes_consolidated", land.communes[0]) == 0
    other = founded(kind, land.communes[1])
    actions.strengthen(by=None, scheme=other, on=date(2021, 10, 1), has_dossier=True)
    actions.strengthen(by=None, scheme=other, on=date(2021, 6, 1), has_dossier=False)
    assert value("schemes_with_full_dossier", land.communes[1]) == 1
