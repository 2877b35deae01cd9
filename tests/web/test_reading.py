"""The door for reports and the review page, through real addresses, as a person meets them."""

import html
import io
import re
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.intake.factories import FORBIDDEN, REPORT, finding, received
from tests.intake.test_receive import HOSTILE, SECRET, everything
from tests.reporting.factories import District, district, say, send, submission
from tests.web.lands import client, words
from tuquan.ground.models import AuditEvent
from tuquan.intake import actions
from tuquan.intake.models import Finding, FindingAnswer, SourceDocument
from tuquan.reporting.models import Figure, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
HTMX = {"HTTP_HX_REQUEST": "true"}
MEGABYTE = 1024 * 1024


@pytest.fixture
def place() -> District:
    return district(2)


@pytest.fixture
def row(place: District) -> Submission:
    return submission(place.open(), place.communes["Châu Hóa"])


@pytest.fixture
def officer(place: District) -> Client:
    return client(place.communes["Châu Hóa"].officer)


@pytest.fixture
def document(place: District, row: Submission) -> SourceDocument:
    return received(place, round_=row.round)


def door(row: Submission) -> str:
    return reverse("reading-receive", args=[row.pk])


def send_file(
    browser: Client, row: Submission, data: bytes = REPORT.encode(), name: str = "bao-cao.txt", **fields: str
) -> Any:
    given = {"no_mark": "1", "report": SimpleUploadedFile(name, data), **fields}
    return browser.post(door(row), {key: value for key, value in given.items() if value != ""})


def answer(browser: Client, found: Finding, act: str, *, follow: bool = False, htmx: bool = False, **more: str) -> Any:
    address = reverse("reading-answer", args=[found.reading.document_id, found.pk])
    return browser.post(address, {"act": act, **more}, follow=follow, **(HTMX if htmx else {}))


# The door


def test_the_door_asks_before_and_says_what_is_kept(officer: Client, row: Submission) -> None:
    page = words(officer.get(door(row)))
    assert "Đọc số liệu từ báo cáo · Xã Châu Hóa" in page
    assert page.index("Tệp không có dấu độ mật") < page.index('type="file"')
    assert "không quá 20 MB" in page
    assert "Tệp gốc được đọc trong bộ nhớ rồi bỏ" in page


def test_a_report_is_read_and_leads_to_its_review(officer: Client, row: Submission) -> None:
    answered = send_file(officer, row)
    made = SourceDocument.objects.get()
    assert answered.url == reverse("reading-review", args=[made.pk])
    page = words(officer.get(answered.url))
    assert "0/5 đã xong" in page
    assert "bao-cao.txt" in page
    assert [word for word in FORBIDDEN if word in page] == []


def test_without_the_answer_or_the_file_nothing_is_read(officer: Client, row: Submission) -> None:
    silent = send_file(officer, row, no_mark="")
    assert silent.status_code == 422
    assert "Chưa xác nhận tệp “bao-cao.txt” không có dấu độ mật" in words(silent)
    empty_handed = officer.post(door(row), {"no_mark": "1"})
    assert "Chưa chọn tệp báo cáo" in words(empty_handed)
    assert not SourceDocument.objects.exists()


def test_a_secret_document_leaves_no_trace_at_all(officer: Client, row: Submission, tmp_path: Any) -> None:
    officer.get(door(row))
    before, audited = everything(tmp_path), AuditEvent.objects.count()
    refused = send_file(officer, row, SECRET.encode(), "ke-hoach-rieng.txt")
    assert "có dấu độ mật" in words(refused)
    assert "87 mô hình" not in words(refused)
    after = everything(tmp_path)
    assert "ke-hoach-rieng" not in after
    assert "87 mô hình" not in after
    assert (after, AuditEvent.objects.count()) == (before, audited)
    assert not any("ke-hoach" in str(cookie) for cookie in officer.cookies.values())


@pytest.mark.parametrize("case", [case for case in HOSTILE if case != "too big"])
def test_each_bad_file_gets_a_sentence(officer: Client, row: Submission, case: str) -> None:
    make, _, said = HOSTILE[case]
    refused = send_file(officer, row, make(), "bao-cao.docx")
    assert refused.status_code == 422
    assert said in words(refused)
    assert "Gửi và đọc báo cáo" in words(refused), "the form is there to try again"
    assert not SourceDocument.objects.exists()


