"""The switch: totals as they were or restated onto the units of a day, the same on every page that shows them."""

import csv
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from python_calamine import CalamineWorkbook

from tests import factories
from tests.papers.factories import full_year
from tests.reporting import factories as make
from tuquan.ground import clock, jobs
from tuquan.ground.models import Job
from tuquan.papers.models import Paper
from tuquan.reporting import viewing
from tuquan.reporting.errors import RestatingBackwards
from tuquan.reporting.models import Round
from tuquan.reporting.views import AS_WAS, Restated
from tuquan.units.models import Change, Succession, Unit, UnitVersion

pytestmark = pytest.mark.django_db

DAY = date(2021, 12, 22)
REFORM = date(2025, 7, 1)
LATER = date(2025, 8, 1)
Year = tuple[make.District, Round]


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(DAY):
        yield


@pytest.fixture
def year() -> Year:
    return full_year()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def reform(district: make.District, old: dict[str, tuple[int, ...]]) -> None:
    """The named communes end on REFORM; each goes to its heirs, whole where there is one."""
    change = Change.objects.create(title="Sắp xếp thử", act_number="01/NQ-UBTVQH", effective_on=REFORM)
    for name, heirs in old.items():
        key = district.communes[name].unit_id
        Unit.objects.filter(pk=key).update(ends_on=REFORM)
        UnitVersion.objects.filter(unit_id=key).update(ends_on=REFORM)
        for heir in heirs:
            Succession.objects.create(change=change, old_id=key, new_id=heir, whole=len(heirs) == 1)


def new(district: make.District, name: str) -> int:
    return factories.make_unit(name, "commune", parent=district.top.unit_id, begins_on=REFORM)


def merged(district: make.District) -> int:
    """Châu Hóa (90) and Ngư Hóa (66) become Tuyên Mới; Đồng Lê (40) stays."""
    heir = new(district, "Tuyên Mới")
    reform(district, {"Châu Hóa": (heir,), "Ngư Hóa": (heir,)})
    return heir


def page(year: Year, line: str = "", **query: str) -> Any:
    district, round_ = year
    url = f"/so-lieu/ky/{round_.pk}/" + (f"tong/{line}/" if line else "")
    return signed_in(district.top.officer).get(url, query)


# What an address says.


def test_a_word_of_an_address_is_read_back_to_the_same_view(year: Year) -> None:
    _, round_ = year
    for view in (AS_WAS, Restated(round_.last_day), Restated(REFORM)):
        assert viewing.view_of(viewing.word_of(view, round_), round_) == view
    assert viewing.view_of("01/07/2025", round_) == viewing.view_of("2025-07-01", round_) == Restated(REFORM)
    with clock.at(LATER):
        assert viewing.view_of("hien-nay", round_) == Restated(LATER)
    # A round that is still running: today's units are those of its last day.
    assert viewing.view_of("hien-nay", round_) == Restated(round_.last_day)


@pytest.mark.parametrize("text", ["31-02", "2021-02-31", "hiện nay", "0", "1/7", "x" * 500, "01/07/25"])
def test_what_is_no_day_is_refused(year: Year, text: str) -> None:
    with pytest.raises(viewing.ViewUnreadable) as refused:
        viewing.view_of(text, year[1])
    assert refused.value.code == "view_unreadable"
    assert "31/12/2021" in refused.value.message


def test_a_round_is_not_restated_backwards(year: Year) -> None:
    with pytest.raises(RestatingBackwards):
        viewing.view_of("30/12/2021", year[1])


# The table of a round.


def test_without_a_change_there_is_nothing_to_switch_and_it_says_so(year: Year) -> None:
    answer = page(year)
    assert not answer.context["switch"].shown
    assert "các đơn vị này không thay đổi: hai cách xem cho cùng một số." in words(answer)
    assert 'aria-label="Đơn vị hành chính của các bảng"' not in words(answer)


def test_a_change_to_come_is_offered_with_its_day(year: Year) -> None:
    merged(year[0])
    options = {each["label"]: each for each in page(year).context["switch"].options}
    assert options["Theo thời điểm báo cáo"]["current"]
    assert options["Theo đơn vị từ 01/07/2025"]["url"] == "?theo=2025-07-01"
    with clock.at(LATER):
        options = {each["label"]: each for each in page(year, theo="hien-nay").context["switch"].options}
    assert set(options) == {"Theo thời điểm báo cáo", "Theo đơn vị hiện nay"}
    assert options["Theo đơn vị hiện nay"] == {
        "label": "Theo đơn vị hiện nay",
        "url": "?theo=hien-nay",
        "current": True,
    }


def test_the_switch_keeps_what_else_the_address_asks(year: Year) -> None:
    merged(year[0])
    switch = page(year, sort="-state", theo="2025-07-01").context["switch"]
    assert switch.options[0]["url"] == "?sort=-state"
    assert switch.kept == [("sort", "-state")]


