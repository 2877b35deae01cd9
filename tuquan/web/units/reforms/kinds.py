"""What may happen to units in an act, one form each: which units it asks for, and the part of the plan it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django import forms

from tuquan.units.models import UnitType
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms.plan import Alter, Plan, Ref
from tuquan.web.units.reforms.forms import KINDS
from tuquan.web.units.reforms.making import Maker, NewUnit, tidy

Chosen = Mapping[str, Sequence[Ref]]
LONGEST_NAME = 120
LONGEST_CODE = 12


@dataclass(frozen=True)
class Slot:
    """Units asked for by name. `after`: as they are on the reform's day, with those that it founds."""

    name: str
    label: str
    hint: str
    many: bool = False
    after: bool = False
    missing: str = ""


UNITS = Slot(
    "don_vi",
    "Những đơn vị nào",
    "Mỗi dòng một tên, hoặc dán cả câu của văn bản: thị trấn Đồng Lê và các xã Kim Hóa, Lê Hóa.",
    many=True,
    missing="Chưa chọn đơn vị nào. Gõ tên rồi bấm “Tìm”.",
)
UNIT = Slot("don_vi", "Đơn vị nào", "Ví dụ: xã Châu Hóa.", missing="Chưa chọn đơn vị. Gõ tên rồi bấm “Tìm”.")
PARENT = Slot("cap_tren", "Thuộc đơn vị nào", "Bỏ trống: như đơn vị cũ.", after=True)


