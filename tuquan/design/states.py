"""States as words, tone and icon, so that no page says a state by colour alone.

A state not listed here is drawn with the label and tone its page gives.
"""

from dataclasses import dataclass

TONES = ("plain", "accent", "info", "success", "warning", "error")


@dataclass(frozen=True)
class Look:
    """How one state is shown: Vietnamese words, one of ``TONES``, a heroicons name."""

    label: str
    tone: str
    icon: str


STATES: dict[str, Look] = {
    # a submission or paper on its way
    "draft": Look("Đang soạn", "plain", "pencil-square"),
    "presented": Look("Đã trình lãnh đạo", "info", "arrow-up-circle"),
    "submitted": Look("Đã gửi", "info", "paper-airplane"),
    "approved": Look("Đã duyệt", "success", "check-circle"),
    "sent_back": Look("Bị trả lại", "warning", "arrow-uturn-left"),
    "reopened": Look("Đang sửa", "warning", "arrow-path"),
    "closed": Look("Đã chốt", "plain", "lock-closed"),
    "published": Look("Đã công bố", "success", "globe-asia-australia"),
    "issued": Look("Đã phát hành", "success", "document-check"),
    "withdrawn": Look("Đã rút", "plain", "x-circle"),
    # time
    "late": Look("Quá hạn", "error", "exclamation-circle"),
    "due_soon": Look("Sắp đến hạn", "warning", "clock"),
    "not_reported": Look("Chưa báo cáo", "plain", "minus-circle"),
    "not_started": Look("Chưa bắt đầu", "plain", "minus-circle"),
    "in_progress": Look("Đang làm", "info", "arrow-path"),
    "done": Look("Đã xong", "success", "check-circle"),
    # the life of a scheme
    "active": Look("Đang hoạt động", "success", "check-circle"),
    "founded": Look("Xây dựng mới", "success", "plus-circle"),
    "replicated": Look("Nhân rộng", "success", "square-2-stack"),
    "strengthened": Look("Củng cố", "info", "wrench-screwdriver"),
    "paused": Look("Tạm dừng", "warning", "pause-circle"),
    "struck_off": Look("Đã thanh loại", "plain", "archive-box"),
    # a reading and its findings
    "received": Look("Đã nhận", "plain", "inbox"),
    "read": Look("Đã đọc", "info", "document-magnifying-glass"),
    "confirmed": Look("Đã xác nhận", "success", "check-circle"),
    "corrected": Look("Đã sửa", "info", "pencil"),
    "rejected": Look("Đã loại", "plain", "x-circle"),
    "refused": Look("Bị từ chối", "error", "no-symbol"),
    "sure": Look("Chắc chắn", "success", "check-circle"),
    "likely": Look("Có thể", "warning", "question-mark-circle"),
    "doubtful": Look("Còn ngờ", "error", "exclamation-triangle"),
    "mismatch": Look("Không khớp", "warning", "exclamation-triangle"),
    # long work
    "queued": Look("Đang chờ", "plain", "clock"),
    "running": Look("Đang chạy", "info", "arrow-path"),
    "failed": Look("Không hoàn thành", "error", "exclamation-circle"),
}


def look(state: str, label: str = "", tone: str = "", icon: str = "") -> Look:
    """The look of ``state``; ``label``, ``tone`` and ``icon``, where given, take its place."""
    known = STATES.get(state, Look("", "plain", "minus-circle"))
    return Look(label or known.label, tone or known.tone, icon or known.icon)
