"""Every line gets the version that it has been all along: its present words, since the catalogue's first day.

A copy of the parsing as it was then stands here, so that later wording rules do not change this step. Loading the
catalogue again writes why a line adds up unusually.
"""

import re
from datetime import date

from django.db import migrations

FIRST_DAY = date(2012, 1, 1)
SHARE = re.compile(r"^Tử số: (?P<above>.+?); mẫu số: (?P<below>[^;]+?)(?:;.*|\.)?$", re.DOTALL)


def give_versions(apps, schema_editor):
    Indicator = apps.get_model("reporting", "Indicator")
    IndicatorVersion = apps.get_model("reporting", "IndicatorVersion")
    rows = []
    for line in Indicator.objects.filter(versions__isnull=True):
        found = SHARE.match(line.definition) if line.kind == "ratio" else None
        rows.append(
            IndicatorVersion(
                indicator=line,
                begins_on=FIRST_DAY,
                name=line.name,
                measure=line.measure,
                access=line.access,
                over_units=line.over_units,
                over_time=line.over_time,
                definition=line.definition,
                numerator=found["above"] if found else "",
                denominator=found["below"].rstrip(".") if found else "",
            )
        )
    IndicatorVersion.objects.bulk_create(rows)


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0017_derived_round'),
    ]

    operations = [migrations.RunPython(give_versions, migrations.RunPython.noop)]
