"""What every form of the register does: questions in groups, refusals back beside the question they are about."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from tuquan.ground.errors import Refusal
from tuquan.units.models import UnitVersion
from tuquan.vn.dates import show_date
from tuquan.web.schemes import fields

DAY_HINT = "Ví dụ 24/04/2021."
NO_NUMBER = "Chưa có số quyết định. Ghi số quyết định, ví dụ 12/QĐ-UBND."

# The question that answers a refusal: by its code, and for texts and numbers by the thing the sentence names.
_BY_CODE = {
    "scheme_before_its_beginning": "on",
    "scheme_struck_off_too_soon": "on",
    "scheme_has_later_records": "on",
    "scheme_has_ended": "on",
    "scheme_wrong_unit": "unit_id",
    "scheme_unit_not_alive": "unit_id",
    "scheme_heir_undecided": "now_in",
    "scheme_place_outside_unit": "facility_id",
    "scheme_facility_ended": "facility_id",
    "scheme_decision_missing": "decision_number",
    "scheme_reason_unknown": "reason",
    "scheme_kind_exists": "name",
}
_BY_WORDS = {
    "ngày quyết định": "decision_date",
    "cơ quan quyết định": "decision_issuer",
    "số quyết định": "decision_number",
    "tên ": "name",
    "nơi áp dụng": "place_name",
    "ghi chú": "note",
    "số thành viên": "board_size",
    "số tổ": "teams",
    "khối": "block",
    "lĩnh vực": "field",
    "ngày ": "on",
}


# A legend and the names of its questions.
Groups = tuple[tuple[str, tuple[str, ...]], ...]


class GuidedForm(forms.Form):
    """`groups`: (legend, names of the questions), in order; `form_key` tells a second press from a second act."""

    groups: ClassVar[Groups] = ()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # What must be put right is listed in the order of the page.
        self.order_fields([name for _, names in self.groups for name in names])

    def sections(self) -> Iterable[tuple[str, list[forms.BoundField]]]:
        """The groups with their questions, for the page."""
        return [(legend, [self[name] for name in names]) for legend, names in self.groups]

    def refuse(self, refused: Refusal) -> None:
        """Put a refusal of the register beside the question it is about, or on top of the form."""
        name = _BY_CODE.get(refused.code) or self._named(refused.message)
        self.add_error(name if name in self.fields else None, self._explained(refused))

    def _named(self, message: str) -> str | None:
        said = message.removeprefix("Chưa ghi ").casefold()
        return next((name for words, name in _BY_WORDS.items() if said.startswith(words)), None)

    def _explained(self, refused: Refusal) -> str:
        key = self.cleaned_data.get("unit_id")
        if refused.code != "scheme_unit_not_alive" or not key:
            return refused.message
        first = UnitVersion.objects.filter(unit_id=int(key)).order_by("begins_on").first()
        if first is None or first.begins_on <= self.cleaned_data["on"]:
            return refused.message
        return (
            f"Danh mục biết {first.full_name} từ ngày {show_date(first.begins_on)}. "
            "Ghi ngày đó hoặc muộn hơn, và nói rõ trong phần ghi chú hoặc tên mô hình."
        )


class DecisionForm(GuidedForm):
    """A day and the decision behind it."""

    decision_number = fields.text("Số quyết định", missing=NO_NUMBER, hint="Ghi như trên văn bản, ví dụ 12/QĐ-UBND.")
    decision_date = fields.day("Ngày quyết định", hint=DAY_HINT)
    decision_issuer = fields.text("Cơ quan ra quyết định", hint="Ví dụ UBND xã Châu Hóa.")

    def decision(self) -> dict[str, Any]:
        """The decision as the register's actions take it."""
        return {name: self.cleaned_data[name] for name in ("decision_number", "decision_date", "decision_issuer")}
