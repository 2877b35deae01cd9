"""The organ above reads a report for a unit, through real addresses: what each side sees, and what is refused."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_post
from tests.intake.factories import REPORT, finding, received
from tests.reporting.factories import District, district, submission
from tests.web.lands import client, words
from tests.web.test_reading import answer, door, send_file
from tuquan.accounts.models import Role
from tuquan.intake.models import FindingAnswer, SetAside, SourceDocument
from tuquan.reporting.models import Figure, State, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def place() -> District:
    return district(2)


@pytest.fixture
def row(place: District) -> Submission:
    return submission(place.open(), place.communes["Châu Hóa"])


@pytest.fixture
def above(place: District) -> Client:
    return client(place.top.officer)


@pytest.fixture
def document(place: District, above: Client, row: Submission) -> SourceDocument:
    send_file(above, row, REPORT.encode())
    return SourceDocument.objects.get()


def test_the_district_receives_and_confirms_for_the_commune(
    above: Client, place: District, row: Submission, document: SourceDocument
) -> None:
    assert "Đọc thay đơn vị" in words(above.get(door(row)))
    page = words(above.get(reverse("reading-review", args=[document.pk])))
    assert "Đọc thay xã Châu Hóa." in page
    assert "Chỉ xem" not in page
    assert answer(above, finding(document, "schemes_founded"), "confirm").status_code == 302
    assert above.post(reverse("reading-sure", args=[document.pk])).status_code == 302
    assert FindingAnswer.objects.filter(on_behalf=place.top.organ).exists()
    theirs = client(place.communes["Châu Hóa"].officer)
    seen = words(theirs.get(reverse("reading-review", args=[document.pk])))
    assert "Công an huyện Tuyên Thử nhận và đọc thay báo cáo này" in seen
    figure = Figure.objects.get(submission=row, indicator__code="schemes_founded")
    assert "Công an huyện Tuyên Thử đọc thay" in words(theirs.get(reverse("figures-figure", args=[figure.pk])))


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ADMINISTRATOR])
def test_who_only_looks_is_refused(place: District, row: Submission, document: SourceDocument, role: Role) -> None:
    browser = client(make_post(place.top.organ, role).user)
    assert browser.get(door(row)).status_code == 403
    assert answer(browser, finding(document, "schemes_founded"), "confirm").status_code == 403
    assert not FindingAnswer.objects.exists()


def test_the_province_reads_for_nobody_two_levels_down(
    place: District, row: Submission, document: SourceDocument
) -> None:
    browser = client(place.province.officer)
    assert browser.get(door(row)).status_code == 403
    assert "Chỉ xem" in words(browser.get(reverse("reading-review", args=[document.pk])))
    assert answer(browser, finding(document, "schemes_founded"), "confirm").status_code == 403


def test_what_the_commune_received_the_district_only_sees(place: District, row: Submission, above: Client) -> None:
    theirs = received(place, round_=row.round)
    page = words(above.get(reverse("reading-review", args=[theirs.pk])))
    assert "Chỉ xem" in page
    assert answer(above, finding(theirs, "schemes_founded"), "confirm").status_code == 403


def test_it_is_taken_for_the_unit_by_one_and_approved_by_another(
    above: Client, place: District, row: Submission, document: SourceDocument
) -> None:
    sheet = reverse("figures-submission", args=[row.pk])
    assert "Nhận thay đơn vị" not in words(above.get(sheet)), "nothing was read yet"
    above.post(reverse("reading-sure", args=[document.pk]))
    assert "Theo văn bản nào" in words(above.get(sheet))
    move = reverse("figures-move", args=[row.pk, "submit_for"])
    row.refresh_from_db()
    above.post(move, {"version": row.version, "reason": ""})
    row.refresh_from_db()
    assert row.state == State.DRAFT
    above.post(move, {"version": row.version, "reason": "Báo cáo số 12/BC-CAX ngày 15/12/2021"})
    row.refresh_from_db()
    assert row.state == State.SUBMITTED
    page = words(above.get(sheet))
    assert "nên không tự duyệt" in page
    assert "Duyệt số liệu" not in page
    approve = reverse("figures-move", args=[row.pk, "approve"])
    refused = words(above.post(approve, {"version": row.version}, follow=True))
    assert "Đồng chí đã đọc thay hoặc nhận thay biểu này nên không tự duyệt" in refused
    head = client(place.top.head)
    assert "Duyệt số liệu" in words(head.get(sheet))
    head.post(approve, {"version": row.version})
    row.refresh_from_db()
    assert row.state == State.APPROVED


def test_a_report_set_aside_is_taken_back_with_a_reason(above: Client, document: SourceDocument) -> None:
    address = reverse("reading-mistaken", args=[document.pk])
    above.post(address, {"because": "báo cáo của xã khác"})
    page = words(above.get(reverse("reading-review", args=[document.pk])))
    assert "Lấy lại báo cáo" in page
    assert "Chưa có lý do" in words(above.post(address, {"because": " "}))
    back = words(above.post(address, {"because": "đúng là báo cáo của xã"}, follow=True))
    assert "Đã lấy lại báo cáo" in back
    assert "đã ghi là nhận nhầm ngày" not in back.lower()
    assert answer(above, finding(document, "schemes_founded"), "confirm").status_code == 302
    assert list(SetAside.objects.order_by("id").values_list("undone", flat=True)) == [False, True]
