"""The kinds of scheme that come with the program (domain study 1.8)."""

import csv
from importlib import resources

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit
from tuquan.schemes.models import SchemeKind
from tuquan.vn.text import collation_key, key


@transaction.atomic
def load(*, by: User | None = None) -> int:
    """Add the packaged kinds that are missing (compared without accents) and return how many were added.

    Idempotent; kinds an office added or renamed are left as they are.
    """
    known = set(SchemeKind.objects.values_list("search_key", flat=True))
    missing = [row for row in packaged() if key(row["name"]) not in known]
    SchemeKind.objects.bulk_create([build(**row) for row in missing])
    if missing:
        audit.record(
            by=by,
            action="schemes.kinds_loaded",
            subject_kind="scheme_kind",
            subject_key="packaged",
            summary=f"Nạp {len(missing)} loại mô hình có sẵn",
        )
    return len(missing)


def packaged() -> list[dict[str, str]]:
    """The rows of data/kinds.csv: name, field, block."""
    with resources.files("tuquan.schemes").joinpath("data/kinds.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def build(*, name: str, field: str, block: str) -> SchemeKind:
    """An unsaved kind with its keys."""
    return SchemeKind(name=name, field=field, block=block, search_key=key(name), sort_key=collation_key(name))
