"""Notices by e-mail: off by default, nothing but what moved, tried again, shown where they fail."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.factories import make_user
from tuquan.accounts import actions as accounts
from tuquan.ground import mails, notices
from tuquan.ground.models import AuditEvent, Notice, NoticeMail

pytestmark = pytest.mark.django_db
State = NoticeMail.State


@pytest.fixture
def on(settings: Any) -> None:
    settings.NOTICE_MAIL = {"on": True, "link": "https://noi-bo.example/thong-bao/{notice}/"}


@pytest.fixture
def person() -> Any:
    found = make_user()
    accounts.set_mailbox(by=None, user=found, mailbox="can.bo@example.gov.vn", mail_off=False)
    return found


def _tell(person: Any, mail_: str = "Công an xã Châu Hóa, năm 2021: đã gửi cấp trên.") -> None:
    notices.tell(user_keys=[person.pk], text="Bí mật: 17 mô hình. Lý do: nhầm.", mail=mail_)


def _send() -> None:
    mails.send_waiting.func()


def test_off_by_default(person: Any) -> None:
    _tell(person)
    assert Notice.objects.count() == 1
    assert not NoticeMail.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_sent_by_the_worker_and_says_only_what_moved(on: None, person: Any) -> None:
    _tell(person)
    assert mail.outbox == []  # nothing goes out in the request
    assert DBTaskResult.objects.count() == 1
    _send()
    (sent,) = mail.outbox
    assert sent.to == ["can.bo@example.gov.vn"]
    assert "đã gửi cấp trên" in sent.body
    assert f"https://noi-bo.example/thong-bao/{Notice.objects.get().pk}/" in sent.body
    assert "17" not in sent.body.replace(str(Notice.objects.get().pk), "")
    assert "nhầm" not in sent.subject + sent.body
    _send()
    assert len(mail.outbox) == 1


def test_a_notice_that_gives_no_words_for_mail_is_told_plainly(on: None, person: Any) -> None:
    _tell(person, "")
    _send()
    assert mails.PLAIN in mail.outbox[0].body


def test_who_turned_mail_off_or_has_no_box_gets_none(on: None, person: Any) -> None:
    accounts.set_mailbox(by=person, user=person, mailbox=person.mailbox, mail_off=True)
    _tell(person)
    _tell(make_user())
    assert not NoticeMail.objects.exists()


def test_turned_off_between_the_notice_and_the_sending(on: None, person: Any) -> None:
    _tell(person)
    accounts.set_mailbox(by=person, user=person, mailbox=person.mailbox, mail_off=True)
    _send()
    assert mail.outbox == []
    assert NoticeMail.objects.get().state == State.SKIPPED


def test_a_failure_is_tried_again_then_shown_and_queued_by_hand(
    on: None, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tell(person)

    def broken(*args: Any, **kwargs: Any) -> int:
        raise ConnectionRefusedError(111, "can.bo@example.gov.vn refused")

    with monkeypatch.context() as patched:
        patched.setattr(mail, "send_mail", broken)
        for tries in range(1, len(mails.WAITS) + 2):
            _send()
            row = NoticeMail.objects.get()
            assert row.tries == tries
            assert row.fault == "ConnectionRefusedError 111"
            if row.state == State.WAITING:
                assert row.not_before > timezone.now()
                _send()  # not yet its time
                assert NoticeMail.objects.get().tries == tries
                NoticeMail.objects.update(not_before=timezone.now() - timedelta(seconds=1))
    assert row.state == State.FAILED
    assert list(mails.troubled()) == [row]
    assert mails.try_again(by=person) == 1
    assert AuditEvent.objects.filter(action="mails.try_again").exists()
    _send()
    assert len(mail.outbox) == 1
    assert not mails.troubled().exists()


def test_an_address_that_is_none_is_refused(person: Any) -> None:
    with pytest.raises(Exception, match="không phải địa chỉ thư"):
        accounts.set_mailbox(by=person, user=person, mailbox="không phải", mail_off=False)


def test_the_settings_are_checked(settings: Any) -> None:
    settings.NOTICE_MAIL = {"on": True, "link": "/thong-bao/{notice}/"}
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", ""
    assert [found.id for found in mails.settings_make_sense(None)] == ["mail.1", "mail.2"]
    settings.NOTICE_MAIL = {"on": False, "link": ""}
    assert mails.settings_make_sense(None) == []
