"""The register's forms. Limits and laws stand in the register itself; a refusal comes back to the right question."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms

from tuquan.ground import clock
from tuquan.ground.errors import Refusal
from tuquan.schemes.errors import HeirUndecided
from tuquan.schemes.models import Block, Field, SchemeKind, StrikeReason
from tuquan.units import queries as units
from tuquan.units.models import Level, Unit
from tuquan.vn.dates import DateError, parse_date
from tuquan.web.acting import Acting
from tuquan.web.schemes import fields
from tuquan.web.schemes.area import capital, facility_choices, heirs_asked, place_choices
from tuquan.web.schemes.fields import Suggesting
from tuquan.web.schemes.questions import DAY_HINT, DecisionForm, Groups, GuidedForm

NOT_AN_HEIR = "Nơi này không nhận từ đơn vị đã chọn. Chọn một nơi trong danh sách."


def facility_field() -> forms.ChoiceField:
    """A facility of the list, or none."""
    return forms.ChoiceField(
        label="Đặt tại cơ sở",
        required=False,
        help_text="Trường, cơ quan, chợ… trong danh sách cơ sở của xã; bỏ trống khi không đặt tại cơ sở nào.",
        error_messages={"invalid_choice": "Cơ sở này không có vào ngày đã ghi. Chọn cơ sở khác hoặc bỏ trống."},
    )


def offer_facilities(form: forms.Form, me: Acting, day: date, names: list[str] | None = None) -> None:
    """Fill in the facilities of the day; their names, and `names`, are offered for the place."""
    groups = facility_choices(me, day)
    form.fields["facility_id"].choices = [("", "Không đặt tại cơ sở nào"), *groups]  # type: ignore[attr-defined]
    offered = [*(names or []), *(label for _, group in groups for _, label in group)]
    form.fields["place_name"].widget = Suggesting(offered, attrs={"autocomplete": "off"})


class PlacedForm(DecisionForm):
    """A scheme at a place: the communes and hamlets of the day written, of which the person keeps the register."""

    unit_id = fields.choice("Xã hoặc thôn", "Chọn một xã hoặc thôn trong danh sách của địa bàn.")
    place_name = fields.text(
        "Nơi áp dụng",
        missing="Chưa ghi nơi áp dụng. Ghi tên nơi, ví dụ “thôn Lâm Lang” hoặc “Trường THCS Châu Hóa”.",
        hint="Tên thôn, trường, cơ quan hoặc đoạn đường nơi mô hình hoạt động.",
    )
    # Asked only where the unit was divided since.
    now_in = forms.ChoiceField(label="Nay thuộc về", required=False, error_messages={"invalid_choice": NOT_AN_HEIR})
    facility_id = facility_field()
    on = fields.day("Ngày", missing="Chưa ghi ngày. Ghi theo mẫu 24/04/2021.", hint=DAY_HINT)
    has_dossier = forms.BooleanField(label="Đã có đủ hồ sơ", required=False)
    board_size = fields.headcount("Số thành viên ban điều hành")
    teams = fields.headcount("Số tổ thực hiện tại nơi này")

    def __init__(self, *args: Any, me: Acting, **more: Any) -> None:
        super().__init__(*args, **more)
        day = _written_day(self.data.get("on", "")) or clock.today()
        places = place_choices(me, day) or place_choices(me, clock.today())
        self.fields["unit_id"].choices = [("", "Chọn nơi"), *places]  # type: ignore[attr-defined]
        offer_facilities(self, me, day, [label for _, group in places for _, label in group if "(cả xã)" not in label])
        self.offer_heirs(heirs_asked(self.data.get("unit_id", "")) if self.data.get("now_in") else ())

    def offer_heirs(self, heirs: Iterable[int]) -> None:
        """Ask in which of these units the scheme stands today; without any, nothing is asked."""
        names = units.versions(set(heirs), clock.today())
        rows = sorted(names.values(), key=lambda row: (row.sort_key, row.unit_id))
        self.heirs = [(str(row.unit_id), capital(row.full_name)) for row in rows]
        self.fields["now_in"].choices = [("", "Chọn nơi mô hình nay thuộc về"), *self.heirs]  # type: ignore[attr-defined]
        if not self.heirs:
            self.fields["now_in"].disabled = True

    def sections(self) -> Iterable[tuple[str, list[forms.BoundField]]]:
        """The question of today's unit is left out where it does not arise."""
        for legend, questions in super().sections():
            yield legend, [each for each in questions if each.name != "now_in" or self.heirs]

    def refuse(self, refused: Refusal) -> None:
        """Where the unit was divided since, its heirs are offered beside it."""
        if isinstance(refused, HeirUndecided):
            self.fields["now_in"].disabled = False
            self.offer_heirs(refused.heirs)
        super().refuse(refused)

    def placed(self) -> dict[str, Any]:
        """Everything but the name and kind, as the register's actions take it."""
        data = self.cleaned_data
        rest = {name: data[name] for name in ("place_name", "has_dossier", "board_size")}
        where = _lies_in(int(data["unit_id"]), data["facility_id"])
        rest["now_in"] = int(data["now_in"]) if data["now_in"] else None
        return {**rest, **where, "unit_id": int(data["unit_id"]), "teams": data["teams"] or 0, **self.decision()}


