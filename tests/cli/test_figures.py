"""The demonstration adds up to what the two districts reported."""

from datetime import date

import pytest

from tuquan.cli.demonstration import HAM_THUAN_NAM, TUYEN_HOA, figures

# The programme figures of the district's public report for 2021.
TUYEN_HOA_2021 = {
    "outreach_points": 196,
    "outreach_attendances": 33446,
    "schemes_active": 46,
    "schemes_with_full_dossier": 46,
    "schemes_founded": 3,
    "schemes_replicated": 2,
    "part_time_commune_police": 121,
    "villages_covered": 121,
    "ward_guard_boards": 1,
    "ward_guard_members": 29,
    "protection_councils": 19,
    "protection_council_members": 197,
    "steering_committees": 19,
    "steering_committee_members": 254,
    "village_security_boards": 111,
    "village_security_board_members": 765,
    "facility_guards_full_time": 8,
    "facility_guards_part_time": 91,
}


@pytest.mark.parametrize(("code", "total"), TUYEN_HOA_2021.items())
def test_communes_of_tuyen_hoa_add_up(code, total):
    assert sum(figures.of_unit(unit, 2021)[code] for unit in figures.units()) == total


def test_tuyen_hoa_has_nineteen_communes_each_with_a_council_and_a_committee():
    assert len(figures.units()) == 19
    for unit in figures.units():
        said = figures.of_unit(unit, 2021)
        assert said["protection_councils"] == said["steering_committees"] == 1
        assert said["village_security_boards"] <= said["part_time_commune_police"]


def test_schemes_of_2021_are_those_the_report_names():
    new = {
        (row.event, row.kind, row.place, row.unit)
        for row in figures.schemes()
        if row.district == TUYEN_HOA and row.begins_on.year == 2021
    }
    assert new == {
        ("founded", "Thôn tự quản về ANTT", "thôn Lâm Lang", "xã Châu Hóa"),
        ("founded", "Chung tay đẩy lùi tệ nạn ma túy", "thôn Tiền Phong", "xã Lâm Hóa"),
        ("founded", "Cựu chiến binh làm công tác ANTT", "thôn Sảo Phong", "xã Phong Hóa"),
        ("replicated", "Họ giáo tự quản về ANTT", "họ giáo Đò Vàng", "xã Lê Hóa"),
        ("replicated", "Tổ liên gia tự quản về ANTT", "thôn Tân Sơn", "xã Sơn Hóa"),
    }


def test_a_year_follows_from_the_one_before():
    """What stood at the end of 2020, plus begun, minus struck off, is what stands at the end of 2021."""
    for unit in figures.units():
        before, after = figures.of_unit(unit, 2020), figures.of_unit(unit, 2021)
        begun = after["schemes_founded"] + after["schemes_replicated"]
        assert before["schemes_active"] + begun - after["schemes_struck_off"] == after["schemes_active"], unit


def test_the_year_2020_is_smaller():
    for code, total in TUYEN_HOA_2021.items():
        assert 0 < sum(figures.of_unit(unit, 2020)[code] for unit in figures.units()) <= total


def test_ham_thuan_nam_adds_up():
    day = date(2019, 4, 24)
    rows = [row for row in figures.schemes() if row.district == HAM_THUAN_NAM]
    assert all(row.alive(day) for row in rows)
    assert len(rows) == 82
    assert len({row.kind for row in rows}) == 20
    assert len(figures.ham_thuan_nam_units()) == 13
    replicated = [row for row in rows if row.event == "replicated"]
    assert len(replicated) == 13
    assert all(date(2017, 5, 25) <= row.begins_on <= day for row in replicated)
    places = {(row.kind, row.place) for row in rows}
    assert ("Vì mái trường không có ma túy", "Trường THCS Hàm Cường") in places
    assert ("Ban quản lý thông tin mạng xã hội", "Trường THCS Hàm Minh") in places
    assert ("Khu dân cư phòng chống tội phạm", "thôn Phú Mỹ") in places


def test_copies_name_an_origin_of_their_kind_that_stood_that_day():
    """Copies from outside the district carry "*"."""
    for row in figures.schemes():
        if row.event == "replicated" and row.origin != "*":
            assert any(
                other.unit == row.origin and other.kind == row.kind and other.alive(row.begins_on)
                for other in figures.schemes()
            ), row


def test_kinds_are_packaged_ones():
    from tuquan.schemes.kinds import packaged

    assert {row.kind for row in figures.schemes()} <= {kind["name"] for kind in packaged()}
