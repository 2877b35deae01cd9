"""Questions about hamlets, facilities and groups. Limits and laws stand in the units room."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tuquan.units.models import FacilityType, GroupType, Level, UnitType
from tuquan.vn.numbers import NumberError, parse
from tuquan.web.schemes import fields
from tuquan.web.schemes.area import capital

DAY_HINT = "Ví dụ 01/07/2025."
NO_DAY = "Chưa ghi ngày. Ghi theo mẫu 01/07/2025."
HAMLET_TYPES = [(kind.value, capital(str(kind.label))) for kind in UnitType if kind.level == Level.HAMLET]
FACILITY_TYPES = [(kind.value, capital(str(kind.label))) for kind in FacilityType]
GROUP_TYPES = [(kind.value, capital(str(kind.label))) for kind in GroupType]


def listed(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """One of a fixed list."""
    said = {"required": "Chọn một loại trong danh sách.", "invalid_choice": "Chọn một loại trong danh sách."}
    return forms.ChoiceField(label=label, choices=choices, error_messages=said)


class WholeField(forms.Field):
    """A whole number as people write it, "1.284"; empty is unknown. Refuses what is negative or not whole."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8})

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        try:
            number = parse(text)
        except NumberError as wrong:
            raise ValidationError(str(wrong)) from wrong
        if number < 0 or number != int(number):
            raise ValidationError(f"« {text} » không phải số nguyên từ 0 trở lên. Ghi lại, ví dụ 1.284.")
        return int(number)


def whole(label: str) -> WholeField:
    """Households or people: may be left out."""
    return WholeField(label=label, required=False)


class HamletForm(forms.Form):
    """One line: a hamlet that stands and is not in the list yet."""

    type = listed("Loại", HAMLET_TYPES)
    name = fields.text("Tên", missing="Chưa ghi tên. Ghi tên, không kèm chữ “thôn”, “bản”.")
    households = whole("Số hộ")
    population = whole("Nhân khẩu")
    on = fields.day("Có từ ngày", missing=NO_DAY)


class CorrectionForm(forms.Form):
    """A slip of the pen in a name: the same hamlet, written right."""

    name = fields.text("Viết đúng là", missing="Chưa ghi tên. Ghi tên, không kèm chữ “thôn”, “bản”.")
    because = fields.text("Vì sao sửa", missing="Chưa ghi lý do sửa. Ghi ngắn gọn, ví dụ “gõ nhầm dấu”.")


class NewNameForm(forms.Form):
    """Another name by decision."""

    name = fields.text("Tên mới", missing="Chưa ghi tên mới. Ghi tên, không kèm chữ “thôn”, “bản”.")
    on = fields.day("Từ ngày", missing=NO_DAY, hint=DAY_HINT)
    source = fields.text(
        "Theo văn bản", missing="Chưa ghi văn bản nào đổi tên. Ghi số, ngày của văn bản.", hint="Ví dụ 15/NQ-HĐND."
    )


class NewTypeForm(forms.Form):
    """Another type by decision: thôn, bản, tiểu khu, tổ dân phố."""

    type = listed("Loại mới", HAMLET_TYPES)
    on = fields.day("Từ ngày", missing=NO_DAY, hint=DAY_HINT)
    source = fields.text(
        "Theo văn bản", missing="Chưa ghi văn bản nào đổi loại. Ghi số, ngày của văn bản.", hint="Ví dụ 15/NQ-HĐND."
    )


class SizeForm(forms.Form):
    """Households and people counted on a day."""

    households = whole("Số hộ")
    population = whole("Nhân khẩu")
    on = fields.day("Tính đến ngày", missing=NO_DAY, hint=DAY_HINT)
    source = fields.text("Nguồn", hint="Ví dụ: rà soát hộ của xã tháng 12/2021.")


class AsOfForm(forms.Form):
    """The day of a sheet's numbers, and where they come from."""

    on = fields.day("Danh sách và số hộ tính đến ngày", missing=NO_DAY, hint="Dùng cho dòng nào không ghi ngày riêng.")
    source = fields.text("Nguồn", hint="Ví dụ: rà soát hộ của xã tháng 12/2021.")


