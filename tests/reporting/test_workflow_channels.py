"""Two channels: the second organ sees what was sent and may speak; figures are counted once."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from tests.factories import make_organ, make_post
from tests.reporting import factories as make
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import Notice
from tuquan.reporting import actions, queries, rollup
from tuquan.reporting.actions import forwarding as acts
from tuquan.reporting.errors import ChannelRefused, ReasonMissing
from tuquan.reporting.models import Access, Channel, ChannelRule, Forwarding, Indicator, State, Submission
from tuquan.reporting.queries.forwarded import compared

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=2)


class Second:
    """The steering committee beside the district's police, told of every police report by a rule."""

    def __init__(self, district: make.District, **rule: Any) -> None:
        self.organ = make_organ(district.top.unit_id, kind="steering_committee", name="Ban Chỉ đạo huyện")
        self.officer = make_post(self.organ, "superior_officer").user
        values = {
            "from_kind": "police", "to_kind": "steering_committee", "channel": Channel.SECOND,
            "basis": "QĐ 521/QĐ-TTg", "begins_on": date(2021, 1, 1),
        }  # fmt: skip
        self.rule = ChannelRule.objects.create(**(values | rule))


def _sent(district: make.District, *, approve: bool = False) -> Submission:
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 7)
    return make.send(row, approve=approve)


def test_the_second_organ_is_shown_what_was_sent(district: make.District) -> None:
    second = Second(district)
    row = _sent(district)
    shown = Forwarding.objects.get()
    assert (shown.submission, shown.to_organ_id, shown.version) == (row, second.organ.pk, row.version)
    assert ["outreach_points", "own", "value", "7", None] in shown.content
    assert Notice.objects.filter(user_key=second.officer.pk, url=f"forwarding:{shown.pk}").count() == 1
    lines = {line.name: line.value.text for line in compared(shown).lines}
    assert lines[make.line("outreach_points").name] == "7"


def test_figures_are_counted_once_and_only_by_the_main_channel(district: make.District) -> None:
    second = Second(district)
    row = _sent(district)
    shown = Forwarding.objects.get()
    acts.acknowledge(by=second.officer, forwarding=shown)

    def total() -> Any:
        return rollup.total(round=row.round, unit_id=district.top.unit_id, indicator="outreach_points")

    assert total().value is None  # an acknowledgement approves nothing
    row.refresh_from_db()
    assert row.state == State.SUBMITTED
    with pytest.raises(PermissionRefused):
        actions.approve(by=second.officer, submission=row, version=row.version)
    actions.approve(by=district.top.officer, submission=row, version=row.version)
    assert (total().value, total().coverage.got) == (7, 1)


def test_a_remark_goes_to_both_and_changes_nothing(district: make.District) -> None:
    second = Second(district)
    row = _sent(district)
    shown = Forwarding.objects.get()
    version = row.version
    with pytest.raises(PermissionRefused):
        acts.remark(by=district.top.officer, forwarding=shown, text="Xem lại.")
    with pytest.raises(ReasonMissing):
        acts.remark(by=second.officer, forwarding=shown, text=" ")
    acts.see(by=second.officer, forwarding=shown)
    acts.remark(by=second.officer, forwarding=shown, text="Điểm tuyên truyền thấp hơn kế hoạch.")
    with pytest.raises(ChannelRefused):
        acts.acknowledge(by=second.officer, forwarding=shown)
    row.refresh_from_db()
    assert (row.state, row.version) == (State.SUBMITTED, version)
    for hears in (district.communes["Châu Hóa"].officer, district.top.officer):
        assert Notice.objects.filter(user_key=hears.pk, text__contains="thấp hơn kế hoạch").exists()


def test_after_a_correction_it_is_told_that_there_is_something_newer(district: make.District) -> None:
    second = Second(district)
    row = _sent(district, approve=True)
    shown = Forwarding.objects.get()
    assert compared(shown).changed == 0
    figure = row.figures.get(indicator__code="outreach_points")
    actions.reopen(by=district.top.officer, figure=figure, reason="Nhầm.")
    make.say(row, "outreach_points", 9)
    assert compared(shown).changed == 0  # what is not approved is nobody's business yet
    actions.approve_figure(by=district.top.officer, figure=figure)
    (changed,) = [line for line in compared(shown).lines if line.now]
    assert (changed.value.text, changed.now.text if changed.now else "") == ("7", "9")
    assert Notice.objects.filter(user_key=second.officer.pk, text__contains="bản mới hơn").exists()


def test_sent_again_it_is_shown_again_and_the_first_stays(district: make.District) -> None:
    Second(district)
    row = _sent(district)
    actions.send_back(by=None, submission=row, version=row.version, reason="Thiếu.")
    make.say(row, "outreach_points", 8)
    make.send(row, approve=False)
    new, old = Forwarding.objects.order_by("-pk")
    assert compared(old).newer == new.pk
    assert [line.now.text for line in compared(old).lines if line.now] == ["8"]
    assert ["outreach_points", "own", "value", "7", None] in old.content


@pytest.mark.parametrize(
    "rule",
    [
        {"from_kind": "front"},
        {"begins_on": date(2021, 12, 16)},
        {"begins_on": date(2020, 1, 1), "ends_on": date(2021, 12, 15)},
        {"to_kind": "association"},
    ],
)
def test_rules_are_dated_and_of_kinds(district: make.District, rule: dict[str, Any]) -> None:
    Second(district, **rule)
    _sent(district)
    assert not Forwarding.objects.exists()


def test_lines_of_limited_access_stay_in_their_channel(district: make.District) -> None:
    Second(district)
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 7)
    Indicator.objects.filter(code="outreach_points").update(access=Access.LIMITED)
    make.none_for_the_rest(row)
    for move in (actions.present, actions.submit):
        move(by=None, submission=row, version=row.version)
    assert "outreach_points" not in {code for code, *_ in Forwarding.objects.get().content}


def test_a_main_rule_says_who_approves(district: make.District) -> None:
    second = Second(district, channel=Channel.MAIN)
    row = _sent(district)
    assert not Forwarding.objects.exists()
    assert queries.approver(row, date(2021, 12, 15)) == second.organ.pk
    with pytest.raises(PermissionRefused):
        actions.approve(by=district.top.officer, submission=row, version=row.version)
    actions.approve(by=second.officer, submission=row, version=row.version)
    assert row.state == State.APPROVED


def test_the_database_keeps_what_was_shown(district: make.District) -> None:
    Second(district)
    _sent(district)
    shown = Forwarding.objects.get()
    for change in (
        lambda: Forwarding.objects.filter(pk=shown.pk).update(content=[]),
        lambda: Forwarding.objects.filter(pk=shown.pk).delete(),
    ):
        with pytest.raises((IntegrityError, DatabaseError), match="append_only"), transaction.atomic():
            change()
