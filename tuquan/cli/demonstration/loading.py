"""Loading the demonstration into an empty database: the ground both use, then the state first shown (17/19)."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.cli.demonstration import HAM_THUAN_NAM, TUYEN_HOA, figures, later, people, register, rounds, times
from tuquan.cli.demonstration.acts import Commune
from tuquan.cli.demonstration.people import Offices
from tuquan.cli.mishaps import Mishap
from tuquan.ground import audit, clock, notices
from tuquan.ground.models import AuditEvent, FixedDay, Notice
from tuquan.reporting import actions
from tuquan.reporting.models import Round, SourceKind, Submission
from tuquan.schemes.models import Scheme
from tuquan.units import loading as units
from tuquan.vn.windows import Window

DAYS = {TUYEN_HOA: date(2021, 12, 31), HAM_THUAN_NAM: date(2019, 4, 24)}
LOADED = "demonstration.loaded"
# The state first shown. Everybody else has sent and is approved.
DRAFT = "xã Châu Hóa"
PRESENTED = "xã Ngư Hóa"
SENT_BACK = "xã Cao Quảng"
CONTRADICTS = "xã Tiến Hóa"
WAITING = "xã Thanh Thạch"
LATE = {"xã Lâm Hóa": date(2021, 12, 27), "xã Thanh Thạch": date(2021, 12, 28), "xã Thuận Hóa": date(2021, 12, 29)}
# A zero too many, typed by hand: what the superior sends back.
SLIP = {SENT_BACK: {"outreach_attendances": 15760}, CONTRADICTS: {"schemes_active": 4}}
WHY_BACK = (
    "Lượt người nghe tuyên truyền ghi 15.760, gấp hơn mười lần năm 2020; báo cáo lời văn ghi 1.576. "
    "Đề nghị kiểm tra, sửa rồi gửi lại."
)
Tell = Callable[[str], None]


class HoldsRealData(Mishap):
    """The database holds data that is not the demonstration's."""

    code = "holds_real_data"


def is_loaded() -> bool:
    """Whether this database holds the demonstration."""
    return AuditEvent.objects.filter(action=LOADED).exists()


def refuse_real_data() -> None:
    """Raise HoldsRealData where anybody's real work stands in the database."""
    if not is_loaded() and (User.objects.exists() or Scheme.objects.exists() or Round.objects.exists()):
        raise HoldsRealData(
            "Nơi dữ liệu này đã có dữ liệu thật nên không nạp dữ liệu minh họa vào. "
            "Đặt biến môi trường TUQUAN_DATA vào một thư mục khác rồi chạy lại."
        )


@transaction.atomic
def lay_ground(tell: Tell) -> None:
    """Units, catalogue, organs, accounts, register, the closed rounds, and 2021 opened but untouched."""
    tell("Đơn vị hành chính của hai huyện")
    units.load_packaged()
    rounds.load_forms()
    tell("Cơ quan, tài khoản")
    offices = people.settle()
    for place, day in DAYS.items():
        clock.fix_day(scope_key=offices.unit[place], day=day)
    tell("Sổ mô hình: 46 mô hình của Tuyên Hóa, 82 điểm của Hàm Thuận Nam")
    register.enter(offices.unit)
    tell("Kỳ 2020 và kỳ sơ kết của Hàm Thuận Nam")
    rounds.close_2020(offices)
    rounds.close_review(offices)
    rounds.open_2021(offices)
    audit.record(
        by=None, action=LOADED, subject_kind="unit", subject_key=offices.unit[TUYEN_HOA],
        unit_key=offices.unit[TUYEN_HOA], summary="Nạp dữ liệu minh họa của hai huyện Tuyên Hóa và Hàm Thuận Nam",
    )  # fmt: skip


@transaction.atomic
def show_first_state(tell: Tell) -> None:
    """The round of 2021 as a visitor finds it: 17 have sent, three of them late, one was sent back."""
    offices = people.find()
    round_ = the_round(offices, TUYEN_HOA, rounds.YEAR_2021)
    for unit in figures.units():
        if unit != DRAFT:
            tell(f"Báo cáo của {unit}")
            _act(Commune(round_, offices, unit, SLIP.get(unit)))
    _own_work(round_, offices)
    later.found_offices(offices)
    _quiet(people.ACCOUNTS)


def the_round(offices: Offices, district: str, window: Window) -> Round:
    """The round of a district over a window."""
    found: Round = Round.objects.get(scope=offices.unit[district], first_day=window.first, last_day=window.last)
    return found


def _act(commune: Commune) -> None:
    unit, number = commune.unit, figures.units().index(commune.unit)
    commune.confirm(commune.receive())
    commune.complete()
    if unit == PRESENTED:
        commune.present(date(2021, 12, 30))
        return
    sent = LATE.get(unit, date(2021, 12, 20 + number % 5))
    sent = max(sent, commune.narrative.issued_on)
    commune.present(sent)
    commune.submit(sent)
    if unit == SENT_BACK:
        commune.send_back(date(2021, 12, 28), WHY_BACK)
    elif unit not in (CONTRADICTS, WAITING):
        commune.approve(date(2021, 12, 29))


def _own_work(round_: Round, offices: Offices) -> None:
    """The 18 communes that the district itself inspected: its own figure, not a sum."""
    with times.on(date(2021, 12, 30)):
        actions.claim(
            by=offices.officer(TUYEN_HOA), submission=Submission.objects.get(round=round_, unit=round_.scope_id),
            indicator="units_inspected", value=18, source_kind=SourceKind.TYPED, source_label="Sổ kiểm tra của huyện",
        )  # fmt: skip


def _quiet(accounts: tuple[people.Account, ...]) -> None:
    """Nobody starts with a heap of old notices; the newest few stay unread."""
    for user in User.objects.filter(username__in=[account.username for account in accounts]):
        rows = Notice.objects.filter(user_key=user.pk).order_by("-id").values_list("pk", flat=True)
        notices.mark_read(user_key=user.pk, notice_keys=list(rows[3:]))


def fixed_days() -> dict[int, date]:
    """The days at which the demonstration stands, by unit."""
    return dict(FixedDay.objects.values_list("scope_key", "day"))
