"""A round about to be opened, prefilled: by a rule's window, or by any two days; what cannot be decided is asked."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import OrganKind
from tuquan.reporting import sentences
from tuquan.reporting.actions.opening import organs_for
from tuquan.reporting.calendar import Planned, of_rule, pattern
from tuquan.reporting.data.tables import rows
from tuquan.reporting.deriving import covering
from tuquan.reporting.due_days import DueDays, lay
from tuquan.reporting.forms import LEVELS
from tuquan.reporting.models import ReportKind, Round, RoundRule, RuleDue
from tuquan.units import queries as units
from tuquan.units.models import Level, Unit, UnitVersion
from tuquan.vn.dates import show_date
from tuquan.vn.windows import Window
from tuquan.web.schemes import fields

DAYS = (("cut_off", "Chốt số liệu"), ("due", "Hạn gửi"), ("above", "Cấp trên gửi tiếp"))


@dataclass(frozen=True)
class Draft:
    """What would be opened. `unclear`: units of which it is not known who sends, with the organs that could."""

    scope: Unit
    report_kind: ReportKind
    window: Window
    title: str
    rule: RoundRule | None
    dues: dict[Level, DueDays]
    below: list[UnitVersion]
    organs: dict[int, int]
    unclear: tuple[tuple[int, str, tuple[tuple[str, str], ...]], ...]
    parts: tuple[Round, ...]

    @property
    def levels(self) -> list[Level]:
        return sorted(self.dues, reverse=True)


def by_rule(scope: Unit, rule: RoundRule, window: Window) -> Planned | None:
    """The rule's own plan of a window; None where it has no such window."""
    named = pattern(rule.window_rule).named(window)
    return of_rule(rule, named) if named else None


def draft(scope: Unit, kind: ReportKind, window: Window, rule: RoundRule | None) -> Draft:
    """Raises DueOutOfOrder where the rule's days cannot be laid."""
    below = units.children(scope.pk, window.last)
    levels = {Level(scope.level), *_levels(below)}
    made = by_rule(scope, rule, window) if rule else None
    organ_kind = rule.organ_kind if rule else OrganKind.POLICE
    organs = organs_for(scope.pk, organ_kind, window.last)
    named = [(scope.pk, units.full_name(scope.pk, window.last)), *((row.unit_id, row.full_name) for row in below)]
    return Draft(
        scope=scope,
        report_kind=kind,
        window=window,
        title=made.title if made else _title(window),
        rule=rule,
        dues=dict(made.dues) if made else _suggested(window, levels),
        below=below,
        organs=organs,
        unclear=tuple((key, name, _choices(key, window.last)) for key, name in named if key not in organs),
        parts=tuple(covering(kind, scope.pk, window)),
    )


def _title(window: Window) -> str:
    title = window.title()
    return title[:1].upper() + title[1:]


def _levels(below: list[UnitVersion]) -> set[Level]:
    keys = Unit.objects.filter(pk__in=[row.unit_id for row in below]).values_list("level", flat=True)
    return {Level(level) for level in set(keys)}


def _suggested(window: Window, levels: set[Level]) -> dict[Level, DueDays]:
    """The packaged days of the nearest length of window; a level without any owes on the day of the one below."""
    months = max(round(window.days / 30.4), 1)
    table = rows("due_patterns.csv")
    nearest = min({int(row["window_months"]) for row in table}, key=lambda n: (abs(n - months), n))
    chosen = [
        RuleDue(
            level=LEVELS[row["level"]],
            cut_off_after=int(row["cut_off_after"]),
            due_after=int(row["due_after"]),
            above_after=int(row["above_after"]) if row["above_after"] else None,
        )
        for row in table
        if int(row["window_months"]) == nearest and LEVELS[row["level"]] in levels
    ]
    return lay(chosen, window.last)


def _choices(unit_id: int, day: date) -> tuple[tuple[str, str], ...]:
    there = accounts.organs_at(unit_id, day)
    return tuple((str(organ.pk), sentences.organ_named(organ.pk, day)) for organ in there)


class OpeningForm(forms.Form):
    """Title, three days a level, the units, and who sends where that is not known."""

    title = fields.text("Tên kỳ", missing="Chưa có tên kỳ. Ghi tên như « Tháng 6 năm 2025 ».")

    def __init__(self, given: Draft, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_initial(given))
        self.given = given
        for level in given.levels:
            for name, label in DAYS:
                missing = "Chưa ghi hạn gửi. Ghi theo mẫu 16/06/2025." if name == "due" else ""
                self.fields[f"{name}_{level.name}"] = fields.day(label, missing=missing)
        for key, name, choices in given.unclear:
            if choices:
                self.fields[f"organ_{key}"] = _organ_field(name, choices)
        self.fields["units"] = forms.MultipleChoiceField(
            label="Đơn vị phải gửi",
            choices=[(str(row.unit_id), row.full_name) for row in given.below],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Chọn ít nhất một đơn vị."},
        )
        if given.parts:
            self.fields["ask_all"] = forms.BooleanField(
                label="Vẫn hỏi lại mọi chỉ tiêu; số hỏi lại chỉ để đối chiếu, không cộng thêm", required=False
            )

    def due_fields(self) -> list[tuple[Level, list[forms.BoundField]]]:
        return [(level, [self[f"{name}_{level.name}"] for name, _ in DAYS]) for level in self.given.levels]

    def organ_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("organ_")]

    def dues(self) -> dict[Level, DueDays]:
        said = self.cleaned_data
        return {
            level: DueDays(said[f"due_{level.name}"], said[f"cut_off_{level.name}"], said[f"above_{level.name}"])
            for level in self.given.levels
        }

    def organs(self) -> dict[int, int]:
        chosen = {int(name[6:]): int(value) for name, value in self.cleaned_data.items() if name.startswith("organ_")}
        return {**self.given.organs, **chosen}

    def only(self) -> list[int] | None:
        """None where every unit is asked."""
        chosen = [int(key) for key in self.cleaned_data["units"]]
        return None if len(chosen) == len(self.given.below) else chosen


def _organ_field(name: str, choices: tuple[tuple[str, str], ...]) -> forms.ChoiceField:
    field = fields.choice(f"Cơ quan gửi của {name}", "Chọn cơ quan gửi của đơn vị này.")
    field.choices = [("", "chọn cơ quan"), *choices]
    return field


def _initial(given: Draft) -> dict[str, object]:
    days = {
        f"{name}_{level.name}": show_date(day) if (day := getattr(row, name)) else ""
        for level, row in given.dues.items()
        for name, _ in DAYS
    }
    return {"title": given.title, "units": [str(row.unit_id) for row in given.below], **days}
