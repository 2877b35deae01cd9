"""What the register refuses: each with a stable code and a sentence saying what, where and what next."""

from collections.abc import Sequence
from datetime import date, timedelta

from tuquan.ground.errors import Refusal
from tuquan.vn.dates import show_date
from tuquan.vn.numbers import show


class DayInTheFuture(Refusal):
    """A day after today."""

    code = "scheme_day_in_the_future"

    def __init__(self, what: str, day: date, today: date) -> None:
        super().__init__(
            f"{what} ({show_date(day)}) ở sau hôm nay ({show_date(today)}). Sửa lại ngày, hoặc ghi khi việc đã xảy ra."
        )


class BeforeItsBeginning(Refusal):
    """Something happened to a scheme before it existed."""

    code = "scheme_before_its_beginning"

    def __init__(self, name: str, begins_on: date, day: date) -> None:
        super().__init__(
            f"Mô hình “{name}” có từ ngày {show_date(begins_on)}; không ghi được việc ngày {show_date(day)}. "
            "Xem lại ngày."
        )


class StruckOffTooSoon(Refusal):
    """A scheme struck off on the day it began: it would have no life at all."""

    code = "scheme_struck_off_too_soon"

    def __init__(self, name: str, begins_on: date) -> None:
        super().__init__(
            f"Mô hình “{name}” mới có từ ngày {show_date(begins_on)}; ngày thanh loại sớm nhất là "
            f"{show_date(begins_on + timedelta(days=1))}."
        )


class AlreadyStruckOff(Refusal):
    """A second striking off."""

    code = "scheme_already_struck_off"

    def __init__(self, name: str, ends_on: date) -> None:
        super().__init__(
            f"Mô hình “{name}” đã thanh loại từ ngày {show_date(ends_on)}. Không cần làm gì thêm; "
            "nếu ngày hoặc lý do ghi sai, báo người quản trị."
        )


class SchemeHasEnded(Refusal):
    """Something happened to a scheme on or after the day it was struck off."""

    code = "scheme_has_ended"

    def __init__(self, name: str, ends_on: date, doing: str) -> None:
        super().__init__(
            f"Mô hình “{name}” đã thanh loại từ ngày {show_date(ends_on)} nên không {doing} được sau ngày đó. "
            "Chọn mô hình đang hoạt động, hoặc ghi là xây dựng mới."
        )


class LaterRecords(Refusal):
    """A striking off dated before something already recorded."""

    code = "scheme_has_later_records"

    def __init__(self, name: str, day: date) -> None:
        super().__init__(
            f"Mô hình “{name}” có việc đã ghi vào ngày {show_date(day)}; ngày thanh loại phải sau ngày đó. "
            "Xem lại lịch sử mô hình rồi sửa ngày."
        )


class DuplicateScheme(Refusal):
    """A warning that can be overruled: the same name or kind already works at this place."""

    code = "scheme_duplicate"

    def __init__(self, existing_id: int, existing_name: str, place: str) -> None:
        super().__init__(
            f"Tại {place} đang có mô hình “{existing_name}” cùng tên hoặc cùng loại. "
            "Mở mô hình đó để củng cố; nếu đúng là mô hình khác, xác nhận vẫn ghi."
        )
        self.existing_id = existing_id
        self.existing_name = existing_name


class WrongUnit(Refusal):
    """A scheme stands in a commune or a hamlet."""

    code = "scheme_wrong_unit"

    def __init__(self, full_name: str) -> None:
        super().__init__(
            f"Mô hình đặt tại xã, phường, thị trấn, đặc khu hoặc thôn, tổ dân phố; {full_name} không thuộc "
            "các cấp đó. Chọn lại đơn vị."
        )


class UnitNotAlive(Refusal):
    """The unit did not exist that day."""

    code = "scheme_unit_not_alive"

    def __init__(self, day: date) -> None:
        super().__init__(
            f"Đơn vị đã chọn không tồn tại vào ngày {show_date(day)}. Chọn đơn vị có vào ngày đó, hoặc sửa ngày."
        )


class HeirUndecided(Refusal):
    """A scheme entered late for a unit that was divided or abolished since: somebody has to say where it stands."""

    code = "scheme_heir_undecided"

    def __init__(self, place: str, ended: date, heirs: Sequence[str], heir_ids: Sequence[int]) -> None:
        among = f" Chọn nơi mô hình nay thuộc về: {', '.join(heirs)}." if heirs else " Chọn đơn vị khác."
        super().__init__(f"{place[:1].upper()}{place[1:]} đã chia hoặc giải thể từ ngày {show_date(ended)}.{among}")
        self.heirs = tuple(heir_ids)


