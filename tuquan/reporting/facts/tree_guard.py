"""The database marks every change of units, so that a tree kept in memory is known to be the tree of today.

A mark is a random number, never a counter: a transaction that is undone leaves the old mark, and none comes twice.
Its table is no model: neither a backup nor a restore carries it, and what a restore writes is marked as any change is.
Rebuilding a table on SQLite drops its triggers: a migration that alters one of these tables ends with `lay` again.
"""

from typing import Any

TABLES = ("units_unit", "units_unitversion", "units_succession", "units_change")
EVENTS = ("insert", "update", "delete")


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_marks_{event} AFTER {event} ON {table} "
        "BEGIN UPDATE reporting_treemark SET mark = random(); END"
        for table in TABLES
        for event in EVENTS
    ]


def _postgresql() -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION reporting_mark_tree() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "UPDATE reporting_treemark SET mark = floor(random() * 9e15)::bigint * 1000 + floor(random() * 1000)::bigint; "
        "RETURN NULL; END $$",
        *(
            f"CREATE OR REPLACE TRIGGER {table}_marks AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION reporting_mark_tree()"
            for table in TABLES
        ),
    ]


_TABLE = (
    "CREATE TABLE IF NOT EXISTS reporting_treemark (mark bigint NOT NULL)",
    "INSERT INTO reporting_treemark (mark) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM reporting_treemark)",
)


def lay(_apps: Any, schema_editor: Any) -> None:
    """Lay the table of one row and the triggers: a step for `migrations.RunPython`."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    _run(schema_editor, [*_TABLE, *(_postgresql() if on_postgresql else _sqlite())])


def lift(_apps: Any, schema_editor: Any) -> None:
    """Take them away again (the reverse step)."""
    if schema_editor.connection.vendor == "postgresql":
        statements = [f"DROP TRIGGER IF EXISTS {table}_marks ON {table}" for table in TABLES]
    else:
        statements = [f"DROP TRIGGER IF EXISTS {table}_marks_{event}" for table in TABLES for event in EVENTS]
    _run(schema_editor, [*statements, "DROP TABLE IF EXISTS reporting_treemark"])


def _run(schema_editor: Any, statements: list[str]) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
