"""A report in the restated view: its tables say so, its numbers lead to the old units, nothing happens silently."""

from datetime import date
from typing import Any

import pytest

from tests.papers import factories as papers
from tests.papers.test_appendix import summary
from tests.reporting import factories as make
from tuquan.papers import actions, queries
from tuquan.papers.view import view_in
from tuquan.reporting.errors import RestatingBackwards
from tuquan.reporting.models import Round
from tuquan.reporting.rollup import AS_WAS, Restated
from tuquan.units.actions import Heir, found_unit, record_change
from tuquan.units.models import UnitType
from tuquan.writer.content import Paragraph, Table
from tuquan.writer.keeping import from_json

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("day")]
NOW = Restated(date(2022, 1, 1))


@pytest.fixture
def year() -> tuple[make.District, Round]:
    """Châu Hóa and Ngư Hóa become Hóa Mới on 1/1/2022; Đồng Lê is divided in two."""
    district, round_ = papers.full_year()
    keys = {name: office.unit_id for name, office in district.communes.items()}
    given: dict[str, Any] = {"by": None, "known_from": NOW.day, "parent_id": district.top.unit_id}
    joined, north, south = (
        found_unit(type=UnitType.COMMUNE, name=name, **given).pk for name in ("Hóa Mới", "Lê Bắc", "Lê Nam")
    )
    record_change(
        by=None, title="Sắp xếp", act_number="15/NQ-UBTVQH15", effective_on=NOW.day,
        successions=[Heir(keys["Châu Hóa"], joined), Heir(keys["Ngư Hóa"], joined),
                     Heir(keys["Đồng Lê"], north, whole=False), Heir(keys["Đồng Lê"], south, whole=False)],
    )  # fmt: skip
    return district, round_


def restated(year: tuple[make.District, Round]) -> Any:
    district, round_ = year
    return actions.draft(by=district.top.officer, round=round_, organ=district.top.organ, view=NOW)


def annex(paper: Any) -> list[Any]:
    return [block for each in from_json(paper.content).appendix for block in each.blocks]


def said(cell: Any) -> str:
    return "".join(getattr(inline, "shown", None) or inline.text for inline in cell)


def test_a_report_is_as_it_was_unless_somebody_asks(year: tuple[make.District, Round]) -> None:
    district, round_ = year
    paper = papers.draft(district, round_)
    assert view_in(paper.content) == AS_WAS
    assert {block.caption for block in annex(paper) if isinstance(block, Table)} == {""}
    assert "theo thời điểm báo cáo" in summary(paper)[1]
    assert [said(row[1]) for row in unit_table(paper).rows] == ["Châu Hóa", "Đồng Lê", "Ngư Hóa", "Cộng"]


def unit_table(paper: Any) -> Table:
    return next(block for block in annex(paper) if isinstance(block, Table) and block.key == "units.1")


def test_every_table_says_on_whose_units_it_is(year: tuple[make.District, Round]) -> None:
    paper = restated(year)
    assert view_in(paper.content) == NOW
    captions = {block.caption for block in annex(paper) if isinstance(block, Table)}
    assert captions == {"Quy về đơn vị ngày 01/01/2022"}
    table = unit_table(paper)
    found = {said(row[1]): [said(cell) for cell in row[2:]] for row in table.rows}
    assert set(found) == {"Hóa Mới", "Lê Bắc", "Lê Nam", "Cộng"}
    at = table.header.index("Điểm tuyên truyền") - 2 if "Điểm tuyên truyền" in table.header else None
    texts = "\n".join(said(block.inlines) for block in annex(paper) if isinstance(block, Paragraph))
    assert "Lê Bắc: không so sánh được, vì Đồng Lê chia cho 2 đơn vị theo Nghị quyết 15/NQ-UBTVQH15" in texts
    assert at is None or (found["Hóa Mới"][at], found["Lê Bắc"][at], found["Cộng"][at]) == ("156", "…", "196")


def test_the_total_is_exact_and_both_lead_to_the_old_units(year: tuple[make.District, Round]) -> None:
    district, _ = year
    paper = restated(year)
    assert summary(paper)[0]["Điểm tuyên truyền"] == ["196"]
    rows = paper.numbers.filter(indicator__code="outreach_points")
    total = queries.made_of(paper, rows.filter(unit=district.top.unit_id).first().tag)
    assert [(one.name, one.text) for one in total.contributions] == [
        ("Châu Hóa", "90"), ("Đồng Lê", "40"), ("Ngư Hóa", "66"),
    ]  # fmt: skip
    part = queries.made_of(paper, rows.exclude(unit=district.top.unit_id).get().tag)
    assert [(one.name, one.text) for one in part.contributions] == [("Châu Hóa", "90"), ("Ngư Hóa", "66")]
    assert part.note == "quy về đơn vị ngày 01/01/2022"
    assert all(one.steps[0].kind == "figure" for one in part.contributions)
    for tag in {number.tag for number in from_json(paper.content).numbers()}:
        back = queries.made_of(paper, tag)
        assert back.contributions or back.own, tag


def test_a_draft_keeps_its_view_until_another_is_asked(year: tuple[make.District, Round]) -> None:
    district, round_ = year
    paper = restated(year)
    assert queries.moved(paper) == ()
    assert view_in(papers.draft(district, round_).content) == NOW, "written anew, in the view it stands in"
    back = actions.draft(by=district.top.officer, round=round_, organ=district.top.organ, view=AS_WAS)
    assert (back.pk, view_in(back.content)) == (paper.pk, AS_WAS)


def test_no_report_is_restated_backwards(year: tuple[make.District, Round]) -> None:
    district, round_ = year
    with pytest.raises(RestatingBackwards):
        actions.draft(by=district.top.officer, round=round_, organ=district.top.organ, view=Restated(date(2021, 6, 1)))
