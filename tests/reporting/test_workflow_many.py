"""Many at once: each in its own transaction, everyone told, a double click harmless, a stop survived."""

from datetime import date
from typing import Any

import pytest

from tests.reporting import factories as make
from tuquan.accounts.models import User
from tuquan.ground import jobs
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import Job, Notice
from tuquan.reporting import actions
from tuquan.reporting.actions import many
from tuquan.reporting.errors import NothingChosen, ReasonMissing, RoundClosed
from tuquan.reporting.models import Move, Reminder, Round, State, Submission
from tuquan.units import queries as units

pytestmark = pytest.mark.django_db
CHOSEN = ("Châu Hóa", "Ngư Hóa", "Đồng Lê")


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=3)


@pytest.fixture
def round_(district: make.District) -> Round:
    return district.open()


def _send(district: make.District, round_: Round, *names: str) -> dict[int, int]:
    rows = [make.send(make.submission(round_, district.communes[name]), approve=False) for name in names]
    return {row.pk: row.version for row in rows}


def _run(job: Job) -> list[dict[str, Any]]:
    jobs.run_job.func(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.message
    rows: list[dict[str, Any]] = job.result["rows"]
    return rows


def _states(round_: Round) -> dict[int, str]:
    return dict(round_.submissions.values_list("pk", "state"))


def test_the_ticked_ones_are_approved_and_who_was_not_is_told_why(district: make.District, round_: Round) -> None:
    rows = _send(district, round_, *CHOSEN)
    keys = sorted(rows)
    job = many.approve_many(by=district.top.officer, round=round_, submissions=rows)
    # Meanwhile one is sent back by a colleague.
    moved = Submission.objects.get(pk=keys[1])
    actions.send_back(by=district.top.head, submission=moved, version=moved.version, reason="thiếu")
    told = _run(job)
    assert [row["code"] for row in told] == ["", "submission_already_moved", ""]
    assert "trả lại" in told[1]["why"]
    assert told[1]["place"] == units.full_name(moved.unit_id, round_.last_day)
    states = _states(round_)
    assert [states[key] for key in keys] == [State.APPROVED, State.SENT_BACK, State.APPROVED]
    assert (job.done, job.total) == (3, 3)


def test_four_eyes_hold_for_many_too(district: make.District, round_: Round) -> None:
    rows = _send(district, round_, "Châu Hóa", "Ngư Hóa")
    first = Submission.objects.get(pk=min(rows))
    # As docs/decisions/0013: sent for its unit by the very person who now approves.
    Move.objects.create(
        submission=first, from_state=State.DRAFT, to_state=State.SUBMITTED, by=district.top.officer,
        on=date(2021, 12, 15), reason="BC 12",
    )  # fmt: skip
    told = _run(many.approve_many(by=district.top.officer, round=round_, submissions=rows))
    assert [row["code"] for row in told] == ["alone_on_behalf", ""]


def test_a_double_click_is_one_job_and_one_approval(district: make.District, round_: Round) -> None:
    rows = _send(district, round_, *CHOSEN)
    jobs_ = [many.approve_many(by=district.top.officer, round=round_, submissions=rows) for _ in range(3)]
    assert len({job.pk for job in jobs_}) == 1
    assert all(not row["why"] for row in _run(jobs_[0]))
    late = many.approve_many(by=district.top.officer, round=round_, submissions=rows)
    assert {row["code"] for row in _run(late)} == {"submission_already_moved"}
    assert Move.objects.filter(to_state=State.APPROVED).count() == 3


def test_begun_again_after_a_stop_what_was_done_counts_as_done(
    district: make.District, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = _send(district, round_, *CHOSEN)
    job = many.approve_many(by=district.top.officer, round=round_, submissions=rows)
    from tuquan.reporting import jobs as work

    real, seen = work.moves.approve, []

    def stops(**asked: Any) -> Any:
        seen.append(asked["submission"].pk)
        if len(seen) == 2:
            raise RuntimeError("the worker was stopped")
        return real(**asked)

    with monkeypatch.context() as patched:
        patched.setattr(work.moves, "approve", stops)
        jobs.run_job.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.tries) == (Job.State.WAITING, 1)
    assert sorted(_states(round_).values()).count("approved") == 1
    told = _run(job)
    assert [row["why"] for row in told] == ["", "", ""]
    assert Move.objects.filter(to_state=State.APPROVED).count() == 3


def test_all_clean_leaves_out_what_was_explained_and_the_rounds_own(district: make.District, round_: Round) -> None:
    rows = _send(district, round_, "Châu Hóa", "Ngư Hóa")
    figure = Submission.objects.get(pk=max(rows)).figures.all()[0]
    figure.explanation = "Vì sáp nhập thôn."
    figure.save()
    make.send(make.submission(round_, district.top), approve=False)
    job = many.approve_clean(by=district.top.officer, round=round_)
    told = _run(job)
    assert [row["submission"] for row in told] == [min(rows)]
    assert told[0]["why"] == ""


def test_sent_back_with_one_reason(district: make.District, round_: Round) -> None:
    rows = _send(district, round_, "Châu Hóa", "Ngư Hóa")
    with pytest.raises(ReasonMissing):
        many.send_back_many(by=district.top.officer, round=round_, submissions=rows, reason=" ")
    _run(many.send_back_many(by=district.top.officer, round=round_, submissions=rows, reason="Bổ sung mục III."))
    assert set(Move.objects.filter(to_state=State.SENT_BACK).values_list("reason", flat=True)) == {"Bổ sung mục III."}
    assert [_states(round_)[key] for key in rows] == [State.SENT_BACK] * 2


def test_reminded_once_a_day_and_only_who_owes(district: make.District, round_: Round) -> None:
    sent = _send(district, round_, "Châu Hóa")
    owing = make.submission(round_, district.communes["Ngư Hóa"])
    chosen = sent | {owing.pk: owing.version}
    Notice.objects.all().delete()
    told = _run(many.remind_many(by=district.top.officer, round=round_, submissions=chosen))
    assert {row["submission"]: row["code"] for row in told} == {
        next(iter(sent)): "submission_move_refused", owing.pk: "",
    }  # fmt: skip
    hear = set(Notice.objects.values_list("user_key", flat=True))
    assert hear == {district.communes["Ngư Hóa"].officer.pk, district.communes["Ngư Hóa"].head.pk}
    assert "Hạn gửi 20/12/2021" in Notice.objects.all()[0].text
    again = _run(many.remind_many(by=district.top.head, round=round_, submissions=chosen))
    assert "reminded_already" in {row["code"] for row in again}
    assert Reminder.objects.count() == 1


def test_refused_at_once(district: make.District, round_: Round) -> None:
    rows = _send(district, round_, "Châu Hóa")
    commune: User = district.communes["Châu Hóa"].head
    with pytest.raises(PermissionRefused):
        many.approve_many(by=commune, round=round_, submissions=rows)
    with pytest.raises(NothingChosen):
        many.approve_many(by=district.top.officer, round=round_, submissions={})
    with pytest.raises(NothingChosen):  # keys of another round are nobody's here
        many.approve_many(by=district.top.officer, round=round_, submissions={10**6: 1})
    Round.objects.filter(pk=round_.pk).update(closed_on=date(2021, 12, 15))
    with pytest.raises(RoundClosed):
        many.approve_many(by=district.top.officer, round=round_, submissions=rows)
    assert not Job.objects.exists()


def test_a_neighbours_officer_approves_none(district: make.District, round_: Round) -> None:
    rows = _send(district, round_, "Châu Hóa")
    stranger = make.office(make.make_unit("Huyện khác", "district"), "Công an huyện khác", upper=True)
    told = _run(many.approve_many(by=stranger.officer, round=round_, submissions=rows))
    assert [row["code"] for row in told] == ["permission_refused"]
    assert State.APPROVED not in _states(round_).values()
