"""Nobody approves a number they have not seen, and what was opened alone does not stay open behind a whole form."""

from datetime import date

import pytest

from tests.reporting import factories as make
from tuquan.reporting import actions
from tuquan.reporting.errors import NotEditable, StaleFigure
from tuquan.reporting.models import Figure, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def land(day: date) -> make.District:
    return make.district(communes=2)


@pytest.fixture
def row(land: make.District) -> Submission:
    found = make.submission(land.open(), land.communes["Châu Hóa"])
    make.say(found, "outreach_points", 12)
    make.none_for_the_rest(found)
    for figure in found.figures.all():
        actions.explain(by=None, figure=figure, text="Đã kiểm tra lại.")
    return make.send(found)


def opened(row: Submission) -> Figure:
    figure = row.figures.get(indicator__code="outreach_points")
    return actions.reopen(by=None, figure=figure, reason="Ghi nhầm.")


def test_a_figure_changed_since_it_was_seen_is_not_approved(row: Submission) -> None:
    seen = opened(row).version
    make.say(row, "outreach_points", 210)
    figure = row.figures.get(indicator__code="outreach_points")
    with pytest.raises(StaleFigure):
        actions.approve_figure(by=None, figure=figure, version=seen)
    figure.refresh_from_db()
    revision = actions.approve_figure(by=None, figure=figure, version=figure.version)
    assert revision is not None
    assert revision.value == 210


def test_sent_back_as_a_whole_no_figure_stays_open_alone(row: Submission) -> None:
    opened(row)
    row.refresh_from_db()
    actions.send_back(by=None, submission=row, version=row.version, reason="Xem lại cả biểu.")
    assert not row.figures.exclude(reopened_because="").exists()
    actions.present(by=None, submission=row, version=row.version)
    actions.submit(by=None, submission=row, version=row.version)
    with pytest.raises(NotEditable):
        make.say(row, "outreach_points", 99)
