"""Reading again by newer rules: what changed is told, what a person answered stays."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.factories import make_post
from tests.intake.factories import FORBIDDEN, finding, received
from tests.intake.test_receive import everything
from tests.reporting.factories import District, district, send
from tuquan.ground.errors import PermissionRefused
from tuquan.intake import actions, quarantine
from tuquan.intake.errors import SubmissionClosed
from tuquan.intake.models import Finding, FindingAnswer, Reading, SourceDocument
from tuquan.intake.queries import candidates, last_changes, review
from tuquan.reader import read
from tuquan.reporting.models import Figure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def place() -> District:
    return district(2)


@pytest.fixture
def document(place: District) -> SourceDocument:
    return received(place)


def rules(monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    """Newer rules: today's, with each finding passed through `change` (None: no longer seen)."""

    def newer(text: str, **more: Any) -> Any:
        seen = read(text, **more)
        return replace(seen, version="moi", findings=tuple(filter(None, map(change, seen.findings))))

    monkeypatch.setattr(quarantine, "read", newer)


def test_the_same_rules_see_the_same_and_store_nothing(place: District, document: SourceDocument) -> None:
    assert actions.reread(by=place.communes["Châu Hóa"].officer, document=document) is None
    assert Reading.objects.count() == 1
    assert last_changes(document) is None


def test_what_changed_is_told_and_an_answer_is_never_overwritten(
    place: District, document: SourceDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = place.communes["Châu Hóa"].officer
    first = finding(document, "schemes_founded")
    actions.correct(by=officer, finding=first, value=Decimal(2))
    before = list(FindingAnswer.objects.values())

    def change(seen: Any) -> Any:
        if seen.indicator == "schemes_consolidated":
            return None
        return replace(seen, value=Decimal(4)) if seen.indicator == "schemes_founded" and not seen.planned else seen

    rules(monkeypatch, change)
    found = actions.reread(by=officer, document=document)
    assert found is not None
    assert found.sentence == "1 số đọc khác, 1 số không còn thấy"
    assert [c.kind for c in found.changes] == ["other", "gone"]
    assert list(FindingAnswer.objects.values()) == before
    shown = {c.finding.pk: c for c in candidates(document)}
    assert shown[first.pk].answer is not None
    assert [c.finding.indicator_code for c in shown.values()].count("schemes_consolidated") == 0
    assert Figure.objects.get(chosen__source_key=f"finding:{first.pk}").chosen.value == 2


def test_what_is_newly_seen_waits_for_a_person_and_old_masks_stay(
    place: District, document: SourceDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    masked = review(document).masked
    assert masked
    hidden = finding(document, "schemes_consolidated").pk
    rules(monkeypatch, lambda seen: None if seen.indicator == "schemes_consolidated" else seen)
    actions.reread(by=None, document=document)
    rules(monkeypatch, lambda seen: seen)
    found = actions.reread(by=None, document=document)
    assert found is not None
    assert [c.kind for c in found.changes] == ["new"]
    row = next(c for c in candidates(document) if c.finding.indicator_code == "schemes_consolidated")
    assert row.finding.pk != hidden
    assert row.open
    assert review(document).masked == masked


def test_a_figure_marked_by_hand_stays(
    place: District, document: SourceDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = document.text.index("Châu Hóa, ngày 15") + len("Châu Hóa, ngày ")
    actions.add_by_hand(
        by=None, document=document, start=at, end=at + 2, indicator_code="outreach_sessions", value=Decimal(15)
    )
    rules(monkeypatch, lambda seen: None)
    found = actions.reread(by=None, document=document)
    assert found is not None
    assert found.count("gone") == Finding.objects.filter(masked=False).exclude(rule="by_hand").count()
    assert [c.finding.value for c in candidates(document) if not c.finding.masked] == [15]


def test_nothing_forbidden_comes_back(place: District, document: SourceDocument, tmp_path: Path) -> None:
    actions.reread(by=None, document=document)
    kept = everything(tmp_path)
    assert not [words for words in FORBIDDEN if words in kept]


def test_who_may_not_and_a_closed_submission_are_refused(place: District, document: SourceDocument) -> None:
    with pytest.raises(PermissionRefused):
        actions.reread(by=make_post(place.top.organ, "inspector").user, document=document)
    send(document.submission)
    with pytest.raises(SubmissionClosed):
        actions.reread(by=None, document=document)
    assert Reading.objects.count() == 1