class KindMixin(forms.Form):
    """Which kind, and where it differs from what is usual for the kind."""

    kind = fields.choice("Loại mô hình", "Chọn một loại trong danh sách; thiếu loại nào thì thêm ở trang Loại mô hình.")
    block = forms.ChoiceField(label="Khối", required=False)
    field = forms.ChoiceField(label="Lĩnh vực", required=False)

    def offer_kinds(self) -> None:
        """Fill in the lists."""
        kinds = [(str(key), name) for key, name in SchemeKind.objects.values_list("pk", "name")]
        blocks = [(value, capital(label)) for value, label in Block.choices]
        self.fields["kind"].choices = [("", "Chọn loại"), *kinds]  # type: ignore[attr-defined]
        self.fields["block"].choices = [("", "Như loại mô hình"), *blocks]  # type: ignore[attr-defined]
        self.fields["field"].choices = [("", "Như loại mô hình"), *Field.choices]  # type: ignore[attr-defined]

    def chosen_kind(self) -> dict[str, Any]:
        """Kind, block and field as the register's actions take them."""
        data = self.cleaned_data
        kind = SchemeKind.objects.get(pk=int(data["kind"]))
        return {"kind": kind, "block": data["block"] or None, "field": data["field"] or None}


class FoundForm(KindMixin, PlacedForm):
    """Xây dựng mới."""

    name = fields.text(
        "Tên mô hình", missing="Chưa ghi tên mô hình. Ghi như trong quyết định.", hint="Ghi như trong quyết định."
    )
    groups: ClassVar[Groups] = (
        ("Mô hình gì", ("name", "kind", "block", "field")),
        ("Ở đâu", ("unit_id", "now_in", "facility_id", "place_name")),
        ("Theo quyết định nào", ("on", "decision_number", "decision_date", "decision_issuer")),
        ("Tổ chức", ("board_size", "teams", "has_dossier")),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer_kinds()
        self.fields["on"].label = "Ngày ra mắt"


class ExistingForm(FoundForm):
    """Có từ trước: the decision is welcome, not required."""

    note = fields.text("Ghi chú", hint="Căn cứ nào cho biết mô hình có từ ngày đó.", long=True)
    groups: ClassVar[Groups] = (*FoundForm.groups[:3], ("Tổ chức", ("board_size", "teams", "has_dossier", "note")))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["on"].label = "Có từ ngày"
        self.fields["on"].help_text = "Ngày đầu tiên biết chắc mô hình đã hoạt động. Ví dụ 24/04/2021."
        self.fields["decision_number"].required = False


class ReplicateForm(PlacedForm):
    """Nhân rộng."""

    name = fields.text("Tên của bản nhân rộng", hint="Bỏ trống thì giữ tên của mô hình gốc.")
    groups: ClassVar[Groups] = (
        ("Nhân rộng đến đâu", ("unit_id", "now_in", "facility_id", "place_name", "name")),
        ("Theo quyết định nào", ("on", "decision_number", "decision_date", "decision_issuer")),
        ("Tổ chức", ("board_size", "teams", "has_dossier")),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["on"].label = "Ngày ra mắt"


class StrengthenForm(DecisionForm):
    """Củng cố, kiện toàn: a decision is welcome, not required."""

    on = fields.day("Ngày củng cố", missing="Chưa ghi ngày củng cố. Ghi theo mẫu 24/04/2021.", hint=DAY_HINT)
    note = fields.text(
        "Đã củng cố những gì", hint="Không ghi tên, số điện thoại, số định danh của người dân.", long=True
    )
    board_size = fields.headcount("Số thành viên ban điều hành", "Chỉ ghi khi có thay đổi.")
    groups: ClassVar[Groups] = (
        ("Củng cố khi nào, làm gì", ("on", "note", "board_size")),
        ("Theo quyết định nào", ("decision_number", "decision_date", "decision_issuer")),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["decision_number"].required = False


class StrikeForm(DecisionForm):
    """Thanh loại, with one of the listed reasons."""

    reason = fields.choice("Lý do", "Chưa chọn lý do thanh loại. Chọn một lý do trong danh sách.")
    on = fields.day("Thanh loại từ ngày", missing="Chưa ghi ngày thanh loại. Ghi theo mẫu 24/04/2021.", hint=DAY_HINT)
    note = fields.text("Nói thêm", hint="Không ghi tên, số điện thoại, số định danh của người dân.", long=True)
    groups: ClassVar[Groups] = (
        ("Vì sao, từ khi nào", ("reason", "on", "note")),
        ("Theo quyết định nào", ("decision_number", "decision_date", "decision_issuer")),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        reasons = [(value, capital(label)) for value, label in StrikeReason.choices]
        self.fields["reason"].choices = [("", "Chọn lý do"), *reasons]  # type: ignore[attr-defined]


class SiteForm(GuidedForm):
    """Thêm điểm."""

    facility_id = facility_field()
    place_name = fields.text("Nơi áp dụng", missing="Chưa ghi nơi áp dụng. Ghi tên nơi, ví dụ “thôn Lâm Lang”.")
    on = fields.day("Áp dụng từ ngày", missing="Chưa ghi ngày. Ghi theo mẫu 24/04/2021.", hint=DAY_HINT)
    teams = fields.headcount("Số tổ thực hiện tại nơi này")
    groups: ClassVar[Groups] = (("Thêm điểm ở đâu, từ khi nào", ("facility_id", "place_name", "on", "teams")),)

    def __init__(self, *args: Any, me: Acting, **more: Any) -> None:
        super().__init__(*args, **more)
        offer_facilities(self, me, _written_day(self.data.get("on", "")) or clock.today())


class DossierForm(GuidedForm):
    """Đủ hồ sơ."""

    on = fields.day("Đủ hồ sơ từ ngày", missing="Chưa ghi ngày đủ hồ sơ. Ghi theo mẫu 24/04/2021.", hint=DAY_HINT)
    groups: ClassVar[Groups] = (("Từ khi nào", ("on",)),)


class KindForm(GuidedForm):
    """Thêm loại mô hình."""

    name = fields.text("Tên loại mô hình", missing="Chưa ghi tên loại mô hình. Ghi tên rồi lưu lại.")
    field = fields.choice("Lĩnh vực", "Chọn một lĩnh vực trong danh sách.")
    block = fields.choice("Khối thường gặp", "Chọn một khối trong danh sách.")
    groups: ClassVar[Groups] = (("Loại mô hình mới", ("name", "field", "block")),)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["field"].choices = [("", "Chọn lĩnh vực"), *Field.choices]  # type: ignore[attr-defined]
        blocks = [(value, capital(label)) for value, label in Block.choices]
        self.fields["block"].choices = blocks  # type: ignore[attr-defined]


def _lies_in(unit_id: int, facility: str) -> dict[str, int]:
    """Where the site lies: at the facility chosen, else in the hamlet that is the scheme's unit."""
    if facility:
        return {"facility_id": int(facility)}
    return {"hamlet_id": unit_id} if Unit.objects.filter(pk=unit_id, level=Level.HAMLET).exists() else {}


def _written_day(text: str) -> date | None:
    try:
        return parse_date(text[:60])
    except DateError:
        return None
