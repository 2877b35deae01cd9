from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "tuquan.intake"
    verbose_name = "Tiếp nhận báo cáo"
