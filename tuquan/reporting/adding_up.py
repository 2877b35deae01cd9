"""How a kind of line may add up: its default, the exceptions it bears, and both in words."""

from tuquan.reporting.catalogue_errors import AddingRefused
from tuquan.reporting.catalogue_table import DEFAULTS
from tuquan.reporting.models import IndicatorKind, OverTime, OverUnits

# Per kind, the ways that are right for some line of it; anything else would add what cannot be added.
UNITS = {
    IndicatorKind.STOCK: (OverUnits.SUM, OverUnits.NONE),
    IndicatorKind.FLOW: (OverUnits.SUM, OverUnits.NONE),
    IndicatorKind.RATIO: (OverUnits.RATIO, OverUnits.NONE),
    IndicatorKind.DISTINCT: (OverUnits.RECORDS, OverUnits.NONE),
    IndicatorKind.RATE: (OverUnits.NONE,),
}
TIME = {
    IndicatorKind.STOCK: (OverTime.LAST, OverTime.NONE),
    IndicatorKind.FLOW: (OverTime.SUM, OverTime.NONE),
    IndicatorKind.RATIO: (OverTime.LAST, OverTime.SUM, OverTime.NONE),
    IndicatorKind.DISTINCT: (OverTime.RECORDS, OverTime.NONE),
    IndicatorKind.RATE: (OverTime.NONE,),
}
_OVER_UNITS = {
    OverUnits.SUM: "Tổng của cấp trên là tổng số của các đơn vị.",
    OverUnits.RATIO: "Tỷ lệ của cấp trên là tổng tử số chia tổng mẫu số, không phải trung bình các tỷ lệ.",
    OverUnits.RECORDS: "Cấp trên đếm lại từ hồ sơ, không cộng số của các đơn vị.",
    OverUnits.NONE: "Không cộng các đơn vị; mỗi đơn vị xem số của mình.",
}
_OVER_TIME = {
    OverTime.SUM: "Kỳ dài là tổng các kỳ ngắn.",
    OverTime.LAST: "Kỳ dài lấy số của kỳ ngắn cuối cùng, không cộng.",
    OverTime.RECORDS: "Kỳ dài đếm lại từ hồ sơ.",
    OverTime.NONE: "Các kỳ ngắn không cộng thành kỳ dài; kỳ dài phải hỏi riêng.",
}
_RATIO_SUM = "Kỳ dài là tổng tử số chia tổng mẫu số của các kỳ ngắn."


def in_words(kind: str, over_units: str, over_time: str) -> tuple[str, str]:
    """Two sentences: over units, over time."""
    share = kind == IndicatorKind.RATIO and over_time == OverTime.SUM
    return _OVER_UNITS[OverUnits(over_units)], _RATIO_SUM if share else _OVER_TIME[OverTime(over_time)]


def settled(kind: str, over_units: str, over_time: str, because: str) -> tuple[str, str, str]:
    """The two ways and the reason as they are kept; an empty way is the kind's default.

    Raises AddingRefused for a way that the kind does not bear, and for an exception without its reason.
    """
    usual = DEFAULTS[IndicatorKind(kind)]
    units, time = over_units or usual[0].value, over_time or usual[1].value
    label = IndicatorKind(kind).label
    if units not in UNITS[IndicatorKind(kind)]:
        raise AddingRefused(f"Chỉ tiêu kiểu « {label} » không {OverUnits(units).label} được. Chọn cách khác.")
    if time not in TIME[IndicatorKind(kind)]:
        raise AddingRefused(
            f"Chỉ tiêu kiểu « {label} » không dùng được cách « {OverTime(time).label} ». Chọn cách khác."
        )
    if (units, time) == (usual[0].value, usual[1].value):
        return units, time, ""
    if not because.strip():
        raise AddingRefused("Cách cộng khác thường phải có lý do. Viết một câu nói rõ vì sao.")
    return units, time, because.strip()
