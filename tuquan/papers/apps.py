from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "tuquan.papers"
    verbose_name = "Báo cáo chính thức"
