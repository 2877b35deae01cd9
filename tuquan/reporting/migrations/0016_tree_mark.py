"""The database marks every change of units (reporting.facts.tree_guard)."""

from django.db import migrations

from tuquan.reporting.facts import tree_guard


class Migration(migrations.Migration):
    dependencies = [("reporting", "0015_window_facts"), ("units", "0006_reform_drafted_by_the_clock")]

    operations = [migrations.RunPython(tree_guard.lay, tree_guard.lift)]
