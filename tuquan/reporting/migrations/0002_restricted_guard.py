"""The database itself refuses figures of restricted lines."""

from django.db import migrations

from tuquan.reporting import guard


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]

    operations = [migrations.RunPython(guard.lay, guard.lift)]
