"""The database itself refuses to change or delete an audit event."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER ground_audit_no_update BEFORE UPDATE ON ground_auditevent
       BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END""",
    """CREATE TRIGGER ground_audit_no_delete BEFORE DELETE ON ground_auditevent
       BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END""",
]
POSTGRES = [
    """CREATE FUNCTION ground_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'audit_is_append_only'; END $$""",
    """CREATE TRIGGER ground_audit_no_change BEFORE UPDATE OR DELETE ON ground_auditevent
       FOR EACH ROW EXECUTE FUNCTION ground_audit_refuse()""",
]
SQLITE_BACK = ["DROP TRIGGER ground_audit_no_update", "DROP TRIGGER ground_audit_no_delete"]
POSTGRES_BACK = ["DROP TRIGGER ground_audit_no_change ON ground_auditevent", "DROP FUNCTION ground_audit_refuse()"]


def forward(apps, schema_editor):
    for sql in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(sql)


def backward(apps, schema_editor):
    for sql in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRES_BACK:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("ground", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
