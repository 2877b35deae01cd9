from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "tuquan.ground"
    verbose_name = "Nền"

    def ready(self) -> None:
        from django.core import checks

        from tuquan.ground import blanking, mails

        blanking.ready()
        checks.register(mails.settings_make_sense)
