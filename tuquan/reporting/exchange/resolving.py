"""Which line, round, submission the words of a file mean; each different word is looked up once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.reporting import access
from tuquan.reporting.asked import is_summing, lines_of
from tuquan.reporting.models import Access, Indicator, ReportKind, Submission
from tuquan.reporting.queries.keeping import approvers, keepers
from tuquan.reporting.transitions import EDITABLE
from tuquan.units.finding import find
from tuquan.units.models import UnitVersion
from tuquan.vn.dates import show_date
from tuquan.vn.text import key
from tuquan.vn.windows import Window, WindowError, parse_window


@dataclass
class Ground:
    """What a file of one report kind may mean for one person today. Lookups that fail give a sentence."""

    by: User | None
    kind: ReportKind
    indicators: dict[str, Indicator] = field(default_factory=dict)
    submissions: dict[tuple[date, date, int], Submission] = field(default_factory=dict)
    _windows: dict[str, Window | str] = field(default_factory=dict)
    _units: dict[tuple[str, Window], int | str] = field(default_factory=dict)
    _barred: dict[int, str] = field(default_factory=dict)
    _for_units: frozenset[int] = frozenset()
    _shut: dict[int, frozenset[int]] = field(default_factory=dict)
    _own: dict[int, frozenset[int] | None] = field(default_factory=dict)

    @classmethod
    def of(cls, by: User | None, kind: ReportKind, windows: Iterable[str]) -> "Ground":
        made = cls(by, kind)
        for line in Indicator.objects.all():
            made.indicators[line.code] = line
            made.indicators.setdefault(key(line.name), line)
        for text in set(windows):
            made._windows[text] = _window(text)
        made._load()
        return made

    def window(self, text: str) -> Window | str:
        return self._windows[text]

    def unit(self, text: str, window: Window) -> int | str:
        """The unit of a code or a name at the window's end, or why it is none; of namesakes the one that was asked."""
        if (text, window) not in self._units:
            found = _units(text, window.last)
            asked = [unit for unit in found if (window.first, window.last, unit) in self.submissions]
            self._units[text, window] = _alone(text, asked or found, window.last)
        return self._units[text, window]

    def barred(self, submission: Submission) -> str:
        """Why nothing may be written into a submission by this person now; "" where it may."""
        return self._barred[submission.pk]

    def for_its_unit(self, submission: Submission) -> bool:
        """Whether this person writes for an office below (docs/decisions/0013): what it answered itself stands."""
        return submission.pk in self._for_units

    def shut(self, submission: Submission, line: Indicator) -> bool:
        """Whether the line may not be answered by the unit: restricted, or limited and not opened there."""
        if line.access == Access.OPEN:
            return False
        if submission.unit_id not in self._shut:
            limited = [one for one in set(self.indicators.values()) if one.access == Access.LIMITED]
            self._shut[submission.unit_id] = access.closed_among(limited, submission.unit_id)
        return line.access == Access.RESTRICTED or line.pk in self._shut[submission.unit_id]

    def doubles(self, submission: Submission, line: Indicator) -> bool:
        """Whether the line is the sum of the submission's units: typed once more it would count them twice."""
        if submission.pk not in self._own:
            own = frozenset(row.indicator_id for row in lines_of(submission) if row.own_work)
            self._own[submission.pk] = own if is_summing(submission) else None
        known = self._own[submission.pk]
        return known is not None and line.pk not in known

    def _load(self) -> None:
        asked = [window for window in self._windows.values() if isinstance(window, Window)]
        rows = Submission.objects.filter(
            round__report_kind=self.kind,
            round__first_day__in={window.first for window in asked},
            round__last_day__in={window.last for window in asked},
        ).select_related("round")
        found = list(rows.order_by("pk"))
        self._barred, self._for_units = _standing(self.by, found)
        for row in found:
            place = (row.round.first_day, row.round.last_day, row.unit_id)
            # Two organs of a unit: the one whose figures this person may write.
            if place not in self.submissions or (self._barred[self.submissions[place].pk] and not self._barred[row.pk]):
                self.submissions[place] = row


def _window(text: str) -> Window | str:
    try:
        return Window.from_iso(text) if text[:1].isdigit() else parse_window(text)
    except WindowError as error:
        return str(error)


def _units(text: str, day: date) -> list[int]:
    if text.isdecimal():
        return list(UnitVersion.objects.on(day).filter(code=text).values_list("unit_id", flat=True).distinct())
    return [row.unit_id for row in find(text, day)]


def _alone(text: str, found: list[int], day: date) -> int | str:
    if len(found) == 1:
        return found[0]
    if not found:
        return f"ngày {show_date(day)} không có đơn vị “{text}”. Ghi mã hoặc tên đầy đủ của đơn vị lúc ấy."
    return f"có nhiều đơn vị “{text}”. Ghi mã của đơn vị, hoặc tên kèm đơn vị cấp trên."


def _standing(by: User | None, rows: list[Submission]) -> tuple[dict[int, str], frozenset[int]]:
    """By submission why `by` may not write into it today; and those that he may only as the office above."""
    today = clock.today()
    at_work = keepers(rows, today)
    above = approvers(rows, today, at_work)
    organs = {organ for organ in (*at_work.values(), *above.values()) if organ is not None}
    enters = {organ for organ in organs if accounts.may(by, Permission.ENTER_FIGURES, organ_id=organ, on=today)}
    told = {}
    for row in rows:
        if at_work[row.pk] not in enters and above[row.pk] not in enters:
            told[row.pk] = "biểu của đơn vị này ngoài quyền nhập số liệu của đồng chí."
        elif row.round.closed_on is not None:
            told[row.pk] = f"kỳ {row.round.title} đã chốt."
        else:
            told[row.pk] = "" if row.state in EDITABLE else "biểu đã trình hoặc gửi nên không nhập thêm được."
    return told, frozenset(row.pk for row in rows if at_work[row.pk] not in enters)
