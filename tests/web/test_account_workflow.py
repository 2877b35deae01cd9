"""Delegation and mail on the account page; mails in trouble and rules of channels for the administrator."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_post
from tests.reporting import factories as make
from tuquan.accounts.models import Delegation, Post, User
from tuquan.ground import notices
from tuquan.ground.models import AuditEvent, NoticeMail
from tuquan.reporting import actions
from tuquan.reporting.models import ChannelRule, Forwarding

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=1)


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _given(district: make.District, **changes: Any) -> dict[str, Any]:
    commune = district.communes["Châu Hóa"]
    officer = Post.objects.get(user=commune.officer)
    return {
        "receiver": officer.pk, "permission": ["submit"], "decision_number": "15/QĐ-CAX", "decision_on": "2021-12-15",
        "first": "2021-12-15", "last": "2021-12-20",
    } | changes  # fmt: skip


def test_a_head_delegates_and_calls_back(district: make.District) -> None:
    commune = district.communes["Châu Hóa"]
    head, officer = _client(commune.head), _client(commune.officer)
    assert "Người nhận ủy quyền" in head.get("/tai-khoan/").content.decode()
    assert "Người nhận ủy quyền" not in officer.get("/tai-khoan/").content.decode()
    head.post("/tai-khoan/uy-quyen/", _given(district))
    given = Delegation.objects.get()
    assert "15/QĐ-CAX" in officer.get("/tai-khoan/").content.decode()
    assert officer.post(f"/tai-khoan/uy-quyen/{given.pk}/thu-hoi/").status_code == 404
    head.post(f"/tai-khoan/uy-quyen/{given.pk}/thu-hoi/")
    given.refresh_from_db()
    assert given.ends_on == date(2021, 12, 16)


def test_what_is_refused_is_said(district: make.District) -> None:
    commune = district.communes["Châu Hóa"]
    head = _client(commune.head)
    for changes, said in (({"permission": []}, "Chưa chọn việc ủy quyền"), ({"last": "mai"}, "Thiếu ngày")):
        page = head.post("/tai-khoan/uy-quyen/", _given(district, **changes), follow=True).content.decode()
        assert said in page
    outsider = Post.objects.get(user=district.top.officer)
    assert head.post("/tai-khoan/uy-quyen/", _given(district, receiver=outsider.pk)).status_code == 404
    assert _client(commune.officer).post("/tai-khoan/uy-quyen/", _given(district)).status_code == 403
    assert not Delegation.objects.exists()


def test_one_sets_ones_own_mailbox(district: make.District) -> None:
    user = district.top.officer
    client = _client(user)
    client.post("/tai-khoan/thu/", {"mailbox": "a@example.gov.vn", "gets": "1"})
    user.refresh_from_db()
    assert (user.mailbox, user.mail_off) == ("a@example.gov.vn", False)
    client.post("/tai-khoan/thu/", {"mailbox": "a@example.gov.vn"})
    user.refresh_from_db()
    assert user.mail_off
    assert "không phải địa chỉ thư" in client.post("/tai-khoan/thu/", {"mailbox": "a"}, follow=True).content.decode()


def test_the_administrator_sees_what_failed_and_sends_again(district: make.District) -> None:
    administrator = _client(make_post(district.top.organ, "administrator").user)
    notices.tell(user_keys=[district.top.officer.pk], text="việc")
    NoticeMail.objects.create(
        notice_key=1, user_key=district.top.officer.pk, text="mật", state="failed", tries=5,
        fault="SMTPServerDisconnected", not_before=timezone.now(),
    )  # fmt: skip
    page = administrator.get("/quan-tri/thu/").content.decode()
    assert "SMTPServerDisconnected" in page
    assert district.top.officer.full_name in page
    administrator.post("/quan-tri/thu/")
    assert NoticeMail.objects.get().state == NoticeMail.State.WAITING
    assert _client(district.top.head).get("/quan-tri/thu/").status_code == 403


def test_the_administrator_sets_and_ends_a_rule_of_channels(district: make.District) -> None:
    administrator = _client(make_post(district.top.organ, "administrator").user)
    values = {
        "from_kind": "police", "to_kind": "steering_committee", "channel": "second", "basis": "QĐ 1", "on": "2021-12-15"
    }  # fmt: skip
    administrator.post("/quan-tri/kenh-bao-cao/", values)
    rule = ChannelRule.objects.get()
    again = administrator.post("/quan-tri/kenh-bao-cao/", values, follow=True).content.decode()
    assert "Đã có quy định như vậy" in again
    assert "không đặt lùi ngày" in administrator.post(
        "/quan-tri/kenh-bao-cao/", values | {"on": "2021-12-01"}, follow=True
    ).content.decode()  # fmt: skip
    administrator.post("/quan-tri/kenh-bao-cao/", {"act": "end", "rule": rule.pk, "on": "2021-12-31"})
    rule.refresh_from_db()
    assert rule.ends_on == date(2021, 12, 31)
    assert set(AuditEvent.objects.filter(subject_kind="channel_rule").values_list("action", flat=True)) == {
        "reporting.set_channel", "reporting.end_channel",
    }  # fmt: skip
    assert _client(district.top.head).post("/quan-tri/kenh-bao-cao/", values).status_code == 403


def test_home_says_what_waits_for_whom(district: make.District) -> None:
    commune = district.communes["Châu Hóa"]
    row = make.send(make.submission(district.open(), commune))
    figure = row.figures.all()[0]
    actions.ask_reopen(by=commune.officer, figure=figure, reason="Đếm sót.")
    assert "Đề nghị mở lại" in _client(district.top.officer).get("/").content.decode()
    assert "Đề nghị mở lại" not in _client(district.province.head).get("/").content.decode()
    Forwarding.objects.create(submission=row, version=1, to_organ=district.province.organ, sent_on=date(2021, 12, 15))
    assert "1 biểu gửi để biết chưa xem" in _client(district.province.head).get("/").content.decode()
