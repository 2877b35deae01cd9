"""Vietnamese sentences about rounds and submissions: short, what and where and when."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.ground import clock, working_days
from tuquan.reporting.models import Move, Round, State, Submission
from tuquan.reporting.transitions import Transition
from tuquan.units.models import UnitType
from tuquan.vn.dates import show_date

# The order in which State papers name the types of a level.
_TYPE_ORDER = [kind.value for kind in UnitType]


def organ(submission: Submission) -> str:
    """The sending organ's name in the round, "Công an xã Châu Hóa"."""
    return organ_named(submission.organ_id, submission.round.last_day)


def organ_named(organ_id: int, day: date) -> str:
    """An organ's name on a day, or today's where that day is before the program knew it."""
    for asked in (day, clock.today()):
        try:
            return accounts.organ_name(organ_id, asked).name
        except OrganUnknown:
            continue
    return "Cơ quan gửi"


def measure_of(types: Iterable[str]) -> str:
    """What the units are called together: "xã, thị trấn"."""
    labels = [UnitType(kind).label.removesuffix(" thuộc tỉnh") for kind in sorted(set(types), key=_TYPE_ORDER.index)]
    return ", ".join(dict.fromkeys(labels)) or "đơn vị"


def moved(submission: Submission, step: Transition, reason: str) -> str:
    """For a notice: "Công an xã Châu Hóa: năm 2021, gửi cấp trên."."""
    because = f" Lý do: {reason}" if reason else ""
    return f"{organ(submission)}, {submission.round.title}: đã {step.verb}.{because}"


def already_moved(submission: Submission) -> str:
    """Who was first, and when."""
    last = Move.objects.filter(submission=submission).select_related("by").order_by("-id").first()
    if last is None:
        return "Biểu này đã thay đổi. Tải lại trang để xem."
    who = last.by.full_name if last.by else "Chương trình"
    state = State(last.to_state).label
    return f"Biểu này đã chuyển sang « {state} » (người làm: {who}, ngày {show_date(last.on)}). Tải lại trang để xem."


def due(due_on: date | None, today: date) -> str:
    """How a deadline stands: "còn 2 ngày làm việc", "hạn hôm nay", "quá hạn 4 ngày"; "" without one."""
    if due_on is None:
        return ""
    if today > due_on:
        return f"quá hạn {(today - due_on).days} ngày"
    if today == due_on:
        return "hạn hôm nay"
    left = working_days.between(today, due_on)
    return f"còn {left} ngày làm việc" if left else f"hạn {show_date(due_on)}"


def sent(done: int, expected: int, measure: str, missing: Sequence[str], returned: Sequence[str] = ()) -> str:
    """ "17/19 xã, thị trấn đã gửi; chưa gửi: Châu Hóa, Ngư Hóa; đang bổ sung: Cao Quảng"."""
    said = [f"{done}/{expected} {measure} đã gửi"]
    if missing:
        said.append(f"chưa gửi: {', '.join(missing)}")
    if returned:
        said.append(f"đang bổ sung: {', '.join(returned)}")
    return "; ".join(said)


def state(round: Round, due_on: date | None, said: str, *, all_sent: bool, asked: int) -> str:
    """A round with its deadline in one sentence; nothing of the deadline once everybody sent or the round is closed."""
    if round.closed_on is not None:
        return f"Đã chốt ngày {show_date(round.closed_on)}" + (f"; {said}" if asked else "")
    if not asked:
        return "Kỳ này tính từ các kỳ thành phần, không hỏi thêm đơn vị nào"
    words = "" if all_sent else due(due_on, clock.today())
    whole = f"{words}; {said}" if words else said
    return whole[:1].upper() + whole[1:]


def for_zalo(
    title: str,
    moment: datetime,
    missing: Sequence[str],
    returned: Sequence[str],
    expected: int,
    due_on: date | None,
) -> str:
    """A text to paste in the group: who has not sent yet, who owes a correction, and until when."""
    at = f"{moment:%H:%M} ngày {show_date(moment.date())}"
    back = f" Trả lại để bổ sung: {', '.join(returned)}." if returned else ""
    if not missing:
        return f"{title}: đến {at}, cả {expected} đơn vị đã gửi số liệu.{back} Cảm ơn các đồng chí."
    until = f" Hạn gửi: {show_date(due_on)}." if due_on else ""
    names = ", ".join(missing)
    return f"{title}: đến {at} còn {len(missing)} đơn vị chưa gửi: {names}.{back}{until} Đề nghị các đồng chí gửi sớm."
