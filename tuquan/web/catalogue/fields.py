"""Questions about a line of the catalogue, its wording and its openings. Laws stand in the reporting room."""

from datetime import date
from typing import Any

from django import forms

from tuquan.reporting.actions.cataloguing import Words
from tuquan.reporting.groups import GROUPS
from tuquan.reporting.models import Access, Indicator, IndicatorKind, IndicatorVersion, OverTime, OverUnits
from tuquan.reporting.wording import rest
from tuquan.web.schemes import fields
from tuquan.web.schemes.area import capital

DAY_HINT = "Ví dụ 01/01/2026."
NO_DAY = "Chưa ghi ngày. Ghi theo mẫu 01/01/2026."
KIND_HINT = (
    "Số hiện có: tình trạng tại một ngày. Số phát sinh: xảy ra trong kỳ. x trên tổng số y: có tử số và mẫu số. "
    "Số loại khác nhau, mức: không cộng các đơn vị."
)
_DEFAULT = "Theo kiểu số"


def _choices(choices: Any, first: str = "") -> list[tuple[str, str]]:
    listed = [(str(key), capital(str(label))) for key, label in choices]
    return [("", first), *listed] if first else listed


class WordsForm(forms.Form):
    """The words of a line; `words()` gives them as the action takes them."""

    name = fields.text("Tên chỉ tiêu", missing="Chưa ghi tên chỉ tiêu.")
    measure = fields.text("Đơn vị tính", missing="Chưa ghi đơn vị tính.", hint="Ví dụ: buổi, mô hình, người, %.")
    definition = fields.text("Nội dung", hint="Đếm cái gì, trong kỳ hay tại một ngày, không tính cái gì.", long=True)
    numerator = fields.text("Tử số (chỉ với x trên tổng số y)", long=True)
    denominator = fields.text("Mẫu số (chỉ với x trên tổng số y)", long=True)
    access = forms.ChoiceField(label="Mức sử dụng", choices=_choices([(a.value, a.label) for a in Access][:2]))
    over_units = forms.ChoiceField(
        label="Cộng theo đơn vị", choices=_choices(OverUnits.choices, _DEFAULT), required=False
    )
    over_time = forms.ChoiceField(
        label="Cộng theo thời gian", choices=_choices(OverTime.choices, _DEFAULT), required=False
    )
    adding_because = fields.text("Vì sao cộng khác thường", hint="Bắt buộc khi chọn cách khác mặc định.", long=True)
    because = fields.text("Căn cứ", hint="Số, ngày văn bản hoặc lý do.")

    def words(self) -> Words:
        names = ("name", "measure", "definition", "numerator", "denominator", "access", "over_units", "over_time",
                 "adding_because")  # fmt: skip
        return Words(**{name: str(self.cleaned_data[name]).strip() for name in names})

    @property
    def sections(self) -> list[tuple[str, list[Any]]]:
        """The questions under their headings, for the page."""
        return [(legend, [self[name] for name in names if name in self.fields]) for legend, names in _SECTIONS]


_SECTIONS = (
    ("Chỉ tiêu", ("name", "measure", "kind", "group", "code", "definition", "numerator", "denominator", "access")),
    ("Cách cộng", ("over_units", "over_time", "adding_because")),
    ("Hiệu lực", ("begins_on", "because")),
)


class AddForm(WordsForm):
    """A new line."""

    kind = forms.ChoiceField(label="Kiểu số", choices=_choices(IndicatorKind.choices), help_text=KIND_HINT)
    group = forms.ChoiceField(
        label="Nhóm", choices=[(key, label) for key, label in GROUPS.items() if key != "restricted"]
    )
    code = fields.text("Mã", hint="Để trống thì phần mềm tự đặt theo tên.")
    begins_on = fields.day("Dùng từ ngày", missing=NO_DAY, hint=DAY_HINT)


class RewordForm(WordsForm):
    """Other words from a day on; what stands today is filled in."""

    begins_on = fields.day("Áp dụng từ ngày", missing=NO_DAY, hint="Lời cũ vẫn giữ cho các kỳ trước ngày này.")

    def __init__(self, sent: Any, *, line: Indicator, said: IndicatorVersion) -> None:
        super().__init__(sent, initial=_initial(line, said))
        self.fields["because"].required = True
        self.fields["because"].error_messages["required"] = "Chưa ghi căn cứ của lần sửa."
        if line.kind != IndicatorKind.RATIO:
            del self.fields["numerator"], self.fields["denominator"]

    def words(self) -> Words:
        for name in ("numerator", "denominator"):
            self.cleaned_data.setdefault(name, "")
        return super().words()


def _initial(line: Indicator, said: IndicatorVersion) -> dict[str, str]:
    given = {name: getattr(said, name) for name in ("name", "measure", "definition", "numerator", "denominator",
             "access", "over_units", "over_time", "adding_because")}  # fmt: skip
    if line.kind == IndicatorKind.RATIO:
        given["definition"] = rest(said.definition, said.denominator)
    return given


class RetireForm(forms.Form):
    """From when no form asks the line."""

    ends_on = fields.day("Thôi dùng từ ngày", missing=NO_DAY, hint=DAY_HINT)
    because = fields.text("Lý do", missing="Chưa ghi vì sao thôi dùng.", long=True)

    @property
    def sections(self) -> list[tuple[str, list[Any]]]:
        return [("Thôi dùng", list(self))]


class OpeningForm(forms.Form):
    """A decision by which a limited line may be used for a while."""

    decision_number = fields.text("Số quyết định", missing="Chưa ghi số quyết định.", hint="Ví dụ 12/QĐ-CAT.")
    decided_on = fields.day("Ngày quyết định", missing=NO_DAY, hint=DAY_HINT)
    begins_on = fields.day("Dùng từ ngày", missing=NO_DAY, hint=DAY_HINT)
    last_on = fields.day(
        "Đến hết ngày", missing=NO_DAY, hint="Sau ngày này không nhập được nữa và số đã nhập được che đi."
    )

    @property
    def sections(self) -> list[tuple[str, list[Any]]]:
        return [("Quyết định", list(self))]

    @property
    def ends_on(self) -> date:
        last: date = self.cleaned_data["last_on"]
        return date.fromordinal(last.toordinal() + 1)
