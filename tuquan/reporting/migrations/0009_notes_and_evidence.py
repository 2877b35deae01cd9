"""Notes and evidence beside a figure, and the saves that were taken; notes and evidence are kept by the database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tuquan.reporting import noted


class Migration(migrations.Migration):

    dependencies = [
        ('ground', '0003_audit_may_be_blanked'),
        ('reporting', '0008_openings_and_owned_forms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CellSave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=40, verbose_name='mã lần lưu')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lưu')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.submission', verbose_name='biểu số liệu')),
            ],
            options={
                'verbose_name': 'lần lưu ô số liệu',
                'constraints': [models.UniqueConstraint(fields=('submission', 'by', 'token'), name='reporting_cell_save_once')],
            },
        ),
        migrations.CreateModel(
            name='FigureEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='tên tệp')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='số byte')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('taken_back_at', models.DateTimeField(blank=True, null=True, verbose_name='lúc gỡ')),
                ('taken_back_because', models.TextField(blank=True, verbose_name='lý do gỡ')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gửi')),
                ('figure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='reporting.figure', verbose_name='số liệu')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ground.storedfile', verbose_name='tệp trong kho')),
                ('taken_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gỡ')),
            ],
            options={
                'verbose_name': 'tệp minh chứng của số liệu',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', False), ('taken_back_at__isnull', True), ('taken_back_because', '')), models.Q(('file__isnull', True), ('taken_back_at__isnull', False), models.Q(('taken_back_because', ''), _negated=True)), _connector='OR'), name='reporting_evidence_stands_or_went'), models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('figure', 'sha256'), name='reporting_evidence_once')],
            },
        ),
        migrations.CreateModel(
            name='FigureNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='nội dung')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người viết')),
                ('figure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='reporting.figure', verbose_name='số liệu')),
            ],
            options={
                'verbose_name': 'ghi chú của số liệu',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reporting_note_says_something')],
            },
        ),
        migrations.RunPython(noted.lay, noted.lift),
    ]
