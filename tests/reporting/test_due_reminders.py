"""Reminders by the dated rule: each step once, to who has not sent."""

from datetime import date

import pytest

from tests.reporting import factories as make
from tuquan.ground import clock, daily
from tuquan.ground.models import AuditEvent, DayOff, Notice
from tuquan.reporting import actions, queries
from tuquan.reporting.actions.calendar_rules import set_reminders
from tuquan.reporting.actions.closing import close
from tuquan.reporting.actions.due_reminders import remind_due
from tuquan.reporting.calendar import load
from tuquan.reporting.models import DueReminder, Round
from tuquan.reporting.queries.reminders import reminder_list

pytestmark = pytest.mark.django_db
# The communes' due day is Monday 20/12/2021, the district's 28/12.


@pytest.fixture
def district(day: date) -> make.District:
    load()
    return make.district()


@pytest.fixture
def round_(district: make.District) -> Round:
    return district.open()


def _told(district: make.District, name: str) -> list[str]:
    rows = Notice.objects.filter(user_key=district.communes[name].officer.pk).order_by("pk")
    return [row.text for row in rows if "gửi số liệu xã" in row.text]


def test_three_days_and_one_before_on_the_day_and_after(district: make.District, round_: Round) -> None:
    make.send(make.submission(round_, district.communes["Châu Hóa"]))
    given = {}
    for number in range(14, 26):
        with clock.at(date(2021, 12, number)):
            given[number] = (remind_due(), remind_due())
    # Communes that did not send: two, reminded on 15, 17, 20, 21; the district on 23, 27 and later.
    assert {number: row[0] for number, row in given.items() if row[0]} == {15: 2, 17: 2, 20: 2, 21: 2, 23: 1}
    assert all(row[1] == 0 for row in given.values())
    assert _told(district, "Châu Hóa") == []
    assert _told(district, "Ngư Hóa") == [
        "năm 2021: còn 3 ngày làm việc gửi số liệu xã Ngư Hóa (20/12/2021).",
        "năm 2021: còn 1 ngày làm việc gửi số liệu xã Ngư Hóa (20/12/2021).",
        "năm 2021: hạn hôm nay gửi số liệu xã Ngư Hóa (20/12/2021).",
        "năm 2021: quá hạn 1 ngày gửi số liệu xã Ngư Hóa (20/12/2021).",
    ]
    assert AuditEvent.objects.filter(action="reporting.remind_due").count() == 5


def test_days_that_were_missed_are_caught_up_by_the_next_step_alone(round_: Round) -> None:
    with clock.at(date(2021, 12, 19)):
        assert remind_due() == 3
    assert set(DueReminder.objects.values_list("days", flat=True)) == {-1}
    with clock.at(date(2022, 1, 14)):
        assert remind_due() == 0


def test_a_day_off_moves_the_reminder(round_: Round) -> None:
    DayOff.objects.create(day=date(2021, 12, 17), works=False, reason="bão", decision="Công điện")
    with clock.at(date(2021, 12, 15)):
        assert remind_due() == 3
    with clock.at(date(2021, 12, 16)):
        assert remind_due() == 3


def test_closed_rounds_and_other_rules(round_: Round) -> None:
    set_reminders(by=None, days=[2], begins_on=date(2021, 12, 1))
    with clock.at(date(2021, 12, 20)):
        assert remind_due() == 0
    with clock.at(date(2021, 12, 22)):
        assert remind_due() == 3
    set_reminders(by=None, days=[3], begins_on=date(2021, 12, 23))
    close(by=None, round=round_, reason="hết hạn")
    with clock.at(date(2021, 12, 23)):
        assert remind_due() == 0


def test_lists_by_office_are_ready_to_paste(district: make.District, round_: Round) -> None:
    row = make.submission(round_, district.communes["Châu Hóa"])
    make.send(row)
    actions.send_back(by=None, submission=row, version=row.version, reason="thiếu")
    with clock.at(date(2021, 12, 22)):
        made = reminder_list(round_)
    assert [row.name for row in made.late] == ["Đồng Lê", "Ngư Hóa"]
    assert [row.name for row in made.sent_back] == ["Châu Hóa"]
    assert made.text.splitlines() == [
        "Nhắc gửi số liệu « năm 2021 », ngày 22/12/2021:",
        "- Công an xã Đồng Lê: chưa gửi số liệu thị trấn Đồng Lê, quá hạn 2 ngày.",
        "- Công an xã Ngư Hóa: chưa gửi số liệu xã Ngư Hóa, quá hạn 2 ngày.",
        "- Công an huyện Tuyên Thử: chưa gửi số liệu huyện Tuyên Thử, còn 4 ngày làm việc.",
        "- Công an xã Châu Hóa: cần sửa, gửi lại số liệu xã Châu Hóa.",
    ]


def test_the_round_with_its_deadline_in_one_sentence(district: make.District, round_: Round) -> None:
    make.send(make.submission(round_, district.communes["Châu Hóa"]))
    with clock.at(date(2021, 12, 16)):
        assert queries.board(round_).plain == (
            "Còn 2 ngày làm việc; 1/3 xã, thị trấn đã gửi; chưa gửi: Đồng Lê, Ngư Hóa"
        )
    close(by=None, round=round_, reason="hết hạn")
    round_.refresh_from_db()
    assert queries.board(round_).plain.startswith("Đã chốt ngày ")


def test_the_daily_work_does_both_and_one_fault_does_not_stop_the_rest(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise RuntimeError("thử")

    monkeypatch.setitem(daily._works, "open_rounds", fails)
    with clock.at(date(2021, 12, 20)):
        done = daily.run()
    assert (done["open_rounds"], done["remind_due"]) == (False, True)
    assert DueReminder.objects.count() == 3
