"""What a person answers, and what becomes of the figure: nothing enters a submission unconfirmed."""

from decimal import Decimal

import pytest

from tests.intake.factories import finding, received
from tests.reporting.factories import District, district, say, send, submission
from tuquan.accounts.models import User
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.intake import actions
from tuquan.intake.models import Finding, FindingAnswer, SourceDocument
from tuquan.intake.queries import candidates
from tuquan.reporting import tracing
from tuquan.reporting.models import Answer, Figure, Scope, SourceKind, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def place() -> District:
    return district(2)


@pytest.fixture
def document(place: District) -> SourceDocument:
    return received(place)


@pytest.fixture
def officer(place: District) -> User:
    return place.communes["Châu Hóa"].officer


def figure(document: SourceDocument, code: str, scope: str = Scope.OWN) -> Figure:
    return Figure.objects.get(submission=document.submission, indicator__code=code, scope=scope)


def chosen(document: SourceDocument, code: str) -> Decimal | None:
    claim = figure(document, code).chosen
    return claim.value if claim else None


def test_nothing_is_claimed_before_an_answer(document: SourceDocument) -> None:
    assert not Figure.objects.filter(chosen__source_kind=SourceKind.READ).exists()


def test_confirming_claims_the_value_with_its_source(document: SourceDocument, officer: User) -> None:
    found = finding(document, "schemes_consolidated")
    actions.confirm(by=officer, finding=found)
    claim = figure(document, "schemes_consolidated").chosen
    assert claim is not None
    assert (claim.value, claim.source_kind, claim.by) == (5, SourceKind.READ, officer)
    assert claim.source_label == "Trích từ “bao-cao.txt”"


def test_confirming_twice_is_one_answer_and_one_claim(document: SourceDocument, officer: User) -> None:
    found = finding(document, "schemes_consolidated")
    first, second = (actions.confirm(by=officer, finding=found) for _ in range(2))
    assert first == second
    assert figure(document, "schemes_consolidated").claims.filter(source_kind=SourceKind.READ).count() == 1


def test_confirming_again_after_another_source_was_chosen_chooses_it_again(
    document: SourceDocument, officer: User
) -> None:
    found = finding(document, "schemes_consolidated")
    actions.confirm(by=officer, finding=found)
    say(document.submission, "schemes_consolidated", 9)
    actions.confirm(by=officer, finding=found)
    assert chosen(document, "schemes_consolidated") == 5


def test_rejecting_falls_back_to_the_claim_before(document: SourceDocument, officer: User) -> None:
    say(document.submission, "schemes_consolidated", 4)
    found = finding(document, "schemes_consolidated")
    actions.confirm(by=officer, finding=found)
    actions.reject(by=officer, finding=found)
    assert chosen(document, "schemes_consolidated") == 4


def test_rejecting_the_only_claim_leaves_the_figure_unanswered(document: SourceDocument, officer: User) -> None:
    found = finding(document, "outreach_sessions")
    actions.confirm(by=officer, finding=found)
    actions.reject(by=officer, finding=found)
    assert figure(document, "outreach_sessions").answer == Answer.NOT_REPORTED


def test_a_rejected_reading_never_comes_back_as_the_claim_before(place: District, officer: User) -> None:
    text = "Trong năm 2021 xây dựng mới 03 mô hình tự quản.\nXã Châu Hóa xây dựng mới 04 mô hình tự quản.\n"
    document = received(place, text=text)
    first, second = Finding.objects.filter(reading__document=document, indicator_code="schemes_founded")
    before = chosen(document, "schemes_founded")
    for found in (first, second):
        actions.confirm(by=officer, finding=found)
    actions.reject(by=officer, finding=first)
    assert chosen(document, "schemes_founded") == 4, "the other answer stands"
    actions.reject(by=officer, finding=second)
    assert chosen(document, "schemes_founded") == before


def test_a_change_of_mind_is_a_new_answer_and_the_last_one_holds(document: SourceDocument, officer: User) -> None:
    found = finding(document, "schemes_consolidated")
    actions.reject(by=officer, finding=found)
    actions.confirm(by=officer, finding=found)
    actions.correct(by=officer, finding=found, value=Decimal(6))
    assert [row.verdict for row in FindingAnswer.objects.filter(finding=found)] == [
        "rejected",
        "confirmed",
        "corrected",
    ]
    assert chosen(document, "schemes_consolidated") == 6
    found.refresh_from_db()
    assert found.value == 5, "what the rule saw stays"


