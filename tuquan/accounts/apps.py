from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tuquan.accounts"
    verbose_name = "Cơ quan và tài khoản"

    def ready(self) -> None:
        from tuquan.accounts import carrying
        from tuquan.accounts.mailboxes import mailboxes
        from tuquan.ground import mails

        carrying.register()
        mails.register_addresses(mailboxes)
