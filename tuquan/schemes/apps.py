from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "tuquan.schemes"
    verbose_name = "Mô hình"

    def ready(self) -> None:
        from tuquan.schemes.carrying import SCHEMES, SITES
        from tuquan.units.reforms import carrying

        carrying.register(SCHEMES)
        carrying.register(SITES)
