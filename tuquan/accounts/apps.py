from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tuquan.accounts"
    verbose_name = "Cơ quan và tài khoản"

    def ready(self) -> None:
        from tuquan.accounts import carrying

        carrying.register()