class ActForm(forms.Form):
    """The decision behind a re-arrangement."""

    act_number = fields.text(
        "Số quyết định, nghị quyết",
        missing="Chưa ghi số văn bản. Ghi như trên văn bản, ví dụ 15/NQ-HĐND.",
        hint="Ví dụ 15/NQ-HĐND.",
    )
    act_date = fields.day("Ngày ký", hint=DAY_HINT)
    issuer = fields.text("Cơ quan ban hành", hint="Ví dụ HĐND xã Châu Hóa.")
    effective_on = fields.day("Có hiệu lực từ", missing=NO_DAY, hint=DAY_HINT)
    since = fields.day("Thôn cũ đã có từ ngày", hint="Chỉ khi danh sách ghi muộn hơn ngày có hiệu lực.")


class FacilityForm(forms.Form):
    """One line: a place that hosts a scheme or may."""

    name = fields.text("Tên", missing="Chưa ghi tên. Ghi tên nơi, ví dụ “Trường THCS Châu Hóa”.")
    type = listed("Loại", FACILITY_TYPES)
    unit_id = fields.choice("Ở", "Chọn xã hoặc một thôn trong danh sách.")
    on = fields.day("Có từ ngày", missing=NO_DAY)

    def __init__(self, *args: Any, places: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit_id"].choices = places  # type: ignore[attr-defined]


class RenameForm(forms.Form):
    """Another name or sort for a facility."""

    name = fields.text("Tên", missing="Chưa ghi tên.")
    type = listed("Loại", FACILITY_TYPES)


class MoveForm(forms.Form):
    """A facility goes to another place of the area from a day on."""

    unit_id = fields.choice("Chuyển đến", "Chọn một nơi trong danh sách.")
    on = fields.day("Từ ngày", missing=NO_DAY, hint=DAY_HINT)

    def __init__(self, *args: Any, places: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit_id"].choices = [("", "Chọn nơi"), *places]  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """The end of a facility."""

    on = fields.day("Không còn từ ngày", missing=NO_DAY, hint=DAY_HINT)
    because = fields.text("Vì sao", hint="Ví dụ: giải thể, chuyển ra ngoài tỉnh.")


class DayForm(forms.Form):
    """A day, and nothing else."""

    on = fields.day("Từ ngày", missing=NO_DAY, hint=DAY_HINT)


class GroupForm(forms.Form):
    """A new group under one's area."""

    name = fields.text("Tên nhóm", missing="Chưa ghi tên nhóm. Ghi như trong văn bản, ví dụ “Cụm thi đua số 3”.")
    type = listed("Loại nhóm", GROUP_TYPES)
    scope_id = fields.choice("Thuộc địa bàn", "Chọn địa bàn của nhóm.")
    on = fields.day("Từ ngày", missing=NO_DAY, hint=DAY_HINT)
    source = fields.text("Căn cứ", hint="Số, ngày của văn bản chia nhóm.")

    def __init__(self, *args: Any, scopes: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["scope_id"].choices = scopes  # type: ignore[attr-defined]


class GroupNameForm(forms.Form):
    """Another name for a group."""

    name = fields.text("Tên nhóm", missing="Chưa ghi tên nhóm.")


class MembersForm(forms.Form):
    """Units by name, one a line, from a day on."""

    names = fields.text(
        "Tên các đơn vị, mỗi dòng một tên",
        missing="Chưa ghi tên đơn vị nào. Ghi mỗi dòng một tên.",
        hint="Ví dụ: xã Tuyên Lâm. Dán được cả danh sách.",
        long=True,
    )
    on = fields.day("Vào nhóm từ ngày", missing=NO_DAY, hint=DAY_HINT)


class ClustersForm(forms.Form):
    """What a sheet of groups is about."""

    scope_id = fields.choice("Địa bàn", "Chọn địa bàn của các nhóm.")
    type = listed("Loại nhóm", GROUP_TYPES)
    on = fields.day("Từ ngày", missing=NO_DAY, hint=DAY_HINT)
    source = fields.text("Căn cứ", hint="Số, ngày của văn bản chia cụm.")

    def __init__(self, *args: Any, scopes: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["scope_id"].choices = scopes  # type: ignore[attr-defined]
