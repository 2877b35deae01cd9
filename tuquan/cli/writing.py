"""`tuquan write`: the official report of a unit for a round, as a file."""

import os
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tuquan.cli import screen
from tuquan.cli.exits import DONE
from tuquan.cli.mishaps import Mishap, need_folder
from tuquan.cli.station import open_station

if TYPE_CHECKING:
    from tuquan.reporting.models import Round, Submission

ENDINGS = (".docx", ".pdf")


class WriteRefused(Mishap):
    """Which unit, round or kind of file is meant cannot be told."""

    code = "write_refused"


def run(asked: Any) -> int:
    """Draft the paper and write it to `asked.output`. Raises WriteRefused, TargetRefused."""
    target = Path(asked.output)
    if target.suffix.lower() not in ENDINGS:
        raise WriteRefused(f"Tệp “{target.name}” phải có đuôi .docx hoặc .pdf. Ví dụ: -o bao-cao.docx")
    need_folder(target)
    open_station()
    from tuquan.ground import clock, files
    from tuquan.papers import actions

    held = _submission(asked.unit, asked.round)
    with clock.at(_fixed_day(held)):
        paper = actions.draft(by=None, round=held.round, organ=held.organ)
    kept = paper.docx if target.suffix.lower() == ".docx" else paper.pdf
    assert kept is not None
    _put(target, files.load(kept))
    screen.say(f"Đã viết {target} – {paper.coverage_text}")
    return DONE


def _submission(unit: str, round_name: str) -> "Submission":
    """What the unit owes in the round; its organ writes the paper. Raises WriteRefused naming what there is."""
    from tuquan.reporting.models import Submission

    rounds = _rounds(round_name)
    found = list(Submission.objects.filter(round__in=rounds).select_related("round", "organ"))
    held = [row for row in found if _is(row.unit_id, unit, row.round.last_day)]
    if len(held) == 1:
        return held[0]
    if held:
        names = "; ".join(f"{_name(row)} ({row.round.title})" for row in held)
        raise WriteRefused(f"“{unit}” chưa rõ là đơn vị nào: {names}. Ghi tên đầy đủ hoặc mã.")
    there = ", ".join(sorted({_name(row) for row in found}))
    raise WriteRefused(f"Kỳ này không có đơn vị “{unit}”. Có: {there}.")


def _rounds(name: str) -> "list[Round]":
    from tuquan.reporting.models import Round
    from tuquan.vn.text import key

    rounds = list(Round.objects.all())
    found = [row for row in rounds if name in (row.window.file_name, row.window.iso) or key(row.title) == key(name)]
    if not found:
        there = "; ".join(f"{row.title} ({row.window.file_name})" for row in rounds) or "chưa có kỳ nào"
        raise WriteRefused(f"Không có kỳ “{name}”. Đang có: {there}.")
    return found


def _is(unit_id: int, text: str, day: date) -> bool:
    from tuquan.units import queries as units

    if units.version(unit_id, day).code == text.strip():
        return True
    return any(version.unit_id == unit_id for version in units.find(text, day))


def _name(held: "Submission") -> str:
    from tuquan.units import queries as units

    return units.full_name(held.unit_id, held.round.last_day)


def _fixed_day(held: "Submission") -> date | None:
    from tuquan.ground import clock
    from tuquan.units import queries as units

    return clock.fixed_day(step.unit_id for step in reversed(units.path(held.unit_id, held.round.last_day)))


def _put(path: Path, data: bytes) -> None:
    """Write the whole file under its name, or nothing."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".tuquan-")
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    os.replace(aside, path)
