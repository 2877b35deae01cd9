from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "tuquan.ground"
    verbose_name = "Nền"

    def ready(self) -> None:
        from tuquan.ground import blanking

        blanking.ready()
