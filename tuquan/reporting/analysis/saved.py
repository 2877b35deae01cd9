"""Questions of the analysis page kept under a name: saved, renamed, shared with the office, thrown away."""

from django.db import transaction
from django.db.models import Q, QuerySet

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.models import SavedView

LONGEST_NAME = 120


class SavedViewRefused(Refusal):
    """A name that is empty, too long or taken."""

    code = "saved_view_refused"


@transaction.atomic
def save_view(*, by: User, organ_id: int, name: str, address: str, shared: bool = False) -> SavedView:
    """Keep an address under a name. Raises PermissionRefused (no post there), SavedViewRefused."""
    accounts.require(by, Permission.VIEW_AREA, organ_id=organ_id, on=clock.today())
    clean = _name(name, by, organ_id)
    made = SavedView.objects.create(name=clean, organ_id=organ_id, by=by, address=address[:4000], shared=shared)
    _record(by, "reporting.save_view", made, f"Lưu bảng phân tích « {clean} »{_shared(made)}")
    return made


@transaction.atomic
def change_view(*, by: User, view: SavedView, name: str, shared: bool) -> SavedView:
    """Rename, share or keep to oneself; only whoever saved it may. Raises PermissionRefused, SavedViewRefused."""
    held = _held(by, view)
    held.name, held.shared = _name(name, by, held.organ_id, held.pk), shared
    held.save(update_fields=["name", "shared"])
    _record(by, "reporting.change_view", held, f"Sửa bảng phân tích đã lưu « {held.name} »{_shared(held)}")
    return held


@transaction.atomic
def drop_view(*, by: User, view: SavedView) -> None:
    """Throw a saved question away; the figures it showed stay where they are. Raises PermissionRefused."""
    held = _held(by, view)
    _record(by, "reporting.drop_view", held, f"Bỏ bảng phân tích đã lưu « {held.name} »")
    held.delete()


def views_of(user: User | None, organ_id: int) -> QuerySet[SavedView]:
    """One's own and those that the office shares, by name."""
    if user is None:
        return SavedView.objects.none()
    mine = Q(by=user, organ=organ_id) | Q(organ=organ_id, shared=True)
    return SavedView.objects.filter(mine).select_related("by").order_by("name", "pk")


def _held(by: User, view: SavedView) -> SavedView:
    held = SavedView.objects.select_for_update().get(pk=view.pk)
    if held.by_id != by.pk:
        raise PermissionRefused("Chỉ người đã lưu bảng này được đổi tên, chia sẻ hoặc bỏ. Lưu một bảng của mình.")
    return held


def _name(name: str, by: User, organ_id: int, but: int | None = None) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise SavedViewRefused("Chưa có tên bảng. Ghi tên ngắn gọn, ví dụ: Điểm tuyên truyền bốn quý.")
    if len(clean) > LONGEST_NAME:
        raise SavedViewRefused(f"Tên bảng dài quá {LONGEST_NAME} chữ. Viết ngắn lại.")
    if SavedView.objects.filter(by=by, organ=organ_id, name=clean).exclude(pk=but or 0).exists():
        raise SavedViewRefused(f"Đồng chí đã có bảng « {clean} ». Đặt tên khác hoặc bỏ bảng cũ.")
    return clean


def _shared(view: SavedView) -> str:
    return ", dùng chung trong cơ quan" if view.shared else ""


def _record(by: User, action: str, view: SavedView, summary: str) -> None:
    audit.record(by=by, action=action, subject_kind="saved_view", subject_key=view.pk, summary=summary)
