"""Places in reports against the units of that day: one, several, former, unknown."""

from datetime import date
from typing import Any

import pytest

from tests import factories
from tests.intake.factories import finding, received
from tests.reporting import factories as make
from tuquan.intake.queries import asking
from tuquan.intake.queries.whereabouts import whereabouts
from tuquan.units import actions

DAY = date(2021, 12, 14)


@pytest.fixture
def district(db: None) -> Any:
    return make.district()


def test_a_village_of_the_own_commune_is_a_part_of_it(district: Any) -> None:
    own = district.communes["Châu Hóa"].unit_id
    factories.make_unit("Lâm Lang", "village", parent=own)
    found = whereabouts("thôn Lâm Lang", unit_id=own, day=DAY)
    assert found.inside
    assert found.sentence == "“thôn Lâm Lang” là thôn Lâm Lang (xã Châu Hóa): một phần địa bàn của báo cáo."


def test_two_homonyms_are_both_offered_and_told_apart_by_what_they_lie_in(district: Any) -> None:
    own = district.communes["Châu Hóa"].unit_id
    for upper in ("Một Thử", "Hai Thử"):
        factories.make_unit("Tân Thành", "commune", parent=factories.make_unit(upper, "district"))
    found = whereabouts("xã Tân Thành", unit_id=own, day=DAY)
    assert len(found.offers) == 2
    assert "xã Tân Thành (huyện Một Thử); xã Tân Thành (huyện Hai Thử)" in found.sentence
    assert not found.inside


def test_a_former_name_says_until_when_and_who_has_it_now(district: Any) -> None:
    own = district.communes["Châu Hóa"].unit_id
    old = factories.make_unit("Cũ Thử", "commune", parent=district.top.unit_id)
    actions.record_change(
        by=None, title="Nhập xã", act_number="1/NQ", effective_on=date(2020, 1, 1), successions=[actions.Heir(old, own)]
    )
    found = whereabouts("xã Cũ Thử", unit_id=own, day=DAY)
    assert found.inside
    assert found.sentence == "“xã Cũ Thử” là tên dùng đến trước ngày 01/01/2020, nay là xã Châu Hóa."


def test_an_unknown_place_is_not_guessed(district: Any) -> None:
    found = whereabouts("xã Không Có Đâu", unit_id=district.communes["Châu Hóa"].unit_id, day=DAY)
    assert found.offers == ()
    assert found.sentence == ""


def test_the_question_about_a_place_names_the_unit_it_is(district: Any) -> None:
    text = "Báo cáo năm 2021. Xã Ngư Hóa đã xây dựng mới 03 mô hình tự quản về an ninh trật tự."
    document = received(district, text=text)
    seen = finding(document, "schemes_founded")
    (question,) = asking.asker(document, [seen]).questions(seen)
    assert "là xã Ngư Hóa (huyện" in question
    assert question.endswith("Có nhận không?")
