"""Pages of an office with two hundred carried submissions: no more queries than with few."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.reporting import factories as make
from tests.reporting.test_carrying import carry_out
from tests.web.lands import client
from tuquan.ground import clock
from tuquan.ground.models import FixedDay
from tuquan.reporting import queries
from tuquan.reporting.models import Round, Submission
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms.plan import Begin

TODAY = date(2021, 12, 15)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["figures"])
def test_bounded(page: str) -> None:
    with clock.at(TODAY):
        district = make.district(2)
        FixedDay.objects.create(scope_key=district.province.unit_id, day=TODAY)
        round_ = district.open()
        olds = [office.unit_id for office in district.communes.values()]
        carry_out(plans.merge(olds, "n", Begin("n", "commune", "Mới", district.top.unit_id)), on=date(2021, 7, 1))
        carried = make.submission(round_, district.communes["Châu Hóa"])
        browser = client(district.communes["Châu Hóa"].officer)
        organ = queries.keeper(carried, TODAY)
        address = {"home": "/", "figures": reverse("figures")}.get(page) or reverse("handover-organ", args=[organ])

        def cost() -> int:
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            return len(asked)

        few = _add(carried, range(1995, 2000)) or cost()
        _add(carried, range(1800, 1995))
        assert len(queries.open_work(organ, TODAY)) == 203
        assert cost() <= few + 5


def _add(carried: Submission, years: range) -> None:
    like = carried.round
    for year in years:
        other = Round.objects.create(
            report_kind=like.report_kind, scope=like.scope, title=str(year), first_day=date(year, 1, 1),
            last_day=date(year, 12, 31),
        )  # fmt: skip
        Submission.objects.create(round=other, unit_id=carried.unit_id, organ_id=carried.organ_id)
