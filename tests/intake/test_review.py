"""The review: text lit without losing a character, questions, and what else is known of each figure."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.factories import REPORT, finding, received
from tests.reporting.factories import District, district, none_for_the_rest, say, send, submission
from tuquan.intake import actions
from tuquan.intake.models import Finding, SourceDocument
from tuquan.intake.queries import Candidate, candidates, lit_text, review
from tuquan.intake.queries.review import Review, Weighed
from tuquan.reporting.actions import explain
from tuquan.vn.windows import calendar_window

pytestmark = [pytest.mark.usefixtures("day")]
ALPHABET = "ab1 2\n█.\u0323đ"


@st.composite
def lit(draw: st.DrawFn) -> tuple[SourceDocument, list[Candidate]]:
    text = draw(st.text(ALPHABET, max_size=60))
    cuts = sorted(set(draw(st.lists(st.integers(0, len(text)), max_size=6))) | {0, len(text)})
    blocks = [{"kind": "paragraph", "start": a, "end": b, "label": "đoạn"} for a, b in pairwise(cuts)]
    spans = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=8))
    found = [Finding(start=a, end=min(a + n, len(text)), confidence="sure") for a, n in spans if a < len(text)]
    document = SourceDocument(text=text, blocks=draw(st.sampled_from([blocks, []])))
    return document, [Candidate(row, None, None, on_form=True, questions=()) for row in found]


@given(lit())
def test_lit_text_covers_every_character_once_and_in_place(made: tuple[SourceDocument, list[Candidate]]) -> None:
    document, found = made
    covered = []
    for block in lit_text(document, found):
        for segment in block.segments:
            assert document.text[segment.start : segment.start + len(segment.text)] == segment.text
            covered += range(segment.start, segment.start + len(segment.text))
    assert covered == sorted(set(covered))
    assert {at for at, letter in enumerate(document.text) if not letter.isspace()} <= set(covered)


@given(lit())
def test_only_characters_of_a_figure_are_lit(made: tuple[SourceDocument, list[Candidate]]) -> None:
    document, found = made
    for block in lit_text(document, found):
        for segment in block.segments:
            inside = range(segment.start, segment.start + len(segment.text))
            if segment.candidate is not None:
                assert segment.candidate.finding.start <= inside[0]
                assert inside[-1] < segment.candidate.finding.end
            else:
                assert not any(c.finding.start <= at < c.finding.end for c in found for at in inside)


@pytest.fixture
def place(db: None) -> District:
    return district(3)


def of(made: Review, code: str) -> Weighed:
    return next(w for w in made.weighed if w.candidate.finding.indicator_code == code)


def test_progress_counts_everything_that_waits_for_a_person(place: District) -> None:
    document = received(place)
    made = review(document)
    assert (made.answered, made.masked) == (0, Finding.objects.filter(masked=True).count())
    assert made.expected + made.masked == Finding.objects.count()
    actions.reject(by=None, finding=finding(document, "outreach_sessions"))
    made = review(document)
    assert made.answered == 1
    assert not made.finished


def test_a_finished_review_says_so(place: District) -> None:
    document = received(place)
    for candidate in candidates(document):
        if candidate.open:
            actions.reject(by=None, finding=candidate.finding)
    made = review(document)
    assert made.finished
    assert made.mismatches == 0


def test_the_registry_is_shown_beside_and_disagreement_told(place: District) -> None:
    document = received(place)
    say(document.submission, "schemes_founded", 2, source_kind="records", source_label="Hồ sơ mô hình")
    weighed = of(review(document), "schemes_founded")
    assert weighed.records is not None
    assert weighed.records.value == 2
    assert weighed.differs
    assert weighed.mismatch
    actions.correct(by=None, finding=weighed.candidate.finding, value=Decimal(2))
    assert not of(review(document), "schemes_founded").differs


def test_a_plan_does_not_disagree_with_the_registry(place: District) -> None:
    document = received(place)
    planned = next(w for w in review(document).weighed if w.candidate.finding.planned)
    assert not planned.differs


def test_the_last_round_is_shown_beside(place: District) -> None:
    before = place.open(calendar_window("year", 2020), title="năm 2020")
    row = submission(before, place.communes["Châu Hóa"])
    say(row, "schemes_founded", 7)
    none_for_the_rest(row)
    explain(by=None, figure=row.figures.get(indicator__code="schemes_founded"), text="Đã so với hồ sơ.")
    send(row)
    document = received(place)
    last = of(review(document), "schemes_founded").last_round
    assert last is not None
    assert last.value == 7


def test_a_district_sees_the_rolled_up_total_with_its_coverage(place: District) -> None:
    round_ = place.open()
    below = submission(round_, place.communes["Ngư Hóa"])
    say(below, "schemes_founded", 4)
    none_for_the_rest(below)
    explain(by=None, figure=below.figures.get(indicator__code="schemes_founded"), text="Đã so với hồ sơ.")
    send(below)
    text = "Trong năm 2021, huyện Tuyên Thử xây dựng mới 09 mô hình tự quản. Kiểm tra công tác phong trào tại 02 xã.\n"
    document = actions.receive(
        by=place.top.officer,
        submission=submission(round_, place.top),
        data=text.encode(),
        file_name="huyen.txt",
        secrecy_answer=True,
    )
    made = review(document)
    told = of(made, "schemes_founded")
    assert told.total is not None
    assert (told.total.value, told.total.coverage.text) == (4, "1/3 xã, thị trấn")
    assert told.differs
    assert of(made, "units_inspected").total is None, "own work is nobody's sum"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Năm 2022 phấn đấu xây dựng mới 02 mô hình tự quản.", "kế hoạch"),
        ("Trong năm 2019 xây dựng mới 02 mô hình tự quản.", "ngoài kỳ 01/01/2021–31/12/2021"),
        ("Trong năm 2021 xã Ngư Hóa xây dựng mới 02 mô hình tự quản.", "xã Ngư Hóa"),
    ],
)
def test_what_may_not_be_ours_is_a_question_and_may_still_be_confirmed(
    place: District, text: str, question: str
) -> None:
    document = received(place, text=text)
    candidate = next(c for c in candidates(document) if c.finding.indicator_code == "schemes_founded")
    assert question in " ".join(candidate.questions)
    assert not candidate.taken_in_bulk
    actions.confirm(by=None, finding=candidate.finding)


def test_the_superior_organ_of_a_letterhead_is_no_question(place: District) -> None:
    document = received(place, text=REPORT.replace("Trong năm 2021", "Trong năm 2021,"))
    founded = next(c for c in candidates(document) if c.finding.indicator_code == "schemes_founded")
    assert founded.questions == ()
    assert founded.own_area


def test_a_review_takes_the_same_queries_however_long_the_report(
    place: District, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    document = received(place, text=REPORT + "Củng cố 06 mô hình hoạt động chưa đều.\n" * 60)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        assert len(review(document).weighed) > 60


def test_a_rejected_figure_rivals_nothing(place: District) -> None:
    document = received(place, text=REPORT + "Cả năm xây dựng mới 04 mô hình tự quản.\n")
    founded = [
        c for c in candidates(document) if c.finding.indicator_code == "schemes_founded" and not c.finding.planned
    ]
    assert all("nhiều lần với các số khác nhau" in " ".join(c.questions) for c in founded)
    actions.reject(by=place.communes["Châu Hóa"].officer, finding=founded[-1].finding)
    left = next(c for c in candidates(document) if c.finding == founded[0].finding)
    assert "nhiều lần" not in " ".join(left.questions)
