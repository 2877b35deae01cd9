"""What an administrator types about accounts and posts."""

from datetime import date
from typing import Any

from django import forms

from tuquan.accounts.models import OrganVersion, Role

REQUIRED = {"required": "Mục này còn trống."}
DAY = {**REQUIRED, "invalid": "Ngày không hợp lệ. Ghi theo mẫu 15/12/2021."}
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


def day_field(label: str, today: date) -> forms.DateField:
    """A day, today unless said otherwise."""
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, initial=today, input_formats=DAYS, widget=picker, error_messages=DAY)


class NewAccountForm(forms.Form):
    """Name and sign-in; nothing else of a person is kept."""

    full_name = forms.CharField(label="Họ và tên", max_length=120, error_messages=REQUIRED)
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        error_messages=REQUIRED,
        help_text="Chữ thường không dấu, ví dụ lan.chauhoa. Người giữ tài khoản dùng tên này để đăng nhập.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class AppointForm(forms.Form):
    """A post: at which organ, in which role, since when."""

    def __init__(self, *given: Any, organs: list[OrganVersion], today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        wrong = {**REQUIRED, "invalid_choice": "Cơ quan này không thuộc địa bàn quản trị. Chọn cơ quan khác."}
        self.fields["organ"] = forms.ChoiceField(
            label="Cơ quan", choices=[(str(row.organ_id), row.name) for row in organs], error_messages=wrong
        )
        self.fields["role"] = forms.ChoiceField(
            label="Vai trò",
            choices=[(role.value, role.label) for role in Role],
            error_messages={**REQUIRED, "invalid_choice": "Không có vai trò này. Chọn lại."},
        )
        self.fields["title"] = forms.CharField(
            label="Chức vụ",
            max_length=120,
            error_messages=REQUIRED,
            help_text="Ghi như in dưới chữ ký, ví dụ Trưởng Công an xã.",
        )
        self.fields["on"] = day_field("Từ ngày", today)


class EndForm(forms.Form):
    """The first day on which a post is no longer held."""

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["on"] = day_field("Kết thúc từ ngày", today)
