"""A long round may be derived from its parts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0016_tree_mark")]

    operations = [
        migrations.AddField(
            model_name="round",
            name="derived",
            field=models.BooleanField(default=False, verbose_name="tính từ các kỳ thành phần"),
        ),
    ]