def test_correcting_to_another_indicator_gives_the_first_back(document: SourceDocument, officer: User) -> None:
    found = finding(document, "schemes_consolidated")
    actions.confirm(by=officer, finding=found)
    actions.correct(by=officer, finding=found, value=Decimal(5), indicator_code="schemes_replicated")
    assert chosen(document, "schemes_replicated") == 5
    assert chosen(document, "schemes_consolidated") in (None, Decimal(0))


@pytest.mark.parametrize(
    ("value", "of", "code"),
    [
        (Decimal(-1), None, "value_negative"),
        (Decimal(10**13), None, "value_too_large"),
        (Decimal("1.5"), None, "value_not_whole"),
        (Decimal("1.23456"), None, "value_too_fine"),
        (Decimal(3), Decimal(5), "value_of_not_asked"),
    ],
)
def test_absurd_corrections_are_refused_and_change_nothing(
    document: SourceDocument, officer: User, value: Decimal, of: Decimal | None, code: str
) -> None:
    found = finding(document, "schemes_consolidated")
    actions.confirm(by=officer, finding=found)
    with pytest.raises(Refusal) as refused:
        actions.correct(by=officer, finding=found, value=value, of=of)
    assert refused.value.code == code
    assert chosen(document, "schemes_consolidated") == 5
    assert FindingAnswer.objects.filter(finding=found).count() == 1


def test_a_restricted_line_cannot_be_reached_by_correcting(document: SourceDocument, officer: User) -> None:
    found = finding(document, "schemes_consolidated")
    with pytest.raises(Refusal) as refused:
        actions.correct(by=officer, finding=found, value=Decimal(5), indicator_code="crime_cases")
    assert refused.value.code == "restricted_indicator"
    assert not FindingAnswer.objects.exists()


@pytest.mark.parametrize("act", ["confirm", "reject", "correct"])
def test_masked_lines_take_no_answer(document: SourceDocument, officer: User, act: str) -> None:
    found = finding(document, "offenders_found_through_public")
    more = {"value": Decimal(47)} if act == "correct" else {}
    with pytest.raises(Refusal, match="nghiệp vụ, không lưu") as refused:
        getattr(actions, act)(by=officer, finding=found, **more)
    assert refused.value.code == "finding_masked"


@pytest.mark.parametrize("act", ["confirm", "reject", "correct", "sure", "mark"])
@pytest.mark.parametrize("who", ["other commune", "district"])
def test_persons_of_other_organs_answer_nothing(document: SourceDocument, place: District, act: str, who: str) -> None:
    person = place.top.officer if who == "district" else place.communes["Ngư Hóa"].officer
    with pytest.raises(PermissionRefused):
        _do(act, document, person)
    assert not FindingAnswer.objects.exists()


@pytest.mark.parametrize("act", ["confirm", "reject", "correct", "sure", "mark"])
def test_a_sent_submission_takes_no_answer(document: SourceDocument, officer: User, act: str) -> None:
    send(Submission.objects.get(pk=document.submission_id), approve=False)
    with pytest.raises(Refusal, match="đã trình hoặc đã gửi") as refused:
        _do(act, document, officer)
    assert refused.value.code == "submission_not_editable"
    assert not FindingAnswer.objects.exists()


def _do(act: str, document: SourceDocument, person: User) -> None:
    found = finding(document, "schemes_consolidated")
    if act == "sure":
        actions.confirm_sure(by=person, document=document)
    elif act == "mark":
        actions.add_by_hand(
            by=person,
            document=document,
            start=found.start,
            end=found.end,
            indicator_code="outreach_points",
            value=Decimal(5),
        )
    elif act == "correct":
        actions.correct(by=person, finding=found, value=Decimal(7))
    else:
        getattr(actions, act)(by=person, finding=found)


def test_confirm_sure_skips_questions_and_what_the_form_does_not_ask(document: SourceDocument, officer: User) -> None:
    sure = [c.finding.indicator_code for c in candidates(document) if c.taken_in_bulk]
    assert actions.confirm_sure(by=officer, document=document) == len(sure) > 0
    answered = FindingAnswer.objects.select_related("finding")
    assert sorted(row.finding.indicator_code for row in answered) == sorted(sure)
    assert not any(row.finding.planned or row.finding.masked for row in answered)
    assert chosen(document, "schemes_founded") == 3, "next year's plan of 02 did not overwrite it"
    assert actions.confirm_sure(by=officer, document=document) == 0


