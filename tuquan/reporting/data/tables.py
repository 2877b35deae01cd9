"""Reads the packaged tables as rows of text."""

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `name` (a CSV file of this package), each a dict of column → text without spaces around."""
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [{column: (text or "").strip() for column, text in row.items()} for row in csv.DictReader(lines)]
