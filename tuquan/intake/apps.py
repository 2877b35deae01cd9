from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "tuquan.intake"
    verbose_name = "Tiếp nhận báo cáo"

    def ready(self) -> None:
        from django.core import checks

        from tuquan.intake import jobs as _jobs  # noqa: F401  (registers the kind)
        from tuquan.intake import second_jobs as _second_jobs  # noqa: F401  (registers the kind)
        from tuquan.intake.queries.heard import heard
        from tuquan.intake.second_reader import settings_make_sense
        from tuquan.intake.trace import trace_read
        from tuquan.reporting import tracing
        from tuquan.reporting.checks import heard as heard_of

        tracing.register("read", trace_read)
        heard_of.register(heard)
        checks.register(settings_make_sense)
