"""Where sources differ, the head settles which number goes up; a signed report is not passed over."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.reporting import factories as make
from tuquan.ground.errors import PermissionRefused
from tuquan.reporting import actions, printed, rollup
from tuquan.reporting.actions.prefill import _take
from tuquan.reporting.errors import ClaimOfAnotherFigure, NotEditable, PaperUnnamed, ReasonMissing, SignedDiffers
from tuquan.reporting.models import Claim, Figure, Scope, Settlement, State, Submission
from tuquan.reporting.printed import Printed
from tuquan.reporting.queries import settling

pytestmark = pytest.mark.django_db
LINE = "outreach_points"
PAPER = "báo cáo số 12/BC-CAX ngày 05/12/2021"


class Case:
    """A commune whose officer typed 7."""

    def __init__(self) -> None:
        self.district = make.district(communes=2)
        self.round = self.district.open()
        self.office = self.district.communes["Châu Hóa"]
        self.row = make.submission(self.round, self.office)
        make.say(self.row, LINE, 7, by=self.office.officer)

    @property
    def figure(self) -> Figure:
        return self.row.figures.get(indicator__code=LINE, scope=Scope.OWN)

    def signed(self, value: int, **more: Any) -> Claim:
        return actions.state_signed(by=self.office.officer, figure=self.figure, value=value, paper=PAPER, **more)

    def move(self, name: str, by: Any = None) -> Submission:
        self.row.refresh_from_db()
        return getattr(actions, name)(by=by, submission=self.row, version=self.row.version)


@pytest.fixture
def case(day: date) -> Case:
    return Case()


def test_a_signed_number_is_stated_beside_never_chosen(case: Case) -> None:
    made = case.signed(9)
    assert case.figure.chosen is not None
    assert case.figure.chosen.value == 7
    (found,) = settling.differences(case.row)
    assert (found.signed, found.settled, found.open, found.claims[1]) == (True, False, True, made)
    assert found.sentence == (f"Điểm tuyên truyền: đang chọn 7 (nhập tay); nhưng 9 ({PAPER}).")
    with pytest.raises(PaperUnnamed):
        actions.state_signed(by=None, figure=case.figure, value=1, paper="  ")
    case.signed(7)
    assert settling.differences(case.row) == [], "the latest signed report says what is answered"


def test_it_does_not_go_up_while_nobody_said_why(case: Case) -> None:
    make.none_for_the_rest(case.row)
    case.move("present")
    case.signed(9)
    with pytest.raises(SignedDiffers, match="1 số khác với báo cáo có chữ ký") as refused:
        case.move("submit")
    assert (refused.value.code, refused.value.figures) == ("signed_paper_differs", (case.figure.pk,))
    assert case.row.state == State.PRESENTED
    actions.settle(by=case.office.head, figure=case.figure, claim=case.figure.chosen, reason="Báo cáo ghi nhầm.")
    assert case.move("submit", case.office.head).state == State.SUBMITTED


def test_an_explanation_of_the_officer_is_enough_to_send(case: Case) -> None:
    case.signed(9)
    actions.explain(by=case.office.officer, figure=case.figure, text="Báo cáo in trước khi đếm lại.")
    make.none_for_the_rest(case.row)
    case.move("present")
    assert case.move("submit").state == State.SUBMITTED
    assert len(settling.unsettled(case.row)) == 1, "explained, but the head has not settled it"


def test_the_head_chooses_and_the_word_is_kept(case: Case) -> None:
    made = case.signed(9)
    first = actions.settle(by=case.office.head, figure=case.figure, claim=made, reason="Theo báo cáo đã ký.")
    assert (case.figure.chosen_id, case.figure.explanation) == (made.pk, "Theo báo cáo đã ký.")
    assert (first.claim_id, first.latest_id, first.by_id, first.on) == (
        made.pk, made.pk, case.office.head.pk, date(2021, 12, 15),
    )  # fmt: skip
    assert settling.unsettled(case.row) == []
    typed = case.figure.claims.exclude(pk=made.pk).get()
    actions.settle(by=case.office.head, figure=case.figure, claim=typed, reason="Đếm lại thấy 7.")
    assert [row.reason for row in case.figure.settlements.all()] == ["Theo báo cáo đã ký.", "Đếm lại thấy 7."]
    assert case.figure.chosen == typed


def test_settlements_are_never_rewritten(case: Case) -> None:
    actions.settle(by=None, figure=case.figure, claim=case.signed(9), reason="Theo báo cáo.")
    for rewrite in (
        lambda: Settlement.objects.update(reason="khác"),
        lambda: Settlement.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            rewrite()


def test_only_the_head_settles_with_a_reason_while_it_is_open(case: Case) -> None:
    made = case.signed(9)
    with pytest.raises(PermissionRefused):
        actions.settle(by=case.office.officer, figure=case.figure, claim=made, reason="x y z")
    with pytest.raises(ReasonMissing):
        actions.settle(by=case.office.head, figure=case.figure, claim=made, reason=" ")
    other = make.submission(case.round, case.district.communes["Ngư Hóa"])
    elsewhere = make.say(other, LINE, 3)
    with pytest.raises(ClaimOfAnotherFigure):
        actions.settle(by=case.office.head, figure=case.figure, claim=elsewhere, reason="Nhầm ô.")
    make.send(other)
    with pytest.raises(NotEditable):
        actions.settle(by=None, figure=other.figures.get(indicator__code=LINE), claim=elsewhere, reason="Muộn rồi.")
    assert not Settlement.objects.exists()


def test_a_later_count_of_records_does_not_undo_it_but_a_later_report_is_asked_about(case: Case) -> None:
    typed = case.figure.chosen
    actions.settle(by=None, figure=case.figure, claim=case.signed(9), reason="Theo báo cáo.")
    actions.settle(by=None, figure=case.figure, claim=typed, reason="Đếm lại thấy 7.")
    now = Claim(figure=case.figure, value=Decimal(12), source_kind="records", source_label="Sổ mô hình")
    now.figure = Figure.objects.select_related("submission", "indicator").get(pk=case.figure.pk)
    _take(None, now)
    assert case.figure.chosen == typed, "the choice stands against an automatic refresh"
    assert case.figure.explanation == "Đếm lại thấy 7."
    assert settling.unsettled(case.row) == []
    case.signed(10)
    assert len(settling.unsettled(case.row)) == 1, "another report was signed since"


def test_what_an_issued_report_printed_is_told_until_it_is_chosen(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Printed(LINE, Decimal(8), None, "paper:1", "báo cáo số 3/2021")
    monkeypatch.setitem(printed._TELLERS, "papers", lambda submission: [told] if submission == case.row else [])
    (found,) = settling.differences(case.row)
    assert (found.claims[1].pk, found.signed) == (None, True)
    actions.settle(by=case.office.head, figure=case.figure, claim=found.claims[1], reason="Giữ số đã phát hành.")
    assert case.figure.chosen is not None
    assert (case.figure.chosen.value, case.figure.chosen.source_kind, case.figure.chosen.by) == (
        8, "signed", case.office.head,
    )  # fmt: skip
    assert settling.unsettled(case.row) == []


def test_a_printed_total_is_settled_against_its_units(case: Case) -> None:
    make.send(case.row)
    top = make.submission(case.round, case.district.top)
    made = make.say(top, LINE, 196, scope=Scope.STATED, source_kind="signed", source_label="báo cáo của huyện")
    figure = top.figures.get(indicator__code=LINE, scope=Scope.STATED)
    (found,) = settling.unsettled(top)
    assert found.total is not None
    assert (found.total.value, [part.name for part in found.total.parts]) == (7, ["Châu Hóa", "Ngư Hóa"])
    actions.settle(by=None, figure=figure, claim=None, reason="Báo cáo tính cả điểm của trường.")
    assert settling.unsettled(top) == []
    assert rollup.total(round=case.round, unit_id=top.unit_id, indicator=LINE).value == 7, "nothing is added"
    assert figure.claims.get() == made
    other = make.submission(case.round, case.district.communes["Ngư Hóa"])
    make.say(other, LINE, 5)
    make.send(other)
    assert len(settling.unsettled(top)) == 1, "the units make another total now"
