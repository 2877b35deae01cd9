from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "tuquan.papers"
    verbose_name = "Báo cáo chính thức"

    def ready(self) -> None:
        from tuquan.papers import carrying, jobs  # noqa: F401  (jobs registers its kind of job)

        carrying.register_carriers()
