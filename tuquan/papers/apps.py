from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "tuquan.papers"
    verbose_name = "Báo cáo chính thức"

    def ready(self) -> None:
        from tuquan.ground import blanking
        from tuquan.papers import carrying, jobs, signed  # noqa: F401  (jobs registers its kind of job)
        from tuquan.papers.blanking import blank_drafts

        carrying.register_carriers()
        blanking.also(blank_drafts)
        signed.register()
