"""Cells that save one by one: once however often they are sent, never over somebody else's number."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.reporting import factories as make
from tuquan.ground.models import AuditEvent
from tuquan.reporting import actions
from tuquan.reporting.models import Answer, Claim, Figure, Submission
from tuquan.vn.windows import calendar_window

CODE = "outreach_points"
pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: Any) -> make.District:
    return make.district(2)


@pytest.fixture
def row(district: make.District) -> Submission:
    return make.submission(district.open(), district.communes["Châu Hóa"])


@pytest.fixture
def officer(client: Client, district: make.District) -> Client:
    client.force_login(district.communes["Châu Hóa"].officer)
    return client


def save(client: Client, row: Submission, value: str, *, code: str = CODE, version: Any = 0, **more: Any) -> Any:
    data = {"act": "type", "value": value, "version": version, **more}
    return client.post(f"/so-lieu/bieu/{row.pk}/o/{code}/", data, headers={"HX-Request": "true"})


def figure(row: Submission, code: str = CODE) -> Figure:
    return Figure.objects.get(submission=row, indicator__code=code)


def test_a_save_answers_its_row_and_says_when(officer: Client, row: Submission) -> None:
    answer = save(officer, row, "1.234")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert re.search(r"Đã lưu \d\d:\d\d", html)
    assert 'data-version="1"' in html
    assert 'value="1.234"' in html
    assert "ben-canh" not in html, "the side panel is asked for by itself"


@pytest.mark.parametrize("value", ["14", "không phát sinh", ""])
def test_a_save_sent_twice_is_one_save(officer: Client, row: Submission, value: str) -> None:
    make.say(row, CODE, 3)
    before = figure(row).version, AuditEvent.objects.count(), Claim.objects.count()
    token = "0123456789abcdef"
    first = save(officer, row, value, version=before[0], token=token)
    after = figure(row).version, AuditEvent.objects.count(), Claim.objects.count()
    second = save(officer, row, value, version=before[0], token=token)
    assert (first.status_code, second.status_code) == (200, 200)
    assert after[0] == before[0] + 1
    assert (figure(row).version, AuditEvent.objects.count(), Claim.objects.count()) == after


def test_a_refused_save_may_be_sent_again(officer: Client, row: Submission) -> None:
    """Nothing of a refused save stays, its token neither."""
    token = "0123456789abcdef"
    refused = save(officer, row, "mười bốn rưỡi", token=token)
    assert refused.status_code == 200
    assert "không đọc được thành số" in refused.content.decode()
    assert "mười bốn rưỡi" in refused.content.decode(), "what was typed stays in the cell"
    save(officer, row, "14", token=token)
    assert figure(row).chosen.value == 14


@pytest.mark.parametrize("value", ["1,2345", "-3", "1000000000001", "3/4"])
def test_a_number_that_cannot_be_is_refused_in_words(officer: Client, row: Submission, value: str) -> None:
    answer = save(officer, row, value)
    assert answer.status_code == 200
    assert "data-refused" in answer.content.decode()
    assert figure(row).answer == Answer.NOT_REPORTED


def test_a_token_of_nobody_is_refused(officer: Client, row: Submission) -> None:
    assert "thiếu mã của trang" in save(officer, row, "14", token="'; --").content.decode()
    assert not Claim.objects.filter(figure__submission=row, figure__indicator__code=CODE).exists()


@pytest.mark.parametrize("theirs", ["12", "k", ""])
def test_who_comes_second_sees_both(officer: Client, row: Submission, district: make.District, theirs: str) -> None:
    make.say(row, CODE, 3)
    seen = figure(row).version
    other = Client()
    head = district.communes["Châu Hóa"].officer
    other.force_login(head)
    assert save(other, row, theirs, version=seen).status_code == 200
    stands = figure(row)
    answer = save(officer, row, "15", version=seen)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert 'value="15"' in html, "mine"
    said = {"12": "12", "k": "không phát sinh", "": "chưa báo cáo"}[theirs]
    assert re.search(rf"{head.full_name} ghi {said} lúc \d\d:\d\d", html), "theirs, who and when"
    assert "Giữ số của tôi" in html
    assert "Lấy số vừa lưu" in html
    assert (figure(row).answer, figure(row).version) == (stands.answer, stands.version), "nothing was written"
    assert f'data-version="{stands.version}"' in html, "keeping mine changes what was shown, nothing later"


@pytest.mark.parametrize(("act", "mine"), [("none", "không phát sinh"), ("clear", "bỏ trống")])
def test_an_act_that_comes_second_is_told_as_well(officer: Client, row: Submission, act: str, mine: str) -> None:
    make.say(row, CODE, 3)
    answer = save(officer, row, "", act=act, version=0)
    assert answer.status_code == 409
    assert re.search(rf"<dd>\s*{mine}\s*</dd>", answer.content.decode())
    assert figure(row).chosen.value == 3


def test_a_cell_without_a_figure_is_not_overwritten_either(officer: Client, row: Submission) -> None:
    Claim.objects.none()
    make.say(row, CODE, 5)
    assert save(officer, row, "6", version=0).status_code == 409


def test_what_was_pasted_meanwhile_is_told_too(officer: Client, row: Submission, district: make.District) -> None:
    by = district.communes["Châu Hóa"].officer
    make.say(row, CODE, 3)
    seen = figure(row)
    cell = actions.Fill(make.line(CODE), make_value(9), seen.version)
    actions.fill(by=by, submission=row, cells=[cell])
    assert f"{by.full_name} ghi 9" in save(officer, row, "4", version=seen.version).content.decode()


def make_value(number: int) -> Any:
    from decimal import Decimal

    from tuquan.reporting.values import Value

    return Value(Answer.VALUE, Decimal(number))


def test_a_save_after_one_whose_answer_was_lost_is_no_conflict(officer: Client, row: Submission) -> None:
    """The first was taken, its answer never came; what is typed next follows it."""
    save(officer, row, "10", version=0, token="first-token-1")
    answer = save(officer, row, "11", version=0, token="second-token", after="first-token-1")
    assert answer.status_code == 200
    assert figure(row).chosen.value == 11
    stranger = save(officer, row, "12", version=0, token="third-token", after="no-such-token")
    assert stranger.status_code == 409


def test_k_is_the_quick_key(officer: Client, row: Submission) -> None:
    save(officer, row, "k")
    assert figure(row).answer == Answer.NONE_AROSE


def test_a_closed_door_says_so(client: Client, row: Submission, district: make.District) -> None:
    client.force_login(district.communes["Ngư Hóa"].officer)
    assert save(client, row, "1").status_code == 404
    client.force_login(district.top.officer)
    assert save(client, row, "1").status_code == 403
    assert not Claim.objects.filter(figure__submission=row, figure__indicator__code=CODE).exists()


def test_without_scripts_who_comes_second_is_told_both(officer: Client, row: Submission) -> None:
    make.say(row, CODE, 3)
    data = {f"value:{CODE}": "7", f"was:{CODE}": "", f"version:{CODE}": "0"}
    html = officer.post(f"/so-lieu/bieu/{row.pk}/luu/", data, follow=True).content.decode()
    assert "ghi 3" in html
    assert "Đồng chí đã nhập “7”" in html
    assert figure(row).chosen.value == 3


def test_the_panel_comes_by_itself(officer: Client, row: Submission) -> None:
    html = officer.get(f"/so-lieu/bieu/{row.pk}/ben-canh/").content.decode()
    assert 'id="ben-canh"' in html
    assert 'id="thanh-duoi"' in html
    assert 'id="muc-1"' in html
    assert "<html" not in html


def test_a_save_is_cheap(officer: Client, row: Submission) -> None:
    """A bound on the queries of one save, as many as there are lines or none; the page costs far more."""
    save(officer, row, "1")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = save(officer, row, "2", version=1, token="0123456789abcdef")
    assert answer.status_code == 200
    assert len(asked) <= 36, "\n".join(query["sql"][:150] for query in asked)


def test_stocks_are_offered_from_the_last_round_flows_are_not(officer: Client, district: make.District) -> None:
    before = make.submission(
        district.open(calendar_window("year", 2020), title="năm 2020"), district.communes["Châu Hóa"]
    )
    make.say(before, "steering_committees", 1)
    make.say(before, "steering_committee_members", 9)
    make.say(before, CODE, 10)
    make.send(before)
    now = make.submission(district.open(), district.communes["Châu Hóa"])
    html = officer.get(f"/so-lieu/bieu/{now.pk}/").content.decode()
    assert "Như kỳ trước: 9" in html
    assert "Như kỳ trước: 10" not in html
    assert "Nhận tất cả số hiện có như kỳ trước (2 chỉ tiêu)" in html
    assert figure(now, "steering_committee_members").answer == Answer.NOT_REPORTED, "never by itself"

    html = officer.post(f"/so-lieu/bieu/{now.pk}/nhu-ky-truoc/", follow=True).content.decode()
    assert "Đã nhận 2 số hiện có" in html
    taken = figure(now, "steering_committee_members").chosen
    assert (taken.value, taken.source_kind) == (9, "carried")
    assert taken.source_key == f"figure:{figure(before, 'steering_committee_members').pk}"
    assert figure(now).answer == Answer.NOT_REPORTED
    assert AuditEvent.objects.filter(action="reporting.fill").count() == 1
    again = officer.post(f"/so-lieu/bieu/{now.pk}/nhu-ky-truoc/", follow=True).content.decode()
    assert "Không còn số hiện có nào" in again
