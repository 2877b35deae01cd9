"""What a post may be allowed to do."""

from enum import StrEnum


class Permission(StrEnum):
    """A thing one may do. The label is a Vietnamese verb phrase for sentences: "… được {label}"."""

    VIEW_AREA = "view_area"
    ENTER_FIGURES = "enter_figures"
    RECEIVE_REPORT = "receive_report"
    PRESENT = "present"
    SUBMIT = "submit"
    APPROVE = "approve"
    KEEP_CALENDAR = "keep_calendar"
    DRAFT_PAPER = "draft_paper"
    ISSUE_PAPER = "issue_paper"
    RECORD_SCHEME = "record_scheme"
    KEEP_HAMLETS = "keep_hamlets"
    DRAFT_CHANGE = "draft_change"
    COMMIT_CHANGE = "commit_change"
    EDIT_CATALOGUE = "edit_catalogue"
    VIEW_AUDIT = "view_audit"
    MANAGE_ACCOUNTS = "manage_accounts"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Permission.VIEW_AREA: "xem số liệu trong địa bàn",
    Permission.ENTER_FIGURES: "nhập số liệu",
    Permission.RECEIVE_REPORT: "nhận và đối chiếu báo cáo gửi đến",
    Permission.PRESENT: "trình lãnh đạo",
    Permission.SUBMIT: "gửi số liệu lên cấp trên",
    Permission.APPROVE: "duyệt hoặc trả lại số liệu của cấp dưới",
    Permission.KEEP_CALENDAR: "đặt lịch báo cáo, chốt hoặc mở lại kỳ báo cáo",
    Permission.DRAFT_PAPER: "dự thảo báo cáo",
    Permission.ISSUE_PAPER: "ban hành báo cáo",
    Permission.RECORD_SCHEME: "ghi mô hình vào sổ",
    Permission.KEEP_HAMLETS: "giữ danh sách thôn, tổ dân phố và cơ sở trên địa bàn",
    Permission.DRAFT_CHANGE: "soạn việc thay đổi đơn vị",
    Permission.COMMIT_CHANGE: "thực hiện hoặc hoàn tác việc thay đổi đơn vị",
    Permission.EDIT_CATALOGUE: "sửa danh mục chỉ tiêu và biểu số liệu",
    Permission.VIEW_AUDIT: "xem dấu vết",
    Permission.MANAGE_ACCOUNTS: "quản lý tài khoản và vị trí công tác",
}

# Those that change nothing: they also reach the ended units whose heir lies in one's area.
READING = frozenset({Permission.VIEW_AREA, Permission.VIEW_AUDIT})
