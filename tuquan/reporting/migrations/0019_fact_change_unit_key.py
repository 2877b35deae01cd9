"""What is remembered of a unit that changed is its key: it does not keep a reform from being undone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0018_first_versions")]

    operations = [
        migrations.RunSQL("DELETE FROM reporting_factchange", migrations.RunSQL.noop),
        migrations.RunSQL("UPDATE reporting_windowfacts SET base_file = ''", migrations.RunSQL.noop),
        migrations.RemoveConstraint("factchange", "reporting_fact_change_once"),
        migrations.RemoveField("factchange", "unit"),
        migrations.AddField(
            "factchange", "unit_key", models.PositiveBigIntegerField("đơn vị", default=0), preserve_default=False
        ),
        migrations.AddConstraint(
            "factchange",
            models.UniqueConstraint(fields=["window", "unit_key"], name="reporting_fact_change_once"),
        ),
    ]
