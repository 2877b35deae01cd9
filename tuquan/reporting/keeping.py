"""The past is not rewritten: the database refuses to change or delete claims, moves and approved revisions.

A revision may be superseded, once; nothing else about it changes. Rebuilding a table on SQLite drops its triggers: a
migration that alters one of these tables ends with `lay` again (a test sees to it).
"""

from typing import Any

_KEPT = ("reporting_claim", "reporting_move")
_SAME = ("id", "figure_id", "number", "answer", "value", "of", "claim_id", "approved_by_id", "approved_at", "reason")


def _sqlite() -> list[str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    statements = [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{event} BEFORE {event} ON {table} {refuse}"
        for table in _KEPT
        for event in ("update", "delete")
    ]
    same = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in _SAME)
    return [
        *statements,
        f"CREATE TRIGGER IF NOT EXISTS reporting_revision_no_delete BEFORE DELETE ON reporting_figurerevision {refuse}",
        "CREATE TRIGGER IF NOT EXISTS reporting_revision_no_update BEFORE UPDATE ON reporting_figurerevision "
        f"WHEN NOT (OLD.superseded_at IS NULL AND {same}) {refuse}",
    ]


def _postgresql() -> list[str]:
    same = " AND ".join(f'NEW."{column}" IS NOT DISTINCT FROM OLD."{column}"' for column in _SAME)
    refuse = "FOR EACH ROW {} EXECUTE FUNCTION reporting_refuse_change()"
    return [
        "CREATE OR REPLACE FUNCTION reporting_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'append_only' USING ERRCODE = 'check_violation'; END $$",
        *(
            f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} {refuse.format('')}"
            for table in _KEPT
        ),
        "CREATE OR REPLACE TRIGGER reporting_revision_no_delete BEFORE DELETE ON reporting_figurerevision "
        + refuse.format(""),
        "CREATE OR REPLACE TRIGGER reporting_revision_no_update BEFORE UPDATE ON reporting_figurerevision "
        + refuse.format(f"WHEN (NOT (OLD.superseded_at IS NULL AND {same}))"),
    ]


_ON_SQLITE = (
    *(f"{table}_no_{event}" for table in _KEPT for event in ("update", "delete")),
    "reporting_revision_no_delete",
    "reporting_revision_no_update",
)
_ON_POSTGRESQL = (
    *(f"{table}_no_change ON {table}" for table in _KEPT),
    "reporting_revision_no_delete ON reporting_figurerevision",
    "reporting_revision_no_update ON reporting_figurerevision",
)


def lay(_apps: Any, schema_editor: Any) -> None:
    """Lay the triggers: a step for `migrations.RunPython`."""
    _run(schema_editor, _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite())


def lift(_apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again (the reverse step)."""
    names = _ON_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _ON_SQLITE
    _run(schema_editor, [f"DROP TRIGGER IF EXISTS {name}" for name in names])


def append_only(table: str) -> tuple[Any, Any]:
    """The two steps (lay, lift) for `migrations.RunPython` by which a later table is only ever added to."""

    def lay_one(_apps: Any, schema_editor: Any) -> None:
        _run(schema_editor, _refusing(table, schema_editor.connection.vendor))

    def lift_one(_apps: Any, schema_editor: Any) -> None:
        one = [f"{table}_no_change ON {table}"]
        both = [f"{table}_no_{event}" for event in ("update", "delete")]
        names = one if schema_editor.connection.vendor == "postgresql" else both
        _run(schema_editor, [f"DROP TRIGGER IF EXISTS {name}" for name in names])

    return lay_one, lift_one


def _refusing(table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION reporting_refuse_change()"
        ]
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{event} BEFORE {event} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
        for event in ("update", "delete")
    ]


def _run(schema_editor: Any, statements: list[str]) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
