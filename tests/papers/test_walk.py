"""From every number of the paper back to its communes and their sources; and the paper read again by our reader."""

from datetime import date
from decimal import Decimal

import pytest

from tests.papers import factories as papers
from tests.reporting import factories as make
from tuquan.ground import files
from tuquan.papers import numbers, queries
from tuquan.papers.errors import NoSuchNumber
from tuquan.papers.models import Paper
from tuquan.papers.numbers import Ledger
from tuquan.reader import read
from tuquan.reader.opening import open_document
from tuquan.reporting import rollup
from tuquan.reporting.models import Round
from tuquan.writer.keeping import from_json

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("day")]

Year = tuple[make.District, Round, Paper]


@pytest.fixture
def year() -> Year:
    district, round_ = papers.full_year()
    return district, round_, papers.draft(district, round_)


def tag_of(paper: Paper, code: str, unit_id: int) -> str:
    found = paper.numbers.filter(indicator__code=code, unit=unit_id, made_of__round=paper.round_id)
    return str(next(row.tag for row in found if row.tag.endswith(".v")))


def test_a_total_leads_to_its_communes_and_their_sources(year: Year) -> None:
    district, round_, paper = year
    back = queries.made_of(paper, tag_of(paper, "outreach_attendances", district.top.unit_id))
    assert (back.number.value, back.number.shown, back.round) == (Decimal(33446), "33.446", round_)
    assert [(one.name, one.text) for one in back.contributions] == [
        ("Châu Hóa", "12.000"), ("Đồng Lê", "10.000"), ("Ngư Hóa", "11.446"),
    ]  # fmt: skip
    assert all([step.kind for step in one.steps][:3] == ["figure", "claim", "typed"] for one in back.contributions)
    assert (back.number.coverage_got, back.number.coverage_expected) == (3, 3)


def test_a_levels_own_work_and_a_communes_figure(year: Year) -> None:
    district, _, paper = year
    back = queries.made_of(paper, tag_of(paper, "units_inspected", district.top.unit_id))
    assert back.own is not None
    assert (back.own.text, back.contributions) == ("2/3", ())
    assert back.own.steps[0].kind == "figure", "sent but not approved: the figure itself tells"
    commune = district.communes["Châu Hóa"].unit_id
    back = queries.made_of(paper, tag_of(paper, "outreach_points", commune))
    assert [(one.name, one.text) for one in back.contributions] == [("Châu Hóa", "90")]


def test_every_number_of_the_paper_can_be_walked_back(year: Year) -> None:
    _, _, paper = year
    tags = {number.tag for number in from_json(paper.content).numbers()}
    assert tags == set(paper.numbers.values_list("tag", flat=True))
    for tag in tags:
        back = queries.made_of(paper, tag)
        assert back.contributions or back.own, tag


def test_the_walk_back_says_what_was_true_when_it_was_written(year: Year) -> None:
    from tuquan.reporting import actions

    district, round_, paper = year
    row = make.submission(round_, district.communes["Châu Hóa"])
    actions.send_back(by=None, submission=row, version=row.version, reason="sửa")
    make.say(row, "outreach_points", 95)
    for figure in row.figures.filter(indicator__code="outreach_points"):
        actions.explain(by=None, figure=figure, text="Đếm lại.")
    make.send(row)
    back = queries.made_of(paper, tag_of(paper, "outreach_points", district.top.unit_id))
    first = back.contributions[0]
    assert (first.text, "90" in first.steps[0].text) == ("90", True)


