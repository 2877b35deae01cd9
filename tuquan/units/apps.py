from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "tuquan.units"
    verbose_name = "Đơn vị"
