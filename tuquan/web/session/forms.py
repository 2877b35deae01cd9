"""Sign-in and own password, in our words."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError

from tuquan.accounts.actions.accounts import WEAK


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock.",
        "inactive": "Tài khoản này đã ngừng dùng. Hỏi quản trị của cơ quan.",
    }

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).strip().lower()


class OwnPasswordForm(PasswordChangeForm):
    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": "Mật khẩu đang dùng không đúng.",
        "password_mismatch": "Hai lần nhập mật khẩu mới không giống nhau.",
    }
    old_password = forms.CharField(label="Mật khẩu đang dùng", strip=False, widget=forms.PasswordInput)
    new_password1 = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput,
        help_text="Ít nhất 10 ký tự, không dùng từ dễ đoán.",
    )
    new_password2 = forms.CharField(label="Nhập lại mật khẩu mới", strip=False, widget=forms.PasswordInput)

    def validate_password_for_user(self, user: Any, password_field_name: str = "new_password2") -> None:
        """Django's sentences on weak passwords are not all translated: ours are."""
        try:
            password_validation.validate_password(self.cleaned_data.get(password_field_name, ""), user)
        except ValidationError as error:
            codes = {part.code or "" for part in error.error_list} & WEAK.keys()
            for code in sorted(codes) or ["password_too_common"]:
                self.add_error(password_field_name, f"Mật khẩu chưa dùng được: {WEAK[code]}")
