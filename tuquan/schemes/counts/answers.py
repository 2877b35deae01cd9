"""Values of indicators, counted from the rows of a unit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from tuquan.schemes.counts.gathering import Rows, gather
from tuquan.schemes.models import Block, EventKind
from tuquan.vn import numbers
from tuquan.vn.windows import Window


@dataclass(frozen=True)
class Count:
    """`value`, and `of` for x of y where y is known; `keys[0]` is the source key; `label` says it in Vietnamese."""

    value: Decimal
    of: Decimal | None
    keys: tuple[str, ...]
    label: str


@dataclass(frozen=True)
class Line:
    """How one indicator is answered, and what its records are called."""

    things: Callable[[Rows, Window], list[object]]
    noun: str
    value: Callable[[list[object]], int] = len


def _of_kind(kind: EventKind) -> Callable[[Rows, Window], list[object]]:
    return lambda rows, _: list(rows.events(kind))


def _in_block(block: Block) -> Callable[[Rows, Window], list[object]]:
    return lambda rows, _: [row for row in rows.schemes if row.block == block]


def _with_dossier(rows: Rows, window: Window) -> list[object]:
    return [row for row in rows.schemes if row.dossier_since is not None and row.dossier_since <= window.last]


LINES: dict[str, Line] = {
    "schemes_active": Line(lambda rows, _: list(rows.schemes), "mô hình đang hoạt động"),
    "scheme_types": Line(
        lambda rows, _: list(rows.all_schemes),
        "loại mô hình",
        lambda things: len({row.kind_id for row in things}),  # type: ignore[attr-defined]
    ),
    "scheme_points": Line(lambda rows, _: list(rows.sites), "điểm mô hình"),
    "scheme_teams": Line(
        lambda rows, _: [row for row in rows.sites if row.teams],
        "tổ thực hiện",
        lambda things: sum(row.teams for row in things),  # type: ignore[attr-defined]
    ),
    "schemes_founded": Line(_of_kind(EventKind.FOUNDED), "mô hình xây dựng mới"),
    "schemes_replicated": Line(_of_kind(EventKind.REPLICATED), "mô hình nhân rộng"),
    "schemes_consolidated": Line(_of_kind(EventKind.STRENGTHENED), "lượt củng cố, kiện toàn mô hình"),
    "schemes_struck_off": Line(_of_kind(EventKind.STRUCK_OFF), "mô hình thanh loại"),
    "schemes_with_full_dossier": Line(_with_dossier, "mô hình có hồ sơ"),
    "schemes_in_communities": Line(_in_block(Block.RESIDENTIAL), "mô hình khối xã, khu dân cư"),
    "schemes_in_institutions": Line(_in_block(Block.FACILITY), "mô hình khối cơ quan, doanh nghiệp, nhà trường"),
}
COUNTED = frozenset(LINES)
RATIOS = frozenset({"schemes_with_full_dossier"})
FLOWS = frozenset({"schemes_founded", "schemes_replicated", "schemes_consolidated", "schemes_struck_off"})


def source_key(code: str, unit_id: int, window: Window) -> str:
    """The key by which a figure finds its records again: "schemes:schemes_active:12:2021-01-01/P1Y"."""
    return f"schemes:{code}:{unit_id}:{window.iso}"


def count(code: str, *, unit_id: int, window: Window) -> Count:
    """One indicator of one unit with everything beneath it. Raises KeyError for a code not in COUNTED."""
    return count_many([code], [unit_id], window)[code, unit_id]


def count_many(codes: Iterable[str], unit_ids: Iterable[int], window: Window) -> dict[tuple[str, int], Count]:
    """Each code for each unit, by (code, unit id). Nine queries in all. Raises KeyError for an unknown code.

    Stocks stand on the window's last day; flows are events within the window, by the unit where they happened.
    """
    lines = {code: LINES[code] for code in codes}
    rows = gather(unit_ids, window)
    return {
        (code, unit): _answer(code, line, unit, rows[unit], window) for code, line in lines.items() for unit in rows
    }


def kept(unit_ids: Iterable[int], window: Window) -> set[int]:
    """The units that keep a register: with any scheme or event, or declared complete (there a 0 is a 0).

    Of the others every count is 0 because nobody wrote anything down.
    """
    found = count_many(COUNTED, unit_ids, window)
    # A whole is only known where the register is complete.
    return {unit for (_, unit), count in found.items() if count.value or count.of is not None}


def _answer(code: str, line: Line, unit_id: int, rows: Rows, window: Window) -> Count:
    value = Decimal(line.value(line.things(rows, window)))
    of = Decimal(len(rows.schemes)) if code in RATIOS and rows.complete else None
    total = f"/{numbers.show(of)}" if of is not None else ""
    label = f"Sổ mô hình, {window.title()}: {numbers.show(value)}{total} {line.noun}"
    return Count(value, of, (source_key(code, unit_id, window),), label)
