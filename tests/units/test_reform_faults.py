"""Every fault of a plan is told, all of them at once, and nothing is written."""

from datetime import date

import pytest

from tests.factories import make_unit
from tests.units.test_reform import DAY, carry_out, draft, place
from tuquan.units.errors import ReformFaulty
from tuquan.units.models import Change, Unit, UnitVersion
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Alter, Begin, Counted, End, HeirOf, Plan
from tuquan.units.reforms.preview import preview

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> int:
    return make_unit("Quảng Bình", "province", begins_on=date(2019, 1, 1))


@pytest.fixture
def one(province: int) -> int:
    return make_unit("Châu Hóa", parent=province, code="1")


@pytest.fixture
def two(province: int) -> int:
    return make_unit("Cao Quảng", parent=province, code="2")


def told(plan: Plan, *, on: date = DAY, scope: int | None = None) -> list[str]:
    """The faults that the preview shows; carrying out refuses with the very same, and writes nothing."""
    made = draft(plan, on=on, scope=scope)
    seen = preview(made)
    before = (Unit.objects.count(), UnitVersion.objects.count(), Change.objects.count())
    if seen.faults:
        with pytest.raises(ReformFaulty) as refused:
            procedure.commit(by=None, reform=made, version=made.version)
        assert refused.value.faults == seen.faults
    assert seen.ready == (not seen.faults)
    assert (Unit.objects.count(), UnitVersion.objects.count(), Change.objects.count()) == before
    return seen.faults


def _says(faults: list[str], *wanted: str) -> None:
    assert len(faults) == len(wanted), faults
    for said in wanted:
        assert any(said in fault for fault in faults), (said, faults)


def test_many_at_once(province: int, one: int, two: int) -> None:
    ended = make_unit("Đã hết", parent=province, ends_on=date(2024, 1, 1))
    _says(
        told(
            Plan(
                begin=(Begin("n", "commune", "Mới", province, "2", "thử"),),
                alter=(Alter(one, name="Tên khác"), Alter(ended, name="Tên"), Alter(two, type="district")),
                end=(End(one, (HeirOf(ended),)), End(9999, (HeirOf("k"),))),
            )
        ),
        "Đơn vị số 9999 không có trong danh mục",
        "Khóa « k » không phải của đơn vị nào",
        "« xã Châu Hóa » vừa kết thúc vừa đổi tên",
        "« xã Đã hết » đã kết thúc từ 01/01/2024",
        "không thể đổi sang loại của cấp khác",
        "đơn vị kế thừa « xã Đã hết » không còn",
        "Mã 2 (thử) của « xã Mới » đang thuộc « xã Cao Quảng »",
    )


def test_no_change_at_all() -> None:
    _says(told(Plan()), "Chưa có đơn vị nào thay đổi")


def test_a_unit_that_ends_before_it_is_known(one: int, two: int) -> None:
    _says(
        told(plans.merge([one], two), on=date(2019, 4, 1)),
        "« xã Châu Hóa » có từ 01/04/2019, không thể kết thúc vào 01/04/2019",
    )
    _says(told(plans.rename(one, "Tên"), on=date(2018, 1, 1)), "Danh mục chưa biết « xã Châu Hóa »")


def test_a_circle_through_the_plan_and_through_what_is_recorded(province: int, one: int, two: int) -> None:
    circle = Plan(end=(End(one, (HeirOf(two),)), End(two, (HeirOf(one),))))
    _says(told(circle), "vòng tròn qua « xã Cao Quảng », « xã Châu Hóa »", "kế thừa « xã Cao Quảng » không còn",
          "kế thừa « xã Châu Hóa » không còn")  # fmt: skip
    carry_out(plans.merge([one], two), on=date(2024, 1, 1))
    _says(told(plans.merge([two], one)), "vòng tròn", "kế thừa « xã Châu Hóa » không còn")


def test_an_heir_recorded_for_a_later_day_cannot_end_before_it(province: int, one: int, two: int) -> None:
    three = make_unit("Mai Hóa", parent=province)
    carry_out(plans.merge([one], two), on=date(2026, 1, 1))
    _says(told(plans.merge([two], three)), "đã được ghi là đơn vị kế thừa từ 01/01/2026")


def test_codes_and_names_twice(province: int, one: int, two: int) -> None:
    plan = Plan(
        begin=(
            Begin("a", "commune", "Châu Hoá", province, "9", "thử"),
            Begin("b", "ward", "Cao Quảng", province, "9", "thử"),
        )
    )
    _says(told(plan), "Mã 9 (thử) được dùng cho cả « xã Châu Hoá » và « phường Cao Quảng »", "cùng tên « xã Châu Hoá »")
    assert preview(draft(plan)).warnings == [
        "2 đơn vị khác loại cùng mang tên « Cao Quảng » trong một đơn vị cấp trên."
    ]


