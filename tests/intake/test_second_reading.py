"""The office's second reader over received reports: off unless asked for, beside the first, and no answer lost."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Error, Warning

from tests.endpoint import FakeModel, serving
from tests.intake.factories import FORBIDDEN, REPORT, finding, received
from tests.intake.test_blanking import RESTRICTED, yesterday
from tests.intake.test_receive import everything
from tests.reporting.factories import District, district, send
from tuquan.ground import jobs
from tuquan.ground.models import AuditEvent, Job
from tuquan.intake import actions
from tuquan.intake.models import FindingAnswer, Reading, SourceDocument
from tuquan.intake.queries import candidates, second_opinion
from tuquan.intake.second_reader import settings_make_sense
from tuquan.reader.second import Endpoint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def place() -> District:
    return district(2)


@pytest.fixture
def model(settings: Any) -> Iterator[FakeModel]:
    with serving(FakeModel()) as served:
        settings.SECOND_READER = {"address": served.address, "model": "thu", "key": ""}
        yield served


def run(job: Job) -> Job:
    jobs.run_job.func(job.pk)
    job.refresh_from_db()
    return job


def test_without_an_address_nothing_is_queued(place: District) -> None:
    assert second_opinion(received(place)) == ""
    assert not Job.objects.filter(kind="intake.second_reading").exists()


def test_a_received_report_is_read_again_and_told_in_the_reasons(place: District, model: FakeModel) -> None:
    document = received(place)
    first = finding(document, "schemes_founded")
    quote = document.text[first.start : first.end]
    model.figures = lambda piece: [
        {"indicator": "schemes_founded", "quote": quote, "value": float(first.value or 0), "planned": False}
    ]
    job = run(Job.objects.get(kind="intake.second_reading"))
    assert (job.state, job.result) == (Job.State.DONE, {"read": 1, "documents": 1, "silent": ""})
    last = document.readings.first()
    assert last is not None
    assert last.rules_version.endswith("+thu")
    told = last.findings.get(indicator_code="schemes_founded", start=first.start)
    assert told.reasons[0] == "Máy đọc thứ hai cũng đọc như vậy."
    assert second_opinion(document) == ("Máy đọc thứ hai (thu) đã đọc cùng; chỗ hai bên đọc khác nhau có ghi ở lý do.")
    assert "█" in document.text
    assert model.shown == document.text


def test_answers_given_before_it_came_stay(place: District, model: FakeModel) -> None:
    document = received(place)
    officer = place.communes["Châu Hóa"].officer
    first = finding(document, "schemes_founded")
    actions.correct(by=officer, finding=first, value=Decimal(2))
    before = list(FindingAnswer.objects.values())
    run(Job.objects.get(kind="intake.second_reading"))
    assert list(FindingAnswer.objects.values()) == before
    kept = next(c for c in candidates(document) if c.finding.start == first.start and c.answer)
    assert kept.answer is not None
    assert kept.answer.value == 2


def test_run_twice_or_read_again_by_the_same_rules_it_adds_nothing(place: District, model: FakeModel) -> None:
    document = received(place)
    job = run(Job.objects.get(kind="intake.second_reading"))
    stored, asked = Reading.objects.count(), len(model.asked)
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, finished_at=None)
    assert run(job).result["read"] == 0
    assert len(model.asked) == asked, "what it has read is not asked about again"
    assert actions.reread(by=place.communes["Châu Hóa"].officer, document=document) is None
    assert Reading.objects.count() == stored


def test_a_closed_submission_is_not_asked_about(place: District, model: FakeModel) -> None:
    document = received(place)
    job = Job.objects.get(kind="intake.second_reading")
    send(document.submission)
    assert run(job).result["read"] == 0
    assert model.asked == []


@pytest.mark.parametrize("raw", [b"", b"{}"])
def test_without_a_usable_answer_the_job_says_so_and_the_first_reading_stands(
    place: District, model: FakeModel, raw: bytes
) -> None:
    model.raw = raw
    document = received(place)
    assert second_opinion(document).startswith("Máy đọc thứ hai đang đọc")
    job = run(Job.objects.get(kind="intake.second_reading"))
    assert second_opinion(document) == f"Máy đọc thứ hai chưa đọc được: {job.message}"
    assert job.state == Job.State.FAILED
    assert "Các báo cáo vẫn giữ kết quả đọc bằng quy tắc" in job.message
    assert document.readings.count() == 1


def test_a_long_name_of_a_model_fits(place: District, model: FakeModel, settings: Any) -> None:
    settings.SECOND_READER = settings.SECOND_READER | {"model": "m" * 300}
    document = received(place)
    run(Job.objects.get(kind="intake.second_reading"))
    assert document.readings.count() == 2


def test_nothing_the_quarantine_blanked_comes_back(place: District, model: FakeModel, tmp_path: Path) -> None:
    document = received(place)
    model.figures = lambda piece: [
        {"indicator": "schemes_founded", "quote": piece[a : a + 30], "value": n, "planned": False}
        for a in range(0, len(piece), 30)
        for n in range(1, 60)
    ]
    run(Job.objects.get(kind="intake.second_reading"))
    assert document.readings.count() == 2
    kept = everything(tmp_path)
    assert [word for word in FORBIDDEN if word in kept or word in model.shown] == []


def test_what_newer_rules_let_nobody_keep_is_blanked_before_anything_is_sent(
    place: District, model: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        yesterday(then)
        document = received(place)
    assert "giữ 53" in document.text
    standing: list[str] = []

    def told(piece: str) -> list[dict[str, Any]]:
        standing.append(SourceDocument.objects.get().text)
        return []

    # Asked in this thread: another one would see another database.
    monkeypatch.setattr(Endpoint, "chat", lambda self, system, user: str(told(user)))
    run(Job.objects.get(kind="intake.second_reading"))
    document.refresh_from_db()
    assert standing == [document.text]
    assert [words for words in RESTRICTED if words in document.text] == []
    assert AuditEvent.objects.filter(action="intake.blanked").count() == 1


def test_a_machine_that_is_off_is_not_asked_about_every_report_of_a_batch(place: District, model: FakeModel) -> None:
    model.raw = b"{}"
    round_ = place.open()
    keys = [received(place, text=f"{REPORT}Lần {n}.", round_=round_).pk for n in range(5)]
    Job.objects.all().delete()
    job = run(jobs.start(kind="intake.second_reading", title="đọc", arguments={"documents": keys}, by=None))
    assert job.state == Job.State.FAILED
    assert len(model.asked) == 3


@pytest.mark.parametrize(
    ("address", "name", "kind"),
    [
        ("", "", None),
        ("http://127.0.0.1:8080/v1", "thu", None),
        ("http://10.1.2.3/v1", "thu", None),
        ("http://may-chu:8080/v1", "thu", None),
        ("https://api.example.com/v1", "thu", Warning),
        ("http://8.8.8.8/v1", "thu", Warning),
        ("may-chu:8080", "thu", Error),
        ("http://may-chu/v1", "", Error),
    ],
)
def test_the_settings_are_checked_at_the_start(settings: Any, address: str, name: str, kind: type | None) -> None:
    settings.SECOND_READER = {"address": address, "model": name, "key": ""}
    assert [type(found) for found in settings_make_sense()] == ([kind] if kind else [])
