"""A number's journey there and back: read this first. Every step is the program's own; nothing is faked.

« xây dựng mới 03 mô hình » stands in the Word file of a commune. It is received, read, confirmed by a person, set
against the register, explained, sent, approved, added up, and written into the report of the district. Then, from the
number in that report, we walk back to the very sentence.
"""

from datetime import date
from decimal import Decimal

import pytest

from tests.journeys import report_of_chau_hoa as chau_hoa
from tests.reporting import factories as make
from tuquan.ground import files
from tuquan.intake import actions as intake
from tuquan.intake.models import SourceDocument
from tuquan.intake.queries import candidates
from tuquan.marks import Mark, from_tag
from tuquan.papers import actions as papers
from tuquan.papers.models import Paper
from tuquan.papers.queries import WalkBack, made_of
from tuquan.reader import read
from tuquan.reader.opening import open_document
from tuquan.reporting import actions, queries, rollup, tracing
from tuquan.reporting.models import Figure, SourceKind
from tuquan.reporting.totals import Total

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

LINE = "schemes_founded"


@pytest.fixture
def ground(day: date) -> chau_hoa.Ground:
    return chau_hoa.lay_ground()


def test_there_and_back(ground: chau_hoa.Ground) -> None:
    officer, head = ground.commune.officer, ground.commune.head
    reviewer, district_head = ground.district.top.officer, ground.district.top.head

    # The Word file comes in. Its text is kept, the file itself nowhere.
    document = intake.receive(
        by=officer, submission=ground.submission, data=chau_hoa.the_docx(), file_name=chau_hoa.FILE_NAME,
        secrecy_answer=True,
    )  # fmt: skip

    # A rule saw a number; nothing enters the submission until a person says so.
    finding = next(c.finding for c in candidates(document) if c.finding.indicator_code == LINE)
    assert finding.value == 3
    assert _figure(ground).chosen.source_kind == SourceKind.RECORDS, "prefilled from the register"
    intake.confirm(by=officer, finding=finding)
    assert _figure(ground).chosen.value == 3

    # The register knows two: both are kept, and the difference has to be explained.
    [difference] = [d for d in queries.disagreements(ground.submission) if d.figure.indicator.code == LINE]
    assert "đang chọn 3" in difference.sentence
    assert "nhưng 2" in difference.sentence
    actions.explain(by=officer, figure=difference.figure, text="Một mô hình ra mắt tháng 12, chưa vào sổ.")

    # Up: officer to head, head to the district.
    _answer_the_rest(ground, document)
    actions.present(by=officer, submission=ground.submission, version=ground.submission.version)
    actions.submit(by=head, submission=ground.submission, version=ground.submission.version)
    assert _total(ground).value is None, "sent is not yet approved"
    actions.approve(by=reviewer, submission=ground.submission, version=ground.submission.version)
    assert (_total(ground).value, _total(ground).coverage.text) == (Decimal(3), "1/3 xã, thị trấn")

    # Another commune follows; value and coverage move at once, nothing is rebuilt.
    make.send(make.submission(ground.round, ground.district.communes["Ngư Hóa"]))
    assert (_total(ground).value, _total(ground).coverage.text) == (Decimal(4), "2/3 xã, thị trấn")

    # The district's report is written: our number is a content control of the Word file, and its tag says what it is.
    paper = papers.draft(by=reviewer, round=ground.round, organ=ground.district.top.organ)
    issued = papers.issue(by=district_head, paper=paper)
    tag = _tag(issued, LINE, ground.district.top.unit_id)
    assert chau_hoa.tags_of(files.load(issued.docx))[tag] == "04"

    # And back: report → total → communes → figure → claim → the sentence in the commune's file.
    back = made_of(issued, tag)
    assert [(part.name, part.text) for part in back.contributions if part.text != "không phát sinh"] == [
        ("Châu Hóa", "3"), ("Ngư Hóa", "1"),
    ]  # fmt: skip
    assert back.missing == ("Đồng Lê",)
    steps = {step.kind: step for step in _share(back, "Châu Hóa")}
    assert steps["finding"].text == f"“{chau_hoa.SENTENCE}”"
    assert steps["finding"].key == str(finding.pk)
    assert chau_hoa.FILE_NAME in steps["document"].text
    assert "chưa vào sổ" in steps["explanation"].text
    kept = document.text[finding.start : finding.end]
    assert "03" in kept, "and the place in the text still holds the digits"


