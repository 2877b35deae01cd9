"""What a unit's own report says reaches the checks of its figures, and nothing that may not be kept does."""

from datetime import date

import pytest

from tests.intake.factories import FORBIDDEN, finding, received
from tests.reporting.factories import District, district, say
from tuquan.intake import actions
from tuquan.intake.models import SourceDocument
from tuquan.intake.queries.heard import heard
from tuquan.reporting import checks

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(day: date) -> District:
    return district(communes=1)


@pytest.fixture
def document(place: District) -> SourceDocument:
    return received(place)


def codes(document: SourceDocument) -> list[str]:
    return [q.code for q in checks.live(document.submission) if q.indicator_code == "schemes_founded"]


def test_what_the_report_says_of_this_round_is_heard(document: SourceDocument) -> None:
    told = {said.indicator: said for said in heard(document.submission)}
    founded = told["schemes_founded"]
    assert (founded.value, founded.answer, founded.named) == (3, "none", 2), "the plan for next year is not heard"
    assert founded.sentence.startswith("Trong năm 2021 đã xây dựng mới 03 mô hình")


def test_restricted_lines_and_persons_are_not(document: SourceDocument) -> None:
    told = " ".join(f"{said.indicator} {said.value} {said.sentence}" for said in heard(document.submission))
    assert not [word for word in FORBIDDEN if word in told]


def test_a_number_that_contradicts_the_unread_report_quotes_it(place: District, document: SourceDocument) -> None:
    say(document.submission, "schemes_founded", 5)
    asked = [q.sentence for q in checks.live(document.submission) if q.code == "report_unconfirmed"]
    assert any("biểu ghi 5; báo cáo “bao-cao.txt” (chưa xác nhận) viết “Trong năm 2021" in said for said in asked)


def test_a_list_shorter_than_its_number_is_asked_about(place: District, document: SourceDocument) -> None:
    actions.confirm(by=place.communes["Châu Hóa"].officer, finding=finding(document, "schemes_founded"))
    assert codes(document) == ["names_told"], "three were founded, two are named"


def test_a_report_received_by_mistake_says_nothing(place: District, document: SourceDocument) -> None:
    say(document.submission, "schemes_founded", 5)
    actions.wrongly_received(
        by=place.communes["Châu Hóa"].officer, document=document, because="Báo cáo của xã khác gửi nhầm."
    )
    assert heard(document.submission) == []


def test_however_many_reports_the_queries_are_as_many(
    place: District, document: SourceDocument, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(7):  # type: ignore[operator]
        heard(document.submission)
