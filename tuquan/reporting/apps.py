from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "tuquan.reporting"
    verbose_name = "Số liệu"
