"""The questions about the act itself."""

from typing import Any

from django import forms

from tuquan.ground.errors import Refusal
from tuquan.units import queries
from tuquan.units.errors import UnitUnknown
from tuquan.units.models import Reform
from tuquan.web.schemes import fields
from tuquan.web.schemes.area import capital
from tuquan.web.units.reforms import upload
from tuquan.web.units.story import GRADES

DAY_HINT = "Ví dụ 01/07/2025."
# What may happen, as the addresses say it.
KINDS = {
    "nhap": "Nhập các đơn vị",
    "chia": "Chia, tách một đơn vị",
    "doi-ten": "Đổi tên, đổi loại",
    "chuyen": "Chuyển về cấp trên khác",
    "thoi": "Thôi tồn tại",
    "lap-moi": "Lập đơn vị mới",
}
# Those that somebody who keeps hamlets only may want.
HAMLET_KINDS = ("nhap", "chia", "doi-ten", "thoi", "lap-moi")
_BY_WORDS = {"số văn bản": "act_number", "ngày văn bản": "act_date", "ngày có hiệu lực": "effective_on", "tên": "title"}


class ActForm(forms.Form):
    """A legal act: what it is called, by whom, since when, where it can be read."""

    title = fields.text(
        "Việc thay đổi",
        missing="Chưa ghi việc thay đổi. Ghi như trích yếu của văn bản.",
        hint="Ví dụ: Sắp xếp các đơn vị hành chính cấp xã của tỉnh Quảng Trị năm 2025.",
    )
    act_number = fields.text(
        "Số văn bản", missing="Chưa có số văn bản. Ghi số, ví dụ 1680/NQ-UBTVQH15.", hint="Ví dụ 1680/NQ-UBTVQH15."
    )
    act_date = fields.day("Ngày ký", hint="Ví dụ 16/06/2025.")
    issuer = fields.text("Cơ quan ban hành", hint="Ví dụ Ủy ban Thường vụ Quốc hội.")
    effective_on = fields.day(
        "Có hiệu lực từ ngày", missing="Chưa ghi ngày có hiệu lực. Ghi theo mẫu 01/07/2025.", hint=DAY_HINT
    )
    grade = forms.ChoiceField(
        label="Căn cứ vào đâu", choices=[(key, capital(words)) for key, words in GRADES.items()], initial="V"
    )
    source = fields.text("Nguồn dẫn", hint="Chỉ ghi khi chưa đọc văn bản gốc: đọc ở đâu.")
    file = forms.FileField(
        label="Tệp văn bản",
        required=False,
        allow_empty_file=True,
        help_text=f"pdf, docx hoặc ảnh; không quá {upload.LIMIT} MB; chỉ văn bản đã công bố, không có dấu mật.",
        widget=forms.FileInput(attrs={"accept": upload.ACCEPTED}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, length in (("title", 300), ("act_number", 80), ("issuer", 200), ("source", 300)):
            self.fields[name].max_length = length  # type: ignore[attr-defined]
            self.fields[name].validators.append(_not_longer(length))

    def clean_file(self) -> tuple[bytes, str] | None:
        """The bytes and the name of a file that may be kept."""
        file = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            return upload.checked(file), file.name
        except Refusal as refused:
            raise forms.ValidationError(refused.message) from refused

    def refuse(self, refused: Refusal) -> None:
        """A refusal of the procedure, beside the question that it is about or on top."""
        said = refused.message.removeprefix("Chưa ghi ").casefold()
        name = next((name for words, name in _BY_WORDS.items() if said.startswith(words)), None)
        self.add_error(name, refused.message)

    def act(self) -> dict[str, Any]:
        """The act as the procedure takes it; its file only where one was chosen."""
        data = {name: self.cleaned_data[name] for name in self.fields if name not in ("file", "scope", "kind")}
        if kept := self.cleaned_data.get("file"):
            data["file"] = upload.keep(*kept)
        return data


class NewForm(ActForm):
    """A new change: where, the act, and what happens first."""

    scope = fields.choice("Trong địa bàn", "Chọn một địa bàn trong danh sách.")
    kind = forms.ChoiceField(
        label="Văn bản quyết định việc gì",
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một việc; các việc khác của cùng văn bản thêm sau."},
        help_text="Một văn bản có nhiều việc: chọn việc đầu tiên, các việc khác thêm sau.",
    )

    def __init__(self, *args: Any, scopes: list[int], day: Any, hamlets: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(str(key), _name(key, day)) for key in scopes]
        self.fields["scope"].choices = choices  # type: ignore[attr-defined]
        self.fields["scope"].initial = choices[0][0]
        if len(choices) == 1:
            self.fields["scope"].widget = forms.HiddenInput()
        if hamlets:
            self.fields["kind"].choices = [(key, KINDS[key]) for key in HAMLET_KINDS]  # type: ignore[attr-defined]
        self.order_fields(["scope", "kind"])


def values_of(reform: Reform) -> dict[str, Any]:
    """What the form of a standing draft starts with."""
    names = ("title", "act_number", "act_date", "issuer", "effective_on", "grade", "source")
    return {name: getattr(reform, name) for name in names}


def _name(key: int, day: Any) -> str:
    try:
        return capital(queries.full_name(key, day))
    except UnitUnknown:
        return "Địa bàn của tôi"


def _not_longer(length: int) -> Any:
    def check(text: str) -> None:
        if len(text) > length:
            raise forms.ValidationError(f"Dài {len(text)} chữ, quá {length} chữ. Viết gọn lại.")

    return check
