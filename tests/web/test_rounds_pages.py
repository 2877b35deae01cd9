"""The calendar, opening, closing, rules, days off, reminders and the league, through real addresses."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_organ, make_post
from tests.reporting import factories as make
from tuquan.accounts.models import User
from tuquan.ground import clock
from tuquan.ground.models import DayOff, FixedDay
from tuquan.reporting.actions.calendar_rules import Offsets, set_rule
from tuquan.reporting.calendar import load
from tuquan.reporting.models import ReportKind, Round, RoundRule, WindowRule
from tuquan.units.models import Level, Unit
from tuquan.vn.windows import decree_09_window

pytestmark = pytest.mark.django_db
TODAY = date(2021, 6, 14)


@pytest.fixture
def district(db: None) -> make.District:
    load()
    found = make.district()
    # Everybody of the province stands on this day, as in a demonstration.
    FixedDay.objects.create(scope_key=found.province.unit_id, day=TODAY)
    return found


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def _monthly(district: make.District) -> RoundRule:
    return set_rule(
        by=None, report_kind=ReportKind.objects.get(code="movement_year"),
        scope=Unit.objects.get(pk=district.top.unit_id), scope_level=Level.DISTRICT,
        window_rule=WindowRule.objects.get(code="nd09_month"), begins_on=date(2021, 6, 1),
        dues={Level.COMMUNE: Offsets(2), Level.DISTRICT: Offsets(4)},
    )  # fmt: skip


# The calendar.


def test_the_year_with_its_three_days_and_what_is_due(district: make.District) -> None:
    _monthly(district)
    page = _text(_client(district.top.officer).get(reverse("figures-calendar")))
    assert "Tháng 6 năm 2021 (15/05/2021–14/06/2021)" in page
    assert "2021-05-15/P1M" in page
    assert "chốt 14/06" in page
    assert "<strong>16/06/2021</strong>" in page
    assert "1 kỳ đã đến ngày mở" in page
    assert "Sẽ mở 04/07/2021" in page
    assert (page.count("Mở kỳ</a>"), page.count("Mở sớm</a>")) == (1, 6)


def test_a_commune_sees_the_calendar_and_may_not_open(district: make.District) -> None:
    _monthly(district)
    with clock.at(TODAY):
        district.open(window=decree_09_window("quarter", 2021, 2), title="quý II năm 2021")
    client = _client(district.communes["Châu Hóa"].head)
    page = _text(client.get(reverse("figures-calendar")))
    assert "Quý II năm 2021" in page or "quý II năm 2021" in page
    assert "Mở kỳ</a>" not in page
    assert "Mở sớm</a>" not in page
    assert client.get(reverse("figures-calendar-new")).status_code == 403
    assert client.get(reverse("figures-calendar"), {"dia-ban": 999999}).status_code == 404


def test_the_calendar_is_exported_as_it_stands(district: make.District) -> None:
    _monthly(district)
    answer = _client(district.top.officer).get(reverse("figures-calendar"), {"xuat": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Kỳ,Loại báo cáo")
    assert any("14/06/2021" in line and "16/06/2021" in line and "2021-05-15/P1M" in line for line in lines)


# Opening.


def _open_address(district: make.District, rule: RoundRule) -> str:
    return f"{reverse('figures-calendar-open')}?dia-ban={district.top.unit_id}&luat={rule.pk}&ky=2021-05-15/P1M"


def _prefilled(client: Client, address: str) -> dict[str, Any]:
    form = client.get(address).context["form"]
    return {name: form[name].value() for name in form.fields}


def test_a_round_of_a_rule_is_opened_with_everything_prefilled(district: make.District) -> None:
    rule = _monthly(district)
    client = _client(district.top.officer)
    given = _prefilled(client, _open_address(district, rule))
    assert (given["due_COMMUNE"], given["cut_off_COMMUNE"]) == ("16/06/2021", "14/06/2021")
    answer = client.post(_open_address(district, rule), given)
    opened = Round.objects.get()
    assert answer["Location"] == reverse("figures-round", args=[opened.pk])
    assert (opened.rule, opened.submissions.count()) == (rule, 4)
    again = client.get(_open_address(district, rule))
    assert again["Location"] == reverse("figures-round", args=[opened.pk])


def test_who_sends_is_asked_only_where_it_is_not_known(district: make.District) -> None:
    rule = _monthly(district)
    second = make_organ(
        district.communes["Ngư Hóa"].unit_id, name="Công an xã Ngư Hóa hai", superior=district.top.organ
    )
    client = _client(district.top.officer)
    given = _prefilled(client, _open_address(district, rule))
    asked = [name for name in given if name.startswith("organ_")]
    assert asked == [f"organ_{district.communes['Ngư Hóa'].unit_id}"]
    refused = client.post(_open_address(district, rule), given | {asked[0]: ""})
    assert "Chọn cơ quan gửi của đơn vị này." in _text(refused)
    client.post(_open_address(district, rule), given | {asked[0]: str(second.pk)})
    assert Round.objects.get().submissions.filter(organ=second).exists()


def test_an_ad_hoc_round_over_any_days_for_chosen_units(district: make.District) -> None:
    client = _client(district.top.officer)
    answer = client.post(
        reverse("figures-calendar-new"), {"report": "movement_year", "first": "03/06/2021", "last": "10/06/2021"}
    )
    address = answer["Location"]
    assert "ky=2021-06-03/P8D" in address
    given = _prefilled(client, address)
    chosen = district.communes["Châu Hóa"].unit_id
    client.post(address, given | {"title": "Đột xuất sau mưa lũ", "units": [str(chosen)]})
    opened = Round.objects.get()
    assert (opened.title, opened.rule) == ("Đột xuất sau mưa lũ", None)
    assert set(opened.submissions.values_list("unit", flat=True)) == {chosen, district.top.unit_id}


def test_days_out_of_order_are_refused_on_the_form_and_nothing_is_written(district: make.District) -> None:
    rule = _monthly(district)
    client = _client(district.top.officer)
    given = _prefilled(client, _open_address(district, rule)) | {"cut_off_COMMUNE": "16/06/2021"}
    page = _text(client.post(_open_address(district, rule), given))
    assert "chưa đủ một ngày làm việc" in page
    assert not Round.objects.exists()


def test_days_reversed_and_foreign_names_are_refused(district: make.District) -> None:
    client = _client(district.top.officer)
    page = client.post(
        reverse("figures-calendar-new"), {"report": "movement_year", "first": "10/06/2021", "last": "03/06/2021"}
    )
    assert "kết thúc (03/06/2021) trước khi bắt đầu" in _text(page)
    assert client.get(reverse("figures-calendar-open"), {"loai": "movement_year", "ky": "x"}).status_code == 302
    assert client.get(reverse("figures-calendar-open"), {"loai": "x", "ky": "2021-06-03/P8D"}).status_code == 404


# Closing.


def test_a_round_is_closed_and_opened_again(district: make.District) -> None:
    with clock.at(TODAY):
        round_ = district.open(window=decree_09_window("quarter", 2021, 2), title="Quý II năm 2021")
    address = reverse("figures-calendar-close", args=[round_.pk])
    assert _client(district.top.officer).get(address).status_code == 403
    client = _client(district.top.head)
    page = _text(client.get(address))
    assert "Chưa gửi: thị trấn Đồng Lê, xã Châu Hóa, xã Ngư Hóa" in page
    assert "Viết vì sao chốt khi chưa đủ" in _text(client.post(address, {"reason": ""}))
    client.post(address, {"reason": "Hết thời hạn"})
    round_.refresh_from_db()
    assert round_.closed_on == TODAY
    assert "Mở lại kỳ" in _text(client.get(address))
    client.post(address, {"reason": "Xã Ngư Hóa bổ sung"})
    round_.refresh_from_db()
    assert round_.closed_on is None
    assert "Lý do: Xã Ngư Hóa bổ sung" in _text(client.get(address))


def test_a_year_of_which_every_quarter_was_asked_asks_nothing_again(district: make.District) -> None:
    with clock.at(TODAY):
        for part in (1, 2):
            district.open(window=decree_09_window("quarter", 2021, part), title=f"Quý {part} năm 2021")
    client = _client(district.top.officer)
    address = f"{reverse('figures-calendar-open')}?loai=movement_year&ky=2020-12-15/P6M"
    assert "Kỳ này tính từ 2 kỳ đã có" in _text(client.get(address))
    answer = client.post(address, _prefilled(client, address) | {"ask_all": ""}, follow=True)
    half = Round.objects.get(derived=True)
    assert (answer.status_code, half.parts.count()) == (200, 2)
    assert client.get(reverse("figures-calendar-close", args=[half.pk])).status_code == 403
    assert client.get(reverse("figures-reminders", args=[half.pk])).status_code == 200
    own = half.submissions.get(unit=district.top.unit_id)
    assert client.get(reverse("figures-submission", args=[own.pk])).status_code == 200


# Rules.


def _rule_form(**more: str) -> dict[str, str]:
    return {
        "viec": "dat", "report": "movement_year", "windows": "nd09_quarter", "begins_on": "15/03/2021",
        "organs": "police", "opens_before": "10", "title": "{kỳ}", "basis": "Nghị định 09/2019/NĐ-CP",
        "cut_COMMUNE": "0", "due_COMMUNE": "2", "above_COMMUNE": "4",
        "cut_DISTRICT": "0", "due_DISTRICT": "4", "above_DISTRICT": "", **more,
    }  # fmt: skip


def test_a_head_sets_and_ends_a_rule(district: make.District) -> None:
    address = reverse("figures-calendar-rules")
    client = _client(district.top.head)
    client.post(address, _rule_form())
    rule = RoundRule.objects.get()
    assert (rule.scope_id, rule.window_rule.code) == (district.top.unit_id, "nd09_quarter")
    page = _text(client.get(address))
    assert "Xã: chốt ngày cuối kỳ, gửi sau 2 ngày làm việc, cấp trên sau 4 ngày làm việc" in page
    client.post(address, {"viec": "thoi", "luat": str(rule.pk), "on": "01/01/2022"})
    rule.refresh_from_db()
    assert rule.ends_on == date(2022, 1, 1)
    page = _text(client.post(address, _rule_form(begins_on="01/02/2022", due_COMMUNE="0")))
    assert "ít nhất một ngày làm việc" in page
    assert "Đã có lịch như thế" in _text(client.post(address, _rule_form()))
    assert RoundRule.objects.count() == 1


def test_officers_read_the_rules_and_do_not_set_them(district: make.District) -> None:
    client = _client(district.top.officer)
    assert "Đặt lịch</h2>" not in _text(client.get(reverse("figures-calendar-rules")))
    assert client.post(reverse("figures-calendar-rules"), _rule_form()).status_code == 403
    assert not RoundRule.objects.exists()


def test_another_way_to_lay_windows(district: make.District) -> None:
    client = _client(district.top.head)
    given = {"viec": "cach", "name": "Năm học (01/9–31/8)", "months": "12", "first_day": "1", "lead_months": "4"}
    client.post(reverse("figures-calendar-rules"), given | {"parts": "1", "basis": ""})
    assert WindowRule.objects.filter(name="Năm học (01/9–31/8)").exists()
    page = client.post(reverse("figures-calendar-rules"), given | {"parts": "2", "basis": ""})
    assert "không dài quá 12 tháng" in _text(page)


# Days off.


def test_days_off_are_seen_by_all_and_kept_by_who_may(district: make.District) -> None:
    address = reverse("figures-calendar-days")
    swap = {"viec": "ghi", "day": "02/01/2026", "works": "nghi", "reason": "Hoán đổi", "decision": "Thông báo 1"}
    commune = _client(district.communes["Châu Hóa"].officer)
    assert "30/04/2021" in _text(commune.get(address))
    assert commune.post(address, swap).status_code == 403
    administrator = make_post(make_organ(district.province.unit_id, name="Văn phòng"), "administrator").user
    client = _client(administrator)
    client.post(address, swap)
    assert DayOff.objects.get().day == date(2026, 1, 2)
    page = _text(client.get(address, {"nam": "2026"}))
    assert "02/01/2026" in page
    assert "Thông báo 1" in page
    client.post(address, {"viec": "bo", "ngay": "02/01/2026", "ly-do": "ghi nhầm"})
    assert not DayOff.objects.exists()


def test_a_list_is_pasted_whole_or_not_at_all(district: make.District) -> None:
    address = reverse("figures-calendar-days")
    client = _client(district.province.head)
    head = "Ngày\tNghỉ hay làm bù\tLý do\tVăn bản\n"
    rows = "02/01/2026\tnghỉ\tHoán đổi\tThông báo 1\n10/01/2026\tlàm bù\tHoán đổi\tThông báo 1\n"
    page = _text(client.post(address, {"viec": "dan", "rows": head + rows + "31/02/2026\tnghỉ\tx\ty\n"}))
    assert "Bảng dán!A4" in page
    assert not DayOff.objects.exists()
    client.post(address, {"viec": "dan", "rows": head + rows})
    assert list(DayOff.objects.values_list("day", "works")) == [(date(2026, 1, 2), False), (date(2026, 1, 10), True)]


# Reminders, picture, league.


@pytest.fixture
def round_(district: make.District) -> Round:
    with clock.at(date(2021, 6, 10)):
        found = district.open(window=decree_09_window("quarter", 2021, 2), title="Quý II năm 2021")
        found.dues.filter(level=Level.COMMUNE).update(due_on=date(2021, 6, 16))
        make.send(make.submission(found, district.communes["Châu Hóa"]))
    return found


def test_reminders_and_the_picture_are_for_who_sees_the_whole_round(district: make.District, round_: Round) -> None:
    address = reverse("figures-reminders", args=[round_.pk])
    page = _text(_client(district.top.officer).get(address))
    assert "Còn 2 ngày làm việc; 1/3 xã, thị trấn đã gửi; chưa gửi: Đồng Lê, Ngư Hóa." in page
    assert "<strong>Công an xã Ngư Hóa</strong>: chưa gửi số liệu xã Ngư Hóa, còn 2 ngày làm việc" in page
    answer = _client(district.top.officer).get(reverse("figures-picture", args=[round_.pk]), {"tai": "1"})
    assert answer.content.startswith(b"\x89PNG")
    assert 'filename="tinh-hinh-gui-2021-03-15--P3M.png"' in answer["Content-Disposition"]
    for name in ("figures-reminders", "figures-picture"):
        assert _client(district.communes["Ngư Hóa"].head).get(reverse(name, args=[round_.pk])).status_code == 404


def test_the_league_is_by_unit_sorted_and_exported(district: make.District, round_: Round) -> None:
    FixedDay.objects.update(day=date(2021, 6, 18))
    client = _client(district.top.officer)
    page = _text(client.get(reverse("figures-league")))
    assert "Theo đơn vị, không theo người" in page
    assert page.index("Xã Châu Hóa") < page.index("Xã Ngư Hóa")
    shares = client.get(reverse("figures-league")).context["league"].total.shares
    assert sum(shares) == 100
    backwards = client.get(reverse("figures-league"), {"sort": "on-time"}).context["rows"]
    assert backwards[-1].name == "xã Châu Hóa"
    answer = client.get(reverse("figures-league"), {"xuat": "csv", "sort": "on-time"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[3].startswith("xã Châu Hóa,1,1,100")
    assert any("Nguồn: " in line for line in lines)


def test_a_commune_sees_its_own_line_of_the_league(district: make.District, round_: Round) -> None:
    FixedDay.objects.update(day=date(2021, 6, 18))
    rows = _client(district.communes["Ngư Hóa"].officer).get(reverse("figures-league")).context["rows"]
    assert [row.name for row in rows] == ["xã Ngư Hóa"]
