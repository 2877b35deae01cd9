"""What people ask of five years of the country, by name: each a question, and the floor beneath it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.nation_data import AFTER, BEFORE, REWRITTEN, Nation, province

if TYPE_CHECKING:
    from tuquan.reporting.facts.question import Question, Row
    from tuquan.reporting.models import Indicator

Columns = "tuple[tuple[Window, ...], ...]"
TODAY = date(2026, 11, 30)


@dataclass(frozen=True)
class Asked:
    """A question with its name; `then`: what is done with its rows before they are an answer."""

    name: str
    question: "Question"
    then: "Callable[[list[Row]], object] | None" = None


class Nationwide:
    """The words of the questions below."""

    def __init__(self, nation: Nation) -> None:
        from tuquan.units.models import UnitVersion
        from tuquan.vn.windows import Window

        self.nation = nation
        self.windows = [Window(*days) for days in nation.days]
        self.country = int(UnitVersion.objects.get(type="country").unit_id)
        self.old = province("Nghệ An", BEFORE)
        self.new = province("Nghệ An", AFTER)
        rows = UnitVersion.objects.on(BEFORE).filter(unit__level=3, parent__child_versions__isnull=False)
        self.commune = int(rows.order_by("unit_id").values_list("unit_id", flat=True)[4000])

    def each(self, first: int, last: int) -> "Columns":
        """A column for each window of these places."""
        return tuple((window,) for window in self.windows[first:last])

    def together(self, first: int, last: int, by: int = 0) -> "Columns":
        """Columns of so many windows (0: one column of all)."""
        by = by or last - first
        return tuple(tuple(self.windows[at : at + by]) for at in range(first, last, by))

    def ask(
        self,
        columns: "Columns",
        units: tuple[int, ...],
        depths: tuple[int, ...],
        lines: "list[Indicator]",
        day: date | None = None,
    ) -> "Question":
        from tuquan.reporting.facts.question import Question
        from tuquan.reporting.views import AS_WAS, Restated

        view = AS_WAS if day is None else Restated(day)
        return Question(self.nation.kind, columns, units, tuple(lines), depths, view)


def questions(nation: Nation) -> Iterator[Asked]:
    """Every question, in the order in which they are printed."""
    from tuquan.reporting.facts import comparing

    all_, flows = nation.lines, nation.lines_of("flow")
    one, ten, stock, share = flows[:1], flows[:10], nation.lines_of("stock")[:1], nation.lines_of("ratio")[:1]
    of = Nationwide(nation)
    us, nghe_an = (of.country,), (of.old,)
    rewritten = [window.first for window in of.windows].index(REWRITTEN)
    year, month = 24, rewritten - 1
    yield Asked("một kỳ, mọi chỉ tiêu, theo tỉnh", of.ask(of.each(month, month + 1), us, (1,), all_))
    yield Asked("một kỳ, một chỉ tiêu, theo tỉnh", of.ask(of.each(month, month + 1), us, (1,), one))
    yield Asked("12 tháng, từng tháng, theo tỉnh", of.ask(of.each(year, year + 12), us, (1,), one))
    yield Asked("12 tháng cộng lại, mọi chỉ tiêu, theo tỉnh", of.ask(of.together(year, year + 12), us, (1,), all_))
    yield Asked("năm năm theo quý, theo tỉnh", of.ask(of.together(0, 60, 3), us, (1,), one))
    yield Asked("năm năm, mọi chỉ tiêu, cả nước", of.ask(of.together(0, 60), us, (0,), all_))
    yield Asked("một tỉnh, từng xã, một kỳ, 10 chỉ tiêu", of.ask(of.each(month, month + 1), nghe_an, (2,), ten))
    yield Asked("một tỉnh, từng xã, 12 tháng", of.ask(of.each(year, year + 12), nghe_an, (2,), one))
    yield Asked("năm năm × tỉnh tôi, huyện, xã", of.ask(of.together(0, 60), nghe_an, (0, 1, 2), one))
    yield Asked("năm năm × tỉnh tôi, huyện, xã, 10 chỉ tiêu", of.ask(of.together(0, 60), nghe_an, (0, 1, 2), ten))
    yield Asked("năm năm theo năm, quy về tỉnh nay", of.ask(of.together(0, 60, 12), us, (1,), one, TODAY))
    yield Asked("một kỳ cũ quy về từng xã nay của tỉnh", of.ask(of.each(month, month + 1), (of.new,), (1,), ten, TODAY))
    yield Asked("một năm cũ, mọi chỉ tiêu, quy về tỉnh nay", of.ask(of.together(12, 24), us, (1,), all_, TODAY))
    yield Asked("x trên tổng số y, một năm, theo tỉnh", of.ask(of.together(year, year + 12), us, (1,), share))
    yield Asked("số hiện có cuối năm, theo tỉnh", of.ask(of.together(0, 60, 12), us, (1,), stock))
    yield Asked(
        "số hiện có cuối quý, cả nước, năm năm", of.ask(of.together(0, 60, 3), us, (0,), nation.lines_of("stock"))
    )
    yield Asked("xếp hạng tỉnh trong năm", of.ask(of.together(year, year + 12), us, (1,), one), comparing.ranked)
    communes = of.ask(of.each(month, month + 1), tuple(_districts()), (1,), one)
    yield Asked("xếp hạng mọi xã cả nước trong kỳ", communes, comparing.ranked)
    against = of.ask((of.windows[month : month + 1], of.windows[month - 12 : month - 11]), us, (1,), ten)
    yield Asked("so cùng kỳ năm trước, theo tỉnh", against, comparing.changes)
    cover = of.ask(of.each(year, year + 12), us, (1,), ten)
    yield Asked("độ phủ 12 tháng, theo tỉnh", cover, comparing.coverage)
    yield Asked("một xã, cả năm, mọi chỉ tiêu", of.ask(of.each(year, year + 12), (of.commune,), (0,), all_))
    changed = of.each(rewritten, rewritten + 1)
    yield Asked("kỳ vừa sửa một nửa, mọi chỉ tiêu, theo tỉnh", of.ask(changed, us, (1,), all_))
    yield Asked("kỳ vừa sửa một nửa, một chỉ tiêu, theo tỉnh", of.ask(changed, us, (1,), one))
    yield Asked("năm có kỳ vừa sửa, theo tỉnh", of.ask(of.together(rewritten - 11, rewritten + 1), us, (1,), one))


def _districts() -> list[int]:
    """Every unit above the communes of the old tree."""
    from tuquan.units.models import UnitVersion

    return list(UnitVersion.objects.on(BEFORE).filter(unit__level=2).values_list("unit_id", flat=True))


def floor(question: "Question") -> str:
    """DuckDB's bare SUM … GROUP BY over the same base files with the same join: no changed rows, no answers, no
    coverage, no wholes."""
    from tuquan.reporting.facts import asking

    return " UNION ALL ".join(_bare(part) for part in asking.parts(question))


def _bare(part: "object") -> str:
    from tuquan.reporting.facts import statement

    assert isinstance(part, statement.Part)
    columns, grounds = {row[1] for row in part.placed}, {row[2] for row in part.placed}
    plain = len(columns) == 1 and len(grounds) == 1
    join = "" if plain else f" JOIN {statement.placed_rows(part)} ON f.span = w.span"
    tree = f"(SELECT ground, top, unit FROM tree t WHERE ground IN ({part.grounds}) AND {part.tops})"
    also = "" if len(grounds) == 1 else " AND t.ground = w.ground"
    column = "0" if len(columns) == 1 else "w.col"
    files = statement.files([row for row in part.loaded if row.file is not None])
    lines = statement.listed(line.pk for line in part.lines)
    return (
        f"SELECT {column} AS col, t.top, f.indicator, sum(f.value) FROM {files} f{join} "
        f"JOIN {tree} t ON t.unit = f.unit{also} WHERE f.indicator IN ({lines}) GROUP BY ALL"
    )


def write_for_others(asked: "list[Asked]", folder: Path) -> None:
    """The questions and the floor's answers, for an engine that knows neither Django nor us: `nation_spark`."""
    from tuquan.reporting.facts import asking
    from tuquan.reporting.facts.engine import engine

    told = []
    for one in asked:
        parts = asking.parts(one.question)
        told.append(
            {
                "name": one.name,
                "parts": [
                    {
                        "placed": list(part.placed),
                        "files": [str(row.file) for row in part.loaded],
                        "lines": [line.pk for line in part.lines],
                        "tops": part.tops,
                        "grounds": part.grounds,
                    }
                    for part in parts
                ],
                "answer": sorted(engine().rows(floor(one.question))),
            }
        )
    engine().run(f"COPY tree TO '{folder / 'tree.parquet'}' (FORMAT parquet)")
    (folder / "questions.json").write_text(json.dumps(told))
