"""Each name of a unit says where it was read and how sure that is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]
    operations = [
        migrations.AddField(
            "unitversion", "grade", models.CharField("độ chắc của nguồn", max_length=1, default="V")
        ),
        migrations.AddField("unitversion", "source", models.CharField("nguồn", max_length=300, blank=True, default="")),
    ]
