"""A delegation holds at its organ, in its span, for what the giver's own role carries; it ends by itself."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import make_organ, make_post, make_unit
from tuquan.accounts import actions, queries
from tuquan.accounts.errors import DelegationRefused
from tuquan.accounts.models import Delegated, Delegation
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2021, 12, 15), date(2021, 12, 31)


class Office:
    def __init__(self) -> None:
        self.unit = make_unit("Châu Hóa", "commune")
        self.organ = make_organ(self.unit)
        self.head = make_post(self.organ, "commune_head")
        self.officer = make_post(self.organ, "commune_officer")

    def give(self, **changes: Any) -> list[Delegation]:
        values: dict[str, Any] = {
            "by": self.head.user, "giver": self.head, "receiver": self.officer, "permissions": [Delegated.SUBMIT],
            "decision_number": "12/QĐ-CAX", "decision_on": FIRST, "first": FIRST, "last": LAST,
        }  # fmt: skip
        return actions.delegate(**(values | changes))


@pytest.fixture
def office(day: date) -> Office:
    return Office()


def _may(office: Office, on: date, permission: Permission = Permission.SUBMIT) -> bool:
    return queries.may(office.officer.user, permission, organ_id=office.organ.pk, unit_id=office.unit, on=on)


def test_it_holds_in_its_span_and_ends_by_itself(office: Office) -> None:
    assert not _may(office, FIRST)
    office.give()
    assert [_may(office, on) for on in (FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert not _may(office, FIRST, Permission.ISSUE_PAPER)
    hear = queries.users_with(Permission.SUBMIT, organ_id=office.organ.pk, on=LAST)
    assert {user.pk for user in hear} == {office.head.user_id, office.officer.user_id}
    said = AuditEvent.objects.get(action="accounts.delegate").summary
    assert office.head.user.full_name in said
    assert office.officer.user.full_name in said
    assert "12/QĐ-CAX" in said


def test_it_holds_at_no_other_organ(office: Office) -> None:
    office.give()
    other = make_organ(make_unit("Ngư Hóa", "commune"))
    make_post(other, "commune_officer", user=office.officer.user)
    assert not queries.may(office.officer.user, Permission.SUBMIT, organ_id=other.pk, on=FIRST)


def test_it_ends_with_the_givers_post_or_account(office: Office) -> None:
    office.give()
    actions.end_post(by=None, post=office.head, on=date(2021, 12, 20))
    assert _may(office, date(2021, 12, 19))
    assert not _may(office, date(2021, 12, 20))


def test_what_was_received_is_not_passed_on(office: Office) -> None:
    office.give()
    third = make_post(office.organ, "commune_officer")
    with pytest.raises(DelegationRefused, match="không ủy quyền tiếp"):
        office.give(by=office.officer.user, giver=office.officer, receiver=third)


def test_called_back_it_ends_tomorrow_or_never_begins(office: Office) -> None:
    (now,) = office.give()
    (later,) = office.give(permissions=[Delegated.ISSUE_PAPER], first=date(2021, 12, 20))
    actions.call_back(by=office.head.user, delegation=now)
    actions.call_back(by=office.head.user, delegation=later)
    assert _may(office, FIRST)
    assert not _may(office, FIRST + timedelta(days=1))
    assert not _may(office, date(2021, 12, 21), Permission.ISSUE_PAPER)
    with pytest.raises(DelegationRefused):
        actions.call_back(by=office.head.user, delegation=now)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"permissions": []}, "Chưa chọn"),
        ({"permissions": [Delegated.APPROVE]}, "không có quyền"),
        ({"decision_number": "  "}, "số văn bản"),
        ({"decision_on": LAST}, "phải có trước"),
        ({"last": FIRST - timedelta(days=1)}, "Thời hạn"),
        ({"last": FIRST + timedelta(days=400)}, "không quá một năm"),
    ],
)
def test_what_is_refused(office: Office, changes: dict[str, Any], why: str) -> None:
    with pytest.raises(DelegationRefused, match=why):
        office.give(**changes)
    assert not Delegation.objects.exists()


def test_refused_to_oneself_to_another_organ_to_an_inspector_and_twice(office: Office) -> None:
    elsewhere = make_post(make_organ(make_unit("Ngư Hóa", "commune")), "commune_officer")
    inspector = make_post(office.organ, "inspector")
    for receiver in (office.head, elsewhere, inspector):
        with pytest.raises(DelegationRefused):
            office.give(receiver=receiver)
    office.give()
    with pytest.raises(DelegationRefused, match="đã có ủy quyền"):
        office.give()


def test_nobody_gives_or_calls_back_what_is_another_s(office: Office) -> None:
    with pytest.raises(DelegationRefused, match="Chỉ người ủy quyền"):
        office.give(by=office.officer.user)
    (given,) = office.give()
    with pytest.raises(DelegationRefused, match="Chỉ người ủy quyền"):
        actions.call_back(by=office.officer.user, delegation=given)
    assert _may(office, LAST)


def test_used_names_the_delegation_only_where_ones_own_role_does_not_do(office: Office) -> None:
    (given,) = office.give()
    with clock.at(FIRST):
        asked = {"organ_id": office.organ.pk, "on": FIRST}
        assert queries.delegation_used(office.officer.user, Permission.SUBMIT, **asked) == given
        assert queries.delegation_used(office.head.user, Permission.SUBMIT, **asked) is None
        assert queries.delegation_used(office.officer.user, Permission.PRESENT, **asked) is None
