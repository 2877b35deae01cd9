"""The packaged catalogue and forms are sound; a faulty table is refused with every fault."""

from datetime import date

import pytest

from tuquan.reporting import catalogue, forms
from tuquan.reporting.data.tables import rows
from tuquan.reporting.errors import DataRefused
from tuquan.reporting.models import Access, Form, Indicator, IndicatorKind, OverTime, OverUnits, ReportKind
from tuquan.units.models import Level

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing() -> None:
    assert catalogue.load() == catalogue.Loaded(271, 0, 0)
    assert catalogue.load() == catalogue.Loaded(0, 0, 271)
    assert forms.load() == 9
    assert forms.load() == 0


def test_a_changed_line_is_put_right() -> None:
    catalogue.load()
    Indicator.objects.filter(code="outreach_points").update(name="tên cũ")
    assert catalogue.load() == catalogue.Loaded(0, 1, 270)
    assert Indicator.objects.get(code="outreach_points").name == "điểm tuyên truyền"


def test_how_lines_add_up() -> None:
    catalogue.load()
    found = {line.code: (line.over_units, line.over_time) for line in Indicator.objects.all()}
    assert found["schemes_active"] == (OverUnits.SUM, OverTime.LAST)
    assert found["schemes_founded"] == (OverUnits.SUM, OverTime.SUM)
    assert found["schemes_with_full_dossier"] == (OverUnits.RATIO, OverTime.LAST)
    assert found["scheme_types"] == (OverUnits.RECORDS, OverTime.RECORDS)
    assert found["monthly_allowance"] == (OverUnits.NONE, OverTime.NONE)
    assert found["units_inspected"] == (OverUnits.RATIO, OverTime.NONE)
    summed = {line.kind for line in Indicator.objects.filter(over_units=OverUnits.SUM)}
    assert summed == {IndicatorKind.STOCK, IndicatorKind.FLOW}


def test_every_fault_of_a_table_is_listed() -> None:
    good = rows("indicators.csv")[:3]
    bad = [
        *good,
        good[0],
        {**good[1], "code": "x", "kind": "tuyệt"},
        {**good[2], "code": "y", "access": "?", "name_vi": ""},
    ]
    exceptions = [{"code": "nobody", "over_units": "sum", "over_time": "?", "reason": ""}]
    with pytest.raises(DataRefused) as refused:
        catalogue.parse(bad, exceptions)
    assert len(refused.value.faults) == 7
    text = str(refused.value)
    assert all(word in text for word in ("party_resolutions", "tuyệt", "Dòng 7: thiếu name_vi", "nobody", "lý do"))
    assert Indicator.objects.count() == 0


def test_no_form_asks_what_may_not_be_stored() -> None:
    catalogue.load()
    forms.load()
    assert not Form.objects.filter(lines__indicator__access__in=[Access.RESTRICTED, Access.LIMITED]).exists()


def test_the_form_is_that_of_the_day() -> None:
    catalogue.load()
    forms.load()
    kind = ReportKind.objects.get(code="movement_year")

    def codes(day: date, level: Level = Level.COMMUNE) -> set[str]:
        form = forms.form_on(kind, level, day)
        assert form is not None
        return set(form.lines.values_list("indicator__code", flat=True))

    old, new = codes(date(2021, 12, 31)), codes(date(2025, 12, 14))
    assert "part_time_commune_police" in old - new
    assert "security_teams" in new - old, "Luật 30/2023/QH15, from 01/7/2024"
    assert "units_inspected" in codes(date(2021, 12, 31), Level.DISTRICT) - old
    assert forms.form_on(kind, Level.COMMUNE, date(2010, 1, 1)) is None


def test_only_upper_levels_have_work_of_their_own() -> None:
    catalogue.load()
    forms.load()
    for form in Form.objects.all():
        own = set(form.lines.filter(own_work=True).values_list("indicator__code", flat=True))
        assert bool(own) == (form.level < Level.COMMUNE)
