"""Issuing: what was read is what is frozen, once, under a number of its own."""

from datetime import date

import pytest

from tests.papers import factories as papers
from tests.reporting import factories as make
from tuquan.ground import clock, files
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent
from tuquan.papers import actions
from tuquan.papers.errors import AlreadyIssued, FiguresMoved, NumberTaken
from tuquan.papers.models import Paper
from tuquan.papers.queries import moved
from tuquan.reader.opening import open_document
from tuquan.reporting import actions as reporting
from tuquan.reporting.models import Round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def drafted() -> tuple[make.District, Round, Paper]:
    district, round_ = papers.full_year()
    return district, round_, papers.draft(district, round_)


def test_issued_gets_number_and_day_and_keeps_every_word(drafted: tuple[make.District, Round, Paper]) -> None:
    district, _, paper = drafted
    with clock.at(date(2022, 1, 7)):
        issued = actions.issue(by=district.top.head, paper=paper, number=5)
    assert (issued.state, issued.number, issued.year) == (Paper.State.ISSUED, 5, 2022)
    for part in ("blocks", "appendix", "subject", "recipients"):
        assert issued.content[part] == paper.content[part]
    text = open_document(files.load(issued.docx), file_name="x.docx").text
    assert "Số: 05/BC-CAH" in text
    assert "Tuyên Thử, ngày 07 tháng 01 năm 2022" in text
    assert AuditEvent.objects.filter(action="papers.issue", subject_key=str(paper.pk)).count() == 1


def test_numbers_run_by_organ_and_year(drafted: tuple[make.District, Round, Paper]) -> None:
    district, round_, paper = drafted
    actions.issue(by=district.top.head, paper=paper, number=41)
    second = papers.draft(district, round_)
    assert second.pk != paper.pk
    with pytest.raises(NumberTaken, match="Số 41 năm 2021"):
        actions.issue(by=district.top.head, paper=second, number=41)
    for number in (0, -3, 10**9):
        with pytest.raises(NumberTaken):
            actions.issue(by=district.top.head, paper=second, number=number)
    assert actions.issue(by=district.top.head, paper=second).number == 42
    commune = district.communes["Châu Hóa"]
    own = actions.draft(by=commune.head, round=round_, organ=commune.organ)
    assert actions.issue(by=commune.head, paper=own).number == 1


def test_twice_is_refused_and_the_paper_stays(drafted: tuple[make.District, Round, Paper]) -> None:
    district, _, paper = drafted
    first = actions.issue(by=district.top.head, paper=paper)
    with pytest.raises(AlreadyIssued, match="số 1/2021"):
        actions.issue(by=district.top.head, paper=paper, number=9)
    with pytest.raises(AlreadyIssued):
        actions.write_free(by=district.top.head, paper=paper, key="tasks", text="Thêm.")
    kept = Paper.objects.get()
    assert (kept.content_sha256, kept.number) == (first.content_sha256, 1)


def test_a_figure_that_moved_needs_another_look(drafted: tuple[make.District, Round, Paper]) -> None:
    district, round_, paper = drafted
    assert moved(paper) == ()
    row = make.submission(round_, district.communes["Châu Hóa"])
    reporting.send_back(by=None, submission=row, version=row.version, reason="sửa")
    assert moved(paper) == (), "the last approved figure keeps counting"
    make.say(row, "outreach_points", 91)
    for figure in row.figures.filter(indicator__code="outreach_points"):
        reporting.explain(by=None, figure=figure, text="Đếm lại.")
    make.send(row)
    assert "Điểm tuyên truyền: 196, nay là 197." in moved(paper)
    with pytest.raises(FiguresMoved, match="Soạn lại"):
        actions.issue(by=district.top.head, paper=paper)
    assert Paper.objects.get().state == Paper.State.DRAFT
    papers.draft(district, round_)
    assert actions.issue(by=district.top.head, paper=paper).state == Paper.State.ISSUED


def test_an_issued_paper_does_not_move(drafted: tuple[make.District, Round, Paper]) -> None:
    district, round_, paper = drafted
    issued = actions.issue(by=district.top.head, paper=paper)
    row = make.submission(round_, district.communes["Châu Hóa"])
    reporting.send_back(by=None, submission=row, version=row.version, reason="sửa")
    assert moved(issued) == ()
    assert Paper.objects.get().content == issued.content


def test_only_the_head_of_this_organ_issues(drafted: tuple[make.District, Round, Paper]) -> None:
    district, _, paper = drafted
    for by in (district.top.officer, district.province.head, district.communes["Châu Hóa"].head):
        with pytest.raises(PermissionRefused):
            actions.issue(by=by, paper=paper)
    assert Paper.objects.get().state == Paper.State.DRAFT