def test_a_file_past_the_limit_is_refused_for_its_true_size(officer: Client, row: Submission) -> None:
    refused = send_file(officer, row, b"a" * (31 * MEGABYTE))
    assert "nặng 31 MB, quá mức 20 MB" in words(refused)
    assert not SourceDocument.objects.exists()


class Endless(io.RawIOBase):
    """A body of `size` bytes that is made as it is read."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.left = [head, size, tail]
        self.total = len(head) + size + len(tail)

    def read(self, wanted: int = -1) -> bytes:
        head, size, tail = self.left
        if head:
            self.left[0] = head[wanted:]
            return head[:wanted]
        if size:
            given = min(wanted, size)
            self.left[1] = size - given
            return b"a" * given
        self.left[2] = tail[wanted:]
        return tail[:wanted]


def part(name: str) -> bytes:
    words = f'--b\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.txt"\r\n\r\n'
    return words.encode()


@pytest.mark.parametrize("size", [35, 200])
def test_memory_stays_bounded_however_much_is_sent(size: int) -> None:
    body = Endless(part("report"), size * MEGABYTE, b"\r\n--b--\r\n")
    request = RequestFactory().generic("POST", "/", b"-", content_type="multipart/form-data; boundary=b")
    request.META |= {"CONTENT_LENGTH": str(body.total), "wsgi.input": body}
    request._stream = body
    tracemalloc.start()
    try:
        file = request.FILES["report"]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert file.sent_size == size * MEGABYTE
    assert file.size == 20 * MEGABYTE
    assert peak < 64 * MEGABYTE


def test_many_files_in_one_request_share_the_limit() -> None:
    data = b"a" * (15 * MEGABYTE)
    body = b"".join(part(f"f{n}") + data + b"\r\n" for n in range(3)) + b"--b--\r\n"
    request = RequestFactory().generic("POST", "/", body, content_type="multipart/form-data; boundary=b")
    assert sum(file.size for file in request.FILES.values()) == 20 * MEGABYTE


def test_the_same_file_again_leads_to_the_one_received(
    officer: Client, row: Submission, document: SourceDocument
) -> None:
    refused = send_file(officer, row, name="ten-khac.txt")
    assert "đã nhận ngày" in words(refused)
    assert reverse("reading-review", args=[document.pk]) in words(refused)
    assert SourceDocument.objects.count() == 1


def test_a_sent_submission_takes_no_report_and_no_answer(
    officer: Client, row: Submission, document: SourceDocument
) -> None:
    send(row, approve=False)
    assert "Biểu số liệu không còn nhận báo cáo" in words(officer.get(door(row)))
    assert "không nhận thêm báo cáo" in words(send_file(officer, row, b"Xin chao 3"))
    page = words(officer.get(reverse("reading-review", args=[document.pk])))
    assert "Chỉ xem" in page
    assert "Nhận <kbd" not in page
    refused = answer(officer, finding(document, "schemes_founded"), "confirm", follow=True)
    assert "đã trình hoặc đã gửi" in words(refused)
    assert not FindingAnswer.objects.exists()


# Who


@pytest.mark.parametrize("name", ["reading-receive", "reading-review", "reading-mark"])
def test_another_units_report_does_not_exist(place: District, document: SourceDocument, name: str) -> None:
    stranger = client(place.communes["Ngư Hóa"].officer)
    key = document.submission_id if name == "reading-receive" else document.pk
    assert stranger.get(reverse(name, args=[key])).status_code == 404
    assert name == "reading-review" or stranger.post(reverse(name, args=[key])).status_code == 404
    assert answer(stranger, finding(document, "schemes_founded"), "confirm").status_code == 404


def test_the_district_sees_but_does_not_answer_what_the_commune_received(
    place: District, row: Submission, document: SourceDocument
) -> None:
    superior = client(place.top.officer)
    page = words(superior.get(reverse("reading-review", args=[document.pk])))
    assert "Chỉ xem" in page
    assert answer(superior, finding(document, "schemes_founded"), "confirm").status_code == 403
    assert superior.post(reverse("reading-sure", args=[document.pk])).status_code == 403
    assert not FindingAnswer.objects.exists()


def test_a_finding_of_another_document_is_not_found(
    officer: Client, place: District, row: Submission, document: SourceDocument
) -> None:
    other = received(place, round_=row.round, text=REPORT + "Thêm.", name="khac.txt")
    address = reverse("reading-answer", args=[other.pk, finding(document, "schemes_founded").pk])
    assert officer.post(address, {"act": "confirm"}).status_code == 404
    assert answer(officer, finding(document, "schemes_founded"), "burn").status_code == 404


# The review


def test_the_report_stands_beside_its_figures(officer: Client, row: Submission, document: SourceDocument) -> None:
    say(row, "schemes_founded", 2, source_kind="records", source_label="Hồ sơ mô hình")
    page = words(officer.get(reverse("reading-review", args=[document.pk])))
    found = finding(document, "schemes_founded")
    assert f'href="#so-{found.pk}"' in page
    assert f">{document.text[found.start : found.end]}</a>" in page
    assert "03 mô hình" in document.text[found.start : found.end]
    assert f'id="so-{found.pk}"' in page
    assert "Không khớp hồ sơ" in page
    assert "Báo cáo ghi 3, hồ sơ mô hình có 2." in page
    assert "Số liệu nghiệp vụ, không lưu" in page
    assert "███" in page
    assert "Tên được kể:" in page
    assert "Xác nhận tất cả" not in page, "the only sure one contradicts the registry"


def test_no_raw_code_stands_on_the_page(officer: Client, document: SourceDocument) -> None:
    response = officer.get(reverse("reading-review", args=[document.pk]))
    page = words(response)
    text = page[: page.index('<dialog class="dialog" id="danh-dau"')]
    codes = Finding.objects.values_list("indicator_code", flat=True)
    assert [code for code in codes if code in text] == []


@pytest.mark.parametrize("htmx", [False, True])
def test_confirming_one(officer: Client, document: SourceDocument, htmx: bool) -> None:
    found = finding(document, "schemes_founded")
    answered = answer(officer, found, "confirm", htmx=htmx, follow=not htmx)
    page = words(answered)
    assert "1/5 đã xong" in page
    assert "Đã xác nhận" in page
    assert ("<html" in page) is not htmx, "by htmx only the candidate and the header come back"
    assert ('hx-swap-oob="true"' in page) is htmx
    assert Figure.objects.get(indicator__code="schemes_founded", submission=document.submission).chosen.value == 3


def test_correcting_by_form_and_by_htmx(officer: Client, document: SourceDocument) -> None:
    found = finding(document, "residential_areas_meeting_standard")
    address = reverse("reading-answer", args=[document.pk, found.pk])
    form = words(officer.get(address))
    assert "“Có 11/12 thôn đạt tiêu chuẩn" in form
    assert 'value="11/12"' in form
    part_ = words(officer.get(address, **HTMX))
    assert "<html" not in part_
    answered = answer(officer, found, "correct", value="10/12", indicator=found.indicator_code, htmx=True)
    assert "Đã sửa" in words(answered)
    last = FindingAnswer.objects.get()
    assert (last.value, last.of) == (10, 12)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-4", "ghi số âm"),
        ("9999999999999", "lớn hơn một nghìn tỷ"),
        ("1,5", "phải là số nguyên"),
        ("nhiều", "không đọc được thành số"),
        ("", "chưa ghi số"),
        ("3.4", "Không rõ"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_bad_correction_gets_a_sentence_and_keeps_what_was_typed(
    officer: Client, document: SourceDocument, typed: str, said: str, htmx: bool
) -> None:
    found = finding(document, "schemes_founded")
    refused = answer(officer, found, "correct", value=typed, indicator="schemes_founded", htmx=htmx)
    assert refused.status_code == (200 if htmx else 422)
    assert said in words(refused)
    assert 'name="value"' in words(refused)
    assert not typed or f'value="{typed}"' in words(refused)
    assert not FindingAnswer.objects.exists()


def test_a_correction_without_an_indicator_is_asked_for_one(officer: Client, document: SourceDocument) -> None:
    refused = answer(officer, finding(document, "schemes_founded"), "correct", value="3", indicator="")
    assert "Chưa chọn chỉ tiêu" in words(refused)


def test_rejecting_and_changing_ones_mind(officer: Client, document: SourceDocument) -> None:
    found = finding(document, "schemes_founded")
    assert "Đã loại" in words(answer(officer, found, "reject", htmx=True))
    assert "Đã xác nhận" in words(answer(officer, found, "confirm", htmx=True))


def test_all_that_is_sure_at_once(officer: Client, document: SourceDocument) -> None:
    assert "Xác nhận tất cả 1 số liệu chắc chắn" in words(officer.get(reverse("reading-review", args=[document.pk])))
    answered = officer.post(reverse("reading-sure", args=[document.pk]), follow=True)
    assert "Đã xác nhận 1 số liệu chắc chắn." in words(answered)
    assert FindingAnswer.objects.count() == 1
    assert "Xác nhận tất cả" not in words(answered)


def test_a_finished_review_leads_back_to_the_submission(
    officer: Client, row: Submission, document: SourceDocument
) -> None:
    for found in Finding.objects.filter(masked=False):
        actions.reject(by=None, finding=found)
    page = words(officer.get(reverse("reading-review", args=[document.pk])))
    assert "5/5 đã xong" in page
    assert "Đã xong, về biểu số liệu" in page


@pytest.mark.parametrize("by_selection", [True, False])
def test_marking_a_figure_the_reader_missed(officer: Client, document: SourceDocument, by_selection: bool) -> None:
    start = document.text.index("24 buổi")
    where = {"start": str(start), "end": str(start + 7)} if by_selection else {"quote": "24  buổi\ntuyên"}
    address = reverse("reading-mark", args=[document.pk])
    officer.post(address, {**where, "indicator": "outreach_points", "value": "24"})
    made = Finding.objects.get(rule="by_hand")
    assert made.start == start
    assert made.answers.get().value == 24


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"quote": "không có câu này"}, "Không thấy đoạn này trong báo cáo"),
        ({"start": "0", "end": "99999999"}, "nằm ngoài báo cáo"),
        ({"quote": "24 buổi", "indicator": ""}, "Chưa chọn chỉ tiêu"),
        ({"quote": "24 buổi", "value": "mấy chục"}, "không đọc được thành số"),
        ({"quote": "24 buổi", "indicator": "crime_cases"}, "không được lưu ở phần mềm này"),
        ({"quote": "CCCD █"}, "đã che"),
    ],
)
def test_marking_what_cannot_be_a_figure_gets_a_sentence(
    officer: Client, document: SourceDocument, typed: dict[str, str], said: str
) -> None:
    given = {"indicator": "outreach_points", "value": "24", **typed}
    refused = officer.post(reverse("reading-mark", args=[document.pk]), given)
    assert refused.status_code == 422
    assert said in words(refused)
    assert not Finding.objects.filter(rule="by_hand").exists()


def test_a_district_sees_the_rolled_up_figure_beside_its_own(place: District, row: Submission) -> None:
    top = submission(row.round, place.top)
    text = "Trong năm 2021, huyện Tuyên Thử xây dựng mới 09 mô hình tự quản.\n"
    browser = client(place.top.officer)
    made = send_file(browser, top, text.encode(), "huyen.txt")
    page = words(browser.get(made.url))
    assert "Tổng hợp từ cấp dưới: chưa báo cáo (0/2" in page
    assert reverse("figures-total", args=[row.round_id, "schemes_founded"]) in page


@pytest.fixture
def hostile_name(place: District, row: Submission) -> Iterator[SourceDocument]:
    return received(place, round_=row.round, text="Xây dựng mới 03 mô hình <script>alert(1)</script> tự quản.\n")  # type: ignore[return-value]


def test_what_a_report_says_is_never_markup(officer: Client, hostile_name: SourceDocument) -> None:
    page = officer.get(reverse("reading-review", args=[hostile_name.pk])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_page_holds_every_character_of_the_report_in_place(officer: Client, document: SourceDocument) -> None:
    """What a person selects is found again by `data-start`: each piece stands where it says."""
    page = officer.get(reverse("reading-review", args=[document.pk])).content.decode()
    found = re.findall(r'data-start="(\d+)"[^>]*>([^<]*)</(?:span|a)>', page)
    pieces = [(int(start), html.unescape(text)) for start, text in found]
    assert all(document.text[start : start + len(text)] == text for start, text in pieces)
    assert "".join(text for _, text in pieces) == document.text.replace("\n", "")


def test_the_sentence_of_the_current_figure_is_lit(officer: Client, document: SourceDocument) -> None:
    page = words(officer.get(reverse("reading-review", args=[document.pk])))
    lit = re.findall(r'class="sentence-current" data-start="\d+">([^<]*)<', page)
    assert html.unescape("".join(lit)).startswith("Trong năm 2021 đã xây dựng mới")
    assert "Củng cố" not in "".join(lit)


def test_leaving_a_correction_brings_the_candidate_back_as_it_is(officer: Client, document: SourceDocument) -> None:
    found = finding(document, "schemes_founded")
    address = reverse("reading-answer", args=[document.pk, found.pk])
    assert 'name="value"' in words(officer.get(address, **HTMX))
    back = words(officer.get(f"{address}?xem=1", **HTMX))
    assert 'name="value"' not in back
    assert "Nhận <kbd" in back
    assert not FindingAnswer.objects.exists()


def test_a_date_outside_the_round_is_asked_about_and_may_be_confirmed(
    officer: Client, place: District, row: Submission
) -> None:
    text = "Trong năm 2019 xây dựng mới 02 mô hình tự quản.\n"
    old = received(place, round_=row.round, text=text)
    page = words(officer.get(reverse("reading-review", args=[old.pk])))
    assert "Số này thuộc thời gian khác" in page
    assert "Xác nhận tất cả" not in page
    assert "Đã xác nhận" in words(answer(officer, finding(old, "schemes_founded"), "confirm", htmx=True))


def test_reading_again_tells_what_changed_and_keeps_answers(
    officer: Client, document: SourceDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.intake.test_reread import rules

    address = reverse("reading-again", args=[document.pk])
    assert "không có số nào khác lần trước" in words(officer.post(address, follow=True))
    rules(monkeypatch, lambda seen: None if seen.indicator == "schemes_consolidated" else seen)
    page = words(officer.post(address, follow=True))
    assert "Đã đọc lại: 1 số không còn thấy. Các câu trả lời đã có được giữ nguyên." in page
    assert "Không còn thấy: " in page
    assert "Củng cố 05 mô hình hoạt động chưa đều." in page


def test_what_was_marked_by_hand_is_an_example_for_the_word_data(officer: Client, document: SourceDocument) -> None:
    import tomllib

    address = reverse("reading-examples", args=[document.pk])
    assert officer.get(address).status_code == 404
    for words_before, length, code, value in (("ngày ", 2, "outreach_sessions", 15), ("Có ", 5, "schemes_founded", 11)):
        at = document.text.index(words_before) + len(words_before)
        actions.add_by_hand(
            by=None, document=document, start=at, end=at + length, indicator_code=code, value=Decimal(value)
        )
    page = words(officer.get(reverse("reading-review", args=[document.pk])))
    assert "Tải 2 câu đọc sót làm ví dụ cho bộ từ ngữ" in page
    told = tomllib.loads(officer.get(address).content.decode())["indicator"]
    assert [row["code"] for row in told] == ["outreach_sessions", "schemes_founded"]
    assert told[0]["examples"] == [{"text": "Châu Hóa, ngày 15 tháng 12 năm 2021", "value": 15}]


def test_a_sentence_with_something_blanked_is_no_example(place: District, officer: Client) -> None:
    told = "Đã trao 15 suất quà, trong đó có ông Nguyễn Văn Tèo, CCCD 044085001234."
    document = received(place, text=told)
    at = document.text.index("15")
    actions.add_by_hand(
        by=None, document=document, start=at, end=at + 2, indicator_code="outreach_sessions", value=Decimal(15)
    )
    assert "█" in document.text
    assert officer.get(reverse("reading-examples", args=[document.pk])).status_code == 404
