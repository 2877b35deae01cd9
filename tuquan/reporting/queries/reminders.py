"""Who owes what in a round, by the office that has the next step: ready to paste into a group."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tuquan.ground import clock
from tuquan.reporting import sentences
from tuquan.reporting.models import Round, State
from tuquan.reporting.queries.board import Board, BoardRow, board
from tuquan.vn.dates import show_date


@dataclass(frozen=True)
class Owing:
    """One kind of thing that is owed. `rows` in alphabetical order."""

    what: str
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True)
class ReminderList:
    """The lists of a round. `late` are also in `not_sent`; `offices`: office → what it owes; `text`: to be pasted."""

    board: Board
    not_sent: tuple[BoardRow, ...]
    late: tuple[BoardRow, ...]
    sent_back: tuple[BoardRow, ...]
    offices: tuple[tuple[str, tuple[str, ...]], ...]
    text: str

    @property
    def empty(self) -> bool:
        return not self.offices


def reminder_list(round: Round, made: Board | None = None) -> ReminderList:
    """Who has not sent, who is late, who was sent back, grouped by office. Empty where nobody owes anything."""
    made = made or board(round)
    rows = [*made.rows, *([made.own] if made.own else [])]
    not_sent = tuple(row for row in rows if not row.sent)
    late = tuple(row for row in not_sent if row.days_late)
    back = tuple(row for row in rows if row.state == State.SENT_BACK)
    offices = _by_office(not_sent, back)
    return ReminderList(made, not_sent, late, back, offices, _text(round, offices, clock.today()))


def _by_office(not_sent: tuple[BoardRow, ...], back: tuple[BoardRow, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in not_sent:
        due = f", {row.due_text}" if row.due_text else ""
        found[row.keeper_id].append(f"chưa gửi số liệu {row.full_name}{due}")
    for row in back:
        found[row.keeper_id].append(f"cần sửa, gửi lại số liệu {row.full_name}")
    return tuple((sentences.organ_named(organ, clock.today()), tuple(owed)) for organ, owed in found.items())


def _text(round: Round, offices: tuple[tuple[str, tuple[str, ...]], ...], today: date) -> str:
    if not offices:
        return ""
    lines = [f"- {office}: {'; '.join(owed)}." for office, owed in offices]
    return "\n".join([f"Nhắc gửi số liệu « {round.title} », ngày {show_date(today)}:", *lines])
