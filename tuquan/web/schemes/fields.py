"""Questions of the register's forms: a day as people write it, a number of people, a place by group."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tuquan.vn.dates import DateError, parse_date, show_date


class Suggesting(forms.TextInput):
    """A line of text that offers known names and takes any other."""

    template_name = "web/schemes/suggesting.html"

    def __init__(self, names: list[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.names = list(dict.fromkeys(names))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        listed = f"{(attrs or {}).get('id', name)}_names"
        context = super().get_context(name, value, {**(attrs or {}), "list": listed})
        return {**context, "names": self.names, "listed": listed}


class DayField(forms.Field):
    """A day written "24/04/2021" (also "ngày 24 tháng 4 năm 2021"); the refusal quotes what was written."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "size": 24})
    default_error_messages = {"required": "Chưa ghi ngày. Ghi theo mẫu 24/04/2021."}

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        if isinstance(value, date) or not text:
            return value or None
        try:
            return parse_date(text[:60])
        except DateError as wrong:
            raise ValidationError(str(wrong)) from wrong

    def prepare_value(self, value: Any) -> Any:
        return show_date(value) if isinstance(value, date) else value


def text(label: str, *, missing: str = "", hint: str = "", long: bool = False) -> forms.CharField:
    """A line of text (or a few); required where `missing` says what to do without it. The register sets limits."""
    widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=label, required=bool(missing), help_text=hint, widget=widget, error_messages={"required": missing}
    )


def day(label: str, *, missing: str = "", hint: str = "") -> DayField:
    """A day; required where `missing` says what to do without it."""
    errors = {"required": missing} if missing else {}
    return DayField(label=label, required=bool(missing), help_text=hint, error_messages=errors)


def headcount(label: str, hint: str = "") -> forms.IntegerField:
    """A number of people or teams that may be left out."""
    return forms.IntegerField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Cần một số nguyên, ví dụ 12."},
    )


def choice(label: str, missing: str, hint: str = "") -> forms.ChoiceField:
    """One of a list that the form fills in; `missing` also answers a value outside the list."""
    return forms.ChoiceField(
        label=label, help_text=hint, error_messages={"required": missing, "invalid_choice": missing}
    )
