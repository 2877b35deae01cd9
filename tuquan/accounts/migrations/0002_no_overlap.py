"""PostgreSQL also holds by itself that dated rows of one organ never overlap (no extension is needed)."""

from django.db import migrations

TABLES = {"accounts_organversion": "organ_id", "accounts_organplacement": "organ_id"}


def forward(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, key in TABLES.items():
        schema_editor.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_no_overlap EXCLUDE USING gist "
            f"(int8range({key}, {key}, '[]') WITH &&, daterange(begins_on, ends_on) WITH &&)"
        )


def backward(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TABLES:
        schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_no_overlap")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
