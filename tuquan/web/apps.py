from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tuquan.web"
    verbose_name = "Trang làm việc"
