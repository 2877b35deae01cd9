"""A plain text that is a table saved as csv: its cells, or none where it is prose."""

import csv
from collections import Counter

DELIMITERS = ";,\t"
LEAST_ROWS = 3
# Rows of a table have the same number of cells; sentences hardly ever the same number of commas.
ALIKE = 0.9
LONGEST_CELL = 60


def csv_rows(text: str) -> list[list[str]] | None:
    """The rows of a csv by the delimiter that parts most rows alike; None for anything else."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < LEAST_ROWS:
        return None
    for delimiter in DELIMITERS:
        try:
            rows = list(csv.reader(text.split("\n"), delimiter=delimiter))
        except csv.Error:
            continue
        if _table([row for row in rows if any(cell.strip() for cell in row)]):
            return rows
    return None


def _table(rows: list[list[str]]) -> bool:
    if len(rows) < LEAST_ROWS:
        return False
    cells, often = Counter(map(len, rows)).most_common(1)[0]
    length = sum(len(cell) for row in rows for cell in row) / sum(map(len, rows))
    return cells > 1 and often >= ALIKE * len(rows) and length <= LONGEST_CELL
