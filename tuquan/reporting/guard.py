"""The last line of defence: the database itself refuses a figure of a restricted line.

`actions.claim` refuses first, with a sentence. These triggers hold where somebody writes around it. Rebuilding a table
on SQLite drops its triggers: a migration that alters `Figure` or `Indicator` ends with `lay` again (a test sees to it).
"""

from typing import Any

_SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS reporting_no_restricted_{event} BEFORE {event} ON reporting_figure
       WHEN (SELECT access FROM reporting_indicator WHERE id = NEW.indicator_id) = 'restricted'
       BEGIN SELECT RAISE(ABORT, 'restricted_indicator'); END"""
    for event in ("INSERT", "UPDATE")
]
_SQLITE.append(
    """CREATE TRIGGER IF NOT EXISTS reporting_no_late_restriction BEFORE UPDATE ON reporting_indicator
       WHEN NEW.access = 'restricted' AND EXISTS (SELECT 1 FROM reporting_figure WHERE indicator_id = NEW.id)
       BEGIN SELECT RAISE(ABORT, 'restricted_indicator'); END"""
)
_POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION reporting_refuse_restricted() RETURNS trigger AS $$
       BEGIN
         IF (SELECT access FROM reporting_indicator WHERE id = NEW.indicator_id) = 'restricted' THEN
           RAISE EXCEPTION 'restricted_indicator' USING ERRCODE = 'check_violation';
         END IF;
         RETURN NEW;
       END $$ LANGUAGE plpgsql""",
    """CREATE OR REPLACE TRIGGER reporting_no_restricted BEFORE INSERT OR UPDATE ON reporting_figure
       FOR EACH ROW EXECUTE FUNCTION reporting_refuse_restricted()""",
    """CREATE OR REPLACE FUNCTION reporting_refuse_late_restriction() RETURNS trigger AS $$
       BEGIN
         IF NEW.access = 'restricted' AND EXISTS (SELECT 1 FROM reporting_figure WHERE indicator_id = NEW.id) THEN
           RAISE EXCEPTION 'restricted_indicator' USING ERRCODE = 'check_violation';
         END IF;
         RETURN NEW;
       END $$ LANGUAGE plpgsql""",
    """CREATE OR REPLACE TRIGGER reporting_no_late_restriction BEFORE UPDATE ON reporting_indicator
       FOR EACH ROW EXECUTE FUNCTION reporting_refuse_late_restriction()""",
]


def lay(_apps: Any, schema_editor: Any) -> None:
    """Lay the triggers: a step for `migrations.RunPython`."""
    statements = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def lift(_apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again (the reverse step)."""
    names = _ON_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _ON_SQLITE
    with schema_editor.connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


_ON_SQLITE = ["reporting_no_restricted_INSERT", "reporting_no_restricted_UPDATE", "reporting_no_late_restriction"]
_ON_POSTGRESQL = [
    "reporting_no_restricted ON reporting_figure",
    "reporting_no_late_restriction ON reporting_indicator",
]
