from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tuquan.accounts"
    verbose_name = "Cơ quan và tài khoản"
