"""The dated rules by which rounds open: which stand where, which windows they give, with which days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from tuquan.reporting.data.tables import rows
from tuquan.reporting.due_days import DueDays, lay
from tuquan.reporting.models import ReminderRule, ReportKind, Round, RoundRule, WindowRule
from tuquan.units.models import Level, Unit
from tuquan.vn.window_rules import WindowPattern, YearWindow
from tuquan.vn.windows import Window


@dataclass(frozen=True)
class Planned:
    """One round of the calendar. `rule` is None for an ad-hoc round, `round` for one that is not open yet."""

    rule: RoundRule | None
    window: Window
    title: str
    opens_on: date
    dues: dict[Level, DueDays]
    round: Round | None

    @property
    def report_kind(self) -> ReportKind:
        """Of its rule, else of the round that stands."""
        if self.rule is not None:
            return self.rule.report_kind
        assert self.round is not None
        return self.round.report_kind

    @property
    def last_due(self) -> date:
        """The day on which the last level owes it."""
        return max((row.due for row in self.dues.values()), default=self.window.last)


@transaction.atomic
def load() -> int:
    """Write the packaged window rules and reminder days that are not there yet; returns how many were made."""
    made = 0
    for row in rows("window_rules.csv"):
        numbers = {key: int(row[key]) for key in ("months", "first_day", "lead_months", "first_part", "parts")}
        kept = {"name": row["name"], "basis": row["basis"], **numbers}
        made += WindowRule.objects.get_or_create(code=row["code"], defaults=kept)[1]
    if not ReminderRule.objects.exists():
        given = [ReminderRule(days=int(row["days"]), begins_on=row["begins_on"]) for row in rows("reminder_rules.csv")]
        made += len(ReminderRule.objects.bulk_create(given))
    return made


def pattern(rule: WindowRule) -> WindowPattern:
    """The windows of a rule. Raises WindowError (window_rule_malformed)."""
    return WindowPattern(rule.months, rule.first_day, rule.lead_months, rule.first_part, rule.parts)


def rules_of(scope: Unit) -> QuerySet[RoundRule]:
    """Every rule, of whatever time, that may stand for an area: its own and those for all areas of its level."""
    own = RoundRule.objects.filter(scope=scope)
    of_all = RoundRule.objects.filter(scope__isnull=True, scope_level=scope.level)
    return (own | of_all).select_related("report_kind", "window_rule").prefetch_related("dues")


def planned(scope: Unit, first: date, last: date) -> list[Planned]:
    """The rounds of an area whose window ends on one of `first`..`last`, by rule or already open; by last day, the
    shorter first. A window is decided by the rule in force on its last day; an area's own rules for a report, alive on
    that day, stand in place of those for all areas."""
    opened = Round.objects.filter(scope=scope, last_day__range=(first, last)).select_related("report_kind", "rule")
    standing = {(row.report_kind_id, row.window): row for row in opened.prefetch_related("dues")}
    found: dict[tuple[int, Window], Planned] = {}
    for rule, row in _by_rules(list(rules_of(scope)), first, last):
        key = (rule.report_kind_id, row.window)
        found.setdefault(key, of_rule(rule, row, standing.get(key)))
    found |= {key: _as_opened(row) for key, row in standing.items()}
    return sorted(found.values(), key=lambda row: (row.window.last, row.window.days, row.title))


def of_rule(rule: RoundRule, row: YearWindow, standing: Round | None = None) -> Planned:
    """A window of a rule as a round to be. Raises DueOutOfOrder where the rule cannot be laid."""
    title = title_of(rule.title_pattern, row)
    opens_on = row.window.last - timedelta(days=rule.opens_before)
    return Planned(rule, row.window, title, opens_on, lay(list(rule.dues.all()), row.window.last), standing)


def title_of(given: str, row: YearWindow) -> str:
    """A title by its pattern: {kỳ} the window's name, {năm}, {từ}, {đến}; a capital first."""
    words = {
        "{kỳ}": row.name,
        "{năm}": str(row.year),
        "{từ}": f"{row.window.first:%d/%m/%Y}",
        "{đến}": f"{row.window.last:%d/%m/%Y}",
    }
    for mark, word in words.items():
        given = given.replace(mark, word)
    return given[:1].upper() + given[1:]


def _as_opened(row: Round) -> Planned:
    dues = {Level(due.level): DueDays(due.due_on, due.cut_off_on, due.above_on) for due in row.dues.all()}
    return Planned(row.rule, row.window, row.title, row.first_day, dues, row)


def _by_rules(rules: list[RoundRule], first: date, last: date) -> Iterator[tuple[RoundRule, YearWindow]]:
    own = [rule for rule in rules if rule.scope_id is not None]
    for rule in rules:
        for row in pattern(rule.window_rule).ending(first, last):
            day = row.window.last
            if not rule.alive_on(day):
                continue
            set_aside = rule.scope_id is None and any(
                other.report_kind_id == rule.report_kind_id and other.alive_on(day) for other in own
            )
            if not set_aside:
                yield rule, row
