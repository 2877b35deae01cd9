"""The last line of defence: the database itself refuses a figure of a restricted line.

`actions.claim` refuses first, with a sentence. These triggers hold where somebody writes around it. They are laid
again after every migration, since rebuilding a table on SQLite drops its triggers.
"""

from typing import Any

from django.db import connections

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


def lay(*, using: str = "default", **_: Any) -> None:
    """Lay the triggers (receiver of post_migrate); nothing on a database that has not the tables yet."""
    connection = connections[using]
    if "reporting_figure" not in connection.introspection.table_names():
        return
    statements = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
