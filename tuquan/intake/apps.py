from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "tuquan.intake"
    verbose_name = "Tiếp nhận báo cáo"

    def ready(self) -> None:
        from tuquan.intake.trace import trace_read
        from tuquan.reporting import tracing

        tracing.register("read", trace_read)
