"""Work taken over from an ended unit, as the officer of the new one meets it."""

from datetime import date

import pytest
from django.urls import reverse

from tests.intake.factories import REPORT, received
from tests.reporting.factories import District, district, say, submission
from tests.web.lands import client
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def place() -> District:
    return district(3)


def merge(place: District) -> None:
    units = [place.communes[name].unit_id for name in ("Châu Hóa", "Ngư Hóa")]
    plan = plans.merge(units, "n", Begin("n", "commune", "Tuyên Mới", place.top.unit_id))
    draft = procedure.draft(
        by=None, title="Thử", act_number="1/NQ", effective_on=date(2021, 7, 1), plan=plan, scope_id=None
    )
    procedure.commit(by=None, reform=draft, version=draft.version)


def test_every_page_of_carried_work_opens_and_says_whose_it_is(place: District) -> None:
    round_ = place.open()
    row = submission(round_, place.communes["Châu Hóa"])
    document = received(place, round_=round_)
    merge(place)
    browser = client(place.communes["Ngư Hóa"].officer)
    home = browser.get(reverse("home")).content.decode()
    assert "Xã Châu Hóa (đến 30/06/2021)" in home
    rounds = browser.get(reverse("figures")).content.decode()
    assert "xã Châu Hóa (đến 30/06/2021)" in rounds
    page = browser.get(reverse("figures-submission", args=[row.pk]))
    assert page.status_code == 200
    assert "Công an xã Tuyên Mới làm tiếp" in page.content.decode()
    for name, key in (("reading-receive", row.pk), ("reading-review", document.pk), ("reading-mistaken", document.pk),
                      ("figures-round", round_.pk)):  # fmt: skip
        assert browser.get(reverse(name, args=[key])).status_code == 200, name
    say(row, "schemes_founded", 2)
    figure = row.figures.get(indicator__code="schemes_founded")
    assert browser.get(reverse("figures-figure", args=[figure.pk])).status_code == 200


def test_a_mistaken_report_is_set_aside_on_the_page(place: District) -> None:
    other = REPORT.replace("CÔNG AN XÃ CHÂU HÓA", "CÔNG AN XÃ NGƯ HÓA")
    document = received(place, text=other)
    browser = client(place.communes["Châu Hóa"].officer)
    review = reverse("reading-review", args=[document.pk])
    assert "còn biểu này của xã Châu Hóa" in browser.get(review).content.decode()
    address = reverse("reading-mistaken", args=[document.pk])
    assert browser.post(address, {"because": ""}).status_code == 422
    done = browser.post(address, {"because": "Báo cáo của xã Ngư Hóa"}, follow=True).content.decode()
    assert "Không lấy số liệu nào từ báo cáo này" in done
