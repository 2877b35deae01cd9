"""What a marked number of a paper stands for."""

import re
from dataclasses import dataclass
from typing import Literal

from tuquan.marks.errors import MarkError

Part = Literal["value", "of"]

# The ceilings together keep every tag within Word's 64 characters: 2 + 40 + 5 + 5 + 6 + 1 and five dots.
INDICATOR = re.compile(r"[a-z][a-z0-9_]{0,39}")
UNIT_CEILING = ROUND_CEILING = 36**5
FIGURE_CEILING = 36**6


@dataclass(frozen=True, slots=True)
class Mark:
    """One number in a paper: which indicator, of which unit and round, from which figure.

    `indicator` is the code (1-40 of a-z, 0-9, _), `unit`, `round` and `figure` are row keys (whole,
    not negative; `figure` is None for a total nobody typed), `part` tells a ratio's second number
    ("of") from its first or from a plain value ("value"). Raises MarkError for anything else.
    """

    indicator: str
    unit: int
    round: int
    figure: int | None = None
    part: Part = "value"

    def __post_init__(self) -> None:
        if not INDICATOR.fullmatch(self.indicator):
            raise MarkError("bad_indicator", f"Mã chỉ tiêu “{self.indicator}” không đúng dạng của một mã.")
        _check_key("đơn vị", self.unit, UNIT_CEILING)
        _check_key("kỳ báo cáo", self.round, ROUND_CEILING)
        if self.figure is not None:
            _check_key("số liệu", self.figure, FIGURE_CEILING)
        if self.part not in ("value", "of"):
            raise MarkError("bad_part", f"Phần “{self.part}” của số liệu không có; chỉ có giá trị và mẫu số.")


def _check_key(name: str, key: int, ceiling: int) -> None:
    if not 0 <= key < ceiling:
        raise MarkError("bad_key", f"Khóa {name} {key} nằm ngoài khoảng từ 0 đến {ceiling - 1}.")
