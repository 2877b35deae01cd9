from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "tuquan.ground"
    verbose_name = "Nền"
