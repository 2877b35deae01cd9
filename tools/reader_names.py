"""Write the reader's own lists of unit names from the tables of `tuquan/units/data/country`.

usage: python -m tools.reader_names

The reader imports no other room and no database, so it carries names of its own: `districts.txt` (the districts that
lived until 30-6-2025) and `communes.txt` (communes of before and after 1-7-2025), one line a kind of unit. Names only;
where the rows of the tables come from is told in `sources.csv` and `LICENSES.txt` there.
"""

from __future__ import annotations

import csv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "tuquan" / "units" / "data" / "country"
LISTS = ROOT / "tuquan" / "reader" / "names"
DISTRICTS = {"district": "huyện", "urban_district": "quận", "town": "thị xã", "provincial_city": "thành phố"}
COMMUNES = {"commune": "xã", "ward": "phường", "township": "thị trấn", "special_zone": "đặc khu"}


def names(kinds: dict[str, str]) -> dict[str, set[str]]:
    """Names of units by the word of their kind; those that go by number are left out."""
    found: dict[str, set[str]] = {word: set() for word in kinds.values()}
    for table in ("units.csv", "versions.csv"):
        with (TABLES / table).open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                if row["type"] in kinds and not row["name"].isdigit():
                    found[kinds[row["type"]]].add(row["name"])
    return {word: listed - {""} for word, listed in found.items()}


def write(path: Path, kinds: dict[str, str], about: str) -> None:
    """One line a kind: "huyện: A Lưới|An Biên|…"."""
    lines = [f"{word}: {'|'.join(sorted(listed))}" for word, listed in names(kinds).items()]
    path.write_text("\n".join([f"# {about} Written by tools/reader_names.py.", *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    write(LISTS / "districts.txt", DISTRICTS, "Districts that lived until 30-6-2025.")
    write(LISTS / "communes.txt", COMMUNES, "Communes of before and after 1-7-2025.")
