"""The database itself refuses to change or delete what was received, read and answered (append-only).

Rebuilding a table on SQLite drops its triggers: a migration that alters one of these models ends with `lay` again.
"""

from typing import Any

from tuquan.ground.blanking import FUNCTION

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


# The narrow door (docs/decisions/0014): a kept text may have characters blanked, a finding may lose its values.
KEPT_OF_DOCUMENT = (
    "id", "submission_id", "sha256", "file_name", "kind", "blocks", "notes", "head", "received_by_id", "received_at",
    "on_behalf_id",
)  # fmt: skip
KEPT_OF_FINDING = (
    "id", "reading_id", "position", "indicator_code", "start", "end", "sentence_start", "sentence_end", "place",
    "period_start", "period_end", "qualifier", "planned", "confidence", "rule", "rule_version", "measure",
)  # fmt: skip
EMPTIED = "NEW.value IS NULL AND NEW.\"of\" IS NULL AND NEW.value_max IS NULL AND NEW.detail = ''"
LOST = ("masked", "value", "of", "value_max", "named", "detail", "reasons")
DOORS = {
    "intake_sourcedocument": (KEPT_OF_DOCUMENT, ("text",), f"{FUNCTION}(OLD.text, NEW.text)"),
    "intake_finding": (KEPT_OF_FINDING, LOST, f"NEW.masked AND {EMPTIED}"),
}


def open_doors(_apps: Any, schema_editor: Any) -> None:
    """Let blanking through on both tables: a step for `migrations.RunPython`."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    with schema_editor.connection.cursor() as cursor:
        for table in DOORS:
            for statement in _door_postgresql(table) if postgresql else _door_sqlite(table):
                cursor.execute(statement)


def close_doors(_apps: Any, schema_editor: Any) -> None:
    """Nothing is let through again (the reverse step)."""
    with schema_editor.connection.cursor() as cursor:
        for table in DOORS:
            if schema_editor.connection.vendor != "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
            for statement in _statements(schema_editor.connection.vendor, (table,)):
                cursor.execute(statement)


def _door_sqlite(table: str) -> list[str]:
    kept, _, condition = DOORS[table]
    same = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in kept)
    if table == "intake_finding":
        condition += " AND NEW.named = '[]' AND NEW.reasons = '[]'"
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_update",
        f"""CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN NOT ({same} AND {condition})
           BEGIN SELECT RAISE(ABORT, 'intake_is_append_only'); END""",
    ]


def _door_postgresql(table: str) -> list[str]:
    _, lost, condition = DOORS[table]
    names = "ARRAY[" + ", ".join(f"'{name}'" for name in lost) + "]"
    if table == "intake_finding":
        condition += " AND NEW.named = '[]'::jsonb AND NEW.reasons = '[]'::jsonb"
    return [
        f"""CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN
             IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - {names} = to_jsonb(OLD) - {names} AND {condition} THEN
               RETURN NEW;
             END IF;
             RAISE EXCEPTION 'intake_is_append_only';
           END $$""",
        f"""CREATE OR REPLACE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}
           FOR EACH ROW EXECUTE FUNCTION {table}_refuse()""",
    ]
