"""A summary of the audit may have characters blanked; nothing else of an event changes, and none is deleted."""

from django.db import migrations

from tuquan.ground.blanking import DEFINITION, FUNCTION

KEPT = ("id", "at", "actor_key", "actor", "action", "subject_kind", "subject_key", "unit_key", "detail")
SAME = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT)
SQLITE = [
    "DROP TRIGGER ground_audit_no_update",
    f"""CREATE TRIGGER ground_audit_no_update BEFORE UPDATE ON ground_auditevent
       WHEN NOT ({SAME} AND {FUNCTION}(OLD.summary, NEW.summary))
       BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END""",
]
POSTGRES = [
    DEFINITION,
    f"""CREATE OR REPLACE FUNCTION ground_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
         IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'summary' = to_jsonb(OLD) - 'summary'
            AND {FUNCTION}(OLD.summary, NEW.summary) THEN
           RETURN NEW;
         END IF;
         RAISE EXCEPTION 'audit_is_append_only';
       END $$""",
]
SQLITE_BACK = [
    "DROP TRIGGER ground_audit_no_update",
    """CREATE TRIGGER ground_audit_no_update BEFORE UPDATE ON ground_auditevent
       BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END""",
]
POSTGRES_BACK = [
    """CREATE OR REPLACE FUNCTION ground_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'audit_is_append_only'; END $$""",
    f"DROP FUNCTION {FUNCTION}(text, text)",
]


def forward(apps, schema_editor):
    for sql in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(sql)


def backward(apps, schema_editor):
    for sql in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRES_BACK:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("ground", "0002_audit_is_append_only")]
    operations = [migrations.RunPython(forward, backward)]
