"""Sending many reports at once, through real addresses, as a superior's officer meets it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.intake.factories import REPORT
from tests.intake.test_batch import OTHER, as_proposed
from tests.intake.test_receive import SECRET
from tests.reader.test_bundle import packed
from tests.reporting.factories import District, district, submission
from tests.web.lands import client, words
from tuquan.ground import jobs
from tuquan.intake import actions
from tuquan.intake.models import Batch, Finding, SourceDocument
from tuquan.reporting.models import Round
from tuquan.web.reading import background

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def place() -> District:
    return district(3)


@pytest.fixture
def round_(place: District) -> Round:
    return place.open()


@pytest.fixture
def officer(place: District) -> Client:
    return client(place.top.officer)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading in the request: the database of a test belongs to one thread."""
    monkeypatch.setattr(background, "begin", lambda work: work())


def send_files(browser: Client, round_: Round, *files: tuple[str, bytes], **fields: str) -> Any:
    given = {"no_mark": "1", "reports": [SimpleUploadedFile(*file) for file in files], **fields}
    return browser.post(reverse("reading-many", args=[round_.pk]), {k: v for k, v in given.items() if v})


def page_of(browser: Client) -> str:
    return words(browser.get(reverse("reading-batch", args=[Batch.objects.get().pk])))


def test_a_zip_is_read_shown_confirmed_and_received(officer: Client, round_: Round, place: District) -> None:
    data = packed(
        ("Zalo/1.txt", REPORT.encode()), ("Zalo/2.txt", OTHER.encode()), ("mật.txt", SECRET.encode()),
        ("ảnh.zip", b"x"), ("3.txt", b"Nam 2021"),
    )  # fmt: skip
    sent = send_files(officer, round_, ("nhom.zip", data))
    batch = Batch.objects.get()
    assert sent.url == reverse("reading-batch", args=[batch.pk])
    page = page_of(officer)
    assert "Còn 1 tệp chưa rõ của đơn vị nào" in page
    assert "Không nhận (2 tệp)" in page
    assert "tệp nén nằm trong tệp nén" in page
    assert "dấu độ mật" in page
    rows = list(batch.files.filter(state="read"))
    answers = {f"thuoc-{row.pk}": str(row.submission_id or "bo-qua") for row in rows}
    assert officer.post(sent.url, answers).url == sent.url
    batch.refresh_from_db()
    waiting = page_of(officer)
    assert "Đang nhận báo cáo vào biểu" in waiting
    jobs.run_job.func(batch.job_key)
    done = page_of(officer)
    assert '<span class="figures">2</span> báo cáo đã nhận' in done
    assert "Bỏ qua (1 tệp)" in done
    assert SourceDocument.objects.count() == 2


def test_a_table_with_a_gap_is_refused_and_keeps_what_was_chosen(
    officer: Client, round_: Round, place: District
) -> None:
    send_files(officer, round_, ("1.txt", REPORT.encode()), ("2.txt", b"Xay dung 02 mo hinh."))
    batch = Batch.objects.get()
    other = submission(round_, place.communes["Ngư Hóa"]).pk
    first = batch.files.get(position=0).pk
    refused = officer.post(reverse("reading-batch", args=[batch.pk]), {f"thuoc-{first}": str(other)})
    assert refused.status_code == 422
    assert "Còn 1 tệp chưa chọn đơn vị: 2.txt." in words(refused)
    assert f'<option value="{other}" selected>' in words(refused)
    assert not SourceDocument.objects.exists()


def test_what_is_begun_and_not_done_stands_on_the_first_page_of_its_sender(
    officer: Client, round_: Round, place: District
) -> None:
    home = reverse("home")
    assert "Đợt nhận báo cáo" not in words(officer.get(home))
    send_files(officer, round_, ("1.txt", REPORT.encode()), ("2.txt", OTHER.encode()))
    assert "2 tệp chờ chọn đơn vị" in words(officer.get(home))
    batch = Batch.objects.get()
    job = actions.confirm_batch(by=place.top.officer, batch=batch, belongs=as_proposed(batch))
    jobs.run_job.func(job.pk)
    page = words(officer.get(home))
    assert f"{round_.title.lower()}: đã xong 0/2 báo cáo" in page
    assert "Làm tiếp" in page
    assert "Đợt nhận báo cáo" not in words(client(place.top.head).get(home))
    for found in Finding.objects.filter(masked=False):
        actions.reject(by=place.top.officer, finding=found)
    assert "Đợt nhận báo cáo" not in words(officer.get(home))


def test_the_files_without_a_unit_can_be_left_out_at_once(officer: Client, round_: Round) -> None:
    send_files(officer, round_, ("1.txt", REPORT.encode()), ("2.txt", b"Xay dung 02 mo hinh."))
    batch = Batch.objects.get()
    first = batch.files.get(position=0)
    given = {f"thuoc-{first.pk}": str(first.submission_id), "bo-qua-con-lai": "1"}
    assert officer.post(reverse("reading-batch", args=[batch.pk]), given).status_code == 302
    assert list(batch.files.values_list("state", flat=True)) == ["chosen", "left_out"]


def test_the_progress_names_the_file_and_can_be_come_back_to(
    officer: Client, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Callable[[], None]] = []
    monkeypatch.setattr(background, "begin", held.append)
    send_files(officer, round_, ("1.txt", REPORT.encode()), ("2.txt", OTHER.encode()))
    address = reverse("reading-batch", args=[Batch.objects.get().pk])
    assert "Đang đọc 1.txt" in words(officer.get(address))
    part = officer.get(address, HTTP_HX_REQUEST="true")
    assert "HX-Refresh" not in part.headers
    held[0]()
    assert officer.get(address, HTTP_HX_REQUEST="true").headers["HX-Refresh"] == "true"
    assert "Mọi tệp đã rõ đơn vị" in words(officer.get(address))


def test_without_an_answer_or_a_file_nothing_is_read(officer: Client, round_: Round) -> None:
    assert "Chưa xác nhận các tệp không có dấu độ mật" in words(
        send_files(officer, round_, ("1.txt", b"a"), no_mark="")
    )
    assert "Chưa chọn tệp nào" in words(send_files(officer, round_))
    assert not Batch.objects.exists()


def test_a_batch_is_its_senders_alone(officer: Client, round_: Round, place: District) -> None:
    send_files(officer, round_, ("1.txt", REPORT.encode()))
    address = reverse("reading-batch", args=[Batch.objects.get().pk])
    other = client(place.communes["Châu Hóa"].officer)
    assert other.get(address).status_code == 404
    assert other.post(f"{address}bo/").status_code == 404
    assert officer.post(f"{address}bo/").status_code == 302
    assert Batch.objects.get().files.get().content == {}


def test_many_files_may_be_larger_together_than_one(officer: Client, round_: Round) -> None:
    send_files(officer, round_, *((f"{number}.bin", b"\0" * (9 << 20)) for number in range(3)))
    refused = Batch.objects.get().files.filter(state="refused")
    assert refused.count() == 3
    assert not [row for row in refused if "bị cắt" in row.message]
