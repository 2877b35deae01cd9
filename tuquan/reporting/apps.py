from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportingConfig(AppConfig):
    name = "tuquan.reporting"
    verbose_name = "Số liệu"

    def ready(self) -> None:
        from tuquan.reporting import guard, tracing
        from tuquan.reporting.models import SourceKind

        post_migrate.connect(guard.lay, sender=self)
        tracing.register(SourceKind.RECORDS, tracing.tell_records)
        tracing.register(SourceKind.TYPED, tracing.tell_typed)
        tracing.register(SourceKind.CARRIED, tracing.tell_carried)
