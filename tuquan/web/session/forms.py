"""Sign-in and own password, in our words."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


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