class ThingForm(forms.Form):
    """One thing of an act. `build` makes its part of the plan from the answers and the units chosen."""

    kind: ClassVar[str] = ""
    lead: ClassVar[str] = ""
    slots: ClassVar[tuple[Slot, ...]] = (UNITS,)
    rows: ClassVar[bool] = False  # asks for several new units

    def build(self, chosen: Chosen, make: Maker) -> Plan:
        """The part of the plan; raises ValidationError where answers do not fit together."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        return KINDS[self.kind]


class _Named(ThingForm):
    type = forms.ChoiceField(label="Loại", required=False)
    name = forms.CharField(
        label="Tên",
        required=False,
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Chưa ghi tên đơn vị mới. Ghi tên, ví dụ “xã Tân Thành”.",
            "max_length": f"Tên dài quá {LONGEST_NAME} chữ. Viết gọn lại.",
        },
    )
    code = forms.CharField(
        label="Mã",
        required=False,
        max_length=LONGEST_CODE,
        error_messages={"max_length": f"Mã dài quá {LONGEST_CODE} ký tự."},
    )

    def new(self) -> NewUnit:
        """The new unit, its type taken from the name where it was written there."""
        data = self.cleaned_data
        return tidy(NewUnit(data["name"], data["type"], data["code"].strip()))

    def offer_types(self, choices: list[Any]) -> None:
        self.fields["type"].choices = choices  # type: ignore[attr-defined]


class MergeForm(_Named):
    """Nhập: into a new unit, or into one that stays."""

    kind = "nhap"
    lead = "Các đơn vị này kết thúc; mọi thứ của chúng về một đơn vị."
    slots = (
        UNITS,
        Slot("vao", "Đơn vị đang có", "Khi nhập vào một đơn vị vẫn giữ nguyên, hoặc lập trong lần này.", after=True),
        PARENT,
    )
    into = forms.ChoiceField(
        label="Nhập thành",
        choices=[("new", "Một đơn vị mới"), ("standing", "Một đơn vị đang có")],
        widget=forms.RadioSelect,
        initial="new",
        error_messages={"required": "Chọn nhập thành đơn vị mới hay vào đơn vị đang có."},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["name"].required = self.data.get("into", "new") == "new"

    def build(self, chosen: Chosen, make: Maker) -> Plan:
        units = [unit for unit in chosen["don_vi"] if isinstance(unit, int)]
        if self.cleaned_data["into"] == "standing":
            return self._into_standing(units, chosen["vao"])
        begin = make.begin(self.new(), next(iter(chosen["cap_tren"]), None), units[0])
        return plans.merge(units, begin.key, begin)

    def _into_standing(self, units: list[int], into: Sequence[Ref]) -> Plan:
        if not into:
            raise forms.ValidationError("Chưa chọn nhập vào đơn vị nào. Gõ tên ở ô “Đơn vị đang có”.")
        made = plans.merge(units, into[0])
        if not made.end:
            raise forms.ValidationError("Chỉ chọn một đơn vị, và là chính đơn vị nhận. Chọn các đơn vị nhập vào đó.")
        return made


class SplitForm(ThingForm):
    """Chia, tách: one ends, several take over, new or standing."""

    kind = "chia"
    lead = (
        "Đơn vị cũ kết thúc, mỗi phần về một đơn vị. Phần còn lại vẫn giữ tên cũ thì ghi tên đó thành một dòng. "
        "Số liệu cũ không chia theo phần, trừ khi văn bản ghi rõ."
    )
    slots = (
        replace(UNIT, label="Chia đơn vị nào"),
        Slot("ve", "Phần về đơn vị đang có", "Mỗi dòng một tên; không có thì bỏ trống.", many=True, after=True),
        PARENT,
    )
    rows = True

    def build(self, chosen: Chosen, make: Maker) -> Plan:
        unit = next(unit for unit in chosen["don_vi"] if isinstance(unit, int))
        parent = next(iter(chosen["cap_tren"]), None)
        news = [make.begin(row, parent, unit) for row in self.new_rows()]
        if len(news) + len(chosen["ve"]) < 2:
            raise forms.ValidationError("Chia thì phải về ít nhất hai đơn vị. Ghi thêm tên đơn vị mới hoặc đang có.")
        return plans.split(unit, [*news, *chosen["ve"]])

    def new_rows(self) -> list[NewUnit]:
        """The new units written, without the empty rows."""
        lists = [self.data.getlist(name) for name in ("new_name", "new_type", "new_code")]  # type: ignore[attr-defined]
        rows = [tidy(NewUnit(name, kind, code)) for name, kind, code in zip(*lists, strict=False)]
        for row in (written := [row for row in rows if row.name]):
            if len(row.name) > LONGEST_NAME or len(row.code) > LONGEST_CODE:
                raise forms.ValidationError(f"Tên hoặc mã của “{row.name[:60]}” dài quá. Viết gọn lại.")
            if row.type and row.type not in UnitType.values:
                raise forms.ValidationError(f"Loại của “{row.name[:60]}” không có trong danh sách. Chọn lại.")
        return written


class RenameForm(_Named):
    """Đổi tên, loại, mã: the same body goes on."""

    kind = "doi-ten"
    lead = "Vẫn là đơn vị ấy, từ ngày hiệu lực mang tên hoặc loại khác. Bỏ trống ô nào thì giữ như cũ."
    slots = (UNIT,)

    def build(self, chosen: Chosen, make: Maker) -> Plan:
        unit = next(unit for unit in chosen["don_vi"] if isinstance(unit, int))
        new = self.new()
        old = make.version(unit)
        kind = new.type or (old.type if old else UnitType.COMMUNE.value)
        if old and (new.name or old.name, kind, new.code or old.code) == (old.name, old.type, old.code):
            raise forms.ValidationError("Chưa ghi gì khác với tên, loại, mã đang có. Ghi tên mới hoặc chọn loại mới.")
        code_list = make.code_list(kind) if new.code else None
        return Plan(
            alter=(
                Alter(unit, name=new.name or None, type=new.type or None, code=new.code or None, code_list=code_list),
            )
        )


class MoveForm(ThingForm):
    """Chuyển về cấp trên khác."""

    kind = "chuyen"
    lead = "Vẫn là các đơn vị ấy, từ ngày hiệu lực thuộc cấp trên khác."
    slots = (UNITS, replace(PARENT, label="Chuyển về đơn vị nào", hint="", missing="Chưa chọn chuyển về đơn vị nào."))

    def build(self, chosen: Chosen, make: Maker) -> Plan:
        made = Plan()
        for unit in chosen["don_vi"]:
            made = made.joined(plans.move(int(unit), chosen["cap_tren"][0]))
        return made


class AbolishForm(ThingForm):
    """Thôi tồn tại, without an heir."""

    kind = "thoi"
    lead = "Đơn vị kết thúc, không có đơn vị kế thừa. Những gì đang ở đó phải chọn nơi đến ở trang sau."

    def build(self, chosen: Chosen, make: Maker) -> Plan:
        made = Plan()
        for unit in chosen["don_vi"]:
            made = made.joined(plans.abolish(int(unit)))
        return made


class FoundForm(_Named):
    """Lập mới, from nothing that stood before."""

    kind = "lap-moi"
    lead = "Đơn vị chưa từng có. Đơn vị lập từ đơn vị cũ thì ghi ở “Nhập” hoặc “Chia”."
    slots = (replace(PARENT, hint="Bỏ trống: trực thuộc địa bàn của lần thay đổi này."),)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["name"].required = True

    def build(self, chosen: Chosen, make: Maker) -> Plan:
        return plans.found(make.begin(self.new(), next(iter(chosen["cap_tren"]), None), None))


FORMS: dict[str, type[ThingForm]] = {
    form.kind: form for form in (MergeForm, SplitForm, RenameForm, MoveForm, AbolishForm, FoundForm)
}
