"""Head, signature and recipients of a paper (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from datetime import date

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import OrganVersion, Post, Role
from tuquan.writer.content import Letterhead, Signature

HEADS = (Role.SUPERIOR_HEAD, Role.COMMUNE_HEAD)


def letterhead(organ: OrganVersion, *, number: int | None, day: date | None) -> Letterhead:
    """The organ's head as it is written on `day`; number and day stay open on a draft."""
    return Letterhead(
        superior=organ.letterhead_superior,
        issuer=organ.letterhead_name,
        number=f"{number:02d}" if number else None,
        symbol=organ.symbol or "BC",
        place=organ.place_name,
        day=day,
    )


def signature(organ_id: int, day: date) -> Signature:
    """The organ's head; a deputy signs "KT." the head (Điều 13)."""
    posts = Post.objects.on(day).filter(organ_id=organ_id, role__in=HEADS, user__is_active=True)
    post = posts.select_related("user").order_by("begins_on", "id").first()
    if post is None:
        return Signature(("Thủ trưởng cơ quan",), "")
    if post.title.casefold().startswith("phó "):
        return Signature((f"KT. {post.title[4:]}", post.title), post.user.full_name)
    return Signature((post.title,), post.user.full_name)


def addressees(organ: OrganVersion, day: date) -> tuple[str, ...]:
    """A report to a superior names it ("Kính gửi")."""
    return (accounts.organ_name(organ.superior_id, day).name,) if organ.superior_id else ()


def recipients(organ: OrganVersion, day: date) -> tuple[str, ...]:
    """The usual recipients of the organ, its superior, and the file copy last."""
    usual = tuple(str(line) for line in organ.recipients) or addressees(organ, day)
    return (*usual, "Lưu: VT")
