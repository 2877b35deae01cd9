"""A report that belongs elsewhere: said once at the top, set aside, nothing of it taken."""

from typing import Any

import pytest

from tests.intake import factories as intake
from tests.reporting import factories as make
from tuquan.ground.errors import PermissionRefused
from tuquan.intake import actions
from tuquan.intake.errors import DocumentSetAside, ReasonNotGiven, StillConfirmed
from tuquan.intake.models import FindingAnswer, SetAside
from tuquan.intake.queries import misdirected

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
OTHER = intake.REPORT.replace("CÔNG AN XÃ CHÂU HÓA", "CÔNG AN XÃ NGƯ HÓA").replace("Châu Hóa, ngày", "Ngư Hóa, ngày")


@pytest.fixture
def district() -> make.District:
    return make.district(3)


def test_its_own_report_raises_no_question(district: make.District) -> None:
    assert misdirected(intake.received(district)) == ""


def test_another_units_report_is_told_once(district: make.District) -> None:
    document = intake.received(district, text=OTHER)
    told = misdirected(document)
    assert "NGƯ HÓA" in told.upper()
    assert "còn biểu này của xã Châu Hóa" in told


def test_nothing_is_taken_of_it_any_more(district: make.District) -> None:
    who = district.communes["Châu Hóa"]
    document = intake.received(district, text=OTHER)
    actions.wrongly_received(by=who.officer, document=document, because="Báo cáo của xã khác")
    found = intake.finding(document, "schemes_founded")
    for act in (
        lambda: actions.confirm(by=who.officer, finding=found),
        lambda: actions.correct(by=who.officer, finding=found, value=found.value or 1),
        lambda: actions.wrongly_received(by=who.officer, document=document, because="lần nữa"),
    ):
        with pytest.raises(DocumentSetAside):
            act()
    assert actions.confirm_sure(by=who.officer, document=document) == 0
    assert not FindingAnswer.objects.exists()


def test_what_was_confirmed_is_rejected_first(district: make.District) -> None:
    who = district.communes["Châu Hóa"]
    document = intake.received(district, text=OTHER)
    found = intake.finding(document, "schemes_founded")
    actions.confirm(by=who.officer, finding=found)
    with pytest.raises(StillConfirmed) as refused:
        actions.wrongly_received(by=who.officer, document=document, because="Báo cáo của xã khác")
    assert len(refused.value.lines) == 1
    assert ": 3" in refused.value.lines[0]
    assert not SetAside.objects.exists()
    actions.reject(by=who.officer, finding=found)
    actions.wrongly_received(by=who.officer, document=document, because="Báo cáo của xã khác")
    assert document.submission.figures.get(indicator__code="schemes_founded").chosen is None


def test_a_reason_and_a_right_are_needed(district: make.District) -> None:
    document = intake.received(district, text=OTHER)
    with pytest.raises(ReasonNotGiven):
        actions.wrongly_received(by=district.communes["Châu Hóa"].officer, document=document, because="  ")
    with pytest.raises(PermissionRefused):
        actions.wrongly_received(by=district.communes["Ngư Hóa"].officer, document=document, because="nhầm")


def test_who_took_over_reads_and_confirms(district: make.District) -> None:
    from datetime import date

    from tuquan.units.reforms import plan as plans
    from tuquan.units.reforms import procedure
    from tuquan.units.reforms.plan import Begin

    document = intake.received(district)
    units = [district.communes[name].unit_id for name in ("Châu Hóa", "Ngư Hóa")]
    plan = plans.merge(units, "n", Begin("n", "commune", "Tuyên Mới", district.top.unit_id))
    draft: Any = procedure.draft(
        by=None, title="Thử", act_number="1/NQ", effective_on=date(2021, 7, 1), plan=plan, scope_id=None
    )
    procedure.commit(by=None, reform=draft, version=draft.version)
    assert misdirected(document) == ""
    heir_officer = district.communes["Ngư Hóa"].officer
    found = intake.finding(document, "schemes_founded")
    assert actions.confirm(by=heir_officer, finding=found).value == 3
    with pytest.raises(PermissionRefused):
        actions.reject(by=district.communes["Đồng Lê"].officer, finding=found)
