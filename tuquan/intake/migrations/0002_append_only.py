"""The database itself keeps received reports, readings, findings and answers as they are."""

from django.db import migrations

from tuquan.intake import guard


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [migrations.RunPython(guard.lay, guard.lift)]
