"""What happens to organs, accounts and posts. Who may ask for it is the caller's `queries.require`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from tuquan.accounts.errors import AccountRefused, OrganRefused, PostRefused
from tuquan.accounts.models import Organ, OrganKind, OrganPlacement, OrganVersion, Post, Role, User
from tuquan.ground import audit, locks
from tuquan.units import queries as units

# Django's own sentences are not all translated; keyed by the codes of AUTH_PASSWORD_VALIDATORS.
WEAK = {
    "password_too_common": "mật khẩu này quá phổ biến, hãy ghép vài từ không liên quan.",
    "password_too_short": "cần ít nhất 10 ký tự.",
    "password_too_similar": "mật khẩu quá giống tên đăng nhập hoặc họ tên.",
}
LETTERHEAD = frozenset({"short_name", "letterhead_superior", "letterhead_name", "symbol", "place_name", "recipients"})


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
def close_account(*, by: User | None, user: User, on: date) -> None:
    """Nobody signs in to it any more; its open posts end on `on`. What the person did stays theirs."""
    if by is not None and by.pk == user.pk:
        raise AccountRefused("Bạn không thể tự đóng tài khoản của mình. Nhờ một quản trị khác.")
    if not user.is_active:
        raise AccountRefused(f"Tài khoản « {user.username} » đã đóng từ trước.")
    for post in Post.objects.filter(user=user, ends_on__isnull=True):
        end_post(by=by, post=post, on=max(on, post.begins_on))
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record(
        by=by, action="accounts.close", subject_kind="user", subject_key=user.pk,
        summary=f"Đóng tài khoản « {user.username} » của {user.full_name}.",
    )  # fmt: skip


@transaction.atomic
def appoint(*, by: User | None, user: User, organ: Organ, role: Role, title: str, on: date) -> Post:
    """Give a person a post from `on`. `title` is printed under a signature.

    Raises PostRefused: no title, a closed account, no such organ that day, or the same post held already.
    """
    title = " ".join(title.split())
    if not title:
        raise PostRefused("Vị trí công tác chưa có chức vụ. Nhập chức vụ như in dưới chữ ký.")
    if not user.is_active:
        raise PostRefused(f"Tài khoản « {user.username} » đã đóng, không giao vị trí được. Lập tài khoản khác.")
    name = _name_on(organ, on)
    with locks.one_at_a_time("posts"):
        same = Post.objects.during(on, date.max).filter(user=user, organ=organ, role=role)
        if same.exists():
            raise PostRefused(
                f"{user.full_name} đã giữ vai trò {Role(role).label} tại {name}. Kết thúc vị trí cũ trước."
            )
        post: Post = Post.objects.create(user=user, organ=organ, role=role, title=title, begins_on=on)
    audit.record(
        by=by, action="accounts.appoint", subject_kind="post", subject_key=post.pk,
        summary=f"Giao {user.full_name} làm {title}, {name}, từ {on:%d/%m/%Y}.",
        detail={"user": user.pk, "organ": organ.pk, "role": role},
    )  # fmt: skip
    return post


@transaction.atomic
def end_post(*, by: User | None, post: Post, on: date) -> None:
    """The post's last day is the day before `on`; one that ends on the day it began is withdrawn from then on.

    Raises PostRefused: it has ended, or `on` lies before its beginning.
    """
    post.refresh_from_db()
    if post.ends_on is not None:
        raise PostRefused(f"Vị trí « {post.title} » đã kết thúc từ {post.ends_on:%d/%m/%Y}.")
    if on < post.begins_on:
        raise PostRefused(
            f"Vị trí « {post.title} » bắt đầu {post.begins_on:%d/%m/%Y}, không thể kết thúc trước ngày đó."
        )
    summary = f"Kết thúc vị trí « {post.title} » của {post.user.full_name} từ {on:%d/%m/%Y}."
    key = post.pk
    if on == post.begins_on:
        post.delete()
    else:
        post.ends_on = on
        post.save(update_fields=["ends_on"])
    audit.record(by=by, action="accounts.end_post", subject_kind="post", subject_key=key, summary=summary)


@transaction.atomic
def found_organ(
    *, by: User | None, kind: OrganKind, name: str, unit_id: int, on: date,
    superior: Organ | None = None, letterhead: Mapping[str, Any] | None = None,
) -> Organ:  # fmt: skip
    """An organ working at a unit from `on`. `letterhead` may give any of LETTERHEAD; the rest follows from the name.

    Raises OrganRefused (no name, unknown letterhead field), units' UnitUnknown (no such unit that day).
    """
    place = units.version(unit_id, on)
    organ = Organ.objects.create(kind=kind)
    texts = _texts(name, {"place_name": place.name, **(letterhead or {})})
    OrganVersion.objects.create(organ=organ, superior=superior, begins_on=on, **texts)
    OrganPlacement.objects.create(organ=organ, unit_id=unit_id, begins_on=on)
    audit.record(
        by=by, action="accounts.found_organ", subject_kind="organ", subject_key=organ.pk, unit_key=unit_id,
        summary=f"Ghi cơ quan « {texts['name']} » làm việc tại {place.full_name} từ {on:%d/%m/%Y}.",
    )  # fmt: skip
    return organ


@transaction.atomic
def rename_organ(
    *, by: User | None, organ: Organ, on: date, name: str = "", superior: Organ | None = None,
    letterhead: Mapping[str, Any] | None = None,
) -> OrganVersion:  # fmt: skip
    """From `on` the organ has another name, superior or letterhead; what is not given stays as it was.

    Papers and submissions of before keep the old ones. Raises OrganRefused when it has no name to follow.
    """
    with locks.one_at_a_time("organs"):
        before: OrganVersion | None = OrganVersion.objects.on(on).filter(organ=organ).first()
        if before is None or before.begins_on == on:
            raise OrganRefused(f"Cơ quan không có tên nào đang dùng để thay từ {on:%d/%m/%Y}. Chọn ngày khác.")
        kept = {field: getattr(before, field) for field in LETTERHEAD}
        texts = _texts(name or before.name, ({} if name else kept) | dict(letterhead or {}), kept)
        until = before.ends_on
        OrganVersion.objects.filter(pk=before.pk).update(ends_on=on)
        after: OrganVersion = OrganVersion.objects.create(
            organ=organ, superior=superior or before.superior, begins_on=on, ends_on=until, **texts
        )
    audit.record(
        by=by, action="accounts.rename_organ", subject_kind="organ", subject_key=organ.pk,
        summary=f"Từ {on:%d/%m/%Y}, « {before.name} » đổi thành « {after.name} ».",
    )  # fmt: skip
    return after


def _texts(name: str, given: Mapping[str, Any], kept: Mapping[str, Any] | None = None) -> dict[str, Any]:
    name = " ".join(name.split())
    if not name:
        raise OrganRefused("Cơ quan chưa có tên. Nhập tên đầy đủ.")
    if unknown := given.keys() - LETTERHEAD:
        raise OrganRefused(f"Đầu văn bản không có mục {', '.join(sorted(unknown))}. Bỏ mục đó.")
    kept = kept or {}
    start = {
        "short_name": name, "letterhead_name": name.upper(), "place_name": kept.get("place_name", ""),
        "letterhead_superior": kept.get("letterhead_superior", ""), "symbol": kept.get("symbol", ""),
        "recipients": kept.get("recipients", []),
    }  # fmt: skip
    return {**start, **given, "name": name}


def _name_on(organ: Organ, day: date) -> str:
    row: OrganVersion | None = OrganVersion.objects.on(day).filter(organ=organ).first()
    if row is None:
        raise PostRefused(f"Cơ quan này chưa có vào ngày {day:%d/%m/%Y}. Chọn ngày hoặc cơ quan khác.")
    return row.name


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
