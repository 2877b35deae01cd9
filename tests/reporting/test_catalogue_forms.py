"""Forms as data: laid down from a day on, everybody's or a province's own, never rewritten under an opened round."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.factories import make_unit
from tests.reporting import factories as make
from tests.reporting.factories import District
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent
from tuquan.reporting import asked, forms
from tuquan.reporting.actions import forming
from tuquan.reporting.actions.forming import Given
from tuquan.reporting.catalogue_errors import CatalogueRefused, CodeTaken, FormInUse, FormRefused
from tuquan.reporting.models import Form, ReportKind
from tuquan.units.models import Level

pytestmark = pytest.mark.django_db
TODAY, NEXT = date(2021, 12, 1), date(2022, 1, 1)
LINES = [Given("outreach_points", "Tuyên truyền"), Given("schemes_active", "Mô hình", required=False)]


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def land() -> District:
    return make.district()


@pytest.fixture
def kind(land: District) -> ReportKind:
    return ReportKind.objects.get(code="movement_year")


def lay(land: District, kind: ReportKind, **changes: Any) -> forming.Laid:
    given: dict[str, Any] = {
        "by": land.province.head, "report_kind": kind, "level": Level.COMMUNE, "owner_id": land.province.unit_id,
        "begins_on": NEXT, "name": "Biểu của tỉnh", "lines": LINES, **changes,
    }  # fmt: skip
    return forming.lay_form(**given)


def codes(form: Form | None) -> list[str]:
    assert form is not None
    return list(form.lines.values_list("indicator__code", flat=True))


def test_a_province_lays_its_own_form_and_others_keep_theirs(land: District, kind: ReportKind) -> None:
    common = codes(forms.form_on(kind, Level.COMMUNE, NEXT))
    made = lay(land, kind).form
    assert codes(forms.form_on(kind, Level.COMMUNE, NEXT, land.top.unit_id)) == ["outreach_points", "schemes_active"]
    assert codes(forms.form_on(kind, Level.COMMUNE, NEXT)) == common
    elsewhere = make_unit("Huyện Khác", "district", parent=make_unit("Tỉnh Khác", "province"))
    assert codes(forms.form_on(kind, Level.COMMUNE, NEXT, elsewhere)) == common
    assert codes(forms.form_on(kind, Level.COMMUNE, date(2021, 12, 31), land.top.unit_id)) == common, "not begun"
    assert [line.required for line in made.lines.all()] == [True, False]
    event = AuditEvent.objects.get(action="reporting.lay_form")
    assert event.unit_key == land.province.unit_id


def test_a_form_ends_where_the_next_begins(land: District, kind: ReportKind) -> None:
    first = lay(land, kind).form
    third = lay(land, kind, begins_on=date(2024, 1, 1)).form
    second = lay(land, kind, begins_on=date(2023, 1, 1)).form
    first.refresh_from_db()
    assert (first.ends_on, second.ends_on, third.ends_on) == (date(2023, 1, 1), date(2024, 1, 1), None)
    again = lay(land, kind, begins_on=date(2023, 1, 1), lines=LINES[:1])
    assert again.form == second
    assert codes(second) == ["outreach_points"]
    for number in range(800):
        day = date.fromordinal(NEXT.toordinal() + number)
        assert Form.objects.filter(owner=land.province.unit_id).on(day).count() == 1


def test_under_an_opened_round_nothing_is_rewritten(land: District, kind: ReportKind) -> None:
    round_ = land.open()
    commune = make.submission(round_, land.communes["Châu Hóa"])
    before = [line.pk for line in asked.lines_of(commune)]
    for begins_on in (date(2021, 6, 1), date(2021, 12, 14), round_.last_day):
        with pytest.raises(FormInUse, match=r"« năm 2021 ».*từ 01/01/2022 trở đi"):
            lay(land, kind, begins_on=begins_on)
    assert [line.pk for line in asked.lines_of(commune)] == before
    assert forming.earliest(kind, Level.COMMUNE, land.province.unit_id) == NEXT
    lay(land, kind)
    assert [line.pk for line in asked.lines_of(commune)] == before


def test_everything_wrong_is_said_at_once(land: District, kind: ReportKind) -> None:
    bad = [
        Given("nobody", "Mục", where="Biểu!A2"),
        Given("crime_cases", "Mục", where="Biểu!A3"),
        Given("tips_received", "Mục", where="Biểu!A4"),
        Given("outreach_points", " ", where="Biểu!A5"),
        Given("outreach_points", "Mục", own_work=True, where="Biểu!A6"),
    ]
    with pytest.raises(FormRefused) as refused:
        lay(land, kind, lines=bad, name="")
    text = " ".join(refused.value.faults)
    assert len(refused.value.faults) == 7
    said = ("phải có tên", "Biểu!A2: danh mục", "Biểu!A3:", "không lưu", "chưa mở", "Biểu!A5", "Biểu!A6", "2 dòng")
    assert all(words in text for words in said)
    assert not Form.objects.filter(owner=land.province.unit_id).exists()
    with pytest.raises(FormRefused, match="chưa có chỉ tiêu"):
        lay(land, kind, lines=[])


def test_who_lays_forms(land: District, kind: ReportKind) -> None:
    make_unit("Việt Nam", "country")
    for by, owner in ((land.top.head, land.province.unit_id), (land.province.head, None)):
        with pytest.raises(PermissionRefused):
            lay(land, kind, by=by, owner_id=owner)
    assert lay(land, kind, by=None, owner_id=None).form.owner is None


def test_a_report_of_a_provinces_own(land: District) -> None:
    given: dict[str, Any] = {"by": land.province.head, "owner_id": land.province.unit_id}
    made = forming.add_report_kind(name="Báo cáo tuần Zalo", subject="Kết quả tổ Zalo", **given)
    assert made.owner_id == land.province.unit_id
    lay(land, made)
    with pytest.raises(FormRefused, match="loại báo cáo riêng"):
        lay(land, made, by=None, owner_id=make_unit("Tỉnh Khác", "province"))
    with pytest.raises(CodeTaken):
        forming.add_report_kind(name="Báo cáo tuần Zalo", subject="Lại", **given)
    with pytest.raises(CatalogueRefused, match="tên và trích yếu"):
        forming.add_report_kind(name="x", subject=" ", **given)
