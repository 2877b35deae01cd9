"""Days off and make-up days: with the paper that decided them, all or none, by who may."""

from datetime import date
from typing import Any

import pytest

from tests.factories import make_organ, make_post
from tests.reporting import factories as make
from tuquan.ground import working_days
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent, DayOff
from tuquan.reporting.actions.days_off import DayDecided, clear_day, may_keep_days, set_days
from tuquan.reporting.calendar_errors import DayOffRefused
from tuquan.reporting.errors import FreeTextRefused

pytestmark = pytest.mark.django_db
FRIDAY, SATURDAY = date(2026, 1, 2), date(2026, 1, 10)


def _swap(**more: Any) -> list[DayDecided]:
    row = {"reason": "Hoán đổi dịp Tết Dương lịch", "decision": "Thông báo của Bộ Nội vụ", **more}
    return [DayDecided(FRIDAY, False, **row), DayDecided(SATURDAY, True, **row)]


def test_a_swap_is_written_once_and_corrected(day: date) -> None:
    assert set_days(by=None, days=_swap()) == 2
    assert (working_days.is_working(FRIDAY), working_days.is_working(SATURDAY)) == (False, True)
    assert set_days(by=None, days=_swap()) == 0
    assert set_days(by=None, days=_swap(decision="Thông báo 1 ngày 05/12/2025")) == 2
    assert AuditEvent.objects.filter(action="reporting.set_day_off").count() == 4
    clear_day(by=None, day=FRIDAY, reason="ghi nhầm")
    assert working_days.is_working(FRIDAY)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([*_swap(), _swap()[0]], "ghi 2 lần"),
        (_swap(decision=" "), "thiếu lý do hoặc căn cứ"),
        ([DayDecided(date(2026, 1, 6), True, "làm bù", "Thông báo")], "đã là ngày làm việc"),
    ],
)
def test_a_list_with_a_fault_writes_nothing(day: date, rows: list[DayDecided], said: str) -> None:
    with pytest.raises(DayOffRefused, match=said):
        set_days(by=None, days=rows)
    assert not DayOff.objects.exists()


def test_the_reason_names_no_person(day: date) -> None:
    with pytest.raises(FreeTextRefused):
        set_days(by=None, days=_swap(reason="theo máy 0912345678"))


def test_administrators_and_heads_of_a_province_keep_the_days(day: date) -> None:
    district = make.district(1)
    administrator = make_post(make_organ(district.province.unit_id, name="Văn phòng"), "administrator").user
    for user in (district.top.head, district.province.officer, district.communes["Châu Hóa"].head):
        assert not may_keep_days(user)
        with pytest.raises(PermissionRefused):
            set_days(by=user, days=_swap())
    assert may_keep_days(administrator)
    assert set_days(by=district.province.head, days=_swap()) == 2
    with pytest.raises(DayOffRefused):
        clear_day(by=administrator, day=date(2026, 3, 3), reason="không có")
