"""Questions of the calendar's rules. What can stand is decided by `reporting.actions.calendar_rules`."""

from typing import Any

from django import forms

from tuquan.accounts.models import OrganKind
from tuquan.reporting.actions.calendar_rules import Offsets
from tuquan.reporting.models import ReportKind, WindowRule
from tuquan.units.models import Level
from tuquan.web.schemes import fields

# Cut-off, due, due above, as the form offers them: commune and whatever sums over it.
_OFFERED = {Level.COMMUNE: (0, 2, 4)}
_ABOVE = (0, 4, None)
_NAMES = (("cut", "Chốt số liệu"), ("due", "Hạn gửi"), ("above", "Cấp trên gửi tiếp"))


def number(label: str, *, low: int, high: int, hint: str = "", needed: bool = True) -> forms.IntegerField:
    """A small whole number, negative where `low` says so."""
    wrong = f"Ghi một số nguyên từ {low} đến {high}."
    return forms.IntegerField(
        label=label, required=needed, help_text=hint, min_value=low, max_value=high,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
        error_messages={"required": wrong, "invalid": wrong, "min_value": wrong, "max_value": wrong},
    )  # fmt: skip


class RuleForm(forms.Form):
    """One dated rule: which report, which windows, from which day, the three days of each level."""

    report = fields.choice("Loại báo cáo", "Chọn loại báo cáo.")
    windows = fields.choice("Cách tính kỳ", "Chọn cách tính kỳ.")
    begins_on = fields.day(
        "Áp dụng từ ngày", missing="Chưa ghi ngày áp dụng. Ghi theo mẫu 15/12/2024.",
        hint="Cho các kỳ kết thúc từ ngày này. Lịch cùng loại đang có thôi áp dụng ngày này.",
    )  # fmt: skip
    organs = fields.choice("Cơ quan gửi", "Chọn loại cơ quan gửi.")
    opens_before = number("Mở trước ngày cuối kỳ mấy ngày", low=0, high=90)
    title = fields.text(
        "Mẫu tên kỳ", missing="Chưa có mẫu tên. Ghi {kỳ} để lấy tên kỳ.", hint="{kỳ} là tên kỳ, {năm} là năm."
    )
    basis = fields.text("Theo văn bản", hint="Ví dụ Nghị định 09/2019/NĐ-CP; quyết định của tỉnh.")

    def __init__(self, levels: list[Level], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels = levels
        self.fields["report"].choices = list(ReportKind.objects.order_by("name").values_list("code", "name"))  # type: ignore[attr-defined]
        self.fields["windows"].choices = list(WindowRule.objects.values_list("code", "name"))  # type: ignore[attr-defined]
        self.fields["organs"].choices = list(OrganKind.choices)  # type: ignore[attr-defined]
        for level in levels:
            for (name, label), given in zip(_NAMES, _OFFERED.get(level, _ABOVE), strict=True):
                field = number(label, low=-60, high=60, needed=name != "above")
                field.initial = given
                self.fields[f"{name}_{level.name}"] = field

    def level_fields(self) -> list[tuple[Level, list[forms.BoundField]]]:
        return [(level, [self[f"{name}_{level.name}"] for name, _ in _NAMES]) for level in self.levels]

    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("report", "windows", "begins_on", "organs", "opens_before", "title", "basis")]

    def dues(self) -> dict[Level, Offsets]:
        said = self.cleaned_data
        return {
            level: Offsets(said[f"due_{level.name}"], said[f"cut_{level.name}"], said[f"above_{level.name}"])
            for level in self.levels
        }


class WindowRuleForm(forms.Form):
    """Another way to lay the windows of a year."""

    name = fields.text("Tên", missing="Chưa có tên. Viết như « Năm học (01/9–31/8) ».")
    months = number("Mỗi kỳ mấy tháng", low=1, high=12)
    first_day = number("Bắt đầu từ ngày mấy trong tháng", low=1, high=28)
    lead_months = number(
        "Kỳ đầu bắt đầu trước tháng 1 mấy tháng", low=0, high=11, hint="0 là từ tháng 1; 1 là từ tháng 12 năm trước."
    )
    parts = number("Mấy kỳ trong năm", low=1, high=12)
    basis = fields.text("Theo văn bản")


class EndForm(forms.Form):
    """From which day a rule no longer applies."""

    on = fields.day("Thôi áp dụng từ ngày", missing="Chưa ghi ngày. Ghi theo mẫu 01/01/2026.")
