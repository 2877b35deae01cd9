"""The statistical appendix: all indicators beside last round, and the units one by one."""

from tuquan.papers.compose import share
from tuquan.papers.facts import Facts
from tuquan.papers.numbers import Ledger
from tuquan.reporting.models import Answer, Round
from tuquan.reporting.rollup import Part, Total
from tuquan.writer.content import Align, Appendix, Paragraph, Row, Table
from tuquan.writer.inlines import Inline, Text

RIGHT: Align = "right"
BY_UNIT = 6  # columns of figures that fit a landscape page beside the names


def appendices(facts: Facts, ledger: Ledger) -> tuple[Appendix, ...]:
    """One table of all lines; then, where units stand below, tables of their figures."""
    lines = [total for total in facts.totals.values() if total.answer != Answer.NOT_REPORTED]
    lines.sort(key=lambda total: total.indicator.position)
    if not lines:
        return ()
    summary = Appendix("Biểu số liệu tổng hợp", "", (_summary(facts, ledger, lines), _source(facts)))
    summed = [total for total in lines if total.coverage.got]
    if not summed:
        return (summary,)
    return summary, Appendix(f"Số liệu theo {facts.units_word()}", "", tuple(_by_unit(facts, ledger, summed)), True)


def _summary(facts: Facts, ledger: Ledger, lines: list[Total]) -> Table:
    """With a column of the round before where there is one."""
    before = facts.last_round
    rows: list[Row] = []
    for number, total in enumerate(lines, 1):
        words: Row = ((Text(str(number)),), (Text(_capital(total.indicator.name)),), (Text(total.indicator.measure),))
        now = tuple(_value(facts, ledger, total))
        earlier = tuple(_before(facts, ledger, facts.last.get(total.indicator.code)))
        rows.append((*words, now, earlier) if before else (*words, now))
    titles = (_capital(facts.round.title), _capital(before.title)) if before else (_capital(facts.round.title),)
    return Table(
        key="summary",
        caption="",
        header=("TT", "Chỉ tiêu", "Đơn vị tính", *titles),
        rows=tuple(rows),
        widths=(6, 48, 16, 15, 15) if before else (6, 58, 18, 18),
        aligns=("center", "left", "left", *[RIGHT] * len(titles)),
    )


def _value(facts: Facts, ledger: Ledger, total: Total) -> list[Inline]:
    return _told(total, facts.round, ledger)


def _before(facts: Facts, ledger: Ledger, earlier: Total | None) -> list[Inline]:
    if earlier is None or facts.last_round is None or earlier.answer == Answer.NOT_REPORTED:
        return [Text("…")]
    return _told(earlier, facts.last_round, ledger)


def _told(total: Total, round: Round, ledger: Ledger) -> list[Inline]:
    if total.value is not None:
        return share(total, round, ledger)
    if total.answer == Answer.NONE_AROSE:
        return [Text("-")]
    return [Text("không cộng được" if total.comparable_note else "…")]


def _source(facts: Facts) -> Paragraph:
    got, expected, missing = facts.coverage()
    # "17 trong 19", not "17/19": whoever reads this paper with a reader would take that for a result.
    whose = f"số liệu đã duyệt của {got} trong {expected} {facts.units_word()}"
    whose = whose if expected else f"số liệu của {facts.unit_name}"
    gap = f"; chưa có: {', '.join(missing)}" if missing else ""
    text = f"Nguồn: {whose}{gap}. Dấu “-” là không phát sinh, dấu “…” là chưa có số liệu."
    return Paragraph("source", (Text(text, italic=True),))


def _by_unit(facts: Facts, ledger: Ledger, lines: list[Total]) -> list[Table]:
    tables = -(-len(lines) // BY_UNIT)
    wide = -(-len(lines) // tables)  # evenly: no table of a single column at the end
    groups = [lines[at : at + wide] for at in range(0, len(lines), wide)]
    return [_unit_table(facts, ledger, group, number) for number, group in enumerate(groups, 1)]


def _unit_table(facts: Facts, ledger: Ledger, lines: list[Total], number: int) -> Table:
    by_unit = [{part.unit_id: part for part in total.parts} for total in lines]
    rows: list[Row] = []
    for at, unit in enumerate(lines[0].parts, 1):
        cells = [_cell(facts, ledger, t, parts.get(unit.unit_id)) for t, parts in zip(lines, by_unit, strict=True)]
        rows.append(((Text(str(at)),), (Text(unit.name),), *(tuple(cell) for cell in cells)))
    total_row: Row = ((Text(""),), (Text("Cộng", bold=True),), *(tuple(_value(facts, ledger, t)) for t in lines))
    return Table(
        key=f"units.{number}",
        caption="",
        header=("TT", "Đơn vị", *(_capital(total.indicator.name) for total in lines)),
        rows=(*rows, total_row),
        widths=(5, 17, *(13 for _ in lines)),
        aligns=("center", "left", *[RIGHT] * len(lines)),
    )


def _cell(facts: Facts, ledger: Ledger, total: Total, part: Part | None) -> list[Inline]:
    if part is None or part.answer == Answer.NOT_REPORTED:
        return [Text("…")]
    if part.value is None:
        return [Text("-")]
    number = ledger.unit_number(total, facts.round, part)
    if part.of is None:
        return [number]
    return [number, Text("/"), ledger.unit_number(total, facts.round, part, place="of")]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
