"""One figure corrected after approval: every level above, every longer window and the paper see from what to what."""

from datetime import date

import pytest

from tests.reporting import factories as make
from tuquan.accounts.models import User
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import Notice
from tuquan.reporting import actions, queries, rollup
from tuquan.reporting.errors import NotEditable, ReasonMissing, ReopenAsked
from tuquan.reporting.models import FigureRevision, ReopenRequest, Submission
from tuquan.vn.windows import calendar_window

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=2)


def _approved(district: make.District, **more: object) -> Submission:
    row = make.submission(district.open(**more), district.communes["Châu Hóa"])  # type: ignore[arg-type]
    make.say(row, "outreach_points", 7)
    return make.send(row)


def _correct(district: make.District, row: Submission, value: int) -> None:
    figure = row.figures.get(indicator__code="outreach_points")
    actions.reopen(by=district.top.officer, figure=figure, reason="Ghi nhầm số.")
    make.say(row, "outreach_points", value, by=district.communes["Châu Hóa"].officer)
    actions.approve_figure(by=district.top.officer, figure=figure)


def _heard(user: User) -> list[str]:
    return list(Notice.objects.filter(user_key=user.pk).order_by("pk").values_list("text", flat=True))


def test_the_trail_says_from_what_to_what_and_why(district: make.District) -> None:
    row = _approved(district)
    assert queries.trail(row.round) == []
    _correct(district, row, 9)
    (change,) = queries.trail(row.round)
    name = make.line("outreach_points").name
    assert change.sentence == (
        f"{name[:1].upper()}{name[1:]} của xã Châu Hóa, năm 2021: từ 7 thành 9. Lý do: Ghi nhầm số."
    )
    assert change.by == district.top.officer.full_name
    assert rollup.total(round=row.round, unit_id=district.top.unit_id, indicator="outreach_points").value == 9
    for head in (district.top.head, district.province.head):
        assert any("từ 7 thành 9" in text for text in _heard(head))


def test_nothing_else_is_unlocked_and_a_correction_to_the_same_is_no_change(district: make.District) -> None:
    row = _approved(district)
    figure = row.figures.get(indicator__code="outreach_points")
    actions.reopen(by=district.top.officer, figure=figure, reason="Xem lại.")
    for other in row.figures.exclude(pk=figure.pk).select_related("indicator"):
        with pytest.raises(NotEditable):
            actions.say_none_arose(by=district.communes["Châu Hóa"].officer, submission=row, indicator=other.indicator)
    assert actions.approve_figure(by=district.top.officer, figure=figure) is None
    assert queries.trail(row.round) == []


def test_a_longer_window_shows_what_changed_in_its_parts(district: make.District) -> None:
    month = _approved(district, window=calendar_window("month", 2021, 3), title="tháng 3 năm 2021")
    year = district.open()
    other = district.open(window=calendar_window("year", 2020), title="năm 2020")
    _correct(district, month, 9)
    assert [change.round_title for change in queries.trail(year)] == ["tháng 3 năm 2021"]
    assert queries.trail(other) == []


def test_what_was_sent_back_whole_and_approved_again_is_in_the_trail_too(district: make.District) -> None:
    row = _approved(district)
    actions.send_back(by=None, submission=row, version=row.version, reason="Thiếu hai điểm.")
    make.say(row, "outreach_points", 9)
    make.send(row)
    (change,) = queries.trail(row.round)
    assert (change.before.text, change.after.text, change.reason) == ("7", "9", "Thiếu hai điểm.")
    assert any("từ 7 thành 9" in text for text in _heard(district.province.head))


def test_what_a_paper_was_made_of_knows_what_came_later(district: make.District) -> None:
    row = _approved(district)
    cited = list(FigureRevision.objects.values_list("pk", flat=True))
    assert queries.changes_since(cited) == []
    _correct(district, row, 9)
    (change,) = queries.changes_since(cited)
    assert change.after.text == "9"
    assert queries.changes_since([change.revision_id]) == []


def test_the_sender_asks_and_the_level_above_answers(district: make.District) -> None:
    row, commune, top = _approved(district), district.communes["Châu Hóa"], district.top
    figure = row.figures.get(indicator__code="outreach_points")
    with pytest.raises(PermissionRefused):
        actions.ask_reopen(by=district.communes["Ngư Hóa"].officer, figure=figure, reason="Nhầm.")
    with pytest.raises(ReasonMissing):
        actions.ask_reopen(by=commune.officer, figure=figure, reason=" ")
    asked = actions.ask_reopen(by=commune.officer, figure=figure, reason="Đếm sót một điểm.")
    assert any("Đếm sót một điểm." in text for text in _heard(top.officer))
    with pytest.raises(ReopenAsked):
        actions.ask_reopen(by=commune.head, figure=figure, reason="Đếm sót.")
    with pytest.raises(PermissionRefused):
        actions.decline_reopen(by=commune.head, request=asked, answer="Không.")
    actions.decline_reopen(by=top.officer, request=asked, answer="Đã khớp với hồ sơ.")
    with pytest.raises(ReopenAsked):
        actions.decline_reopen(by=top.officer, request=asked, answer="Đã khớp.")
    assert any("Đã khớp với hồ sơ." in text for text in _heard(commune.officer))
    again = actions.ask_reopen(by=commune.officer, figure=figure, reason="Có biên bản kèm.")
    actions.reopen(by=top.officer, figure=figure, reason="Theo đề nghị.")
    again.refresh_from_db()
    assert (again.state, again.answered_by_id) == (ReopenRequest.State.GRANTED, top.officer.pk)
    with pytest.raises(ReopenAsked):
        actions.ask_reopen(by=commune.officer, figure=figure, reason="Nữa.")
