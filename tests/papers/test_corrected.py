"""An issued paper says which of its numbers were corrected since; it stays as it was issued."""

import pytest
from django.test import Client

from tests.papers import factories as papers
from tests.reporting import factories as make
from tuquan.papers import actions
from tuquan.papers.queries import corrected
from tuquan.reporting import actions as reporting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def test_a_correction_after_issue_is_told_beside_the_paper() -> None:
    district, round_ = papers.full_year()
    paper = papers.draft(district, round_)
    assert corrected(paper) == []
    issued = actions.issue(by=district.top.head, paper=paper, number=5)
    before = issued.content
    assert corrected(issued) == []
    row = make.submission(round_, district.communes["Châu Hóa"])
    figure = row.figures.get(indicator__code="outreach_points")
    was = figure.chosen.value
    reporting.reopen(by=None, figure=figure, reason="Đếm sót một điểm.")
    make.say(row, "outreach_points", was + 1)
    reporting.approve_figure(by=None, figure=figure)
    (change,) = corrected(issued)
    assert change.code == "outreach_points"
    assert "Đếm sót một điểm." in change.sentence
    issued.refresh_from_db()
    assert issued.content == before
    client = Client()
    client.force_login(district.top.head)
    page = client.get(f"/van-ban/{issued.pk}/").content.decode()
    assert "Số liệu được sửa sau khi phát hành" in page
