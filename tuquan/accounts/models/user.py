"""Staff accounts: name, sign-in and an office mailbox, nothing else about a person."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None, full_name: str) -> "User":
        """Create an account; a None password makes it unusable until an administrator sets one."""
        user = self.model(username=username.strip().lower(), full_name=full_name.strip())
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """An officer's account."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    is_active = models.BooleanField("còn dùng", default=True)
    # An office's mailbox, used only where the installation sends notices by e-mail; the person may turn that off.
    mailbox = models.EmailField("thư điện tử công vụ", blank=True, default="")
    mail_off = models.BooleanField("không nhận thông báo qua thư", default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.full_name
