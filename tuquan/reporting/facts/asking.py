"""Answering a question from the Parquet set: names, tree and changed rows read at one moment, one statement after."""

from collections import defaultdict
from collections.abc import Sequence

from tuquan.reporting.errors import RestatingBackwards
from tuquan.reporting.facts import known, laying, statement, trees, windows
from tuquan.reporting.facts.engine import Engine, engine
from tuquan.reporting.facts.forest import Forest
from tuquan.reporting.facts.question import Question, Row
from tuquan.reporting.facts.snapshot import one_moment
from tuquan.reporting.facts.statement import Part
from tuquan.reporting.facts.windows import Loaded
from tuquan.reporting.models import Indicator, OverTime, WindowFacts
from tuquan.reporting.views import Restated
from tuquan.vn.dates import show_date
from tuquan.vn.windows import Window


def ask(question: Question) -> list[Row]:
    """The rows of a question, in no order: whatever was approved before this call is in them.

    A row for each column, unit and line of which anybody was asked. Raises RestatingBackwards.
    """
    _refuse_backwards(question)
    here = engine()
    with here.lock:
        sql = _prepared(here, question)
        found = list(map(Row._make, here.rows(sql))) if sql else []
    laying.queue_broken()
    return found


def parts(question: Question) -> list[Part]:
    """What would be asked of the engine now, for those who look at its speed."""
    here = engine()
    with here.lock:
        return _parts(here, question)


def _prepared(here: Engine, question: Question) -> str:
    """Bring the engine up to date, and say what to ask of it."""
    return " UNION ALL ".join(statement.select(part) for part in _parts(here, question))


def _parts(here: Engine, question: Question) -> list[Part]:
    with one_moment() as committed:
        rows = _windows(question)
        if len(rows) == len(question.windows):
            return _brought(here, question, rows, committed)
    known.make_known(question.report_kind.pk, question.windows)
    with one_moment() as committed:
        return _brought(here, question, _windows(question), committed)


def _brought(here: Engine, question: Question, rows: list[WindowFacts], committed: bool) -> list[Part]:
    """The engine is brought to the state of this moment."""
    woods = trees.tended(here)
    loaded = {row.row.window: row for row in windows.load(here, rows, committed)}
    day = question.view.day if isinstance(question.view, Restated) else None
    grounds = {window: trees.ground(here, woods, window, day) for window in loaded}
    _count(here, woods, loaded, grounds, restated=day is not None)
    return _divided(here, question, loaded, grounds)


def _windows(question: Question) -> list[WindowFacts]:
    wanted = set(question.windows)
    days = {"first_day__in": {row.first for row in wanted}, "last_day__in": {row.last for row in wanted}}
    found = WindowFacts.objects.filter(report_kind=question.report_kind, **days).select_related("report_kind")
    return [row for row in found if row.window in wanted]


def _divided(here: Engine, question: Question, loaded: dict[Window, Loaded], grounds: dict[Window, int]) -> list[Part]:
    """Flows over all windows of a column, stocks over its last one, and what does not add up only where it is one."""
    tops = statement.tops(question.units, question.depths)
    by_time: dict[str, list[Indicator]] = defaultdict(list)
    for line in question.indicators:
        by_time[line.over_time if line.over_time in (OverTime.SUM, OverTime.LAST) else OverTime.NONE].append(line)
    several = tuple(at for at, column in enumerate(question.columns) if len(column) > 1)
    parts = []
    for over_time, lines in by_time.items():
        placed = _placed(question, loaded, grounds, over_time == OverTime.SUM)
        keys = {row[0] for row in placed}
        if placed:
            parts.append(
                Part(
                    placed=placed,
                    loaded=[row for row in loaded.values() if row.key in keys],
                    lines=lines,
                    tops=tops,
                    restated=isinstance(question.view, Restated),
                    without_gone=over_time != OverTime.SUM and bool(here.with_gone & keys),
                    apart=several if over_time == OverTime.NONE else (),
                )
            )
    return parts


def _placed(
    question: Question, loaded: dict[Window, Loaded], grounds: dict[Window, int], summed: bool
) -> list[tuple[int, int, int]]:
    found = []
    for column, asked in enumerate(question.columns):
        counted: Sequence[Window] = asked if summed else [max(asked, key=lambda window: (window.last, window.first))]
        found += [(loaded[row].key, column, grounds[row]) for row in counted if row in loaded]
    return found


def _count(
    here: Engine, woods: Forest, loaded: dict[Window, Loaded], grounds: dict[Window, int], *, restated: bool
) -> None:
    """Who is expected under every unit of a ground, and who of a unit of today was not asked: once a state."""
    for window, row in loaded.items():
        pair = (row.key, grounds[window])
        if pair in here.counted:
            continue
        _set_gone(here, woods, window, row.key)
        here.run(
            f"INSERT INTO expected SELECT {pair[0]}, {pair[1]}, t.top, count(*), count(*) FILTER (g.unit IS NULL) "
            f"FROM asked a JOIN tree t ON t.unit = a.unit AND t.ground = {pair[1]} "
            f"LEFT JOIN gone g ON g.unit = a.unit AND g.span = a.span WHERE a.span = {pair[0]} GROUP BY t.top"
        )
        if restated:
            here.run(
                f"INSERT INTO outside SELECT {pair[0]}, {pair[1]}, o.top, count(DISTINCT o.unit) FILTER (o.unit > 0) "
                f"FROM origin o ANTI JOIN (FROM asked WHERE span = {pair[0]}) a ON a.unit = o.unit "
                f"WHERE o.ground = {pair[1]} AND o.level IN ({_levels(here, woods, pair[0])}) GROUP BY o.top"
            )
        here.counted.add(pair)


def _levels(here: Engine, woods: Forest, key: int) -> str:
    """The levels that were asked: only of these is anybody missing."""
    asked = here.rows(f"SELECT unit FROM asked WHERE span = {key}")
    return statement.listed({woods.levels[unit] for (unit,) in asked if unit in woods.levels})


def _set_gone(here: Engine, woods: Forest, window: Window, key: int) -> None:
    """Units that ended within the window, with an heir that tells what stands at its end."""
    here.run(f"DELETE FROM gone WHERE span = {key}")
    here.with_gone.discard(key)
    ended = woods.ended_within(window.first, window.last)
    if not ended:
        return
    asked = {unit for (unit,) in here.rows(f"SELECT unit FROM asked WHERE span = {key}")}
    replaced = [unit for unit in ended & asked if woods.heirs_on(unit, window.last) & asked]
    here.insert("gone", ("INTEGER", "INTEGER"), [(key, unit) for unit in replaced])
    if replaced:
        here.with_gone.add(key)


def _refuse_backwards(question: Question) -> None:
    if not isinstance(question.view, Restated):
        return
    late = [window for window in question.windows if window.last > question.view.day]
    if late:
        raise RestatingBackwards(
            f"Không quy được số của kỳ kết thúc ngày {show_date(late[0].last)} về đơn vị ngày "
            f"{show_date(question.view.day)}. Chọn ngày từ {show_date(max(row.last for row in late))} trở đi."
        )
