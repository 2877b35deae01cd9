"""All parts of a handover put together.

The question goes over reporting, intake, papers, schemes and accounts: papers and intake are siblings that know
nothing of one another, so only a face can ask them all (docs/decisions/0011).
"""

from dataclasses import replace

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import Post, User
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.vn.text import collation_key
from tuquan.web.handover import keeping, work
from tuquan.web.handover.offices import Office
from tuquan.web.handover.parts import Handover, Part

WITHHELD = (
    "Quản trị không xem số liệu: báo cáo nhận được, chỗ chênh lệch, văn bản và sổ mô hình không hiện ở đây. "
    "Người của cơ quan, lãnh đạo và thanh tra của địa bàn mở được cả trang này."
)


def handover(office: Office, *, user: User | None, person: User | None = None) -> Handover:
    """What is open, due and waiting at the office, or the part of it that is `person`'s; what the reader may see."""
    sees = sees_figures(office, user)
    rows = work.open_submissions(office)
    parts: list[Part] = [work.submissions(office, rows, person)]
    parts += [work.collected(office)] if person is None else []
    if sees:
        parts += [work.documents(rows, person), work.differences(rows, person), keeping.drafts(office, user, person)]
    parts += [keeping.series(office)] if person is None else []
    parts += [keeping.register(office, person)] if sees else []
    parts += [keeping.reforms(office, person), keeping.posts(office, person)]
    title = f"{person.full_name}, {office.name}" if person else office.name
    return Handover(
        title=title,
        place=office.place,
        day=clock.today(),
        parts=tuple(parts if sees else (_unlinked(part) for part in parts)),
        withheld="" if sees else WITHHELD,
        people=people(office),
    )


def _unlinked(part: Part) -> Part:
    """The same words without links: they would lead to pages that the reader may not open."""
    return replace(part, rows=tuple(replace(row, href="") for row in part.rows))


def sees_figures(office: Office, user: User | None) -> bool:
    """Whether the reader may see figures of the area; also who holds a post at an office that took over."""
    if accounts.may(user, Permission.VIEW_AREA, unit_id=office.unit_id):
        return True
    return accounts.may(user, Permission.VIEW_AREA, organ_id=office.organ.pk)


def people(office: Office) -> list[tuple[str, str]]:
    """Who holds or held a post at the office, by name."""
    users = {post.user_id: post.user for post in Post.objects.filter(organ=office.organ).select_related("user")}
    named = sorted(users.values(), key=lambda user: collation_key(user.full_name))
    return [(str(user.pk), user.full_name) for user in named]