def test_a_number_from_the_register_leads_back_to_its_schemes(ground: chau_hoa.Ground) -> None:
    """Nobody typed this one: work recorded in the year is the figure, and the report leads back to each scheme."""
    make.send(ground.submission)
    assert _total(ground).value == 2
    paper = papers.draft(by=ground.district.top.officer, round=ground.round, organ=ground.district.top.organ)
    back = made_of(paper, _tag(paper, LINE, ground.district.top.unit_id))
    steps = _share(back, "Châu Hóa")
    assert [step.key for step in steps if step.kind == "record"] == [str(scheme.pk) for scheme in ground.founded]
    told = " ".join(step.text for step in steps if step.kind == "record")
    for place, _ in chau_hoa.PLACES:
        assert place in told


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_we_write_we_read(ground: chau_hoa.Ground, form: str) -> None:
    """Our own report, opened as a stranger's, gives back every figure of the movement that it carries."""
    document = intake.receive(
        by=ground.commune.officer, submission=ground.submission, data=chau_hoa.the_docx(),
        file_name=chau_hoa.FILE_NAME, secrecy_answer=True,
    )  # fmt: skip
    intake.confirm_sure(by=ground.commune.officer, document=document)
    _answer_the_rest(ground, document)
    make.send(ground.submission)
    paper = papers.draft(by=None, round=ground.round, organ=ground.district.top.organ)
    opened = open_document(files.load(getattr(paper, form)), file_name=f"bao-cao.{form}")
    seen = {(found.indicator, found.value) for found in read(opened.text.partition("Nơi nhận")[0]).findings}
    told = {
        (row.indicator.code, row.value)
        for row in paper.numbers.filter(unit=ground.district.top.unit_id, value__gt=0).select_related("indicator")
        if row.tag.endswith(".v")
    }
    assert {LINE, "schemes_struck_off", "outreach_points", "outreach_attendances"} <= {code for code, _ in told}
    assert told <= seen


def _figure(ground: chau_hoa.Ground) -> Figure:
    found: Figure = Figure.objects.select_related("chosen", "indicator").get(
        submission=ground.submission, indicator__code=LINE
    )
    return found


def _total(ground: chau_hoa.Ground) -> Total:
    return rollup.totals(round=ground.round, unit_id=ground.round.scope_id)[LINE]


def _answer_the_rest(ground: chau_hoa.Ground, document: SourceDocument) -> None:
    """What else the report tells is confirmed, what it does not tell did not arise, what differs is explained."""
    intake.confirm_sure(by=ground.commune.officer, document=document)
    for candidate in candidates(document):
        if candidate.open and candidate.on_form:
            intake.confirm(by=ground.commune.officer, finding=candidate.finding)
    make.none_for_the_rest(ground.submission)
    for question in queries.readiness(ground.submission).to_explain:
        figure = Figure.objects.get(pk=question.figure_id)
        actions.explain(by=ground.commune.officer, figure=figure, text="Đã đối chiếu hồ sơ.")


def _tag(paper: Paper, code: str, unit_id: int) -> str:
    """The tag of a number, found as Word would find it: by what the tag itself says."""
    marks = {from_tag(tag): tag for tag in chau_hoa.tags_of(files.load(paper.docx))}
    return marks[Mark(code, unit_id, paper.round_id)]


def _share(back: WalkBack, name: str) -> tuple[tracing.Step, ...]:
    return next(part.steps for part in back.contributions if part.name == name)