def test_the_code_and_name_of_a_unit_that_ends_are_free(province: int, one: int) -> None:
    assert told(plans.merge([one], "n", Begin("n", "commune", "Châu Hóa", province, "1", "thử"))) == []


def test_levels_and_parents(province: int, one: int, two: int) -> None:
    gone = make_unit("Huyện cũ", "district", parent=province, ends_on=date(2025, 1, 1))
    _says(
        told(
            Plan(
                begin=(
                    Begin("a", "commune", "Mới", None),
                    Begin("b", "commune", "Khác", two),
                    Begin("c", "trấn", "Lạ", province),
                ),
                alter=(Alter(one, parent=gone),),
            )
        ),
        "« xã Mới » chưa có đơn vị cấp trên",
        "« xã Khác » không thể thuộc « xã Cao Quảng » cùng cấp",
        "Loại « trấn » của « Lạ » không có",
        "« xã Châu Hóa » không thể thuộc « huyện Huyện cũ »: đơn vị đó không còn",
    )


def test_outside_the_scope(province: int, one: int) -> None:
    other = make_unit("Lâm Đồng", "province", begins_on=date(2019, 1, 1))
    far = make_unit("Hàm Kiệm", parent=other)
    _says(
        told(Plan(alter=(Alter(far, name="Tên"),), end=(End(one, (HeirOf(far),)),)), scope=province),
        "« xã Hàm Kiệm » không thuộc « tỉnh Quảng Bình »",
    )  # fmt: skip
    _says(told(plans.move(one, other), scope=province), "Đơn vị cấp trên « tỉnh Lâm Đồng » không thuộc")
    assert told(plans.rename(one, "Tên khác"), scope=province) == []


def test_wholes_and_shares(one: int, two: int, province: int) -> None:
    three = make_unit("Mai Hóa", parent=province)
    _says(
        told(Plan(end=(End(one, (HeirOf(two), HeirOf(three, False, 1_000_001))),))),
        "không đơn vị nào nhận toàn bộ", "phải kèm căn cứ", "quá 100%",
    )  # fmt: skip


def test_a_child_of_a_divided_or_abolished_unit_needs_a_place(province: int, one: int, two: int) -> None:
    make_unit("Lâm Lang", "village", parent=one)
    parts = [Begin("a", "commune", "Đông", province), Begin("b", "commune", "Tây", province)]
    _says(told(plans.split(one, parts)), "« thôn Lâm Lang » (đơn vị trực thuộc) ở « xã Châu Hóa » chưa có nơi chuyển")
    _says(told(plans.abolish(one)), "không có đơn vị kế thừa: chọn nơi nhận")


def test_choices_that_are_none(province: int, one: int, two: int) -> None:
    market = place("Chợ", one)
    key = f"units.facility:{market.pk}"
    parts = [Begin("a", "commune", "Đông", province), Begin("b", "commune", "Tây", province)]
    _says(
        told(plans.split(one, parts).chosen(key, two).chosen("schemes.scheme:1", "a")),
        "« Chợ » được chọn chuyển về « xã Cao Quảng », không phải đơn vị kế thừa",
        "không động đến việc đó",
        "« Chợ » (cơ quan, cơ sở trên địa bàn) ở « xã Châu Hóa » chưa có nơi chuyển đến",
    )


def test_a_parent_that_ends_later(province: int, one: int) -> None:
    """The new parent ends later, by an act recorded already: the move would outlive it."""
    other = make_unit("Lâm Đồng", "province", begins_on=date(2019, 1, 1), ends_on=date(2026, 1, 1))
    _says(told(plans.move(one, other)), "không thể ở lại « tỉnh Lâm Đồng »: đơn vị đó đã kết thúc từ 01/01/2026")


def test_a_divided_heir_needs_another_choice_when_recorded_late(province: int, one: int, two: int) -> None:
    place("Chợ", one)
    parts = [Begin("a", "commune", "Đông", province), Begin("b", "commune", "Tây", province)]
    carry_out(plans.split(two, parts), on=date(2026, 1, 1))
    _says(told(plans.merge([one], two)), "đơn vị nhận đã chia hoặc giải thể sau đó")


def test_a_size_of_a_unit_that_there_is_not(one: int) -> None:
    plan = Plan(alter=(Alter(one, name="Tên khác"),), sizes=(Counted("n9", 10), Counted(9999, 20)))
    _says(told(plan), "Khóa « n9 » không phải của đơn vị nào", "Đơn vị số 9999 không có trong danh mục")


def test_a_name_longer_than_any_unit_has_is_a_fault_before_anything_is_written(one: int) -> None:
    _says(told(plans.rename(one, "Tên " * 40)), "ký tự, quá 120")
