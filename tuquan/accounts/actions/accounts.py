"""What happens to accounts."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from tuquan.accounts.actions.posts import earliest_end, end_post
from tuquan.accounts.errors import AccountRefused
from tuquan.accounts.models import Post, User
from tuquan.ground import audit

# Django's own sentences are not all translated; keyed by the codes of AUTH_PASSWORD_VALIDATORS.
WEAK = {
    "password_too_common": "mật khẩu này quá phổ biến, hãy ghép vài từ không liên quan.",
    "password_too_short": "cần ít nhất 10 ký tự.",
    "password_too_similar": "mật khẩu quá giống tên đăng nhập hoặc họ tên.",
}


@transaction.atomic
def create_account(*, by: User | None, username: str, full_name: str, password: str | None = None) -> User:
    """A new account. Without a password nobody can sign in to it until one is set.

    Raises AccountRefused: the name is empty or taken, or the password is weak.
    """
    _refuse_weak(password, User(username=username, full_name=full_name))
    try:
        user = User.objects.create_user(username, password, full_name)
    except ValidationError as error:
        raise AccountRefused(_why_no_account(error)) from error
    audit.record(
        by=by, action="accounts.create", subject_kind="user", subject_key=user.pk,
        summary=f"Lập tài khoản « {user.username} » cho {user.full_name}.",
    )  # fmt: skip
    return user


@transaction.atomic
def set_password(*, by: User | None, user: User, password: str) -> None:
    """Set a password. Raises AccountRefused when it is weak. The password itself is written nowhere."""
    _refuse_weak(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(
        by=by, action="accounts.set_password", subject_kind="user", subject_key=user.pk,
        summary=f"Đặt lại mật khẩu của « {user.username} ».",
    )  # fmt: skip


@transaction.atomic
def set_mailbox(*, by: User | None, user: User, mailbox: str, mail_off: bool) -> None:
    """Where notices go by e-mail, if the installation sends any, and whether the person wants none.

    Raises AccountRefused when it is no address.
    """
    user.mailbox, user.mail_off = mailbox.strip(), mail_off
    try:
        user.clean_fields(exclude=["password", "username", "full_name", "last_login"])
    except ValidationError as error:
        raise AccountRefused(f"“{mailbox.strip()}” không phải địa chỉ thư. Ghi theo mẫu ten@congan.gov.vn.") from error
    user.save(update_fields=["mailbox", "mail_off"])
    audit.record(
        by=by, action="accounts.set_mailbox", subject_kind="user", subject_key=user.pk,
        summary=f"Đổi cách nhận thông báo qua thư của « {user.username} »: {'không nhận' if mail_off else 'nhận'}.",
    )  # fmt: skip


@transaction.atomic
def close_account(*, by: User | None, user: User, on: date) -> None:
    """Nobody signs in to it any more; its open posts end on `on`. What the person did stays theirs."""
    if by is not None and by.pk == user.pk:
        raise AccountRefused("Bạn không thể tự đóng tài khoản của mình. Nhờ một quản trị khác.")
    if not user.is_active:
        raise AccountRefused(f"Tài khoản « {user.username} » đã đóng từ trước.")
    for post in Post.objects.filter(user=user, ends_on__isnull=True):
        end_post(by=by, post=post, on=max(on, earliest_end(post)))
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record(
        by=by, action="accounts.close", subject_kind="user", subject_key=user.pk,
        summary=f"Đóng tài khoản « {user.username} » của {user.full_name}.",
    )  # fmt: skip


def _refuse_weak(password: str | None, user: User) -> None:
    if password is None:
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        codes = {part.code or "" for part in error.error_list}
        why = " ".join(WEAK[code] for code in sorted(codes & WEAK.keys())) or WEAK["password_too_common"]
        raise AccountRefused(f"Mật khẩu chưa dùng được: {why}") from error


def _why_no_account(error: ValidationError) -> str:
    fields = {"username": "tên đăng nhập", "full_name": "họ và tên"}
    codes = {(name, part.code) for name, parts in error.error_dict.items() for part in parts}
    if ("username", "unique") in codes:
        return "Chưa lập tài khoản: tên đăng nhập này đã có người dùng. Chọn tên khác."
    wrong = ", ".join(sorted(fields.get(name, name) for name, _ in codes))
    return f"Chưa lập tài khoản: {wrong} còn trống hoặc quá dài. Sửa rồi thử lại."
