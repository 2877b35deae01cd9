from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "tuquan.reporting"
    verbose_name = "Số liệu"

    def ready(self) -> None:
        from tuquan.ground import blanking
        from tuquan.reporting import noted, tracing
        from tuquan.reporting.carrying import SubmissionCarrier
        from tuquan.reporting.models import SourceKind
        from tuquan.units.reforms import carrying

        carrying.register(SubmissionCarrier())
        blanking.also(noted.blank_notes)
        tracing.register(SourceKind.RECORDS, tracing.tell_records)
        tracing.register(SourceKind.TYPED, tracing.tell_typed)
        tracing.register(SourceKind.CARRIED, tracing.tell_carried)
