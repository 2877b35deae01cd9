from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "tuquan.schemes"
    verbose_name = "Mô hình"

    def ready(self) -> None:
        from tuquan.schemes.carrying import SCHEMES, SITES
        from tuquan.schemes.carrying_rules import RegisterCarrier, RuleCarrier
        from tuquan.units.reforms import carrying

        for carrier in (SCHEMES, SITES, RegisterCarrier(), RuleCarrier()):
            carrying.register(carrier)
