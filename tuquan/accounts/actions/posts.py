"""What happens to posts."""

from datetime import date, timedelta

from django.db import transaction

from tuquan.accounts.carrying.posts import going_on
from tuquan.accounts.errors import PostRefused
from tuquan.accounts.models import Organ, OrganVersion, Post, Role, User
from tuquan.ground import audit, clock, locks


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
        going_on(post)
    audit.record(
        by=by, action="accounts.appoint", subject_kind="post", subject_key=post.pk,
        summary=f"Giao {user.full_name} làm {title}, {name}, từ {on:%d/%m/%Y}.",
        detail={"user": user.pk, "organ": organ.pk, "role": role},
    )  # fmt: skip
    return post


@transaction.atomic
def end_post(*, by: User | None, post: Post, on: date) -> None:
    """The post's last day is the day before `on`; one that has not begun yet may be withdrawn on its first day.

    Raises PostRefused: it has ended, or `on` lies before `earliest_end`.
    """
    held = Post.objects.select_for_update().get(pk=post.pk)
    if held.ends_on is not None:
        raise PostRefused(f"Vị trí « {held.title} » đã kết thúc từ {held.ends_on:%d/%m/%Y}.")
    first = earliest_end(held)
    if on < first:
        raise PostRefused(
            f"Vị trí « {held.title} » bắt đầu {held.begins_on:%d/%m/%Y}, việc làm ngày đó phải còn tên người làm. "
            f"Chọn ngày kết thúc từ {first:%d/%m/%Y}."
        )
    summary = f"Kết thúc vị trí « {held.title} » của {held.user.full_name} từ {on:%d/%m/%Y}."
    if on == held.begins_on:
        held.delete()
    else:
        held.ends_on = on
        held.save(update_fields=["ends_on"])
    audit.record(by=by, action="accounts.end_post", subject_kind="post", subject_key=post.pk, summary=summary)


def earliest_end(post: Post) -> date:
    """The first day from which the post may be over: nobody has acted yet under one that begins later than today."""
    return post.begins_on if post.begins_on > clock.today() else post.begins_on + timedelta(days=1)


def _name_on(organ: Organ, day: date) -> str:
    row: OrganVersion | None = OrganVersion.objects.on(day).filter(organ=organ).first()
    if row is None:
        raise PostRefused(f"Cơ quan này chưa có vào ngày {day:%d/%m/%Y}. Chọn ngày hoặc cơ quan khác.")
    return row.name
