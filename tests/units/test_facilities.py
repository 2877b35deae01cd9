"""Facilities: places, never persons; where they lie is dated."""

from datetime import date

import pytest

from tests.factories import make_unit
from tuquan.units.models import Facility, FacilityType
from tuquan.units.places import facilities as room
from tuquan.units.places.errors import FacilityRefused

ON = date(2021, 12, 15)
SCHOOL = FacilityType.SCHOOL


@pytest.fixture
def commune(db: None) -> int:
    return make_unit("Châu Hóa", parent=make_unit("Tuyên Hóa", "district"))


@pytest.fixture
def hamlet(commune: int) -> int:
    return make_unit("Lâm Lang", "village", parent=commune)


def _found(unit: int, name: str = "Trường THCS Châu Hóa", type: FacilityType = SCHOOL) -> Facility:
    return room.found_facility(by=None, unit_id=unit, name=name, type=type, on=ON)


def _names(unit: int, day: date = ON, **more: object) -> list[str]:
    return [line.facility.name for line in room.facilities(unit, day, **more)]  # type: ignore[arg-type]


def test_those_of_the_hamlets_are_listed_under_the_commune(commune: int, hamlet: int) -> None:
    _found(commune)
    _found(hamlet, "Chợ Lâm Lang", FacilityType.MARKET)
    assert _names(commune) == ["Chợ Lâm Lang", "Trường THCS Châu Hóa"]
    assert _names(commune, below=False) == ["Trường THCS Châu Hóa"]
    assert _names(commune, text="cho lam") == ["Chợ Lâm Lang"]
    assert _names(commune, text="ho lam") == [], "words are looked for from their beginning"
    assert _names(commune, type=SCHOOL) == ["Trường THCS Châu Hóa"]
    assert room.facilities(commune, ON)[0].unit.full_name == "thôn Lâm Lang"


def test_a_move_keeps_where_it_lay(commune: int, hamlet: int) -> None:
    school = _found(commune)
    room.move_facility(by=None, facility=school, unit_id=hamlet, on=date(2022, 9, 1))
    assert _names(hamlet, date(2022, 8, 31)) == []
    assert _names(hamlet, date(2022, 9, 1)) == ["Trường THCS Châu Hóa"]
    with pytest.raises(FacilityRefused, match="Không chuyển được"):
        room.move_facility(by=None, facility=school, unit_id=hamlet, on=date(2022, 10, 1))
    room.close_facility(by=None, facility=school, on=date(2022, 9, 1), because="giải thể")
    assert _names(commune, date(2022, 8, 31)) == ["Trường THCS Châu Hóa"]
    assert _names(commune, date(2022, 9, 1)) == []
    with pytest.raises(FacilityRefused, match="đã đóng"):
        room.close_facility(by=None, facility=school, on=date(2023, 9, 1))


def test_renamed_and_found_under_its_new_name(commune: int) -> None:
    school = _found(commune)
    room.rename_facility(by=None, facility=school, name="Trường TH và THCS Châu Hóa", type=SCHOOL)
    assert _names(commune, text="TH va") == ["Trường TH và THCS Châu Hóa"]


@pytest.mark.parametrize(
    "name",
    ["nhà ông Bình", "Hộ bà Lan", "Quán cô Ba", "nhà riêng anh Tuấn", "Hộ gia đình văn hóa", "Nhà của cụ Sáu",
     "Nguyễn Văn Bình", "Nhà trọ 0912345678", "", "…"],
)  # fmt: skip
def test_a_persons_house_is_no_facility(commune: int, name: str) -> None:
    with pytest.raises(FacilityRefused):
        _found(commune, name)
    assert not Facility.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["Trường THPT Lê Trực", "Nhà máy xi măng Văn Hóa", "Nhà văn hóa thôn Lâm Lang", "Chợ Bà Rịa", "Bến xe Đồng Lê",
     "Trường tiểu học Nguyễn Trãi", "Nhà nghỉ Hoàng Anh", "Công ty TNHH Minh Anh"],
)  # fmt: skip
def test_places_named_after_somebody_stand(commune: int, name: str) -> None:
    assert _found(commune, name).name == name


def test_only_a_commune_or_hamlet_holds_a_facility_and_one_of_a_name(commune: int) -> None:
    with pytest.raises(FacilityRefused, match="không phải là xã hay thôn"):
        _found(make_unit("P", "province"))
    _found(commune)
    with pytest.raises(FacilityRefused, match="Ở đây đã có"):
        _found(commune, "trường thcs Châu Hoá")
