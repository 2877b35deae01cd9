"""The design system as a Django app: templates, static files, template tags. No models."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "tuquan.design"
    label = "design"
    verbose_name = "Giao diện"