def test_totals_of_a_merge_are_the_same_in_both_views(year: Year) -> None:
    merged(year[0])
    was = {line.total.indicator.code: line.total.text for line in page(year).context["totals"]}
    now = {line.total.indicator.code: line.total.text for line in page(year, theo="2025-07-01").context["totals"]}
    assert was == now


@pytest.mark.parametrize("url", ["", "schemes_active"])
@pytest.mark.parametrize(("theo", "said"), [("31-02", "không phải là ngày"), ("2021-12-30", "không quy ngược về")])
def test_a_day_that_cannot_be_leaves_the_page_as_it_was_and_says_so(year: Year, url: str, theo: str, said: str) -> None:
    merged(year[0])
    answer = page(year, url, theo=theo)
    assert answer.status_code == 200
    assert not answer.context["switch"].restated
    text = words(answer)
    assert said in text
    assert "Trang này đang xem theo thời điểm báo cáo." in text


# One line.


def test_a_line_is_shown_by_the_units_of_the_day_with_what_each_is_made_of(year: Year) -> None:
    merged(year[0])
    rows = {row.part.name: row for row in page(year, "outreach_points", theo="2025-07-01").context["parts"]}
    assert {name: row.text for name, row in rows.items()} == {"Tuyên Mới": "156", "Đồng Lê": "40"}
    assert [(piece.name, piece.text) for piece in rows["Tuyên Mới"].made_of] == [("Châu Hóa", "90"), ("Ngư Hóa", "66")]
    assert rows["Đồng Lê"].made_of == ()
    text = words(page(year, "outreach_points", theo="2025-07-01"))
    assert "2/2 xã, thị trấn cũ" in text
    assert "Từng đơn vị, quy về đơn vị ngày 01/07/2025" in text


def test_what_was_divided_cannot_be_compared_and_says_why(year: Year) -> None:
    district = year[0]
    east, west = new(district, "Tuyên Đông"), new(district, "Tuyên Tây")
    reform(district, {"Châu Hóa": (east, west), "Ngư Hóa": (east,)})
    answer = page(year, "outreach_points", theo="2025-07-01")
    rows = {row.part.name: row for row in answer.context["parts"]}
    assert rows["Tuyên Đông"].text == rows["Tuyên Tây"].text == "không so sánh được"
    assert "Châu Hóa" in rows["Tuyên Tây"].note
    assert answer.context["total"].text == "196"  # the district holds all the heirs
    assert answer.context["not_comparable"] == ["Tuyên Đông", "Tuyên Tây"]
    text = words(answer)
    assert rows["Tuyên Tây"].note[1:] in text.replace("&#x27;", "'").replace("&quot;", '"')


def test_bars_say_where_a_sum_is_not_complete() -> None:
    year = full_year(approve=1)
    district, _ = year
    heir = new(district, "Tuyên Mới")
    reform(district, {"Châu Hóa": (heir,), "Ngư Hóa": (heir,)})
    assert page(year, "outreach_points", theo="2025-07-01").context["bars"] == []
    full = full_year_again(district)
    bars = page((district, full), "outreach_points", theo="2025-07-01").context["bars"]
    assert [(bar.name, bar.value) for bar in bars] == [("Tuyên Mới (mới 1/2)", 90), ("Đồng Lê", 40)]


def full_year_again(district: make.District) -> Round:
    """A second round in which Châu Hóa and Đồng Lê have been approved, Ngư Hóa has not."""
    round_ = district.open(kind="schemes_review", title="Sơ kết")
    for name, value in (("Châu Hóa", 90), ("Đồng Lê", 40)):
        row = make.submission(round_, district.communes[name])
        make.say(row, "outreach_points", value)
        make.none_for_the_rest(row)
        make.send(row)
    return round_


def test_bars_are_drawn_from_the_largest_with_gaps_for_silence() -> None:
    year = full_year(approve=2)
    bars = page(year, "outreach_points").context["bars"]
    assert [(bar.name, bar.value, bar.most) for bar in bars] == [
        ("Châu Hóa", 90, 90),
        ("Ngư Hóa", 66, 90),
        ("Đồng Lê", None, 90),
    ]


# Exports.


def _csv(answer: Any) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_exports_say_the_view(year: Year) -> None:
    merged(year[0])
    was, now = _csv(page(year, xuat="csv")), _csv(page(year, xuat="csv", theo="2025-07-01"))
    assert was[-2][0].endswith("; đơn vị hành chính theo thời điểm báo cáo")
    assert now[-3][0] == "Năm 2021, quy về đơn vị ngày 01/07/2025"
    assert now[-2][0].endswith("; đơn vị hành chính quy về đơn vị ngày 01/07/2025")
    sheet = CalamineWorkbook.from_filelike(BytesIO(page(year, xuat="xlsx", theo="2025-07-01").content))
    notes = [str(cell) for row in sheet.get_sheet_by_index(1).to_python() for cell in row]
    assert any("quy về đơn vị ngày 01/07/2025" in note for note in notes)


