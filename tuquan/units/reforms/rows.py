"""A row as plain values by column, for JSON, and back: the same on every database."""

import base64
import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

from tuquan.ground import rowdump

Values = dict[str, Any]


def as_values(row: models.Model, columns: Iterable[str] | None = None) -> Values:
    """The row's columns (all, or those named by attname) as JSON can hold them."""
    wanted = None if columns is None else set(columns)
    fields = (f for f in row._meta.concrete_fields if wanted is None or f.attname in wanted)
    return {field.attname: plain(field, getattr(row, field.attname)) for field in fields}


def plain(field: Any, value: Any) -> Any:
    """One value as JSON can hold it, whatever type it was given in (a key, an enum, a Decimal)."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if not isinstance(field, models.BinaryField):
        value = (field.target_field if field.is_relation else field).to_python(value)
    return json.loads(json.dumps(value, default=_text))


def typed(model: type[models.Model], values: Values) -> Values:
    """Values from JSON as the model's fields take them."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: _typed(fields[name], value) for name, value in values.items()}


def put_back(model: type[models.Model], rows: Iterable[Values]) -> None:
    """Insert rows exactly as they were, with their own keys and times."""
    rowdump.insert(model, (json.dumps(row, ensure_ascii=False).encode() for row in rows))


def model_of(table: str) -> type[models.Model]:
    """The model named "units.unitversion"."""
    return apps.get_model(table)


def label_of(model: type[models.Model]) -> str:
    """The name under which a model's rows are remembered."""
    return model._meta.label_lower


def in_parts(keys: Iterable[Any], size: int = 500) -> Iterator[list[Any]]:
    """Few enough at a time for one statement of any database."""
    rest = list(keys)
    for start in range(0, len(rest), size):
        yield rest[start : start + size]


def _typed(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return (field.target_field if field.is_relation else field).to_python(value)


def _text(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    raise TypeError(f"A {type(value).__name__} cannot be remembered.")