def test_the_records_stand_beside_a_report_that_says_the_same(day: date) -> None:
    from tuquan.schemes import actions as schemes

    district = make.district()
    commune = district.communes["Châu Hóa"]
    kind = schemes.add_kind(by=None, name="Thôn tự quản về ANTT", field="residential_area")
    scheme = schemes.found(
        by=None, kind=kind, name="Thôn tự quản về ANTT", unit_id=commune.unit_id, place_name="thôn Lâm Lang",
        on=date(2021, 3, 1), decision_number="12/QĐ-UBND", decision_date=date(2021, 3, 1), decision_issuer="UBND xã",
    )  # fmt: skip
    round_ = district.open(title="Năm 2021")
    row = make.submission(round_, commune)
    make.say(row, "schemes_founded", 1)
    make.send(row)
    paper = papers.draft(district, round_)
    back = queries.made_of(paper, tag_of(paper, "schemes_founded", district.top.unit_id))
    records = [step for step in back.contributions[0].steps if step.kind == "record"]
    assert [step.key for step in records] == [str(scheme.pk)]


def test_what_is_missing_is_named() -> None:
    district, round_ = papers.full_year(approve=2)
    paper = papers.draft(district, round_)
    back = queries.made_of(paper, tag_of(paper, "outreach_points", district.top.unit_id))
    assert back.missing == ("Đồng Lê",)
    assert [one.name for one in back.contributions] == ["Châu Hóa", "Ngư Hóa"]


@pytest.mark.parametrize("tag", ["", "tq.outreach_points.1.1..v", "x" * 500])
def test_an_unknown_tag_is_refused(year: Year, tag: str) -> None:
    with pytest.raises(NoSuchNumber):
        queries.made_of(year[2], tag)


def test_the_docx_gives_back_every_number_by_its_mark(year: Year) -> None:
    _, _, paper = year
    opened = open_document(files.load(paper.docx), file_name="bao-cao.docx")
    written = [(number.tag, number.shown) for number in from_json(paper.content).numbers()]
    assert [(mark.tag, mark.text) for mark in opened.marks] == written
    assert dict(written) == dict(paper.numbers.values_list("tag", "shown"))
    assert all(opened.text[mark.start : mark.end] == mark.text for mark in opened.marks)


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_our_reader_reads_back_every_programme_figure(year: Year, form: str) -> None:
    district, _, paper = year
    opened = open_document(files.load(getattr(paper, form)), file_name=f"bao-cao.{form}")
    body = opened.text.partition("Nơi nhận")[0]
    found = {(finding.indicator, finding.value) for finding in read(body).findings}
    told = {
        (row.indicator.code, row.value)
        for row in paper.numbers.filter(unit=district.top.unit_id).select_related("indicator")
        if row.tag.endswith(".v")
    }
    assert told <= found
    assert {code for code, _ in found} == {code for code, _ in told}, "and nothing that the paper does not say"


def test_the_records_shown_are_those_that_were_counted(day: date) -> None:
    from tuquan.schemes import actions as schemes

    district = make.district()
    kind = schemes.add_kind(by=None, name="Thôn tự quản về ANTT", field="residential_area")
    unit_id = district.communes["Châu Hóa"].unit_id
    given = {"by": None, "kind": kind, "place_name": "thôn Lâm Lang", "begins_on": date(2021, 3, 1)}
    scheme = schemes.record_existing(name="Thôn tự quản", unit_id=unit_id, **given)
    round_ = district.open(title="Năm 2021")
    total = rollup.total(round=round_, unit_id=district.top.unit_id, indicator="scheme_types")
    paper = Paper(round=round_, organ=district.top.organ, unit_id=district.top.unit_id, content={})
    paper.save()
    number = Ledger(district.top.unit_id).number
    kept = numbers.made_of(total, round_)
    row = paper.numbers.create(
        tag=number(total, round_).tag, indicator=total.indicator, unit_id=district.top.unit_id, made_of=kept
    )
    schemes.record_existing(name="Ghi sau", unit_id=district.communes["Ngư Hóa"].unit_id, **given)
    back = queries.made_of(paper, row.tag)
    assert [(step.kind, step.key) for step in back.records] == [("record", str(scheme.pk))]
    del kept["recorded"]
    row.made_of = kept
    row.save()
    assert len(queries.made_of(paper, row.tag).records) == 2, "older papers ask the register"