def test_confirm_sure_leaves_a_contradiction_to_the_person(place: District, officer: User) -> None:
    text = "Trong năm 2021 xây dựng mới 03 mô hình tự quản.\nXã Châu Hóa xây dựng mới 04 mô hình tự quản.\n"
    document = received(place, text=text)
    founded = [c for c in candidates(document) if c.finding.indicator_code == "schemes_founded"]
    assert [len(c.questions) for c in founded] == [1, 1]
    assert actions.confirm_sure(by=officer, document=document) == 0


def test_confirm_sure_leaves_what_the_registry_contradicts(document: SourceDocument, officer: User) -> None:
    say(document.submission, "schemes_founded", 2, source_kind="records", source_label="Hồ sơ mô hình")
    assert actions.confirm_sure(by=officer, document=document) == 0
    assert chosen(document, "schemes_founded") == 2


def test_a_number_in_words_can_be_marked(place: District, officer: User) -> None:
    document = received(place, text="Toàn xã dựng được bảy điểm.\n")
    start = document.text.index("bảy")
    answer = actions.add_by_hand(
        by=officer, document=document, start=start, end=start + 3, indicator_code="outreach_points", value=Decimal(7)
    )
    assert answer.value == 7


def test_a_figure_marked_by_hand_is_a_confirmed_finding_with_its_sentence(
    document: SourceDocument, officer: User
) -> None:
    start = document.text.index("24 buổi")
    answer = actions.add_by_hand(
        by=officer, document=document, start=start, end=start + 7, indicator_code="outreach_points", value=Decimal(24)
    )
    found = answer.finding
    assert document.text[found.start : found.end] == "24 buổi"
    assert document.text[found.sentence_start : found.sentence_end] == "Tổ chức 24 buổi tuyên truyền."
    assert chosen(document, "outreach_points") == 24


@pytest.mark.parametrize(("words", "said"), [("██", "đã che"), ("Kết quả", "không có con số")])
def test_blanked_or_empty_words_cannot_be_marked(
    document: SourceDocument, officer: User, words: str, said: str
) -> None:
    start = document.text.index(words)
    before = Finding.objects.count()
    with pytest.raises(Refusal, match=said):
        actions.add_by_hand(
            by=officer,
            document=document,
            start=start,
            end=start + len(words),
            indicator_code="outreach_points",
            value=Decimal(4),
        )
    assert Finding.objects.count() == before


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (9, 3), (0, 10**8)])
def test_words_outside_the_report_cannot_be_marked(
    document: SourceDocument, officer: User, start: int, end: int
) -> None:
    with pytest.raises(Refusal, match="ngoài báo cáo"):
        actions.add_by_hand(
            by=officer, document=document, start=start, end=end, indicator_code="outreach_points", value=Decimal(4)
        )


def test_a_figure_is_traced_back_to_its_sentence(document: SourceDocument, officer: User) -> None:
    actions.confirm(by=officer, finding=finding(document, "schemes_founded"))
    steps = tracing.trace(figure(document, "schemes_founded"))
    sentence = next(step for step in steps if step.kind == "finding")
    assert "xây dựng mới 03 mô hình tự quản" in sentence.text
    source = next(step for step in steps if step.kind == "document")
    assert "bao-cao.txt" in source.text
    assert source.key == str(document.pk)


def test_a_level_above_states_totals_unless_it_is_its_own_work(place: District) -> None:
    row = submission(place.open(), place.top)
    text = "Trong năm 2021, huyện Tuyên Thử xây dựng mới 09 mô hình tự quản. Kiểm tra công tác phong trào tại 02 xã.\n"
    document = actions.receive(
        by=place.top.officer, submission=row, data=text.encode(), file_name="huyen.txt", secrecy_answer=True
    )
    for code in ("schemes_founded", "units_inspected"):
        actions.confirm(by=place.top.officer, finding=finding(document, code))
    assert figure(document, "schemes_founded", Scope.STATED).chosen is not None
    assert figure(document, "units_inspected", Scope.OWN).chosen is not None
    assert not Figure.objects.filter(submission=row, indicator__code="units_inspected", scope=Scope.STATED).exists()
