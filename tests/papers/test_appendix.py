"""The appendix: a place that says nothing says why, and a part is not set beside a whole."""

import json
from typing import Any

import pytest

from tests.papers import factories as papers
from tuquan.vn.windows import calendar_window

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("day")]


def summary(paper: Any) -> tuple[dict[str, list[str]], str]:
    """Cells of the first table by the name of the line, and all that the annex says."""
    from tuquan.writer.content import Paragraph, Table
    from tuquan.writer.keeping import from_json

    def said(cell: Any) -> str:
        return "".join(getattr(inline, "shown", None) or inline.text for inline in cell)

    annex = from_json(paper.content).appendix[0]
    table = next(block for block in annex.blocks if isinstance(block, Table))
    below = "\n".join(said(block.inlines) for block in annex.blocks if isinstance(block, Paragraph))
    cells = [[said(cell) for cell in row] for row in table.rows]
    return {row[1]: row[3:] for row in cells}, below


def year_before(district: Any, values: tuple[int, ...]) -> None:
    year = district.open(window=calendar_window("year", 2020), title="Năm 2020")
    papers.say_only(district, year, "outreach_points", values)


def test_a_part_is_not_set_beside_last_rounds_whole() -> None:
    district, round_ = papers.full_year(approve=2)
    year_before(district, (70, 60, 50))
    cells, below = summary(papers.draft(district, round_))
    assert cells["Điểm tuyên truyền"] == ["156", "…"]
    assert "Chưa so với kỳ trước: mới có 2 trong 3 xã, thị trấn." in below


def test_whole_beside_whole_is_compared() -> None:
    district, round_ = papers.full_year()
    year_before(district, (70, 60, 50))
    cells, below = summary(papers.draft(district, round_))
    assert cells["Điểm tuyên truyền"] == ["196", "180"]
    assert "Chưa so" not in below


def test_last_rounds_part_is_not_set_beside_this_whole() -> None:
    district, round_ = papers.full_year()
    year_before(district, (70, 60))
    cells, below = summary(papers.draft(district, round_))
    assert cells["Điểm tuyên truyền"] == ["196", "…"]
    assert "hai kỳ không có đủ số của cùng các xã, thị trấn" in below


def test_what_cannot_be_added_says_why_below_the_table() -> None:
    paper = papers.draft(*papers.full_year())
    _, below = summary(paper)
    assert "các xã, thị trấn ghi 121, chưa rõ tổng số nên không cộng." in below
    assert "không cộng được" not in json.dumps(paper.content, ensure_ascii=False)
