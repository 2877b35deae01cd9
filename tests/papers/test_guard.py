"""An issued paper and its numbers cannot be rewritten, not even around the actions; a draft can."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.papers import factories as papers
from tuquan.papers import actions
from tuquan.papers.models import Paper, PaperNumber

pytestmark = pytest.mark.django_db

REWRITES: dict[str, Callable[[], Any]] = {
    "subject": lambda: Paper.objects.update(subject="khác"),
    "back to draft": lambda: Paper.objects.update(state="draft", number=None, issued_at=None),
    "delete": lambda: Paper.objects.all()._raw_delete("default"),
    "number": lambda: PaperNumber.objects.update(value=9, shown="9"),
    "delete numbers": lambda: PaperNumber.objects.all()._raw_delete("default"),
}


@pytest.mark.parametrize("name", REWRITES)
def test_an_issued_paper_is_final(day: date, name: str) -> None:
    district, round_ = papers.full_year()
    paper = actions.issue(by=district.top.head, paper=papers.draft(district, round_))
    before = (Paper.objects.values().get(pk=paper.pk), list(PaperNumber.objects.order_by("pk").values()))
    with pytest.raises(DatabaseError, match="issued_paper_is_final"), transaction.atomic():
        REWRITES[name]()
    assert (Paper.objects.values().get(pk=paper.pk), list(PaperNumber.objects.order_by("pk").values())) == before


def test_no_number_moves_into_an_issued_paper(day: date) -> None:
    district, round_ = papers.full_year()
    issued = actions.issue(by=district.top.head, paper=papers.draft(district, round_))
    draft = papers.draft(district, round_)
    with pytest.raises(DatabaseError, match="issued_paper_is_final"), transaction.atomic():
        PaperNumber.objects.filter(pk=draft.numbers.first().pk).update(paper=issued, tag="khac")


def test_a_draft_is_still_written_anew_and_thrown_away(day: date) -> None:
    district, round_ = papers.full_year()
    paper = papers.draft(district, round_)
    assert papers.draft(district, round_).pk == paper.pk
    paper.delete()
    assert not PaperNumber.objects.exists()