def test_one_line_is_exported_unit_by_unit(year: Year) -> None:
    merged(year[0])
    rows = _csv(page(year, "outreach_points", xuat="csv", theo="2025-07-01"))
    found = {row[0]: row for row in rows if len(row) == 6}
    assert found["Tuyên Mới"][1:5] == ["156", "", "2/2 xã, thị trấn cũ", "Châu Hóa: 90, Ngư Hóa: 66"]
    assert found["Tổng"][1] == "196"


# Home, and who looks.


def test_home_shows_three_numbers_in_the_view_asked(year: Year) -> None:
    merged(year[0])
    client = signed_in(year[0].top.head)
    glance = client.get("/").context["glance"]
    assert not glance.switch.matters  # the change is years away: nothing to choose today
    restated = client.get("/", {"theo": "2025-07-01"})
    assert restated.context["glance"].switch.label == "quy về đơn vị ngày 01/07/2025"
    assert [stat.value for stat in restated.context["glance"].stats] == [stat.value for stat in glance.stats]
    assert "?theo=2025-07-01" in words(restated)
    assert client.get("/", {"theo": "31-02"}).status_code == 200


def test_an_heir_sees_what_its_forebears_reported_on_its_own_unit(year: Year) -> None:
    district, round_ = year
    heir = merged(district)
    with clock.at(LATER):
        organ = factories.make_organ(heir, name="Công an xã Tuyên Mới", begins_on=REFORM)
        client = signed_in(factories.make_post(organ, "commune_officer", begins_on=REFORM).user)
        answer = client.get(f"/so-lieu/ky/{round_.pk}/")
        assert answer.status_code == 200
        lines = {line.total.indicator.code: line.total for line in answer.context["totals"]}
        assert lines["outreach_points"].value == 156
        assert "Tổng hợp · Xã Tuyên Mới" in words(answer)
        assert [each["label"] for each in answer.context["switch"].options] == ["Theo đơn vị hiện nay"]
        assert {row.name for row in answer.context["rows"]} <= {"Châu Hóa", "Ngư Hóa"}
        home = client.get("/")
        assert home.context["glance"].stats[0].value == 36
        unrelated = factories.make_unit("Hàm Mới", "commune", parent=district.province.unit_id, begins_on=REFORM)
        other = factories.make_organ(unrelated, name="Công an xã Hàm Mới", begins_on=REFORM)
        stranger = signed_in(factories.make_post(other, "commune_officer", begins_on=REFORM).user)
        assert stranger.get(f"/so-lieu/ky/{round_.pk}/").status_code == 404


# Papers.


def drafted(year: Year, **data: str) -> Any:
    """A report drafted through the page, and its page."""
    district, round_ = year
    client = signed_in(district.top.officer)
    client.post(reverse("papers-draft"), {"round": str(round_.pk), **data})
    for task in DBTaskResult.objects.filter(status="READY"):
        jobs.run_job.func(*task.args_kwargs["args"])
    return client.get(reverse("papers-paper", args=[Paper.objects.latest("id").pk]))


def test_the_view_of_a_report_is_chosen_when_it_is_drafted(year: Year) -> None:
    merged(year[0])
    was = drafted(year, theo="")
    assert "Báo cáo này viết theo thời điểm báo cáo" in words(was)
    assert was.context["views"] == [("Theo đơn vị từ 01/07/2025", "2025-07-01")]
    now = drafted(year, theo="2025-07-01")
    assert now.context["paper"].pk == was.context["paper"].pk
    assert "Báo cáo này viết quy về đơn vị ngày 01/07/2025" in words(now)
    assert now.context["views"] == [("Theo thời điểm báo cáo", "")]
    again = drafted(year)  # "Soạn lại" keeps the view of the draft
    assert again.context["view"] == Restated(REFORM)


def test_the_word_for_now_is_kept_as_a_day(year: Year) -> None:
    merged(year[0])
    with clock.at(LATER):
        assert drafted(year, theo="hien-nay").context["view"] == Restated(LATER)
    assert Job.objects.latest("id").arguments["theo"] == "2025-08-01"


@pytest.mark.parametrize("theo", ["31-02", "2021-12-30"])
def test_a_report_in_a_view_that_cannot_be_is_not_begun(year: Year, theo: str) -> None:
    district, round_ = year
    client = signed_in(district.top.officer)
    answer = client.post(reverse("papers-draft"), {"round": str(round_.pk), "theo": theo}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/so-lieu/ky/{round_.pk}/"
    assert "31/12/2021" in words(answer)
    assert not Job.objects.exists()
    assert not Paper.objects.exists()


def test_without_a_change_a_report_offers_no_other_view(year: Year) -> None:
    assert drafted(year, theo="").context["views"] == []
