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
