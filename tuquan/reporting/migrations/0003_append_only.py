"""Claims, moves and approved revisions are never changed."""

from django.db import migrations

from tuquan.reporting import keeping


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_restricted_guard")]

    operations = [migrations.RunPython(keeping.lay, keeping.lift)]
