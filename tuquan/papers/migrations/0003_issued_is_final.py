"""An issued paper and its numbers are never changed."""

from django.db import migrations

from tuquan.papers import guard


class Migration(migrations.Migration):
    dependencies = [("papers", "0002_paper_free_text_paper_incomplete")]

    operations = [migrations.RunPython(guard.lay, guard.lift)]
