"""The main job before one's eyes: 19 reports read, confirmed, approved, added up, and the year's report written.

Runs as a process of its own on a data folder of its own, so that what visitors do in the browser stays theirs:
`python -m tuquan.cli.demonstration.showing FOLDER`.
"""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tuquan.cli import screen
from tuquan.cli.demonstration import TUYEN_HOA, figures, sample_files, tables
from tuquan.cli.progress import Bar
from tuquan.cli.station import open_station

if TYPE_CHECKING:
    from tuquan.cli.demonstration.acts import Outcome
    from tuquan.cli.demonstration.district import Year

PAPER = "bao-cao-nam-2021-huyen-tuyen-hoa"


def main() -> int:
    """Do the job in the data folder of the environment; write into the folder of the command line."""
    screen.speak_utf8()
    folder = Path(sys.argv[1])
    with Bar("Chuẩn bị bản sao để làm việc chính", total=6) as bar:
        open_station(migrate=True)
        from tuquan.cli.demonstration import loading

        loading.lay_ground(bar.step)
    outcomes = _communes(folder)
    from tuquan.cli.demonstration.district import finish

    with Bar("Công an huyện tổng hợp, viết báo cáo năm", total=5) as bar:
        year = finish(bar.step)
    written = _write(folder, year)
    for table in (tables.reports(outcomes), tables.totals(year.totals, year.stated)):
        screen.console().print(table)
    for line in tables.remarks(outcomes, year):
        screen.say(line)
    screen.say("\nĐã viết báo cáo năm của huyện: " + "\n                               ".join(map(str, written)))
    return 0


def _communes(folder: Path) -> list["Outcome"]:
    from django.db import transaction

    from tuquan.cli.demonstration import loading, people, rounds
    from tuquan.cli.demonstration.acts import Commune

    offices = people.find()
    round_ = loading.the_round(offices, TUYEN_HOA, rounds.YEAR_2021)
    outcomes: list[Outcome] = []
    with Bar("Đọc báo cáo của 19 xã, thị trấn", total=len(figures.units())) as bar:
        for number, unit in enumerate(figures.units()):
            commune = Commune(round_, offices, unit)
            name, data = sample_files.file_of(commune.narrative)
            bar.step(f"{unit}: {name}")
            _save(folder / "bao-cao-cua-xa" / name, data)
            with transaction.atomic():
                commune.confirm(commune.receive())
                commune.complete()
                commune.present(date(2021, 12, 22))
                commune.submit(date(2021, 12, 22 + number % 3))
                commune.approve(date(2021, 12, 27))
            outcomes.append(commune.outcome)
    return outcomes


def _write(folder: Path, year: "Year") -> list[Path]:
    from tuquan.ground import files

    written = []
    for kept, ending in ((year.paper.docx, "docx"), (year.paper.pdf, "pdf")):
        if kept is not None:
            written.append(_save(folder / f"{PAPER}.{ending}", files.load(kept)))
    return written


def _save(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    sys.exit(main())
