"""A kept text may have characters blanked, and a finding may lose its values; nothing else of either changes."""

from django.db import migrations

from tuquan.intake import guard


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_reading_on_behalf"), ("ground", "0003_audit_may_be_blanked")]

    operations = [migrations.RunPython(guard.open_doors, guard.close_doors)]
