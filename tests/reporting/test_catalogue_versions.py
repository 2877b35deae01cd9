"""Lines over time: what they said on a day, how they are reworded, added by a province and retired."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import make_unit
from tests.reporting import factories as make
from tests.reporting.factories import District
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent
from tuquan.reporting import asked, catalogue
from tuquan.reporting.actions import cataloguing
from tuquan.reporting.actions.cataloguing import Words
from tuquan.reporting.catalogue_errors import (
    AccessFixed,
    AddingRefused,
    CatalogueRefused,
    CodeTaken,
    KindFixed,
    OwnerRefused,
    RetireRefused,
    VersionRefused,
)
from tuquan.reporting.models import Form, FormLine, Indicator, IndicatorVersion, OverTime

pytestmark = pytest.mark.django_db
TODAY = date(2021, 12, 1)


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def land() -> District:
    return make.district()


def own_line(land: District, **changes: Any) -> Indicator:
    words = Words(name="tổ zalo an ninh", measure="tổ", definition="Số tổ dùng Zalo để báo tin.")
    given: dict[str, Any] = {
        "kind": "stock", "group": "schemes", "begins_on": date(2021, 1, 1), "words": words, **changes,
    }  # fmt: skip
    return cataloguing.add_line(by=land.province.officer, owner_id=land.province.unit_id, **given)


def test_every_packaged_line_has_a_first_version_with_the_parts_of_a_share() -> None:
    catalogue.load()
    assert IndicatorVersion.objects.count() == Indicator.objects.count() == 271
    share = catalogue.worded(make.line("schemes_with_full_dossier"), TODAY)
    assert share.numerator == "số mô hình có đủ hồ sơ theo quy định"
    assert share.denominator == "tổng số mô hình đang hoạt động"
    assert all(row.numerator and row.denominator for row in IndicatorVersion.objects.filter(indicator__kind="ratio"))
    why = catalogue.worded(make.line("units_inspected"), TODAY)
    assert why.over_time == OverTime.NONE
    assert "chỉ tính một lần trong năm" in why.adding_because


def test_a_new_version_takes_effect_on_its_day(land: District) -> None:
    line = own_line(land)
    later = TODAY + timedelta(days=30)
    cataloguing.reword(
        by=land.province.head, indicator=line, begins_on=later, words=Words(name="tổ Zalo tự quản"), because="CV 12"
    )
    line.refresh_from_db()
    assert line.name == "tổ zalo an ninh"
    assert catalogue.worded(line, later - timedelta(days=1)).name == "tổ zalo an ninh"
    assert catalogue.worded(line, later).name == "tổ Zalo tự quản"
    assert catalogue.worded(line, date(2000, 1, 1)).name == "tổ zalo an ninh", "before the first, the first"
    assert catalogue.sync() == set()
    assert catalogue.sync(later) == {line.pk}
    line.refresh_from_db()
    assert line.name == "tổ Zalo tự quản"


def test_a_version_not_begun_is_written_anew_and_the_past_never(land: District) -> None:
    line = own_line(land)
    later = TODAY + timedelta(days=30)
    for name in ("nhóm một", "nhóm hai"):
        cataloguing.reword(
            by=land.province.head, indicator=line, begins_on=later, words=Words(name=name), because="CV 12"
        )
    assert [row.name for row in line.versions.all()] == ["tổ zalo an ninh", "nhóm hai"]
    with pytest.raises(VersionRefused, match="phải bắt đầu sau ngày đó"):
        cataloguing.reword(
            by=land.province.head, indicator=line, begins_on=TODAY, words=Words(name="nhóm ba"), because="CV 13"
        )


def test_a_rewording_in_force_shows_at_once_and_is_audited(land: District) -> None:
    line = own_line(land)
    cataloguing.reword(
        by=land.province.head, indicator=line, begins_on=TODAY, words=Words(definition="Số tổ."), because="CV 12"
    )
    line.refresh_from_db()
    assert line.definition == "Số tổ."
    assert [event.action for event in AuditEvent.objects.filter(subject_kind="indicator").order_by("pk")] == [
        "reporting.add_line",
        "reporting.reword",
    ]


def test_another_measurement_is_another_line(land: District) -> None:
    line = own_line(land)
    with pytest.raises(KindFixed, match="Thêm một chỉ tiêu mới"):
        cataloguing.reword(
            by=land.province.head, indicator=line, begins_on=TODAY, words=Words(), because="x", kind="flow"
        )
    assert line.versions.count() == 1


def test_a_rewording_says_why_and_opens_nothing(land: District) -> None:
    line = own_line(land, words=Words(name="tổ A", measure="tổ", definition="Số tổ.", access="limited"))
    for words, because, refusal in (
        (Words(name="tổ B"), " ", VersionRefused),
        (Words(access="open"), "CV 1", AccessFixed),
        (Words(access="restricted"), "CV 1", AccessFixed),
        (Words(over_time="sum"), "CV 1", AddingRefused),
    ):
        with pytest.raises(refusal):
            cataloguing.reword(by=land.province.head, indicator=line, begins_on=TODAY, words=words, because=because)


def test_how_a_line_with_figures_adds_up_stays(land: District) -> None:
    line = make.line("outreach_points")
    land.open()
    with pytest.raises(AddingRefused, match="đã có số liệu"):
        cataloguing.reword(
            by=None,
            indicator=line,
            begins_on=TODAY,
            words=Words(over_time="none", adding_because="Một nơi lặp lại."),
            because="CV 1",
        )


def test_common_words_are_changed_by_the_country_alone(land: District) -> None:
    line = make.line("outreach_points")
    make_unit("Việt Nam", "country")
    with pytest.raises(PermissionRefused, match="cấp trung ương"):
        cataloguing.reword(
            by=land.province.head, indicator=line, begins_on=TODAY, words=Words(name="x"), because="CV 1"
        )


def test_loading_again_keeps_what_was_reworded(land: District) -> None:
    line = make.line("outreach_points")
    cataloguing.reword(by=None, indicator=line, begins_on=TODAY, words=Words(name="nơi tuyên truyền"), because="TT 1")
    assert catalogue.load() == catalogue.Loaded(0, 0, 271)
    line.refresh_from_db()
    assert line.name == "nơi tuyên truyền"
    first = line.versions.get(begins_on=date(2012, 1, 1))
    first.name = "hỏng"
    first.save()
    assert catalogue.load() == catalogue.Loaded(0, 1, 270)
    assert catalogue.worded(line, date(2020, 1, 1)).name == "điểm tuyên truyền"


def test_a_province_adds_a_line_of_its_own(land: District) -> None:
    line = own_line(land)
    assert line.code == "quang_thu_to_zalo_an_ninh"
    assert (line.over_units, line.over_time, line.owner_id) == ("sum", "last", land.province.unit_id)
    share = own_line(
        land,
        kind="ratio",
        words=Words(name="tổ có nhóm Zalo", measure="tổ", numerator="số tổ có nhóm", denominator="tổng số tổ"),
        code="to_nhom",
    )
    assert (share.code, share.over_units) == ("quang_thu_to_nhom", "ratio")
    assert share.definition == "Tử số: số tổ có nhóm; mẫu số: tổng số tổ."
    assert catalogue.worded(share, TODAY).denominator == "tổng số tổ"


@pytest.mark.parametrize(
    ("changes", "refusal", "sentence"),
    [
        ({"words": Words(name="", measure="tổ", definition="Số tổ.")}, CatalogueRefused, "tên và đơn vị tính"),
        ({"words": Words(name="tổ B", measure="tổ")}, VersionRefused, "nội dung"),
        ({"kind": "ratio"}, VersionRefused, "tử số và mẫu số"),
        ({"kind": "lạ"}, CatalogueRefused, "kiểu số"),
        ({"code": "Tổ B!"}, CatalogueRefused, "chữ thường không dấu"),
        (
            {"words": Words(name="điểm tuyên truyền", measure="điểm", definition="Số điểm.")},
            CodeTaken,
            "đã có chỉ tiêu",
        ),
        (
            {"words": Words(name="tổ C", measure="tổ", definition="Số tổ.", over_time="none")},
            AddingRefused,
            "phải có lý do",
        ),
        (
            {"words": Words(name="tổ C", measure="tổ", definition="Số tổ.", over_time="sum", adding_because="thế")},
            AddingRefused,
            "không dùng được",
        ),
        (
            {"words": Words(name="tổ C", measure="tổ", definition="Số tổ.", access="restricted")},
            AccessFixed,
            "không đặt thêm",
        ),
        (
            {"words": Words(name="lượt gọi hỏi, răn đe", measure="lượt", definition="Số lượt.")},
            CatalogueRefused,
            "phần mềm không lưu",
        ),
        (
            {"words": Words(name="tin quần chúng cung cấp ở thôn", measure="tin", definition="Số tin.")},
            CatalogueRefused,
            "chỉ tiêu hạn chế",
        ),
    ],
)
def test_a_line_that_cannot_be_is_refused_with_a_sentence(
    land: District, changes: dict[str, Any], refusal: type[Exception], sentence: str
) -> None:
    before = Indicator.objects.count()
    with pytest.raises(refusal, match=sentence):
        own_line(land, **changes)
    assert Indicator.objects.count() == before


def test_a_code_stands_once(land: District) -> None:
    own_line(land, code="zalo")
    words = Words(name="tổ khác", measure="tổ", definition="Số tổ.")
    with pytest.raises(CodeTaken, match="Đặt mã khác"):
        own_line(land, code="zalo", words=words)


def test_only_a_province_has_lines_of_its_own(land: District) -> None:
    words = Words(name="tổ B", measure="tổ", definition="Số tổ.")
    given: dict[str, Any] = {"kind": "stock", "group": "schemes", "begins_on": TODAY, "words": words}
    with pytest.raises(OwnerRefused, match="Công an tỉnh"):
        cataloguing.add_line(by=land.top.head, owner_id=land.top.unit_id, **given)
    with pytest.raises(PermissionRefused):
        cataloguing.add_line(by=land.top.head, owner_id=land.province.unit_id, **given)
    commune = next(iter(land.communes.values()))
    with pytest.raises(PermissionRefused):
        cataloguing.add_line(by=commune.head, owner_id=land.province.unit_id, **given)


def _ask(line: Indicator) -> None:
    for form in Form.objects.filter(report_kind__code="movement_year"):
        FormLine.objects.create(form=form, indicator=line, section="Riêng", position=99, required=False)


def test_an_own_line_is_asked_under_its_owner_alone(land: District) -> None:
    mine, other = own_line(land), make_unit("Tỉnh Khác", "province")
    _ask(mine)
    foreign = Indicator.objects.create(
        code="tinh_khac_x", group="schemes", name="x", name_en="", measure="tổ", kind="stock", access="open",
        over_units="sum", over_time="last", definition="x", position=999, owner_id=other,
    )  # fmt: skip
    FormLine.objects.create(
        form=Form.objects.get(report_kind__code="movement_year", level=3, begins_on=date(2012, 1, 1)),
        indicator=foreign, section="Riêng", position=100,
    )  # fmt: skip
    round_ = land.open()
    codes = {line.indicator.code for line in asked.lines_of(make.submission(round_, land.communes["Châu Hóa"]))}
    assert mine.code in codes
    assert foreign.code not in codes


def test_a_retired_line_is_asked_no_longer_and_its_past_stays(land: District) -> None:
    line = own_line(land)
    _ask(line)
    round_ = land.open()
    with pytest.raises(RetireRefused, match="năm 2021"):
        cataloguing.retire(by=land.province.head, indicator=line, ends_on=date(2021, 12, 31), because="trùng")
    cataloguing.retire(by=land.province.head, indicator=line, ends_on=date(2022, 1, 1), because="trùng")
    commune = make.submission(round_, land.communes["Châu Hóa"])
    assert line.pk in {row.indicator_id for row in asked.lines_of(commune)}
    round_.last_day = date(2022, 6, 30)
    assert line.pk not in {row.indicator_id for row in asked.lines_for(round_, 3)}
    assert Indicator.objects.filter(pk=line.pk).exists()
    with pytest.raises(VersionRefused, match="đã thôi dùng"):
        cataloguing.reword(
            by=land.province.head, indicator=line, begins_on=date(2022, 2, 1), words=Words(name="b"), because="CV"
        )
