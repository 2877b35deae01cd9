"""The rows of our files, and what the packaged two districts already know of their units."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "tuquan" / "units" / "data"
OLD_LIST, NEW_LIST = "QĐ 124/2004/QĐ-TTg", "QĐ 19/2025/QĐ-TTg"
COLUMNS = {
    "units": "key type name code code_list parent begins_on known_from grade source",
    "versions": "key begins_on type name code code_list parent grade source change",
    "changes": "key title act_number act_date issuer effective_on grade source",
    "successions": "change old new whole grade source",
    "sources": "key text",
    "gaps": "key what since until why",
    "disputed": "old new kept_as why",
}


@dataclass
class Files:
    """What is written: rows by file name. `sources` shortens texts that stand on thousands of rows."""

    rows: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    texts: dict[str, str] = field(default_factory=dict)

    def add(self, file: str, **values: str) -> None:
        unknown = values.keys() - set(COLUMNS[file].split())
        if unknown:
            raise ValueError(f"{file}: {unknown}")
        for column in ("source", "code_list"):
            if values.get(column):
                values[column] = self.short(values[column])
        self.rows[file].append(values)

    def short(self, text: str) -> str:
        return self.texts.setdefault(text, f"s{len(self.texts) + 1}")

    def write(self, folder: Path) -> None:
        for text, key in self.texts.items():
            self.rows["sources"].append({"key": key, "text": text})
        for name, rows in self.rows.items():
            write_csv(folder / f"{name}.csv", COLUMNS[name].split(), rows)


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@cache
def seeded() -> dict[tuple[str, str], dict[str, str]]:
    """The packaged units that carry a code, by (code list, code): their names and days are kept as they are."""
    with (SEED / "units.csv").open(encoding="utf-8") as file:
        return {(row["code_list"], row["code"]): row for row in csv.DictReader(file) if row["code"]}


@cache
def seeded_country() -> dict[str, str]:
    with (SEED / "units.csv").open(encoding="utf-8") as file:
        return next(row for row in csv.DictReader(file) if row["type"] == "country")


@cache
def seeded_changes() -> dict[str, dict[str, str]]:
    """Acts that the two districts already name, by number."""
    with (SEED / "changes.csv").open(encoding="utf-8") as file:
        return {row["act_number"]: row for row in csv.DictReader(file)}


@cache
def seeded_links() -> dict[tuple[str, str], dict[str, str]]:
    with (SEED / "successions.csv").open(encoding="utf-8") as file:
        return {(row["old"], row["new"]): row for row in csv.DictReader(file)}
