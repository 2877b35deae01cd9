"""Organs with dated names, staff accounts, posts. Accounts and posts are the only persons in the program."""

from tuquan.accounts.models.delegation import Delegated, Delegation
from tuquan.accounts.models.organ import Organ, OrganKind, OrganPlacement, OrganSuccession, OrganVersion
from tuquan.accounts.models.post import Post, Role
from tuquan.accounts.models.user import User

__all__ = [
    "Delegated",
    "Delegation",
    "Organ",
    "OrganKind",
    "OrganPlacement",
    "OrganSuccession",
    "OrganVersion",
    "Post",
    "Role",
    "User",
]
