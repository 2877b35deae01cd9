"""What is kept and goes over as it stands: drafts, number series, the register, drafts of changes, posts."""

from django.db.models import Count, Max, Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tuquan.accounts.models import Post, Role, User
from tuquan.ground import clock
from tuquan.papers.models import Paper
from tuquan.schemes.models import SchemeEvent
from tuquan.schemes.queries import SchemeFilter
from tuquan.schemes.queries import search as schemes
from tuquan.units.models import Reform
from tuquan.vn.dates import show_date
from tuquan.web.handover.offices import Office
from tuquan.web.handover.parts import Part, Row
from tuquan.web.papers.reach import visible


def drafts(office: Office, user: User | None, person: User | None) -> Part:
    """Drafts of reports the reader may open; of a person, those they made."""
    found = visible(user).filter(organ=office.organ, state=Paper.State.DRAFT)
    found = found.filter(drafted_by=person) if person is not None else found
    return Part(
        key="du-thao",
        title="Văn bản đang dự thảo",
        columns=("Trích yếu", "Soạn ngày, người soạn", "Số liệu của", "Phần còn thiếu"),
        rows=tuple(_draft(row) for row in found.order_by("id")),
        widths=(36, 24, 24, 16),
        source=_source("Văn bản trong phần mềm"),
        nothing="Không có dự thảo nào.",
    )


def _draft(row: Paper) -> Row:
    who = row.drafted_by.full_name if row.drafted_by else "chương trình"
    day = show_date(timezone.localtime(row.drafted_at).date())
    gaps = f"{len(row.incomplete)} phần" if row.incomplete else "đủ các phần"
    return Row((row.subject, f"{day}, {who}", row.coverage_text, gaps), reverse("papers-paper", args=[row.pk]))


def series(office: Office) -> Part:
    """The last number issued in each year: from there the heir, or the next officer, counts on."""
    issued = Paper.objects.filter(organ=office.organ, state=Paper.State.ISSUED)
    years = issued.values("year").annotate(last=Max("number"), count=Count("pk")).order_by("-year")
    return Part(
        key="so-van-ban",
        title="Số văn bản đã phát hành trong phần mềm",
        columns=("Năm", "Số cuối cùng đã dùng", "Số văn bản"),
        rows=tuple(Row((str(row["year"]), f"{row['last']:02d}", str(row["count"]))) for row in years),
        widths=(30, 40, 30),
        source=_source("Văn bản đã phát hành"),
        nothing="Chưa phát hành văn bản nào trong phần mềm.",
        counts=True,
        note="Văn bản đánh số ngoài phần mềm thì đối chiếu với sổ công văn.",
    )


def register(office: Office, person: User | None) -> Part:
    """Schemes in the area by state, with and without a dossier, as the register stood on the office's day."""
    day = min(office.day, clock.today())
    rows = [_state(office, "active", "Đang hoạt động", ""), _state(office, "struck_off", "Đã thanh loại", "thanh-loai")]
    own = SchemeEvent.objects.filter(recorded_by=person) if person is not None else None
    note = f"Người này đã ghi {own.count()} việc vào sổ." if own is not None else ""
    return Part(
        key="mo-hinh",
        title="Sổ mô hình",
        columns=("Tình trạng", "Số mô hình", "Có hồ sơ", "Chưa có hồ sơ"),
        rows=tuple(row for row in rows if row.cells[1] != "0"),
        widths=(34, 22, 22, 22),
        source=f"Nguồn: Sổ mô hình của {office.place}, ngày {show_date(day)}.",
        nothing="Sổ chưa có mô hình nào của địa bàn này.",
        note=note,
        href=f"{reverse('schemes')}?noi={office.unit_id}&ngay={day.isoformat()}",
        link="Mở sổ mô hình",
        counts=True,
    )


def _state(office: Office, state: str, words: str, asked: str) -> Row:
    day = min(office.day, clock.today())
    found = schemes(SchemeFilter([office.unit_id], on=day, state=state))
    count, with_dossier = found.count(), found.filter(dossier_since__lte=day).count()
    href = f"{reverse('schemes')}?noi={office.unit_id}&tinh-trang={asked}&ngay={day.isoformat()}"
    return Row((words, str(count), str(with_dossier), str(count - with_dossier)), href)


def reforms(office: Office, person: User | None) -> Part:
    """Changes of units that are drafted and not carried out yet, within the office's own unit."""
    found = Reform.objects.filter(state=Reform.State.DRAFT)
    holders = Post.objects.filter(organ=office.organ).values("user_id")
    mine = Q(scope=office.unit_id) | Q(drafted_by_key__in=holders)
    found = found.filter(drafted_by_key=person.pk) if person is not None else found.filter(mine)
    return Part(
        key="sap-xep",
        title="Việc sắp xếp đơn vị đang soạn",
        columns=("Việc", "Văn bản", "Có hiệu lực từ", "Soạn ngày"),
        rows=tuple(_reform(row) for row in found.order_by("effective_on", "id")),
        widths=(40, 24, 18, 18),
        source=_source("Các bản soạn thay đổi đơn vị"),
        nothing="Không có việc sắp xếp nào đang soạn.",
    )


def _reform(row: Reform) -> Row:
    day = show_date(timezone.localtime(row.drafted_at).date())
    return Row((row.title, row.act_number, show_date(row.effective_on), day), _address("units-reform", row.pk))


def _address(name: str, key: int) -> str:
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


def posts(office: Office, person: User | None) -> Part:
    """Who holds which post at the office on its day, and who held one and holds none there any more."""
    rows = Post.objects.filter(organ=office.organ).select_related("user").order_by("begins_on", "pk")
    rows = rows.filter(user=person) if person is not None else rows
    day = min(office.day, clock.today())
    held = [row for row in rows if row.alive_on(day)]
    holders = {row.user_id for row in held}
    left = {row.user_id: row for row in rows if row.user_id not in holders and row.ends_on is not None}
    lines = [_post(row, f"giữ từ {show_date(row.begins_on)}") for row in held]
    lines += [_post(row, f"thôi giữ từ {show_date(row.ends_on)}") for row in left.values() if row.ends_on]
    return Part(
        key="vi-tri",
        title="Người giữ vị trí công tác",
        columns=("Họ và tên", "Chức vụ", "Quyền trong phần mềm", "Thời gian", "Tài khoản"),
        rows=tuple(lines),
        widths=(24, 20, 18, 22, 16),
        source=f"Nguồn: Vị trí công tác của {office.name}, ngày {show_date(day)}.",
        nothing="Chưa ai giữ vị trí công tác nào ở cơ quan này.",
        note="" if held or person is not None else "Hiện không ai giữ vị trí công tác nào ở cơ quan này.",
    )


def _post(row: Post, when: str) -> Row:
    role, account = Role(row.role).label, "còn dùng" if row.user.is_active else "đã đóng"
    return Row((row.user.full_name, row.title, role[:1].upper() + role[1:], when, account))


def _source(words: str) -> str:
    return f"Nguồn: {words}, ngày {show_date(clock.today())}."
