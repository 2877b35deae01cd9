"""Head, signature and recipients of a paper (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from datetime import date

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import Organ, OrganKind, OrganVersion, Post, Role
from tuquan.writer.content import Letterhead, Signature

HEADS = (Role.SUPERIOR_HEAD, Role.COMMUNE_HEAD)
# A body that works as a collective signs in its own name above its head (Điều 13, khoản 1).
COLLECTIVE = {
    OrganKind.PEOPLES_COMMITTEE: "TM. Ủy ban nhân dân",
    OrganKind.STEERING_COMMITTEE: "TM. Ban Chỉ đạo",
}


def letterhead(organ: OrganVersion, *, unit_name: str, number: int | None, day: date | None) -> Letterhead:
    """The organ's head; number and day stay open on a draft."""
    printed = organ.letterhead_name
    return Letterhead(
        superior=organ.letterhead_superior,
        # The page capitalises; the annex's note says the name as it is written in a sentence.
        issuer=organ.name if organ.name.upper() == printed.upper() else printed,
        number=f"{number:02d}" if number else None,
        symbol=organ.symbol or "BC",
        place=organ.place_name.strip() or unit_name,
        day=day,
    )


def signature(organ: Organ, day: date) -> Signature:
    """The organ's head; where it has only a deputy, the deputy signs "KT." the head (Điều 13)."""
    posts = Post.objects.on(day).filter(organ=organ, role__in=HEADS, user__is_active=True)
    found = sorted(posts.select_related("user"), key=lambda post: (_is_deputy(post), post.begins_on, post.pk))
    collective = COLLECTIVE.get(OrganKind(organ.kind))
    above = (collective,) if collective else ()
    if not found:
        return Signature((*above, "Thủ trưởng cơ quan"), "")
    post = found[0]
    if _is_deputy(post):
        head = post.title[4:].strip()
        return Signature((*above, f"KT. {head[:1].upper()}{head[1:]}", post.title), post.user.full_name)
    return Signature((*above, post.title), post.user.full_name)


def _is_deputy(post: Post) -> bool:
    return post.title.casefold().startswith("phó ")


def addressees(organ: OrganVersion, day: date) -> tuple[str, ...]:
    """A report to a superior names it ("Kính gửi")."""
    if not organ.superior_id:
        return ()
    # An organ that began after the round closed has a superior that may have begun with it.
    return (accounts.organ_name(organ.superior_id, max(day, organ.begins_on)).name,)


def recipients(organ: OrganVersion, day: date) -> tuple[str, ...]:
    """The usual recipients of the organ or its superior, and the file copy last."""
    usual = tuple(str(line).strip() for line in organ.recipients if str(line).strip()) or addressees(organ, day)
    return usual if any(line.casefold().startswith("lưu") for line in usual) else (*usual, "Lưu: VT")
