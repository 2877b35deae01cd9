"""A figure is a unit's own or a stated total: the database knows no third kind."""

from django.db import migrations, models

from tuquan.reporting import guard


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_append_only")]

    operations = [
        # SQLite rebuilds the table: triggers that speak of it are lifted before and laid again after.
        migrations.RunPython(guard.lift, guard.lay),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope__in", ["own", "stated"])), name="reporting_figure_scope_known"
            ),
        ),
        migrations.RunPython(guard.lay, guard.lift),
    ]
