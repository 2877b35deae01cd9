"""The organ above reads a report for a unit: who may, what it may not do, and who has to approve."""

from decimal import Decimal

import pytest

from tests.factories import make_post
from tests.intake.factories import finding, received
from tests.reporting.factories import District, district, line, none_for_the_rest, say, send, submission
from tuquan.accounts.models import Role
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent, Notice
from tuquan.intake import actions
from tuquan.intake.errors import AnsweredByTheUnit
from tuquan.intake.models import FindingAnswer, SourceDocument
from tuquan.intake.queries.standing import may_answer
from tuquan.reporting import actions as reporting
from tuquan.reporting import moves
from tuquan.reporting.errors import AloneOnBehalf, MoveRefused, NothingRead, ReasonMissing
from tuquan.reporting.models import Figure, State, Submission
from tuquan.reporting.queries import disagreements, readiness

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
PAPER = "Theo Báo cáo số 12/BC-CAX ngày 15/12/2021"


@pytest.fixture
def place() -> District:
    return district(2)


@pytest.fixture
def document(place: District) -> SourceDocument:
    """Received by the district for Châu Hóa."""
    return received(place, by=place.top.officer)


@pytest.fixture
def row(document: SourceDocument) -> Submission:
    return document.submission


def sent_by_the_unit(row: Submission) -> None:
    """The unit's office answers the rest, explains what is asked, presents and sends."""
    row.refresh_from_db()
    none_for_the_rest(row)
    for asked in readiness(row).to_explain:
        reporting.explain(by=None, figure=Figure.objects.get(pk=asked.figure_id), text="Đã so với sổ của đơn vị")
    send(row, approve=False)
    row.refresh_from_db()


def chosen(row: Submission, code: str) -> Figure:
    return Figure.objects.select_related("chosen").get(submission=row, indicator=line(code))


def test_the_organ_above_receives_and_confirms_in_its_own_name(
    place: District, document: SourceDocument, row: Submission
) -> None:
    assert document.on_behalf == place.top.organ
    actions.confirm(by=place.top.officer, finding=finding(document, "schemes_founded"))
    figure = chosen(row, "schemes_founded")
    assert figure.chosen is not None
    assert figure.chosen.value == 3
    assert figure.chosen.by == place.top.officer
    assert "Công an huyện Tuyên Thử đọc thay" in figure.chosen.source_label
    answer = FindingAnswer.objects.get()
    assert answer.on_behalf == place.top.organ
    event = AuditEvent.objects.get(action="intake.confirmed")
    assert "đọc thay đơn vị" in event.summary
    assert event.detail == {"on_behalf": place.top.organ.pk}
    row.refresh_from_db()
    assert row.state == State.DRAFT, "the submission stays with the unit's own office"


def test_every_answer_is_open_to_it_on_what_it_received(place: District, document: SourceDocument) -> None:
    officer = place.top.officer
    assert actions.confirm_sure(by=officer, document=document) > 0
    actions.correct(by=officer, finding=finding(document, "schemes_founded"), value=Decimal(4))
    actions.reject(by=officer, finding=finding(document, "schemes_founded"))
    start = document.text.index("24 buổi")
    actions.add_by_hand(
        by=officer, document=document, start=start, end=start + 7, indicator_code="schemes_active", value=Decimal(24)
    )
    assert set(FindingAnswer.objects.values_list("on_behalf", flat=True)) == {place.top.organ.pk}


def test_a_report_that_the_unit_received_is_its_own(place: District) -> None:
    theirs = received(place)
    assert theirs.on_behalf is None
    with pytest.raises(PermissionRefused):
        actions.confirm(by=place.top.officer, finding=finding(theirs, "schemes_founded"))
    assert not may_answer(place.top.officer, theirs)


@pytest.mark.parametrize("who", ["province", "other commune", "inspector"])
def test_nobody_else_answers(place: District, document: SourceDocument, who: str) -> None:
    people = {
        "province": place.province.officer,
        "other commune": place.communes["Ngư Hóa"].officer,
        "inspector": make_post(place.top.organ, Role.INSPECTOR).user,
    }
    with pytest.raises(PermissionRefused):
        actions.confirm(by=people[who], finding=finding(document, "schemes_founded"))
    assert not FindingAnswer.objects.exists()
    assert not may_answer(people[who], document)


def test_the_units_own_office_answers_too_and_in_its_own_name(place: District, document: SourceDocument) -> None:
    actions.confirm(by=place.communes["Châu Hóa"].officer, finding=finding(document, "schemes_founded"))
    assert FindingAnswer.objects.get().on_behalf is None


def test_what_the_unit_chose_itself_is_not_replaced_but_stands_to_be_explained(
    place: District, document: SourceDocument, row: Submission
) -> None:
    commune = place.communes["Châu Hóa"].officer
    say(row, "schemes_founded", 2, by=commune)
    found = finding(document, "schemes_founded")
    actions.confirm(by=place.top.officer, finding=found)
    actions.confirm(by=place.top.officer, finding=found)
    figure = chosen(row, "schemes_founded")
    assert figure.chosen is not None
    assert figure.chosen.value == 2
    assert figure.claims.filter(source_kind="read").count() == 1
    assert [d.figure.pk for d in disagreements(row)] == [figure.pk]
    actions.reject(by=place.top.officer, finding=found)
    assert chosen(row, "schemes_founded").chosen == figure.chosen


