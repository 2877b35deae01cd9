"""The statistical appendix: all indicators beside last round, and the units one by one."""

from decimal import Decimal

from tuquan.papers.compose import share
from tuquan.papers.facts import Facts
from tuquan.papers.numbers import Ledger
from tuquan.papers.view import view_key
from tuquan.reporting.models import Answer, OverUnits, Round
from tuquan.reporting.rollup import Part, Total
from tuquan.vn.numbers import show
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
    summary = Appendix(
        "Biểu số liệu tổng hợp", "", (_summary(facts, ledger, lines), _source(facts), *_notes(facts, lines))
    )
    summed = [total for total in lines if total.coverage.got]
    if not summed:
        return (summary,)
    title = f"Số liệu {facts.view.label}" if facts.restated else f"Số liệu theo {facts.units_word()}"
    tables, notes = _by_unit(facts, ledger, summed), _not_comparable(summed)
    return summary, Appendix(title, "", (*tables, *notes), True)


def _summary(facts: Facts, ledger: Ledger, lines: list[Total]) -> Table:
    """With a column of the round before where there is one."""
    before = facts.last_round
    rows: list[Row] = []
    for number, total in enumerate(lines, 1):
        words: Row = ((Text(str(number)),), (Text(_capital(total.indicator.name)),), (Text(total.indicator.measure),))
        now = tuple(_value(facts, ledger, total))
        earlier = tuple(_before(facts, ledger, total))
        rows.append((*words, now, earlier) if before else (*words, now))
    titles = (_capital(facts.round.title), _capital(before.title)) if before else (_capital(facts.round.title),)
    return Table(
        key="summary",
        caption=_view(facts),
        header=("TT", "Chỉ tiêu", "Đơn vị tính", *titles),
        rows=tuple(rows),
        widths=(6, 48, 16, 15, 15) if before else (6, 58, 18, 18),
        aligns=("center", "left", "left", *[RIGHT] * len(titles)),
    )


def _value(facts: Facts, ledger: Ledger, total: Total) -> list[Inline]:
    return _told(total, facts.round, ledger)


def _before(facts: Facts, ledger: Ledger, total: Total) -> list[Inline]:
    earlier = facts.last.get(total.indicator.code)
    if earlier is None or facts.last_round is None or earlier.answer == Answer.NOT_REPORTED:
        return [Text("…")]
    if not _same_cover(total, earlier) or not earlier.comparable:
        return [Text("…")]
    return _told(earlier, facts.last_round, ledger)


def _told(total: Total, round: Round, ledger: Ledger) -> list[Inline]:
    if total.value is not None:
        return share(total, round, ledger)
    if total.answer == Answer.NONE_AROSE:
        return [Text("-")]
    return [Text("…")]


def _source(facts: Facts) -> Paragraph:
    got, expected, missing = facts.coverage()
    # "17 trong 19", not "17/19": whoever reads this paper with a reader would take that for a result.
    whose = f"số liệu đã duyệt của {got} trong {expected} {facts.units_word()}"
    whose = f"{whose if expected else f'số liệu của {facts.unit_name}'}, {facts.view.label}"
    gap = f"; chưa có: {', '.join(missing)}" if missing else ""
    text = f"Nguồn: {whose}{gap}. Dấu “-” là không phát sinh, dấu “…” là chưa có số liệu hoặc chưa cộng, chưa so được."
    return Paragraph(view_key(facts.view), (Text(text, italic=True),))


def _view(facts: Facts) -> str:
    """Above every restated table stands on which day's units it is; a table without a caption is as it was."""
    return _capital(facts.view.label) if facts.restated else ""


def _same_cover(now: Total, before: Total) -> bool:
    """Whether the same units are missing: a part beside a whole would look like a fall."""
    return _gap(now) == _gap(before)


def _gap(total: Total) -> frozenset[str]:
    """Own work of the level and a count of the register are whole by themselves."""
    whole = total.records_key or (total.own is not None and not total.coverage.got)
    return frozenset() if whole else frozenset(total.coverage.missing)


def _notes(facts: Facts, lines: list[Total]) -> list[Paragraph]:
    """Why a place in the table has three dots though something was reported."""
    said = [_not_added(facts, total) for total in lines if _unadded(total)]
    said += [f"{_capital(total.indicator.name)}: {total.why_not}." for total in lines if not total.comparable]
    said += _not_compared(facts, lines)
    return [Paragraph(f"note.{place}", (Text(text, italic=True),)) for place, text in enumerate(said, 1)]


def _unadded(total: Total) -> bool:
    return total.comparable and total.value is None and total.answer == Answer.VALUE


def _not_added(facts: Facts, total: Total) -> str:
    name = _capital(total.indicator.name)
    if total.indicator.over_units == OverUnits.RATIO and total.left_out:
        sum_ = sum((part.value for part in total.left_out if part.value is not None), Decimal(0))
        return f"{name}: các {facts.units_word()} ghi {show(sum_)}, chưa rõ tổng số nên không cộng."
    return f"{name}: không cộng số của các {facts.units_word()}."


def _not_compared(facts: Facts, lines: list[Total]) -> list[str]:
    pairs = [(total, facts.last.get(total.indicator.code)) for total in lines]
    told = [(now, then) for now, then in pairs if then is not None and then.answer != Answer.NOT_REPORTED]
    if all(_same_cover(now, then) for now, then in told):
        return []
    got, expected, missing = facts.coverage()
    if missing:
        return [f"Chưa so với kỳ trước: mới có {got} trong {expected} {facts.units_word()}."]
    return [f"Chưa so với kỳ trước ở những chỉ tiêu mà hai kỳ không có đủ số của cùng các {facts.units_word()}."]


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
        caption=_view(facts),
        header=("TT", "Đơn vị", *(_capital(total.indicator.name) for total in lines)),
        rows=(*rows, total_row),
        widths=(5, 17, *(13 for _ in lines)),
        aligns=("center", "left", *[RIGHT] * len(lines)),
    )


def _not_comparable(lines: list[Total]) -> list[Paragraph]:
    """Why a unit of the day has no number: once for all lines, for the acts are the same."""
    whys = {part.name: part.why_not for total in lines for part in total.parts if not part.comparable}
    return [
        Paragraph(f"units.note.{place}", (Text(f"{name}: không so sánh được, vì {why}.", italic=True),))
        for place, (name, why) in enumerate(sorted(whys.items()), 1)
    ]


def _cell(facts: Facts, ledger: Ledger, total: Total, part: Part | None) -> list[Inline]:
    if part is None or part.answer == Answer.NOT_REPORTED or not part.comparable:
        return [Text("…")]
    if part.value is None:
        return [Text("-")]
    number = ledger.unit_number(total, facts.round, part)
    if part.of is None:
        return [number]
    return [number, Text("/"), ledger.unit_number(total, facts.round, part, place="of")]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
