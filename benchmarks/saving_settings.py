"""The program's settings, with passwords that cost nothing: two hundred accounts are made and nobody signs in."""

from tuquan.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
