"""Two people press "Phát hành" or "Soạn báo cáo" at the same moment: one paper, one number."""

from datetime import date
from typing import Any

import pytest

from tests.papers import factories as papers
from tests.reporting.test_concurrency import _in_threads, shared
from tuquan.papers import actions
from tuquan.papers.errors import AlreadyIssued
from tuquan.papers.models import Paper

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2021, 12, 15)

__all__ = ["shared"]


@pytest.mark.usefixtures("day")
def test_two_at_once_issue_once(shared: Any) -> None:
    district, round_ = papers.full_year()
    paper = papers.draft(district, round_)
    shared()
    outcomes = _in_threads(*[lambda: actions.issue(by=None, paper=paper).number] * 2)
    assert sorted(str(found) if isinstance(found, int) else type(found).__name__ for found in outcomes) == [
        "1",
        AlreadyIssued.__name__,
    ]


@pytest.mark.usefixtures("day")
def test_two_drafts_at_once_are_one_draft(shared: Any) -> None:
    district, round_ = papers.full_year()
    shared()
    outcomes = _in_threads(*[lambda: papers.draft(district, round_, by=None)] * 2)
    assert all(isinstance(found, Paper) for found in outcomes), outcomes
    assert len({found.pk for found in outcomes}) == 1
