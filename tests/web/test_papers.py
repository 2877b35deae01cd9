"""Văn bản: drafted as a job, read as the page it will be, walked back number by number, issued once."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult

from tests.papers import factories as papers
from tests.reporting import factories as make
from tuquan.accounts.models import Post
from tuquan.ground import clock, files, jobs
from tuquan.ground.models import AuditEvent, Job
from tuquan.papers import actions
from tuquan.papers.models import Paper
from tuquan.reader.opening import open_document
from tuquan.reporting import actions as reporting
from tuquan.reporting.models import Round

pytestmark = pytest.mark.django_db

DAY = date(2021, 12, 15)
Year = tuple[make.District, Round]


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with clock.at(DAY):
        yield


@pytest.fixture
def year() -> Year:
    return papers.full_year()


@pytest.fixture
def paper(year: Year) -> Paper:
    drafted: Paper = papers.draft(*year)
    return drafted


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def run_queue() -> None:
    for task in DBTaskResult.objects.filter(status="READY"):
        jobs.run_job.func(*task.args_kwargs["args"])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_one_press_and_the_report_is_there(year: Year) -> None:
    district, round_ = year
    client = signed_in(district.top.officer)
    assert "Soạn báo cáo năm 2021" in text_of(client.get(reverse("papers")))
    response = client.post(reverse("papers-draft"), {"round": round_.pk})
    job = Job.objects.get()
    assert response.url == reverse("jobs-job", args=[job.pk])
    page = text_of(client.get(response.url))
    assert "Đang chờ đến lượt" in page
    assert f'hx-get="{response.url}"' in page
    run_queue()
    done = client.get(response.url)
    assert done.url == reverse("papers-paper", args=[Paper.objects.get().pk])
    assert client.get(response.url, headers={"HX-Request": "true"})["HX-Redirect"] == done.url


def test_a_second_press_finds_the_work_under_way(year: Year) -> None:
    district, round_ = year
    client = signed_in(district.top.officer)
    first, second = (client.post(reverse("papers-draft"), {"round": round_.pk}) for _ in range(2))
    assert first.url == second.url
    assert Job.objects.count() == 1


def test_a_job_without_a_worker_says_that_it_waits(year: Year) -> None:
    district, round_ = year
    client = signed_in(district.top.officer)
    client.post(reverse("papers-draft"), {"round": round_.pk})
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    page = text_of(client.get(reverse("jobs-job", args=[Job.objects.get().pk])))
    assert "Đang chờ máy làm việc nền" in page
    assert "nhờ quản trị kiểm tra" in page


def test_nothing_approved_is_told_by_the_job(year: Year) -> None:
    district = year[0]
    round_ = district.open(kind="schemes_review")
    client = signed_in(district.top.officer)
    response = client.post(reverse("papers-draft"), {"round": round_.pk})
    run_queue()
    page = text_of(client.get(response.url))
    assert "chưa soạn được báo cáo" in page
    assert "hx-get" not in page.partition("<main")[2]


def test_the_work_stands_on_the_day_it_was_asked_for(year: Year) -> None:
    district, round_ = year
    client = signed_in(district.top.officer)
    client.post(reverse("papers-draft"), {"round": round_.pk})
    Post.objects.update(ends_on=date(2022, 1, 1))
    with clock.at(date(2026, 11, 22)):
        run_queue()
    assert Job.objects.get().state == Job.State.DONE
    assert Paper.objects.get().drafted_by == district.top.officer


def test_a_job_is_its_owners_only(year: Year) -> None:
    district, round_ = year
    response = signed_in(district.top.officer).post(reverse("papers-draft"), {"round": round_.pk})
    assert signed_in(district.top.head).get(response.url).status_code == 404


@pytest.mark.parametrize("asked", ["", "x", "999999", "9" * 40, "-1"])
def test_a_round_that_does_not_exist_is_not_drafted(year: Year, asked: str) -> None:
    client = signed_in(year[0].top.officer)
    assert client.post(reverse("papers-draft"), {"round": asked}).status_code == 404
    assert not Job.objects.exists()


def test_who_may_not_draft_is_told_who_may(year: Year) -> None:
    district, round_ = year
    response = signed_in(district.communes["Châu Hóa"].officer).post(reverse("papers-draft"), {"round": round_.pk})
    assert response.status_code == 403
    assert "dự thảo báo cáo" in text_of(response)
    assert not Job.objects.exists()


def test_the_page_is_the_paper(year: Year, paper: Paper) -> None:
    page = text_of(signed_in(year[0].top.officer).get(reverse("papers-paper", args=[paper.pk])))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "CÔNG AN HUYỆN TUYÊN THỬ",
        "Kính gửi: Công an tỉnh Quảng Thử",
        "I. KẾT QUẢ CÔNG TÁC XÂY DỰNG PHONG TRÀO",
        "3. Xây dựng, củng cố, nhân rộng mô hình tự quản",
        "[số liệu nghiệp vụ: điền tay]",
        "BIỂU SỐ LIỆU TỔNG HỢP",
        "TRƯỞNG CÔNG AN HUYỆN",
        "Lưu: VT.",
    ):
        assert words in page, words
    assert page.count('class="paper-number"') >= paper.numbers.count()
    assert "Phát hành báo cáo" not in page, "an officer drafts, the head issues"
    assert page.count("outline-wanting") == 5, "the outline marks the parts that wait for words"
    assert "sổ mô hình có 0" in page
    assert "style=" not in page


def test_every_number_opens_its_card_and_its_page(year: Year, paper: Paper) -> None:
    client = signed_in(year[0].top.officer)
    for tag in paper.numbers.values_list("tag", flat=True):
        assert client.get(reverse("papers-number", args=[paper.pk, tag])).status_code == 200
    tag = paper.numbers.get(shown="33.446").tag
    card = text_of(client.get(reverse("papers-number", args=[paper.pk, tag]), headers={"HX-Request": "true"}))
    assert "<html" not in card
    for words in ("33.446", "Châu Hóa", "12.000", "11.446", "3/3", "Nhập tay"):
        assert words in card, words


@pytest.mark.parametrize("tag", ["tq.outreach_points.1.1..v", "khong-co", "tq..", "%20"])
def test_an_unknown_tag_is_not_found(year: Year, paper: Paper, tag: str) -> None:
    client = signed_in(year[0].top.officer)
    assert client.get(f"/van-ban/{paper.pk}/so/{tag}/").status_code == 404


def test_own_words_are_kept_and_printed(year: Year, paper: Paper) -> None:
    client = signed_in(year[0].top.officer)
    address = reverse("papers-write", args=[paper.pk, "tasks"])
    assert client.post(address, {"text": "Củng cố mô hình còn yếu."}).url.endswith("#tasks")
    page = text_of(client.get(reverse("papers-paper", args=[paper.pk])))
    assert "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI" in page
    assert "Củng cố mô hình còn yếu." in page
    kept = Paper.objects.get()
    assert "Củng cố mô hình còn yếu" in open_document(files.load(kept.docx), file_name="x.docx").text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Gọi 0912 345 678.", "số điện thoại"),
        ("TUYỆT MẬT", "độ mật"),
        ("Đã gọi hỏi, răn đe 731 lượt đối tượng.", "số liệu nghiệp vụ"),
    ],
)
def test_words_that_are_refused_stay_in_their_box(year: Year, paper: Paper, text: str, said: str) -> None:
    client = signed_in(year[0].top.officer)
    response = client.post(reverse("papers-write", args=[paper.pk, "tasks"]), {"text": text})
    assert response.status_code == 409
    assert said in text_of(response)
    assert f">{text}</textarea>" in response.content.decode()
    assert Paper.objects.get().free_text == {}
    assert not AuditEvent.objects.filter(action="papers.write").exists()


def test_issuing_asks_once_and_freezes(year: Year, paper: Paper) -> None:
    client = signed_in(year[0].top.head)
    address = reverse("papers-issue", args=[paper.pk])
    assert "được giữ nguyên" in text_of(client.get(address))
    client.post(address, {"number": "7", "gaps_seen": "1"})
    page = text_of(client.get(reverse("papers-paper", args=[paper.pk])))
    assert "Đã phát hành số 07/2021" in page
    assert "Viết lời văn" not in page
    assert "chưa có lời văn" not in page
    assert "TỒN TẠI, HẠN CHẾ" not in page, "a part without words was not printed"
    assert "Soạn lại" not in page
    again = client.post(address, {"number": "8"})
    assert again.status_code == 409
    assert "đã phát hành số 7/2021" in text_of(again)
    assert client.post(reverse("papers-write", args=[paper.pk, "tasks"]), {"text": "x"}).status_code == 409
    assert Paper.objects.get().number == 7


def test_what_is_missing_is_looked_at_before_issuing(year: Year, paper: Paper) -> None:
    client = signed_in(year[0].top.head)
    address = reverse("papers-issue", args=[paper.pk])
    asked = client.get(address).content.decode()
    assert paper.incomplete
    for line in paper.incomplete:
        assert escape(line) in asked
    assert 'name="gaps_seen"' in asked
    refused = client.post(address, {"number": "7"})
    assert refused.status_code == 409
    assert "Tôi đã xem các phần còn thiếu" in text_of(refused)
    assert Paper.objects.get().state == Paper.State.DRAFT
    Paper.objects.update(incomplete=[])
    assert 'name="gaps_seen"' not in client.get(address).content.decode()


@pytest.mark.parametrize(("typed", "said"), [("bảy", "không phải số văn bản"), ("0", "không hợp lệ"), ("5", "đã dùng")])
def test_a_wrong_or_taken_number_is_refused(year: Year, paper: Paper, typed: str, said: str) -> None:
    district, round_ = year
    actions.issue(by=None, paper=paper, number=5)
    second = papers.draft(district, round_)
    response = signed_in(district.top.head).post(
        reverse("papers-issue", args=[second.pk]), {"number": typed, "gaps_seen": "1"}
    )
    assert response.status_code == 409
    assert said in text_of(response)
    assert f'value="{typed}"' in response.content.decode()
    assert Paper.objects.get(pk=second.pk).state == Paper.State.DRAFT


def test_an_officer_does_not_issue(year: Year, paper: Paper) -> None:
    response = signed_in(year[0].top.officer).post(reverse("papers-issue", args=[paper.pk]))
    assert response.status_code == 403
    assert "lãnh đạo cấp trên" in text_of(response)
    assert Paper.objects.get().state == Paper.State.DRAFT


def test_figures_that_moved_are_shown_before_issuing(year: Year, paper: Paper) -> None:
    district, round_ = year
    row = make.submission(round_, district.communes["Châu Hóa"])
    reporting.send_back(by=None, submission=row, version=row.version, reason="sửa")
    make.say(row, "outreach_points", 91)
    for figure in row.figures.filter(indicator__code="outreach_points"):
        reporting.explain(by=None, figure=figure, text="Đếm lại.")
    make.send(row)
    client = signed_in(district.top.head)
    assert "196, nay là 197" in text_of(client.get(reverse("papers-paper", args=[paper.pk])))
    response = client.post(reverse("papers-issue", args=[paper.pk]))
    assert response.status_code == 409
    assert "Soạn lại" in text_of(response)


def test_drafts_are_their_organs_and_issued_papers_the_areas(year: Year, paper: Paper) -> None:
    district, round_ = year
    commune = district.communes["Châu Hóa"]
    own = actions.draft(by=commune.head, round=round_, organ=commune.organ)
    above = signed_in(district.top.officer)
    assert above.get(reverse("papers-paper", args=[own.pk])).status_code == 404
    assert signed_in(commune.officer).get(reverse("papers-paper", args=[own.pk])).status_code == 200
    other = signed_in(district.communes["Ngư Hóa"].head)
    for name, arguments in (("papers-paper", []), ("papers-issue", []), ("papers-file", ["docx"])):
        for hidden in (own, paper):
            assert other.get(reverse(name, args=[hidden.pk, *arguments])).status_code == 404
    actions.issue(by=commune.head, paper=own)
    assert above.get(reverse("papers-paper", args=[own.pk])).status_code == 200
    assert other.get(reverse("papers-paper", args=[own.pk])).status_code == 404
    assert own.subject not in text_of(other.get(reverse("papers")))


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_files_come_under_a_plain_name(year: Year, paper: Paper, form: str, begins: bytes) -> None:
    client = signed_in(year[0].top.officer)
    response = client.get(reverse("papers-file", args=[paper.pk, form]))
    assert response.content.startswith(begins)
    assert response["Content-Disposition"] == f'attachment; filename="du-thao-2021-01-01--P1Y.{form}"'
    assert client.get(f"/van-ban/{paper.pk}/tep/exe/").status_code == 404


def test_the_list_filters_sorts_and_exports(year: Year, paper: Paper) -> None:
    client = signed_in(year[0].top.officer)
    page = text_of(client.get(reverse("papers"), {"tim": "phong trao", "trang-thai": "draft", "sort": "-round"}))
    assert paper.subject in page
    assert "có chữ “phong trao”" in page
    assert "Không có báo cáo nào hợp điều kiện" in text_of(client.get(reverse("papers"), {"tim": "zzz"}))
    odd = client.get(reverse("papers"), {"tim": "a&b=<c>"}).content.decode()
    assert "tim=a%26b%3D%3Cc%3E" in odd
    assert "<c>" not in odd
    sheet = client.get(reverse("papers"), {"xuat": "csv"}).content.decode("utf-8-sig")
    assert paper.subject in sheet
    assert "3/3 xã, thị trấn" in sheet


@pytest.mark.parametrize("key", ["0", "99999999", "9" * 30])
def test_a_paper_that_does_not_exist(year: Year, key: str) -> None:
    client = signed_in(year[0].top.officer)
    for address in (f"/van-ban/{key}/", f"/van-ban/{key}/tep/pdf/", f"/viec-chay-nen/{key}/"):
        assert client.get(address).status_code == 404


def test_a_stranger_is_asked_to_sign_in(year: Year, paper: Paper) -> None:
    for name, arguments in (("papers", []), ("papers-paper", [paper.pk]), ("papers-file", [paper.pk, "pdf"])):
        assert Client().get(reverse(name, args=arguments)).url.startswith("/dang-nhap/")
