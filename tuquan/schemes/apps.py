from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "tuquan.schemes"
    verbose_name = "Mô hình"
