"""What stands in the way of opening a round: asked of the area on the window's last day, everything at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tuquan.reporting.actions.spanning import Ended
from tuquan.reporting.asked import lines_for
from tuquan.reporting.calendar_errors import UnitsOutside
from tuquan.reporting.due_days import DueDays, refuse_disorder
from tuquan.reporting.errors import DueMissing, FormMissing, OrgansMissing, RoundExists, RoundWithoutUnits
from tuquan.reporting.models import ReportKind, Round
from tuquan.units import queries as units
from tuquan.units.models import Level, Unit, UnitVersion
from tuquan.vn.dates import show_date
from tuquan.vn.windows import Window


@dataclass(frozen=True)
class Opening:
    """A round about to be opened."""

    report_kind: ReportKind
    scope_id: int
    window: Window
    dues: Mapping[Level, DueDays]
    organs: Mapping[int, int]


def asked_under(scope_id: int, window: Window, only: Collection[int] | None) -> list[UnitVersion]:
    """The units directly under the scope on the last day, or the chosen ones. Raises UnitsOutside."""
    below = units.children(scope_id, window.last)
    if only is None:
        return below
    if outside := set(only) - {row.unit_id for row in below}:
        raise UnitsOutside(
            f"{len(outside)} đơn vị đã chọn không thuộc địa bàn ngày {show_date(window.last)}. Chọn lại đơn vị."
        )
    return [row for row in below if row.unit_id in set(only)]


def refuse_opening(opening: Opening, below: list[UnitVersion], ended: list[Ended]) -> None:
    """Raise RoundExists, RoundWithoutUnits, OrgansMissing, FormMissing, DueMissing, DueOutOfOrder."""
    window, scope = opening.window, opening.scope_id
    standing = Round.objects.filter(report_kind=opening.report_kind, scope=scope)
    if standing.filter(first_day=window.first, last_day=window.last).exists():
        raise RoundExists(f"Kỳ {window.title()} của báo cáo này đã mở ở đây. Mở kỳ đã có để làm tiếp.")
    if not below:
        raise RoundWithoutUnits(f"Ngày {show_date(window.last)} địa bàn này không có đơn vị cấp dưới. Kiểm tra lại kỳ.")
    if missing := without_organ(opening, below, ended):
        raise OrgansMissing(f"Chưa rõ cơ quan gửi số liệu của: {', '.join(missing)}. Chọn cơ quan rồi mở kỳ lại.")
    asked = Round(report_kind=opening.report_kind, scope_id=scope, first_day=window.first, last_day=window.last)
    for level in _levels(scope, below):
        if not lines_for(asked, level):
            raise FormMissing(f"Cấp {level.label} chưa có biểu của báo cáo này vào ngày {show_date(window.last)}.")
        if level not in opening.dues:
            raise DueMissing(f"Chưa có hạn gửi của cấp {level.label}. Đặt hạn gửi rồi mở kỳ lại.")
    refuse_disorder(opening.dues)


def without_organ(opening: Opening, below: list[UnitVersion], ended: list[Ended]) -> list[str]:
    """The units of which it is not known who sends for them."""
    missing = [row.full_name for row in below if row.unit_id not in opening.organs]
    if opening.scope_id not in opening.organs:
        missing.insert(0, units.full_name(opening.scope_id, opening.window.last))
    return [*missing, *(f"{row.name} (đã chia trong kỳ)" for row in ended if row.keeper is None)]


def _levels(scope_id: int, below: list[UnitVersion]) -> list[Level]:
    keys = [scope_id, *(row.unit_id for row in below)]
    return [Level(level) for level in sorted(set(Unit.objects.filter(pk__in=keys).values_list("level", flat=True)))]
