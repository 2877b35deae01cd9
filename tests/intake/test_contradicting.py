"""The questions of a received report: tied to its figures, following the answers, beside what is known."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.intake.factories import REPORT, finding, received
from tests.reporting.factories import District, district, none_for_the_rest, say, send, submission
from tests.web.lands import client
from tuquan.intake import actions
from tuquan.intake.models import SourceDocument
from tuquan.intake.queries import review
from tuquan.intake.queries.contradicting import AskedBack, asked_back
from tuquan.reporting.actions import explain
from tuquan.vn.windows import calendar_window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
AGREEING = REPORT.replace("03 mô hình tự quản", "02 mô hình tự quản")
TABLE = REPORT.replace("Củng cố 05", "Mô hình xây dựng mới\t04\nCủng cố 05")


@pytest.fixture
def place() -> District:
    return district(2)


def questions(document: SourceDocument) -> list[AskedBack]:
    return asked_back(review(document))


def test_two_names_for_three_schemes_are_asked_with_the_figure(place: District) -> None:
    document = received(place)
    [asked] = questions(document)
    assert asked.title == "Số tên kể ra khác số đã ghi"
    assert asked.first.anchor == f"#so-{finding(document, 'schemes_founded').pk}"
    assert "03 mô hình" in asked.first.sentence


def test_a_report_that_agrees_raises_none(place: District) -> None:
    assert questions(received(place, text=AGREEING)) == []


def test_a_correction_settles_the_question_and_a_rejection_drops_it(place: District) -> None:
    who = place.communes["Châu Hóa"]
    document = received(place)
    found = finding(document, "schemes_founded")
    actions.correct(by=who.officer, finding=found, value=Decimal(2))
    assert questions(document) == []
    other = received(place, "Ngư Hóa", text=_of_ngu_hoa(REPORT), round_=document.submission.round)
    assert len(questions(other)) == 1
    actions.reject(by=place.communes["Ngư Hóa"].officer, finding=finding(other, "schemes_founded"))
    assert questions(other) == []


def test_a_table_that_says_otherwise_is_asked(place: District) -> None:
    found = questions(received(place, text=TABLE))
    assert "Lời văn khác bảng" in [asked.title for asked in found]
    told = next(asked for asked in found if asked.title == "Lời văn khác bảng")
    assert told.second is not None
    assert told.second.quote == "04"


def test_the_records_are_asked_about(place: District) -> None:
    document = received(place, text=AGREEING)
    say(document.submission, "schemes_founded", 4, source_kind="records", source_label="Hồ sơ mô hình")
    [asked] = questions(document)
    assert asked.title == "Khác sổ đăng ký"
    assert asked.second is not None
    assert (asked.second.anchor, "4" in asked.second.sentence) == ("", True)


def test_the_last_round_is_asked_about(place: District) -> None:
    row = submission(place.open(calendar_window("year", 2020), title="năm 2020"), place.communes["Châu Hóa"])
    say(row, "schemes_founded", 30)
    none_for_the_rest(row)
    explain(by=None, figure=row.figures.get(indicator__code="schemes_founded"), text="Đã so với hồ sơ.")
    send(row)
    [asked] = questions(received(place, text=AGREEING))
    assert asked.title == "Tăng, giảm bất thường"
    assert "kỳ trước 30" in asked.question


def test_the_page_shows_the_question_and_both_sentences(place: District) -> None:
    document = received(place, text=TABLE)
    page = _page(client(place.communes["Châu Hóa"].officer), document)
    assert "Chỗ cần hỏi lại (2)" in page
    assert "Lời văn ghi 3, bảng ghi 4" in page
    assert f'href="#so-{finding(document, "schemes_founded").pk}"' in page
    assert "Chỗ cần hỏi lại" not in _page(
        client(place.communes["Ngư Hóa"].officer),
        received(place, "Ngư Hóa", text=_of_ngu_hoa(AGREEING), round_=document.submission.round),
    )


def _page(browser: Client, document: SourceDocument) -> str:
    shown: Any = browser.get(reverse("reading-review", args=[document.pk]))
    assert shown.status_code == 200
    return str(shown.content.decode())


def _of_ngu_hoa(text: str) -> str:
    return text.replace("Châu Hóa", "Ngư Hóa").replace("CHÂU HÓA", "NGƯ HÓA")
