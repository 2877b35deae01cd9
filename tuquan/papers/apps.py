from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "tuquan.papers"
    verbose_name = "Báo cáo chính thức"

    def ready(self) -> None:
        from tuquan.papers import jobs  # noqa: F401  (registers its kind of job)