class NotInUnit(Refusal):
    """A hamlet or facility that does not lie in the scheme's unit on the day."""

    code = "scheme_place_outside_unit"

    def __init__(self, place: str, unit: str, day: date) -> None:
        super().__init__(
            f"Ngày {show_date(day)}, « {place} » không nằm trong {unit}. Chọn nơi khác, hoặc chỉ ghi nơi áp dụng."
        )


class FacilityEnded(Refusal):
    """A facility that was not there on the day."""

    code = "scheme_facility_ended"

    def __init__(self, name: str, day: date) -> None:
        super().__init__(
            f"Ngày {show_date(day)} không có cơ sở « {name} »: chưa có hoặc đã thôi hoạt động. Chọn cơ sở khác."
        )


class DecisionMissing(Refusal):
    """Founding, replicating and striking off rest on a numbered decision (domain study 1.3, steps 4 and 8)."""

    code = "scheme_decision_missing"

    def __init__(self, event: str) -> None:
        super().__init__(f"Chưa có số quyết định cho việc {event}. Ghi số quyết định, ngày và cơ quan ban hành.")


class BlankText(Refusal):
    """A name or a place left empty."""

    code = "scheme_blank_text"

    def __init__(self, what: str) -> None:
        super().__init__(f"Chưa ghi {what}. Ghi {what} rồi lưu lại.")


class TextTooLong(Refusal):
    """A text longer than its column: nothing is cut silently."""

    code = "scheme_text_too_long"

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(f"{what[:1].upper()}{what[1:]} dài quá {limit} ký tự. Viết gọn lại.")


class TextNotKept(Refusal):
    """A text with a person, a secrecy mark or a closed count; `why` repeats nothing of it."""

    code = "scheme_free_text"

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"Không lưu được {what} này. {why}")


class NumberOutOfRange(Refusal):
    """A headcount or a number of teams that cannot be."""

    code = "scheme_number_out_of_range"

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(f"{what[:1].upper()}{what[1:]} phải là số nguyên từ 0 đến {show(limit)}. Sửa lại số.")


class ChoiceUnknown(Refusal):
    """A block or field of work outside the list."""

    code = "scheme_choice_unknown"

    def __init__(self, what: str) -> None:
        super().__init__(f"{what[:1].upper()}{what[1:]} không có trong danh sách. Chọn một mục của danh sách.")


class ReasonUnknown(Refusal):
    """Striking off needs one of the listed reasons."""

    code = "scheme_reason_unknown"

    def __init__(self) -> None:
        super().__init__("Chưa chọn lý do thanh loại. Chọn một lý do trong danh sách; nói thêm ở phần ghi chú.")


class DossierStays(Refusal):
    """A dossier once there is not taken away: the rounds since then counted it."""

    code = "scheme_dossier_stays"

    def __init__(self, name: str, since: date) -> None:
        super().__init__(
            f"Mô hình “{name}” đã đủ hồ sơ từ ngày {show_date(since)}, các kỳ từ đó đã tính. "
            "Để nguyên phần hồ sơ; hồ sơ thất lạc hoặc thiếu thì nói rõ ở phần ghi chú."
        )


class KindExists(Refusal):
    """Two kinds of the same name would be counted twice."""

    code = "scheme_kind_exists"

    def __init__(self, name: str) -> None:
        super().__init__(f"Đã có loại mô hình “{name}”. Dùng loại này, không thêm loại mới.")


class RuleNotForUnit(Refusal):
    """How copies count is a province's choice: otherwise a province would not equal the sum of its parts."""

    code = "scheme_rule_not_for_unit"

    def __init__(self, full_name: str) -> None:
        super().__init__(f"Cách đếm mô hình đặt cho cả tỉnh, không đặt riêng cho {full_name}. Chọn tỉnh, thành phố.")


class RuleOverlaps(Refusal):
    """Rules and declarations follow one another in time."""

    code = "scheme_rule_overlaps"

    def __init__(self, day: date) -> None:
        super().__init__(f"Đã có quy định áp dụng từ ngày {show_date(day)} hoặc muộn hơn. Chọn ngày sau ngày đó.")


class SourceKeyUnknown(Refusal):
    """A key of records that this room did not make."""

    code = "scheme_source_key_unknown"

    def __init__(self, key: str) -> None:
        super().__init__(f"Nguồn số liệu “{key}” không phải của sổ mô hình. Mở số liệu từ trang của kỳ báo cáo.")
