"""The command loads all, repeats without change, and brings words up; the worker does so each morning."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from tuquan.ground import clock, daily
from tuquan.reporting.actions import cataloguing
from tuquan.reporting.actions.cataloguing import Words
from tuquan.reporting.models import Indicator

pytestmark = pytest.mark.django_db


def said() -> str:
    out = StringIO()
    call_command("load_catalogue", stdout=out)
    return out.getvalue().strip()


def test_it_loads_and_repeats() -> None:
    assert said() == "Chỉ tiêu: 271 mới, 0 sửa, 0 giữ nguyên. Biểu: 9 mới."
    assert said() == "Chỉ tiêu: 0 mới, 0 sửa, 271 giữ nguyên. Biểu: 0 mới."


def test_words_of_a_later_day_come_with_the_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    said()
    line = Indicator.objects.get(code="outreach_points")
    with clock.at(date(2021, 12, 1)):
        cataloguing.reword(
            by=None, indicator=line, begins_on=date(2022, 1, 1), words=Words(name="nơi tuyên truyền"), because="TT 1"
        )
    work = daily._works["words_of_today"]
    with clock.at(date(2021, 12, 31)):
        work()
    assert Indicator.objects.get(pk=line.pk).name == "điểm tuyên truyền"
    with clock.at(date(2022, 1, 1)):
        work()
    assert Indicator.objects.get(pk=line.pk).name == "nơi tuyên truyền"
