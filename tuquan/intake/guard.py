"""The database itself refuses to change or delete what was received, read and answered (append-only).

Rebuilding a table on SQLite drops its triggers: a migration that alters one of these models ends with `lay` again.
"""

from typing import Any

TABLES = ("intake_sourcedocument", "intake_reading", "intake_finding", "intake_findinganswer")
# Tables of later migrations: laid by the one that makes them.
LATER = ("intake_setaside",)
REFUSE = """CREATE OR REPLACE FUNCTION intake_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'intake_is_append_only'; END $$"""


def lay(_apps: Any, schema_editor: Any) -> None:
    """Lay the triggers: a step for `migrations.RunPython`."""
    _lay(schema_editor, TABLES)


def lay_later(_apps: Any, schema_editor: Any) -> None:
    """The same for the tables that came later."""
    _lay(schema_editor, LATER)


def _lay(schema_editor: Any, tables: tuple[str, ...]) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in _statements(schema_editor.connection.vendor, tables):
            cursor.execute(statement)


def lift(_apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again (the reverse step)."""
    _lift(schema_editor, TABLES)


def lift_later(_apps: Any, schema_editor: Any) -> None:
    """The same for the tables that came later."""
    _lift(schema_editor, LATER)


def _lift(schema_editor: Any, tables: tuple[str, ...]) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    with schema_editor.connection.cursor() as cursor:
        for table in tables:
            for name in [f"{table}_kept"] if postgresql else [f"{table}_no_update", f"{table}_no_delete"]:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if postgresql else ""))


def _statements(vendor: str, tables: tuple[str, ...]) -> list[str]:
    if vendor == "postgresql":
        return [REFUSE, *(_postgresql(table) for table in tables)]
    return [_sqlite(table, event) for table in tables for event in ("update", "delete")]


def _postgresql(table: str) -> str:
    return f"""CREATE OR REPLACE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}
       FOR EACH ROW EXECUTE FUNCTION intake_refuse_change()"""


def _sqlite(table: str, event: str) -> str:
    return f"""CREATE TRIGGER IF NOT EXISTS {table}_no_{event} BEFORE {event.upper()} ON {table}
       BEGIN SELECT RAISE(ABORT, 'intake_is_append_only'); END"""
