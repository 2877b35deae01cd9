"""Signed in the head's place: both names in the trail, never two of the two persons in one."""

from datetime import date, timedelta

import pytest

from tests.reporting import factories as make
from tuquan.accounts import actions as accounts
from tuquan.accounts.models import Delegated, Delegation, Post, User
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent
from tuquan.reporting import actions
from tuquan.reporting.errors import AloneUnderDelegation
from tuquan.reporting.models import Move, State, Submission

pytestmark = pytest.mark.django_db
TODAY = date(2021, 12, 15)


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=1)


def _delegate(office: make.Office, to: User, what: Delegated) -> Delegation:
    posts = {post.user_id: post for post in Post.objects.filter(organ=office.organ)}
    (made,) = accounts.delegate(
        by=office.head, giver=posts[office.head.pk], receiver=posts[to.pk], permissions=[what],
        decision_number="15/QĐ-CAX", decision_on=TODAY, first=TODAY, last=date(2021, 12, 20),
    )  # fmt: skip
    return made


def _presented(district: make.District, by: User | None) -> Submission:
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.none_for_the_rest(row)
    return actions.present(by=by, submission=row, version=row.version)


def test_the_deputy_submits_and_both_are_named(district: make.District) -> None:
    commune = district.communes["Châu Hóa"]
    deputy = make.make_post(commune.organ, "commune_officer").user
    row = _presented(district, commune.officer)
    with pytest.raises(PermissionRefused):
        actions.submit(by=deputy, submission=row, version=row.version)
    given = _delegate(commune, deputy, Delegated.SUBMIT)
    actions.submit(by=deputy, submission=row, version=row.version)
    move = Move.objects.filter(submission=row).order_by("-id")[0]
    assert (move.by_id, move.under_id) == (deputy.pk, given.pk)
    said = AuditEvent.objects.filter(action="reporting.submit").order_by("-pk")[0]
    assert said.actor == deputy.full_name
    assert commune.head.full_name in said.summary
    assert "15/QĐ-CAX" in said.summary
    assert said.detail["delegation"] == given.pk


def test_who_presented_does_not_submit_in_the_heads_place(district: make.District) -> None:
    commune = district.communes["Châu Hóa"]
    row = _presented(district, commune.officer)
    _delegate(commune, commune.officer, Delegated.SUBMIT)
    with pytest.raises(AloneUnderDelegation):
        actions.submit(by=commune.officer, submission=row, version=row.version)
    row.refresh_from_db()
    assert row.state == State.PRESENTED
    # The head's own right is as it was: what the head presents, the head may send.
    actions.take_back(by=commune.head, submission=row, version=row.version)
    actions.present(by=commune.head, submission=row, version=row.version)
    actions.submit(by=commune.head, submission=row, version=row.version)


def test_it_ends_by_itself(district: make.District) -> None:
    commune = district.communes["Châu Hóa"]
    deputy = make.make_post(commune.organ, "commune_officer").user
    row = _presented(district, commune.officer)
    _delegate(commune, deputy, Delegated.SUBMIT)
    with clock.at(date(2021, 12, 20) + timedelta(days=1)), pytest.raises(PermissionRefused):
        actions.submit(by=deputy, submission=row, version=row.version)
