"""What is refused about units."""

from tuquan.ground.errors import Refusal


class UnitUnknown(Refusal):
    """No such unit, or no source knows it on that day."""

    code = "unit_unknown"
    sentence = "Không có đơn vị này vào ngày đã chọn. Chọn ngày khác hoặc đơn vị kế thừa."


class ChangeRefused(Refusal):
    """A law of the tree would be broken: overlap, life outside the parent's, a loop of heirs."""

    code = "unit_change_refused"


class DataFaulty(Refusal):
    """A data file of units was refused; `faults` lists every fault with its file, row and column."""

    code = "unit_data_faulty"

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        shown = "\n".join(f"– {fault}" for fault in faults[:50])
        super().__init__(
            f"Dữ liệu đơn vị có {len(faults)} chỗ sai, chưa ghi gì cả. Sửa các chỗ sau rồi nạp lại:\n{shown}"
        )


class ReformIncomplete(Refusal):
    """A draft that could not even be kept: no title, no act, no day."""

    code = "reform_incomplete"
    sentence = "Chưa lưu: cần tên việc, số văn bản và ngày có hiệu lực. Điền đủ rồi lưu lại."


class StaleReform(Refusal):
    """Somebody changed, carried out or discarded the reform meanwhile; nothing was written."""

    code = "reform_changed_meanwhile"
    sentence = "Người khác vừa sửa lần sắp xếp này, chưa ghi gì cả. Tải lại trang, xem bản mới rồi làm lại."


class ChoiceRefused(Refusal):
    """A thing that the reform does not touch, or a place that is not among its heirs."""

    code = "reform_choice_refused"


class ReformFaulty(Refusal):
    """A reform that cannot be carried out; `faults` lists every fault, undecided things too. Nothing was written."""

    code = "reform_faulty"

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        shown = "\n".join(f"– {fault}" for fault in faults[:50])
        more = f"\n… và {len(faults) - 50} chỗ nữa." if len(faults) > 50 else ""
        super().__init__(
            f"Chưa thực hiện được, chưa ghi gì cả: còn {len(faults)} chỗ phải sửa hoặc phải chọn.\n{shown}{more}"
        )


class ReformBuiltUpon(Refusal):
    """Something rests on the reform by now; `reasons` says what. It is put right by another change only."""

    code = "reform_built_upon"

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        shown = "\n".join(f"– {reason}" for reason in reasons[:50])
        super().__init__(
            f"Không hoàn tác được, chưa ghi gì cả; bây giờ chỉ sửa được bằng một lần sắp xếp khác. Vì sao:\n{shown}"
        )


class PlaceUndecided(Refusal):
    """The unit was divided or abolished while the thing still stood: `heirs` are where it could have gone."""

    code = "place_undecided"

    def __init__(self, unit_id: int, heirs: tuple[int, ...], message: str = "") -> None:
        self.unit_id, self.heirs = unit_id, heirs
        super().__init__(
            message or f"Đơn vị số {unit_id} đã chia hoặc giải thể. Chọn đơn vị nơi việc này nay thuộc về."
        )
