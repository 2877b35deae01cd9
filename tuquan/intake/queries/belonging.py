"""Which submission of a round a report belongs to: by its letterhead, then its file's name. Offered, never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.intake.queries.misdirected import speakers
from tuquan.reporting.models import Round, Submission
from tuquan.reporting.queries import approver, keepers, place
from tuquan.reporting.transitions import EDITABLE
from tuquan.units import queries as units
from tuquan.units.finding import find
from tuquan.vn.text import key

SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Belonging:
    """Submissions a report may belong to: one is proposed, several are to be chosen from. `sentence` says why."""

    offers: tuple[int, ...]
    sentence: str = ""


@dataclass(frozen=True)
class Desk:
    """The submissions of a round that a person may receive reports for, with names to find them by."""

    submissions: tuple[Submission, ...]
    names: dict[int, str]
    parts: dict[int, str]

    def words(self, offers: Iterable[int]) -> str:
        return ", ".join(self.names[key] for key in offers if key in self.names)


def desk(by: User | None, round_: Round) -> Desk:
    """Open submissions of the round that the person's own organ works on, or takes as the one above."""
    day = clock.today()
    rows = list(round_.submissions.filter(state__in=EDITABLE).select_related("unit", "round").order_by("unit_id"))
    at_work = keepers(rows, day)
    organs = [p.organ_id for p in accounts.posts_of(by, day)] if by else []
    held = {o for o in organs if accounts.may(by, Permission.RECEIVE_REPORT, organ_id=o)}
    mine = [row for row in rows if by is None or at_work[row.pk] in held or approver(row, day) in held]
    found = units.versions({row.unit_id for row in mine}, round_.last_day)
    return Desk(
        submissions=tuple(mine),
        names={row.pk: place(row.unit_id, round_.last_day) for row in mine},
        parts={row.pk: key(found[row.unit_id].name) for row in mine if row.unit_id in found},
    )


def belonging(at: Desk, round_: Round, *, text: str, file_name: str) -> Belonging:
    """Where a report belongs. Letterhead and name must not disagree: then both are offered and nobody is proposed."""
    said = _by_letterhead(at, round_, text)
    named = _by_name(at, file_name)
    if said and named and not set(said) & set(named):
        return Belonging(
            (*said, *named), f"Đầu báo cáo nói {at.words(said)}, tên tệp nói {at.words(named)}. Chọn đơn vị đúng."
        )
    both = tuple(found for found in said if found in named) or said or named
    if len(both) == 1:
        return Belonging(both, "theo đầu báo cáo" if said else "theo tên tệp")
    if both:
        return Belonging(both, f"Có thể là {at.words(both)}. Chọn đơn vị đúng.")
    return Belonging((), _unknown(round_, text))


def _by_letterhead(at: Desk, round_: Round, text: str) -> tuple[int, ...]:
    _, names = speakers(text)
    meant = {row.unit_id for name in names for row in find(name, round_.last_day)}
    return tuple(row.pk for row in at.submissions if row.unit_id in meant)


def _by_name(at: Desk, file_name: str) -> tuple[int, ...]:
    """Units whose name stands in the file's name as whole words; a longer name hides those inside it."""
    said = f" {key(SIGNS.sub(' ', PurePath(file_name).stem))} "
    hits = {pk: name for pk, name in at.parts.items() if f" {name} " in said}
    return tuple(
        pk for pk, name in hits.items() if not any(f" {name} " in f" {o} " and name != o for o in hits.values())
    )


def _unknown(round_: Round, text: str) -> str:
    _, names = speakers(text)
    meant = {row.unit_id for name in names for row in find(name, round_.last_day)}
    if closed := round_.submissions.filter(unit_id__in=meant).exclude(state__in=EDITABLE).first():
        own = place(closed.unit_id, round_.last_day)
        return f"Biểu của {own} đã trình hoặc đã gửi nên không nhận thêm báo cáo. Bỏ qua, hoặc trả lại biểu để bổ sung."
    if names:
        return f"Đầu báo cáo ghi “{names[0]}”, không phải đơn vị nào đồng chí nhận báo cáo trong kỳ này."
    return "Đầu báo cáo và tên tệp không nói rõ đơn vị. Chọn đơn vị, hoặc bỏ qua tệp này."
