"""A sending back says why, figure by figure; the reasons stand until the figures are presented again."""

from datetime import date

import pytest

from tests.reporting import factories as make
from tuquan.ground.models import Notice
from tuquan.reporting import actions, queries
from tuquan.reporting.errors import FigureElsewhere, FreeTextRefused, ReasonMissing
from tuquan.reporting.models import FigureRevision, Move, MoveReason, State, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=2)


def _sent(district: make.District, *, approve: bool = False) -> Submission:
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 7)
    make.say(row, "outreach_attendances", 700)
    return make.send(row, approve=approve)


def _figure(row: Submission, code: str) -> int:
    key: int = row.figures.get(indicator__code=code).pk
    return key


def test_each_figure_has_its_reason_until_presented_again(district: make.District) -> None:
    row = _sent(district)
    points, people = _figure(row, "outreach_points"), _figure(row, "outreach_attendances")
    assert queries.reasons_of(row) == {}
    actions.send_back(
        by=district.top.officer, submission=row, version=row.version, reason="Xem lại mục tuyên truyền.",
        figures={people: "Gấp trăm lần số điểm, kiểm tra lại.", points: "Quý trước đã 9 điểm."},
    )  # fmt: skip
    assert queries.reasons_of(row) == {
        points: "Quý trước đã 9 điểm.", people: "Gấp trăm lần số điểm, kiểm tra lại.",
    }  # fmt: skip
    told = Notice.objects.filter(user_key=district.communes["Châu Hóa"].officer.pk).order_by("-pk")[0]
    assert "Xem lại mục tuyên truyền." in told.text
    assert make.line("outreach_points").name in told.text
    assert make.line("outreach_attendances").name in told.text
    actions.present(by=None, submission=row, version=row.version)
    assert queries.reasons_of(row) == {}
    assert MoveReason.objects.count() == 2


def test_figures_alone_are_reason_enough(district: make.District) -> None:
    row = _sent(district)
    actions.send_back(
        by=district.top.officer, submission=row, version=row.version,
        figures={_figure(row, "outreach_points"): "Thiếu một điểm."},
    )  # fmt: skip
    assert row.state == State.SENT_BACK
    last = Move.objects.filter(submission=row).order_by("-id")[0]
    assert last.reason.startswith("Sửa 1 số: ")


def test_what_is_refused_writes_nothing(district: make.District) -> None:
    row = _sent(district)
    own = _figure(row, "outreach_points")
    neighbour = make.submission(row.round, district.communes["Ngư Hóa"])
    strange = _figure(neighbour, "outreach_points")
    before = Move.objects.count()
    for figures, refusal in (
        ({own: "thử", strange: "thử"}, FigureElsewhere),
        ({own: "  "}, ReasonMissing),
        ({own: "Gọi ông Nguyễn Văn Bình, số 0912345678."}, FreeTextRefused),
    ):
        with pytest.raises(refusal):
            actions.send_back(
                by=district.top.officer, submission=row, version=row.version, reason="xem", figures=figures
            )
    row.refresh_from_db()
    assert (row.state, Move.objects.count(), MoveReason.objects.count()) == (State.SUBMITTED, before, 0)


def test_the_new_revision_is_put_down_to_the_reason(district: make.District) -> None:
    row = _sent(district, approve=True)
    points = _figure(row, "outreach_points")
    actions.send_back(
        by=None, submission=row, version=row.version, reason="Xem lại.", figures={points: "Thiếu một điểm."}
    )
    make.say(row, "outreach_points", 8)
    make.say(row, "outreach_attendances", 701)
    make.send(row)
    found = FigureRevision.objects.filter(number=2).order_by("figure")
    said = {r.figure.indicator.code: r.reason for r in found.select_related("figure__indicator")}
    assert said == {"outreach_points": "Thiếu một điểm.", "outreach_attendances": "Xem lại."}
    assert not FigureRevision.objects.filter(number=1).exclude(reason="").exists()
