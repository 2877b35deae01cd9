"""Which view of a round a reader asks for, in words that an address can carry: "", "hien-nay", or a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tuquan.ground import clock
from tuquan.ground.errors import Refusal
from tuquan.reporting.errors import RestatingBackwards
from tuquan.reporting.models import Round
from tuquan.reporting.views import AS_WAS, AsWas, Restated, View
from tuquan.units.models import UnitVersion
from tuquan.vn.dates import DateError, parse_date, show_date

NOW = "hien-nay"


class ViewUnreadable(Refusal):
    """Neither "hien-nay" nor a day."""

    code = "view_unreadable"


def view_of(text: str, round_: Round) -> View:
    """The view that a text asks for; empty: as it was. Faces share this, so that an address means the same in each.

    Raises ViewUnreadable; RestatingBackwards for a day before the round's last.
    """
    asked = text.strip()[:60]
    if not asked:
        return AS_WAS
    if asked == NOW:
        return Restated(max(clock.today(), round_.last_day))
    try:
        day = parse_date(asked)
    except DateError as wrong:
        raise ViewUnreadable(f"{wrong} Chọn ngày cuối kỳ {show_date(round_.last_day)} hoặc sau đó.") from wrong
    if day < round_.last_day:
        raise RestatingBackwards(
            f"Kỳ « {round_.title} » kết thúc ngày {show_date(round_.last_day)}, không quy ngược về đơn vị ngày "
            f"{show_date(day)} được. Chọn ngày cuối kỳ hoặc một ngày sau đó."
        )
    return Restated(day)


def word_of(view: View, round_: Round) -> str:
    """What an address says for a view; `view_of` reads it back to the same on the same day."""
    if isinstance(view, AsWas):
        return ""
    return NOW if view.day == max(clock.today(), round_.last_day) else view.day.isoformat()


@dataclass(frozen=True)
class Turns:
    """Days after the round's last on which its units ended or changed name or parent, as far as acts are known."""

    days: tuple[date, ...]

    @property
    def until_now(self) -> tuple[date, ...]:
        return tuple(day for day in self.days if day <= clock.today())

    @property
    def to_come(self) -> tuple[date, ...]:
        return tuple(day for day in self.days if day > clock.today())


def turns(round_: Round, unit_ids: Iterable[int] = ()) -> Turns:
    """When the units that a round asked (and `unit_ids` besides) stopped being what they were at its end."""
    keys = {*round_.submissions.values_list("unit_id", flat=True), round_.scope_id, *unit_ids}
    rows = UnitVersion.objects.on(round_.last_day).filter(unit_id__in=keys, ends_on__isnull=False)
    return Turns(tuple(sorted(set(rows.values_list("ends_on", flat=True)))))
