"""A hamlet that was there before the list knew it: known earlier, but never before its commune or its founding act."""

from datetime import date

import pytest

from tests.factories import make_unit
from tuquan.ground.models import AuditEvent
from tuquan.units import queries
from tuquan.units.models import Unit
from tuquan.units.places.errors import HamletRefused
from tuquan.units.places.known import know_earlier

pytestmark = pytest.mark.django_db
SINCE, WRITTEN, EARLIER = date(2019, 4, 1), date(2021, 12, 1), date(2020, 1, 1)


@pytest.fixture
def hamlet() -> int:
    return make_unit("Lâm Lang", "village", parent=make_unit("Châu Hóa", begins_on=SINCE), begins_on=WRITTEN)


def test_known_earlier_under_its_first_name(hamlet: int) -> None:
    assert know_earlier(by=None, unit_ids=[hamlet], on=EARLIER) == 1
    assert queries.full_name(hamlet, EARLIER) == "thôn Lâm Lang"
    assert Unit.objects.get(pk=hamlet).known_from == EARLIER
    assert "đã có từ 01/01/2020, trước ghi biết từ 01/12/2021" in AuditEvent.objects.get().summary


def test_again_or_later_changes_nothing(hamlet: int) -> None:
    assert know_earlier(by=None, unit_ids=[hamlet], on=WRITTEN) == 0
    assert know_earlier(by=None, unit_ids=[hamlet], on=date(2022, 1, 1)) == 0
    assert not AuditEvent.objects.exists()


def test_never_before_its_commune_and_nothing_half_written(hamlet: int) -> None:
    other = make_unit("Kinh Châu", "village", parent=make_unit("Cũ", begins_on=date(2000, 1, 1)), begins_on=WRITTEN)
    with pytest.raises(HamletRefused):
        know_earlier(by=None, unit_ids=[hamlet, other], on=date(2010, 1, 1))
    assert set(Unit.objects.filter(pk__in=[hamlet, other]).values_list("known_from", flat=True)) == {WRITTEN}
    assert not AuditEvent.objects.exists()


def test_a_founded_one_began_when_it_was_founded(hamlet: int) -> None:
    Unit.objects.filter(pk=hamlet).update(begins_on=WRITTEN)
    with pytest.raises(HamletRefused, match="do một văn bản lập từ 01/12/2021"):
        know_earlier(by=None, unit_ids=[hamlet], on=EARLIER)
    assert Unit.objects.get(pk=hamlet).known_from == WRITTEN


def test_only_hamlets(hamlet: int) -> None:
    commune = queries.version(hamlet, WRITTEN).parent_id
    assert commune is not None
    assert know_earlier(by=None, unit_ids=[commune], on=date(2001, 1, 1)) == 0