def test_what_the_unit_answered_itself_is_not_answered_otherwise_on_its_behalf(
    place: District, document: SourceDocument, row: Submission
) -> None:
    found = finding(document, "schemes_founded")
    mine = actions.confirm(by=place.communes["Châu Hóa"].officer, finding=found)
    for again in (
        lambda: actions.confirm(by=place.top.officer, finding=found),
        lambda: actions.correct(by=place.top.officer, finding=found, value=Decimal(9)),
        lambda: actions.reject(by=place.top.officer, finding=found),
    ):
        with pytest.raises(AnsweredByTheUnit, match="đã tự trả lời"):
            again()
    assert list(FindingAnswer.objects.all()) == [mine]
    figure = chosen(row, "schemes_founded")
    assert figure.chosen is not None
    assert (figure.chosen.value, figure.claims.count()) == (3, 1)


def test_the_unit_answers_otherwise_after_what_was_read_for_it(
    place: District, document: SourceDocument, row: Submission
) -> None:
    found = finding(document, "schemes_founded")
    actions.confirm(by=place.top.officer, finding=found)
    actions.correct(by=place.communes["Châu Hóa"].officer, finding=found, value=Decimal(2))
    figure = chosen(row, "schemes_founded")
    assert figure.chosen is not None
    assert figure.chosen.value == 2


def test_typing_is_not_reading(place: District, row: Submission) -> None:
    with pytest.raises(PermissionRefused):
        say(row, "schemes_founded", 2, by=place.top.officer)


def test_the_unit_goes_on_from_what_was_read_for_it(place: District, document: SourceDocument, row: Submission) -> None:
    actions.confirm_sure(by=place.top.officer, document=document)
    sent_by_the_unit(row)
    moves.approve(by=place.top.officer, submission=row, version=row.version)
    assert row.state == State.APPROVED, "the unit's head sent it: two offices stand behind it"


def test_sending_for_the_unit_needs_a_paper_and_something_read(
    place: District, document: SourceDocument, row: Submission
) -> None:
    with pytest.raises(NothingRead):
        moves.submit_for(by=place.top.officer, submission=row, version=row.version, reason=PAPER)
    actions.confirm_sure(by=place.top.officer, document=document)
    with pytest.raises(ReasonMissing):
        moves.submit_for(by=place.top.officer, submission=row, version=row.version)
    with pytest.raises(PermissionRefused):
        moves.submit_for(by=place.communes["Châu Hóa"].head, submission=row, version=row.version, reason=PAPER)
    row.refresh_from_db()
    assert row.state == State.DRAFT


def test_who_read_or_sent_for_the_unit_does_not_approve(
    place: District, document: SourceDocument, row: Submission
) -> None:
    third = make_post(place.top.organ, Role.SUPERIOR_OFFICER).user
    actions.confirm_sure(by=place.top.officer, document=document)
    moves.submit_for(by=place.top.head, submission=row, version=row.version, reason=PAPER)
    assert row.state == State.SUBMITTED
    for person in (place.top.officer, place.top.head):
        with pytest.raises(AloneOnBehalf):
            moves.approve(by=person, submission=row, version=row.version)
    moves.approve(by=third, submission=row, version=row.version)
    assert row.state == State.APPROVED
    unanswered = Figure.objects.filter(submission=row, answer="not_reported")
    assert unanswered.exists(), "what the report leaves out stays unreported"


def test_the_units_office_hears_that_it_was_sent_for(
    place: District, document: SourceDocument, row: Submission
) -> None:
    actions.confirm_sure(by=place.top.officer, document=document)
    moves.submit_for(by=place.top.officer, submission=row, version=row.version, reason=PAPER)
    told = Notice.objects.filter(user_key=place.communes["Châu Hóa"].head.pk).order_by("-pk").first()
    assert told is not None
    assert "nhận thay đơn vị" in told.text


def test_a_sent_submission_is_not_sent_for_again(place: District, document: SourceDocument, row: Submission) -> None:
    actions.confirm_sure(by=place.top.officer, document=document)
    sent_by_the_unit(row)
    with pytest.raises(MoveRefused):
        moves.submit_for(by=place.top.officer, submission=row, version=row.version, reason=PAPER)


def test_sent_back_it_is_the_units_again_and_an_ordinary_way_up_lifts_the_bar(
    place: District, document: SourceDocument, row: Submission
) -> None:
    actions.confirm_sure(by=place.top.officer, document=document)
    moves.submit_for(by=place.top.officer, submission=row, version=row.version, reason=PAPER)
    moves.send_back(by=place.top.officer, submission=row, version=row.version, reason="Đơn vị tự bổ sung")
    sent_by_the_unit(row)
    moves.approve(by=place.top.officer, submission=row, version=row.version)
    assert row.state == State.APPROVED


def test_the_submission_of_another_round_is_untouched(place: District, document: SourceDocument) -> None:
    actions.confirm_sure(by=place.top.officer, document=document)
    other = submission(document.submission.round, place.communes["Ngư Hóa"])
    assert not other.figures.filter(chosen__source_kind="read").exists()
