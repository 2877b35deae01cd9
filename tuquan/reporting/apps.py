from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "tuquan.reporting"
    verbose_name = "Số liệu"

    def ready(self) -> None:
        from tuquan.ground import blanking, daily
        from tuquan.reporting import jobs as _jobs  # noqa: F401  (registers the kinds)
        from tuquan.reporting import noted, tracing, wording
        from tuquan.reporting.actions import due_reminders, opening
        from tuquan.reporting.analysis import long  # noqa: F401  registers its kind of job
        from tuquan.reporting.carrying import SubmissionCarrier
        from tuquan.reporting.facts import laying
        from tuquan.reporting.models import SourceKind
        from tuquan.units.reforms import carrying

        carrying.register(SubmissionCarrier())
        daily.every_day("words_of_today", wording.sync)
        daily.every_day("open_rounds", opening.every_day)
        daily.every_day("lay_facts", laying.every_day)
        daily.every_day("remind_due", due_reminders.remind_due)
        blanking.also(noted.blank_notes)
        tracing.register(SourceKind.RECORDS, tracing.tell_records)
        tracing.register(SourceKind.TYPED, tracing.tell_typed)
        tracing.register(SourceKind.CARRIED, tracing.tell_carried)
