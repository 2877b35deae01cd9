"""Every row that a reform writes, as it was and as it became: what undoing rests on."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Journal:
    """Writes rows and remembers them. Nothing that a reform does to the database goes past it (audit excepted)."""

    def create(self, row: Row) -> Row:
        """Save a new row."""
        raise NotImplementedError

    def create_all(self, rows: Iterable[Row]) -> list[Row]:
        """Save many new rows of one model in few statements."""
        raise NotImplementedError

    def change(self, row: models.Model, **fields: Any) -> None:
        """Set fields of a standing row. A unit key is never among them."""
        raise NotImplementedError

    def remove(self, row: models.Model) -> None:
        """Take a row away (a name decided for after the end of its unit)."""
        raise NotImplementedError
