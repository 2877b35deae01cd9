"""The database keeps what was written of the workflow; a move's triggers are laid again after its new column."""

from django.db import migrations

from tuquan.reporting import keeping, kept_workflow


class Migration(migrations.Migration):
    dependencies = [("reporting", "0013_workflow")]

    operations = [
        migrations.RunPython(keeping.lay, migrations.RunPython.noop),
        migrations.RunPython(kept_workflow.lay, kept_workflow.lift),
    ]
