"""Numbers as a figure may hold them: refused where they cannot be right, compared, shown."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tuquan.reporting import access
from tuquan.reporting.errors import (
    IndicatorLimited,
    IndicatorRestricted,
    PartExceedsWhole,
    ValueNegative,
    ValueNotANumber,
    ValueNotWhole,
    ValueRefused,
    ValueTooFine,
    ValueTooLarge,
    WholeNotAsked,
)
from tuquan.reporting.models import Access, Answer, Indicator, IndicatorKind
from tuquan.vn.dates import show_date
from tuquan.vn.numbers import show

LARGEST = Decimal(10**12)
# Work done against a target, days against late reports: the number may pass the whole it is set against.
MAY_PASS_WHOLE = frozenset({"scheme_target_rate", "mean_days_late"})
# Measures whose values may have decimals; everything else is counted in whole things.
FRACTIONAL = frozenset({"%", "km", "kg", "giờ", "điểm %", "ngày", "đơn vị tính"})


@dataclass(frozen=True)
class Value:
    """An answer with its number: `value` (and `of` for x of y) only where `answer` is VALUE."""

    answer: Answer
    value: Decimal | None = None
    of: Decimal | None = None

    @property
    def text(self) -> str:
        """As on the screen: "33.446", "17/19", "không phát sinh", "chưa báo cáo"."""
        return shown(self.value, self.of) if self.value is not None else self.answer.label

    @property
    def number(self) -> Decimal | None:
        """The number in a sum: không phát sinh adds nothing, chưa báo cáo is unknown."""
        return Decimal(0) if self.answer == Answer.NONE_AROSE else self.value


NOT_REPORTED = Value(Answer.NOT_REPORTED)


def shown(value: Decimal, of: Decimal | None = None) -> str:
    """A number as printed, "17/19" where it is x of y."""
    return show(value) if of is None else f"{show(value)}/{show(of)}"


def refuse_closed(indicator: Indicator, unit_id: int | None = None, day: date | None = None) -> None:
    """Raise IndicatorRestricted or IndicatorLimited where no value of the line may be stored.

    A limited line may be answered by a unit (`unit_id`) while two people's decision opens it there (see `access`).
    """
    if indicator.access == Access.RESTRICTED:
        raise IndicatorRestricted(
            f"Chỉ tiêu « {indicator.name} » không được lưu ở phần mềm này. Bỏ số này ra khỏi biểu; "
            "nếu báo cáo giấy cần, ghi tay sau khi in."
        )
    if indicator.access != Access.LIMITED:
        return
    leave = access.leave(indicator, unit_id, day) if unit_id is not None else None
    if leave is None or not leave.open:
        raise IndicatorLimited(_why_limited(indicator, leave))


def _why_limited(indicator: Indicator, leave: "access.Leave | None") -> str:
    if leave is not None and leave.opening is not None:
        decision, day = leave.opening.decision_number, show_date(leave.opening.until)
        over = f"{access.PAST_USE} theo Quyết định {decision}, từ ngày {day}"
        return f"Chỉ tiêu « {indicator.name} » {over}. Cần dùng tiếp thì đề nghị mở lại theo quyết định mới."
    return (
        f"Chỉ tiêu « {indicator.name} » chỉ dùng tổng số và đang tắt. Bỏ số này ra khỏi biểu; "
        "cần dùng thì đề nghị mở ở trang chỉ tiêu."
    )


def checked(indicator: Indicator, value: Decimal | int, of: Decimal | int | None) -> tuple[Decimal, Decimal | None]:
    """The numbers as exact decimals. Raises ValueRefused (value_not_a_number, value_negative, value_too_large,
    value_too_fine, value_not_whole, value_of_not_asked, value_exceeds_whole)."""
    exact = _one(indicator, value)
    if of is None:
        return exact, None
    if indicator.kind != IndicatorKind.RATIO:
        raise _refused(WholeNotAsked, indicator, "không có tổng số để so. Chỉ ghi một số")
    whole = _one(indicator, of)
    if exact > whole and indicator.code not in MAY_PASS_WHOLE:
        raise _refused(
            PartExceedsWhole, indicator, f"ghi {shown(exact, whole)}: số trước lớn hơn tổng số. Kiểm tra hai số"
        )
    return exact, whole


def _one(indicator: Indicator, value: Decimal | int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or not Decimal(value).is_finite():
        raise _refused(ValueNotANumber, indicator, "chưa phải là một số. Nhập lại số")
    exact = Decimal(value)
    if exact < 0:
        raise _refused(ValueNegative, indicator, f"ghi số âm ({show(exact)}). Nhập số từ 0 trở lên")
    if exact > LARGEST:
        raise _refused(ValueTooLarge, indicator, "lớn hơn một nghìn tỷ. Kiểm tra lại số và đơn vị tính")
    if exact != exact.quantize(Decimal("0.001")):
        raise _refused(ValueTooFine, indicator, "có quá ba chữ số thập phân. Làm tròn rồi nhập lại")
    if exact != exact.to_integral_value() and not takes_decimals(indicator):
        raise _refused(
            ValueNotWhole, indicator, f"đếm theo {indicator.measure} nên phải là số nguyên, không phải {show(exact)}"
        )
    return exact


def takes_decimals(indicator: Indicator) -> bool:
    """Whether the line is measured (km, kg, %, a rate) rather than counted."""
    return indicator.measure in FRACTIONAL or indicator.kind == IndicatorKind.RATE


def _refused(refusal: type[ValueRefused], indicator: Indicator, why: str) -> ValueRefused:
    return refusal(f"Chỉ tiêu « {indicator.name} » {why}.")
