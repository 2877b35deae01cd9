"""A closed round stands until it is opened again with a reason."""

from datetime import date

import pytest

from tests.reporting import factories as make
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent, Notice
from tuquan.reporting import actions
from tuquan.reporting.actions import closing
from tuquan.reporting.actions.reopening import reopen
from tuquan.reporting.calendar_errors import ClosingRefused
from tuquan.reporting.errors import FreeTextRefused, ReasonMissing, RoundClosed
from tuquan.reporting.models import Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: date) -> make.District:
    return make.district()


@pytest.fixture
def round_(district: make.District) -> Round:
    return district.open()


def _all_sent(district: make.District, round_: Round) -> None:
    for office in district.communes.values():
        make.send(make.submission(round_, office))


def test_a_round_is_closed_by_the_head_once_everything_is_in(district: make.District, round_: Round) -> None:
    _all_sent(district, round_)
    with pytest.raises(PermissionRefused):
        closing.close(by=district.top.officer, round=round_)
    closing.close(by=district.top.head, round=round_)
    round_.refresh_from_db()
    assert round_.closed_on == clock.today()
    event = AuditEvent.objects.get(action="reporting.close_round")
    assert (event.actor_key, event.detail["unfinished"]) == (district.top.head.pk, "")
    told = Notice.objects.filter(user_key=district.communes["Ngư Hóa"].officer.pk, text__startswith="Đã chốt kỳ")
    assert told.exists()
    with pytest.raises(ClosingRefused):
        closing.close(by=district.top.head, round=round_)


def test_what_is_unfinished_is_listed_and_needs_a_sentence(district: make.District, round_: Round) -> None:
    make.send(make.submission(round_, district.communes["Châu Hóa"]), approve=False)
    make.send(make.submission(round_, district.communes["Đồng Lê"]))
    with pytest.raises(ReasonMissing, match="chưa gửi: xã Ngư Hóa; chưa duyệt: xã Châu Hóa"):
        closing.close(by=district.top.head, round=round_)
    with pytest.raises(FreeTextRefused):
        closing.close(by=district.top.head, round=round_, reason="Chờ đồng chí, gọi 0912345678")
    assert Round.objects.get(pk=round_.pk).closed_on is None
    closing.close(by=district.top.head, round=round_, reason="Xã Ngư Hóa gửi bản giấy, cộng sau")
    assert "Ngư Hóa" in AuditEvent.objects.get(action="reporting.close_round").detail["unfinished"]


def test_nothing_of_a_closed_round_is_typed_moved_or_reopened(district: make.District, round_: Round) -> None:
    approved = make.send(make.submission(round_, district.communes["Châu Hóa"]))
    waiting = make.submission(round_, district.communes["Đồng Lê"])
    closing.close(by=None, round=round_, reason="Hết hạn")
    figure = approved.figures.first()
    assert figure is not None
    for attempt in (
        lambda: make.say(waiting, "schemes_founded", 1),
        lambda: actions.say_none_arose(by=None, submission=waiting, indicator=make.line("schemes_founded")),
        lambda: actions.present(by=None, submission=waiting, version=waiting.version),
        lambda: actions.send_back(by=None, submission=approved, version=approved.version, reason="thiếu"),
        lambda: reopen(by=None, figure=figure, reason="sai"),
        lambda: actions.refresh_records(by=None, submission=waiting),
    ):
        with pytest.raises(RoundClosed, match="đã chốt ngày"):
            attempt()


def test_it_is_opened_again_with_a_reason_and_goes_on(district: make.District, round_: Round) -> None:
    closing.close(by=None, round=round_, reason="Hết hạn")
    waiting = make.submission(round_, district.communes["Đồng Lê"])
    with pytest.raises(ReasonMissing):
        closing.open_again(by=district.top.head, round=round_, reason=" ")
    with pytest.raises(PermissionRefused):
        closing.open_again(by=district.communes["Châu Hóa"].head, round=round_, reason="bổ sung")
    closing.open_again(by=district.top.head, round=round_, reason="Thị trấn Đồng Lê bổ sung")
    make.send(waiting)
    with pytest.raises(ClosingRefused):
        closing.open_again(by=district.top.head, round=round_, reason="lần nữa")
    assert AuditEvent.objects.filter(action="reporting.open_again").count() == 1
