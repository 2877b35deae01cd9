"""What happens to posts."""

from datetime import date

from django.db import transaction

from tuquan.accounts.errors import PostRefused
from tuquan.accounts.models import Organ, OrganVersion, Post, Role, User
from tuquan.ground import audit, locks


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


def _name_on(organ: Organ, day: date) -> str:
    row: OrganVersion | None = OrganVersion.objects.on(day).filter(organ=organ).first()
    if row is None:
        raise PostRefused(f"Cơ quan này chưa có vào ngày {day:%d/%m/%Y}. Chọn ngày hoặc cơ quan khác.")
    return row.name
