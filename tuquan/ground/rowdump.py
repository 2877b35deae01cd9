"""Rows as JSON lines that any database can take back: one object a row, keyed by column."""

import base64
import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, models


def kept_models() -> list[type[models.Model]]:
    """Every table of the program itself. Sessions, sign-in tries and the queue are not kept: they are remade."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith("tuquan.")]
    found = [m for config in ours for m in config.get_models(include_auto_created=True)]
    return sorted((m for m in found if m._meta.managed and not m._meta.proxy), key=lambda m: m._meta.label_lower)


def by_dependency() -> list[type[models.Model]]:
    """The same tables, each after those its rows must point to (triggers may look there)."""
    left = kept_models()
    placed: list[type[models.Model]] = []
    while left:
        free = [model for model in left if not (_needed(model) & (set(left) - {model}))]
        # A circle of required keys has no first: deferred constraints bear any order.
        placed += free or left
        left = [model for model in left if model not in set(placed)]
    return placed


def _needed(model: type[models.Model]) -> set[Any]:
    return {f.remote_field.model for f in model._meta.concrete_fields if f.remote_field and not f.null}


def dump(model: type[models.Model]) -> Iterator[bytes]:
    """Each row of a model as one UTF-8 line, by primary key."""
    fields = model._meta.concrete_fields
    for row in model._base_manager.order_by("pk").iterator(chunk_size=2000):
        values = {field.attname: getattr(row, field.attname) for field in fields}
        yield json.dumps(values, default=_plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def insert(model: type[models.Model], lines: Iterable[bytes]) -> int:
    """Insert dumped rows exactly as they were (own keys, own times); returns how many."""
    fields = list(model._meta.concrete_fields)
    size = connection.ops.bulk_batch_size(fields, [None] * 500)
    rows = (_row(model, fields, line) for line in lines)
    count = 0
    while batch := list(islice(rows, size)):
        # raw: no defaults and no "now" in place of the value that was kept.
        models.QuerySet(model)._insert(batch, fields=fields, raw=True, using=connection.alias)  # type: ignore[attr-defined]
        count += len(batch)
    return count


def _row(model: type[models.Model], fields: list[Any], line: bytes) -> models.Model:
    values = json.loads(line)
    return model(**{field.attname: _typed(field, values[field.attname]) for field in fields})


def _typed(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return (field.target_field if field.is_relation else field).to_python(value)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    raise TypeError(f"A {type(value).__name__} cannot be kept in a backup.")
