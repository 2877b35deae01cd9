"""Which permissions each role carries, and what it is, in a sentence."""

from tuquan.accounts.models import Role
from tuquan.accounts.permissions import Permission

_COMMUNE_OFFICER = frozenset(
    {
        Permission.VIEW_AREA,
        Permission.ENTER_FIGURES,
        Permission.RECEIVE_REPORT,
        Permission.PRESENT,
        Permission.RECORD_SCHEME,
        Permission.KEEP_HAMLETS,
    }
)
# The catalogue is edited for a province or the country: reporting.owning refuses an area below.
_SUPERIOR_OFFICER = _COMMUNE_OFFICER | {
    Permission.APPROVE,
    Permission.DRAFT_PAPER,
    Permission.DRAFT_CHANGE,
    Permission.EDIT_CATALOGUE,
}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COMMUNE_OFFICER: _COMMUNE_OFFICER,
    Role.COMMUNE_HEAD: _COMMUNE_OFFICER | {Permission.SUBMIT, Permission.DRAFT_PAPER, Permission.ISSUE_PAPER},
    Role.SUPERIOR_OFFICER: _SUPERIOR_OFFICER,
    Role.SUPERIOR_HEAD: _SUPERIOR_OFFICER
    | {
        Permission.SUBMIT,
        Permission.ISSUE_PAPER,
        Permission.KEEP_CALENDAR,
        Permission.COMMIT_CHANGE,
    },
    Role.INSPECTOR: frozenset({Permission.VIEW_AREA, Permission.VIEW_AUDIT}),
    Role.ADMINISTRATOR: frozenset(
        {Permission.MANAGE_ACCOUNTS, Permission.VIEW_AUDIT, Permission.DRAFT_CHANGE, Permission.COMMIT_CHANGE}
    ),
}

DESCRIPTIONS: dict[Role, str] = {
    Role.COMMUNE_OFFICER: "Nhận và đối chiếu báo cáo, nhập số liệu, ghi mô hình, giữ danh sách thôn của xã mình, "
    "rồi trình lãnh đạo.",
    Role.COMMUNE_HEAD: "Làm mọi việc của cán bộ xã; gửi số liệu lên cấp trên; dự thảo và ban hành báo cáo của xã.",
    Role.SUPERIOR_OFFICER: "Duyệt hoặc trả lại số liệu của các xã trong địa bàn, nhập số liệu của cấp mình, "
    "dự thảo báo cáo tổng hợp, soạn việc sắp xếp đơn vị rồi trình lãnh đạo; ở tỉnh: đặt chỉ tiêu, biểu riêng.",
    Role.SUPERIOR_HEAD: "Làm mọi việc của cán bộ cấp trên; gửi số liệu lên cấp trên nữa; ban hành báo cáo; "
    "đặt lịch báo cáo, chốt kỳ; thực hiện việc sắp xếp đơn vị.",
    Role.INSPECTOR: "Xem toàn bộ số liệu và dấu vết trong địa bàn; không thay đổi gì.",
    Role.ADMINISTRATOR: "Lập tài khoản, giao và kết thúc vị trí công tác, ghi thay đổi đơn vị, xem dấu vết; "
    "không xem và không sửa số liệu.",
}


def roles_with(permission: Permission) -> list[Role]:
    """The roles that carry a permission, in the order in which roles are declared."""
    return [role for role in Role if permission in PERMISSIONS[role]]
