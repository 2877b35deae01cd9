"""What is refused about hamlets, sizes, facilities, groups and their sheets."""

from collections.abc import Sequence

from tuquan.ground.errors import Refusal


class HamletRefused(Refusal):
    """A hamlet's name, type or day cannot stand."""

    code = "hamlet_refused"


class HamletTwin(Refusal):
    """Another hamlet of the commune bears nearly the same name; `accept_similar` is for those that are two."""

    code = "hamlet_twin"


class SizeRefused(Refusal):
    """Numbers of households or persons that cannot be."""

    code = "unit_size_refused"


class FacilityRefused(Refusal):
    """A facility's name, unit or day cannot stand."""

    code = "facility_refused"


class GroupRefused(Refusal):
    """A group's name, member or day cannot stand."""

    code = "unit_group_refused"


class GroupForbidden(GroupRefused):
    """The name would mark key areas, faith or ethnicity."""

    code = "unit_group_forbidden"


class SheetFaulty(Refusal):
    """A sheet was refused whole; `faults` lists every fault with its sheet and cell."""

    code = "places_sheet_faulty"

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = list(faults)
        shown = "\n".join(f"– {fault}" for fault in self.faults[:50])
        super().__init__(f"Bảng có {len(self.faults)} chỗ sai, chưa ghi gì cả. Sửa rồi đưa lại:\n{shown}")


class SheetMoved(Refusal):
    """What would be written is no longer what was shown."""

    code = "places_sheet_moved"
    sentence = "Danh mục đã thay đổi sau khi bạn xem trước, chưa ghi gì cả. Xem lại bảng rồi ghi."
