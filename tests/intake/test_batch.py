"""Many reports at once: what waits, what is proposed, what is received, and what is kept of the rest."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import make_post
from tests.intake.factories import FORBIDDEN, REPORT
from tests.intake.test_receive import SECRET, everything
from tests.reporting.factories import District, district, send, submission
from tuquan.ground import jobs
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import Job
from tuquan.intake import actions
from tuquan.intake.errors import BatchUnready, SecrecyNotAnswered
from tuquan.intake.models import Batch, BatchFile, Finding, SourceDocument
from tuquan.intake.pending import packed, unpacked
from tuquan.intake.quarantine import clear
from tuquan.reader import BUNDLED_NAMES
from tuquan.reporting.models import Round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
OTHER = REPORT.replace("XÃ CHÂU HÓA", "XÃ NGƯ HÓA").replace("Châu Hóa,", "Ngư Hóa,")


@pytest.fixture
def place() -> District:
    return district(3)


@pytest.fixture
def round_(place: District) -> Round:
    return place.open()


def sent(place: District, round_: Round, *files: tuple[str, str], by: Any = None) -> Batch:
    batch = actions.open_batch(
        by=by or place.top.officer, round=round_, files=[n for n, _ in files], refused=(), secrecy_answer=True
    )
    actions.read_files(batch, [text.encode() for _, text in files])
    return batch


def states(batch: Batch) -> list[str]:
    return list(batch.files.values_list("state", flat=True))


def as_proposed(batch: Batch) -> dict[int, int | None]:
    return {row.pk: row.submission_id for row in batch.files.filter(state="read")}


def run(job: Job) -> Job:
    jobs.run_job.func(job.pk)
    job.refresh_from_db()
    return job


def test_each_report_is_proposed_to_the_unit_of_its_letterhead_and_received_by_a_job(
    place: District, round_: Round
) -> None:
    batch = sent(place, round_, ("1.txt", REPORT), ("2.txt", OTHER))
    mine = [submission(round_, place.communes[name]).pk for name in ("Châu Hóa", "Ngư Hóa")]
    assert [row.submission_id for row in batch.files.all()] == mine
    assert not SourceDocument.objects.exists()
    job = run(actions.confirm_batch(by=place.top.officer, batch=batch, belongs=as_proposed(batch)))
    assert job.result == {"batch": batch.pk, "received": 2, "files": 2}
    assert (job.done, job.total) == (2, 2)
    assert list(SourceDocument.objects.order_by("id").values_list("submission_id", flat=True)) == mine
    assert Finding.objects.filter(reading__document__submission=mine[0], value=3).exists()
    assert [row.content for row in batch.files.all()] == [{}, {}]


def test_what_waits_holds_nothing_that_may_not_be_kept(place: District, round_: Round, tmp_path: Path) -> None:
    sent(place, round_, ("1.txt", REPORT), ("2.txt", SECRET))
    kept = everything(tmp_path)
    assert not [words for words in FORBIDDEN if words in kept]
    refused = BatchFile.objects.get(position=1)
    assert (refused.state, refused.content) == ("refused", {})
    assert "dấu độ mật" in refused.message


def test_the_name_tells_where_the_letterhead_does_not_and_both_are_offered_where_they_disagree(
    place: District, round_: Round
) -> None:
    plain = "Năm 2021 xây dựng mới 03 mô hình tự quản."
    batch = sent(
        place, round_, ("BC_CA xa chau hoa 2021.txt", plain), ("bao cao.txt", f"{plain} "), ("Ngư Hóa.txt", REPORT)
    )
    named, unknown, torn = batch.files.all()
    assert named.submission_id == submission(round_, place.communes["Châu Hóa"]).pk
    assert (unknown.submission_id, unknown.offers) == (None, [])
    assert "không nói rõ đơn vị" in unknown.message
    assert torn.submission_id is None
    assert len(torn.offers) == 2


def test_a_twin_in_the_batch_is_left_out_and_one_received_before_is_not_doubled(place: District, round_: Round) -> None:
    batch = sent(place, round_, ("1.txt", REPORT), ("2.txt", REPORT))
    assert states(batch) == ["read", "left_out"]
    run(actions.confirm_batch(by=place.top.officer, batch=batch, belongs=as_proposed(batch)))
    again = sent(place, round_, ("3.txt", REPORT))
    run(actions.confirm_batch(by=place.top.officer, batch=again, belongs=as_proposed(again)))
    assert SourceDocument.objects.count() == 1
    row = again.files.get()
    assert row.document == SourceDocument.objects.get()
    assert "đã nhận ngày" in row.message


def test_a_job_that_stopped_goes_on_where_it_was(
    place: District, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tuquan.intake import jobs as work

    batch = sent(place, round_, ("1.txt", REPORT), ("2.txt", OTHER))
    job = actions.confirm_batch(by=place.top.officer, batch=batch, belongs=as_proposed(batch))
    real, calls = work.take_in, []

    def stops(**given: Any) -> SourceDocument:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("power cut")
        return real(**given)

    monkeypatch.setattr(work, "take_in", stops)
    assert run(job).state == Job.State.WAITING
    assert states(batch) == ["received", "chosen"]
    assert run(job).state == Job.State.DONE
    assert states(batch) == ["received", "received"]
    assert SourceDocument.objects.count() == 2


def test_a_report_for_a_submission_that_was_sent_meanwhile_is_refused_with_its_sentence(
    place: District, round_: Round
) -> None:
    batch = sent(place, round_, ("1.txt", REPORT))
    job = actions.confirm_batch(by=place.top.officer, batch=batch, belongs=as_proposed(batch))
    send(submission(round_, place.communes["Châu Hóa"]))
    run(job)
    row = batch.files.get()
    assert (row.state, row.content) == ("refused", {})
    assert "đã khóa" in row.message


def test_a_unit_whose_submission_is_closed_is_named(place: District, round_: Round) -> None:
    send(submission(round_, place.communes["Ngư Hóa"]))
    row = sent(place, round_, ("1.txt", OTHER)).files.get()
    assert row.submission_id is None
    assert row.message.startswith("Biểu của xã Ngư Hóa đã trình hoặc đã gửi")


def test_nothing_is_received_before_every_file_has_an_answer(place: District, round_: Round) -> None:
    batch = sent(place, round_, ("1.txt", REPORT), ("2.txt", "Xây dựng 02 mô hình."))
    with pytest.raises(BatchUnready, match=r"Còn 1 tệp chưa chọn đơn vị: 2\.txt"):
        actions.confirm_batch(
            by=place.top.officer, batch=batch, belongs={k: v for k, v in as_proposed(batch).items() if v}
        )
    assert states(batch) == ["read", "read"]
    far = dict.fromkeys(as_proposed(batch), 10**9)
    with pytest.raises(BatchUnready, match="ngoài quyền"):
        actions.confirm_batch(by=place.top.officer, batch=batch, belongs=far)


def test_a_batch_left_or_a_file_left_out_is_emptied(place: District, round_: Round) -> None:
    batch = sent(place, round_, ("1.txt", REPORT))
    assert actions.leave_batch(by=place.top.officer, batch=batch) == 1
    row = batch.files.get()
    assert (row.state, row.content) == ("left_out", {})


def test_a_commune_sees_only_its_own_submission(place: District, round_: Round) -> None:
    batch = sent(place, round_, ("1.txt", OTHER), by=place.communes["Châu Hóa"].officer)
    row = batch.files.get()
    assert row.submission_id is None
    assert "“XÃ NGƯ HÓA”, không phải đơn vị nào" in row.message


def test_who_may_not_and_who_did_not_answer_are_refused(place: District, round_: Round) -> None:
    given: dict[str, Any] = {"round": round_, "files": ["a.txt"], "refused": ()}
    with pytest.raises(SecrecyNotAnswered):
        actions.open_batch(by=place.top.officer, secrecy_answer=False, **given)
    with pytest.raises(PermissionRefused):
        actions.open_batch(by=make_post(place.top.organ, "inspector").user, secrecy_answer=True, **given)
    assert not Batch.objects.exists()


def test_what_a_stopped_program_left_unread_is_said(place: District, round_: Round) -> None:
    batch = actions.open_batch(
        by=place.top.officer, round=round_, files=["1.txt"], refused=[("2.zip", "hỏng")], secrecy_answer=True
    )
    assert actions.give_up_silent(batch) == 0
    batch.beat_at = timezone.now() - timedelta(minutes=10)
    assert actions.give_up_silent(batch) == 1
    assert states(batch) == ["refused", "refused"]
    assert "Gửi lại tệp này" in batch.files.get(position=0).message


def test_what_waits_comes_back_the_same() -> None:
    cleared = clear(REPORT.encode(), file_name="a.txt", names=BUNDLED_NAMES)
    import json

    assert unpacked(json.loads(json.dumps(packed(cleared)))) == cleared


def test_a_report_saved_again_is_a_copy_though_its_bytes_differ(place: District, round_: Round) -> None:
    batch = sent(place, round_, ("a.txt", REPORT), ("b.txt", "\ufeff" + REPORT), ("c.txt", OTHER))
    assert states(batch) == ["read", "left_out", "read"]
    assert batch.files.get(position=1).message == "Trùng nội dung tệp “a.txt” trong cùng đợt gửi."
