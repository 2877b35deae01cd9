"""Tổng hợp: the matrix, one bar of acts, approval from a line, reasons figure by figure, the trail, requests."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_organ, make_post
from tests.reporting import factories as make
from tuquan.accounts.models import User
from tuquan.ground import jobs
from tuquan.ground.models import Job, Notice
from tuquan.reporting import actions, queries
from tuquan.reporting.models import Channel, ChannelRule, Forwarding, Reminder, Round, State, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=3)


@pytest.fixture
def round_(district: make.District) -> Round:
    return district.open()


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _page(user: User, round_: Round, query: str = "") -> str:
    return _client(user).get(f"/so-lieu/ky/{round_.pk}/{query}").content.decode()


def _sent(district: make.District, round_: Round, name: str) -> Submission:
    row = make.submission(round_, district.communes[name])
    make.say(row, "outreach_points", 7)
    return make.send(row, approve=False)


def _post(user: User, round_: Round, **data: Any) -> Any:
    return _client(user).post(f"/so-lieu/ky/{round_.pk}/nhieu/", data)


def _state(row: Submission) -> str:
    row.refresh_from_db()
    return row.state


def test_the_matrix_says_where_each_unit_stands_for_the_viewer(district: make.District, round_: Round) -> None:
    _sent(district, round_, "Châu Hóa")
    page = _page(district.top.officer, round_)
    assert re.search(r"0/3 xã, thị trấn đã duyệt", page)
    assert page.count('name="chon"') == 3
    line = page[page.index("Xã Châu Hóa</a>") :]
    assert "chờ đồng chí" in line[: line.index("</tr>")]
    assert "15/12/2021" in line[: line.index("</tr>")]
    other = page[page.index("Xã Ngư Hóa</a>") :]
    assert "chờ cấp dưới" in other[: other.index("</tr>")]


def test_who_does_not_review_sees_no_bar(district: make.District, round_: Round) -> None:
    for user in (district.communes["Châu Hóa"].head, make_post(district.top.organ, "inspector").user):
        page = _page(user, round_)
        assert 'name="chon"' not in page
        assert 'id="chon-bieu"' not in page


def test_a_closed_round_offers_nothing_and_refuses(district: make.District, round_: Round) -> None:
    row = _sent(district, round_, "Châu Hóa")
    Round.objects.filter(pk=round_.pk).update(closed_on=date(2021, 12, 15))
    page = _page(district.top.officer, round_)
    assert 'id="chon-bieu"' not in page
    assert "đã chốt" in page
    _post(district.top.officer, round_, act="approve", chon=f"{row.pk}:{row.version}")
    assert not Job.objects.exists()


def test_one_is_approved_from_its_line_and_the_totals_move(district: make.District, round_: Round) -> None:
    row = _sent(district, round_, "Châu Hóa")
    client = _client(district.top.officer)
    answer = client.post(f"/so-lieu/bieu/{row.pk}/duyet/", {"version": row.version}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert _state(row) == State.APPROVED
    assert "1/3 xã, thị trấn đã duyệt" in text
    assert f'<tr id="dong-{row.pk}"' in text
    assert "đã duyệt ở đây" in text
    assert 'id="tong-so"' in text
    again = client.post(
        f"/so-lieu/bieu/{row.pk}/duyet/", {"version": row.version - 1}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Biểu này đã chuyển sang" in again


def test_without_scripts_the_same_button_goes_back_to_the_list(district: make.District, round_: Round) -> None:
    row = _sent(district, round_, "Châu Hóa")
    answer = _client(district.top.officer).post(f"/so-lieu/bieu/{row.pk}/duyet/", {"version": row.version})
    assert answer.headers["Location"] == f"/so-lieu/ky/{round_.pk}/#don-vi"
    assert _state(row) == State.APPROVED


def test_the_ticked_ones_become_one_job_and_the_list_at_the_end(district: make.District, round_: Round) -> None:
    rows = [_sent(district, round_, name) for name in ("Châu Hóa", "Ngư Hóa")]
    chosen = [f"{row.pk}:{row.version}" for row in rows]
    user = district.top.officer
    actions.send_back(by=None, submission=rows[1], version=rows[1].version, reason="thiếu")
    answer = _post(user, round_, act="approve", chon=[*chosen, "x:1", "999999:0"])
    job = Job.objects.get()
    assert answer.headers["Location"] == f"/viec-chay-nen/{job.pk}/"
    assert _post(user, round_, act="approve", chon=chosen).headers["Location"] == answer.headers["Location"]
    jobs.run_job.func(job.pk)
    told = _client(user).get(f"/viec-chay-nen/{job.pk}/")
    assert told.headers["Location"] == f"/so-lieu/viec/{job.pk}/"
    page = _client(user).get(told.headers["Location"]).content.decode()
    assert "Đã duyệt: 1" in page
    assert "Chưa duyệt: 1" in page
    assert "Biểu này đã chuyển sang" in page
    assert [_state(row) for row in rows] == [State.APPROVED, State.SENT_BACK]
    assert _client(district.top.head).get(f"/so-lieu/viec/{job.pk}/").status_code == 404


def test_reminding_sending_back_and_all_clean(district: make.District, round_: Round) -> None:
    row, user = _sent(district, round_, "Châu Hóa"), district.top.officer
    owing = make.submission(round_, district.communes["Ngư Hóa"])
    _post(user, round_, act="remind", chon=f"{owing.pk}:{owing.version}")
    jobs.run_job.func(Job.objects.latest("pk").pk)
    assert Reminder.objects.filter(submission=owing).exists()
    assert "đã nhắc 15/12" in _page(user, round_)
    _post(user, round_, act="send_back", chon=f"{row.pk}:{row.version}", reason="")
    assert Job.objects.count() == 1
    assert "Duyệt 1 biểu không có chỗ hỏi" in _page(user, round_)
    _post(user, round_, act="clean")
    jobs.run_job.func(Job.objects.latest("pk").pk)
    assert _state(row) == State.APPROVED
    assert _post(user, round_, act="gi-do").status_code == 404


def test_outside_it_is_not_there_and_above_the_role_refused(district: make.District, round_: Round) -> None:
    row = _sent(district, round_, "Châu Hóa")
    commune = district.communes["Ngư Hóa"]
    for user, status in ((commune.head, 403), (make.office(
        make.make_unit("Huyện khác", "district"), "Công an huyện khác", upper=True).head, 404)):  # fmt: skip
        assert _post(user, round_, act="approve", chon=f"{row.pk}:{row.version}").status_code == status
        answer = _client(user).post(f"/so-lieu/bieu/{row.pk}/duyet/", {"version": row.version})
        assert answer.status_code == status
    assert _state(row) == State.SUBMITTED
    assert not Job.objects.exists()


def test_reasons_figure_by_figure_stand_at_their_cells(district: make.District, round_: Round) -> None:
    row = _sent(district, round_, "Châu Hóa")
    figure = row.figures.get(indicator__code="outreach_points")
    reviewer, officer = _client(district.top.officer), _client(district.communes["Châu Hóa"].officer)
    seen = reviewer.get(f"/so-lieu/bieu/{row.pk}/").content.decode()
    assert f'name="why:{figure.pk}"' in seen
    assert 'id="buoc-send_back"' in seen
    reviewer.post(
        f"/so-lieu/bieu/{row.pk}/chuyen/send_back/",
        {"version": row.version, "reason": "", f"why:{figure.pk}": "Quý trước đã 9 điểm."},
    )
    assert _state(row) == State.SENT_BACK
    assert queries.reasons_of(row) == {figure.pk: "Quý trước đã 9 điểm."}
    page = officer.get(f"/so-lieu/bieu/{row.pk}/").content.decode()
    assert "Quý trước đã 9 điểm." in page
    assert f'name="why:{figure.pk}"' not in page
    actions.present(by=None, submission=row, version=row.version)
    assert "row-returned" not in officer.get(f"/so-lieu/bieu/{row.pk}/").content.decode()


def test_the_trail_and_the_requests_stand_on_the_round_page(district: make.District, round_: Round) -> None:
    row = _sent(district, round_, "Châu Hóa")
    actions.approve(by=None, submission=row, version=row.version)
    figure = row.figures.get(indicator__code="outreach_points")
    asks = _client(district.communes["Châu Hóa"].officer)
    assert "Đề nghị mở lại số này vì" in asks.get(f"/so-lieu/so/{figure.pk}/").content.decode()
    asks.post(f"/so-lieu/so/{figure.pk}/de-nghi/", {"reason": "Đếm sót hai điểm."})
    assert "Đếm sót hai điểm." in _page(district.top.officer, round_)
    reviewer = _client(district.top.officer)
    reviewer.post(f"/so-lieu/so/{figure.pk}/sua/", {"reason": "Theo đề nghị."})
    make.say(row, "outreach_points", 9)
    reviewer.post(f"/so-lieu/so/{figure.pk}/sua/", {"act": "approve", "version": "1"})
    assert "từ 7 thành 9" not in _page(district.top.officer, round_), "what was not seen is not approved"
    seen = row.figures.get(pk=figure.pk).version
    reviewer.post(f"/so-lieu/so/{figure.pk}/sua/", {"act": "approve", "version": str(seen)})
    page = _page(district.top.officer, round_)
    assert "từ 7 thành 9" in page
    assert "Đếm sót hai điểm." not in page
    told = Notice.objects.filter(user_key=district.top.head.pk, text__contains="từ 7 thành 9").get()
    assert _client(district.top.head).get(f"/thong-bao/{told.pk}/").headers["Location"].startswith("/so-lieu/ky/")


def test_a_request_is_declined_with_words(district: make.District, round_: Round) -> None:
    row = _sent(district, round_, "Châu Hóa")
    actions.approve(by=None, submission=row, version=row.version)
    figure = row.figures.get(indicator__code="outreach_points")
    asked = actions.ask_reopen(by=district.communes["Châu Hóa"].officer, figure=figure, reason="Nhầm.")
    url = f"/so-lieu/de-nghi/{asked.pk}/"
    assert _client(district.communes["Châu Hóa"].head).post(url, {"answer": "Không."}).status_code == 403
    _client(district.top.officer).post(url, {"answer": "Đã khớp với hồ sơ."})
    page = _client(district.communes["Châu Hóa"].officer).get(f"/so-lieu/so/{figure.pk}/").content.decode()
    assert "Đã khớp với hồ sơ." in page


def test_the_second_channel_has_its_own_page(district: make.District, round_: Round) -> None:
    committee = make_organ(district.top.unit_id, kind="steering_committee", name="Ban Chỉ đạo huyện")
    officer = make_post(committee, "superior_officer").user
    ChannelRule.objects.create(
        from_kind="police", to_kind="steering_committee", channel=Channel.SECOND, basis="QĐ", begins_on=date(2021, 1, 1)
    )
    row = _sent(district, round_, "Châu Hóa")
    shown = Forwarding.objects.get()
    client = _client(officer)
    assert "Công an xã Châu Hóa" in client.get("/so-lieu/de-biet/").content.decode()
    url = f"/so-lieu/de-biet/{shown.pk}/"
    assert "như lúc gửi" in client.get(url).content.decode()
    shown.refresh_from_db()
    assert shown.state == Forwarding.State.SEEN
    client.post(url, {"act": "remark", "remark": "Thấp hơn kế hoạch."})
    assert "Thấp hơn kế hoạch." in _client(district.top.officer).get(f"/so-lieu/bieu/{row.pk}/").content.decode()
    assert _client(district.communes["Ngư Hóa"].head).get(url).status_code == 404
    assert _state(row) == State.SUBMITTED


def test_the_board_is_exported_as_it_stands(district: make.District, round_: Round) -> None:
    _sent(district, round_, "Châu Hóa")
    answer = _client(district.top.officer).get(f"/so-lieu/ky/{round_.pk}/?bang=don-vi&xuat=csv")
    text = answer.content.decode("utf-8-sig")
    assert "Đối với người xem" in text
    assert "chờ đồng chí" in text
