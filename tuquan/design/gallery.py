"""The gallery: every component in its states, with the words of real work. ``web`` gives it an address.

Render ``design/gallery.html`` with ``gallery_context()``; each component's example is
``design/examples/<name>.html``.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator

from tuquan.design.states import STATES, TONES

COTTON = Path(__file__).resolve().parent / "templates" / "cotton"
DECLARATION = re.compile(r"<c-vars\s([^>]*?)/>", re.DOTALL)
VARIABLE = re.compile(r"([:\w-]+)=\"([^\"]*)\"")


@dataclass(frozen=True)
class Component:
    """One component: ``name`` of its file in ``templates/cotton``, Vietnamese ``title``, ``group`` on the page."""

    name: str
    title: str
    group: str

    @property
    def tag(self) -> str:
        """As written in a template: page_header → c-page-header."""
        return f"c-{self.name.replace('_', '-')}"

    @property
    def example(self) -> str:
        return f"design/examples/{self.name}.html"

    @cached_property
    def variables(self) -> dict[str, str]:
        """Declared variables with their defaults, read from the component itself."""
        text = (COTTON / f"{self.name}.html").read_text(encoding="utf-8")
        found = DECLARATION.search(text)
        return dict(VARIABLE.findall(found.group(1))) if found else {}


COMPONENTS = (
    Component("button", "Nút", "Hành động"),
    Component("menu", "Trình đơn nhỏ", "Hành động"),
    Component("dialog", "Hộp hỏi", "Hành động"),
    Component("key", "Phím tắt", "Hành động"),
    Component("icon", "Biểu tượng", "Hành động"),
    Component("number", "Số liệu", "Số liệu và danh sách"),
    Component("stat", "Số lớn", "Số liệu và danh sách"),
    Component("table", "Bảng", "Số liệu và danh sách"),
    Component("th", "Đầu cột", "Số liệu và danh sách"),
    Component("filters", "Điều kiện lọc", "Số liệu và danh sách"),
    Component("pagination", "Trang của danh sách", "Số liệu và danh sách"),
    Component("facts", "Danh sách thông tin", "Số liệu và danh sách"),
    Component("fact", "Một thông tin", "Số liệu và danh sách"),
    Component("bar", "Thanh so sánh", "Số liệu và danh sách"),
    Component("sparkline", "Nét biến động", "Số liệu và danh sách"),
    Component("badge", "Trạng thái", "Trạng thái và thời hạn"),
    Component("steps", "Đường đi qua các bước", "Trạng thái và thời hạn"),
    Component("deadline", "Thời hạn", "Trạng thái và thời hạn"),
    Component("progress", "Tiến độ", "Trạng thái và thời hạn"),
    Component("tasks", "Nhóm việc", "Trạng thái và thời hạn"),
    Component("task", "Một việc", "Trạng thái và thời hạn"),
    Component("field", "Câu hỏi của biểu mẫu", "Biểu mẫu và thông báo"),
    Component("error_summary", "Chỗ cần sửa", "Biểu mẫu và thông báo"),
    Component("notice", "Thông báo", "Biểu mẫu và thông báo"),
    Component("empty", "Chỗ còn trống", "Biểu mẫu và thông báo"),
    Component("page_header", "Đầu trang", "Khung trang"),
    Component("breadcrumb", "Đường dẫn đơn vị", "Khung trang"),
    Component("tabs", "Các phần của một trang", "Khung trang"),
    Component("switch", "Đổi cách xem", "Khung trang"),
    Component("date_banner", "Ngày đang xem", "Khung trang"),
    Component("demo_banner", "Dữ liệu minh họa", "Khung trang"),
    Component("card", "Tờ", "Khung trang"),
    Component("panel", "Khung bên", "Khung trang"),
    Component("panes", "Hai khung: văn bản và số liệu", "Khung trang"),
    Component("candidate", "Số liệu trích được", "Khung trang"),
)


def gallery_context() -> dict[str, Any]:
    """Everything the gallery's template needs, the shell included; asks no database."""
    groups = list(dict.fromkeys(component.group for component in COMPONENTS))
    return {
        "shell": _shell(),
        "groups": [(group, [c for c in COMPONENTS if c.group == group]) for group in groups],
        "states": list(STATES),
        "tones": TONES,
        "colours": COLOURS,
        "page": Paginator(range(1, 473), 50).page(3),
        **EXAMPLES,
    }


COLOURS = (
    ("ink", "Mực"),
    ("ink-soft", "Mực nhạt"),
    ("accent", "Nhấn"),
    ("success", "Đạt"),
    ("info", "Cho biết"),
    ("warning", "Chú ý"),
    ("error", "Sai, quá hạn"),
)

EXAMPLES: dict[str, Any] = {
    "communes": [
        {
            "name": "Châu Hóa",
            "state": "approved",
            "schemes": 46,
            "members": 1284,
            "rating": 87.5,
            "trend": [31, 34, 38, 46],
        },
        {
            "name": "Lê Hóa",
            "state": "submitted",
            "schemes": 31,
            "members": 902,
            "rating": 82,
            "trend": [29, 30, None, 31],
        },
        {
            "name": "Thị trấn Đồng Lê",
            "state": "sent_back",
            "schemes": 58,
            "members": 2117,
            "rating": 91.25,
            "trend": [40, 47, 52, 58],
        },
        {"name": "Ngư Hóa", "state": "late", "schemes": None, "members": None, "rating": None, "trend": [12, 12, 13]},
    ],
    "path": [
        {"label": "Tỉnh Quảng Bình", "url": "#"},
        {"label": "Huyện Tuyên Hóa", "url": "#"},
        {"label": "Xã Châu Hóa", "url": "#"},
    ],
    "chips": [
        {"label": "đang hoạt động", "remove_url": "#"},
        {"label": "Châu Hóa", "remove_url": "#"},
    ],
    "tabs": [
        {"label": "Hồ sơ", "url": "#", "current": True, "count": None},
        {"label": "Sinh hoạt", "url": "#", "count": 12},
        {"label": "Điểm và nhà liên quan", "url": "#", "count": 4},
        {"label": "Số liệu mô hình này góp vào", "url": "#", "count": 7},
    ],
    "views": [
        {"label": "Theo thời điểm báo cáo", "url": "#", "current": True},
        {"label": "Theo đơn vị hành chính hiện nay", "url": "#"},
    ],
    "life": [
        {"label": "Khảo sát", "note": "03/2019", "state": "done"},
        {"label": "Xây dựng mới", "note": "15/06/2019, QĐ 41/QĐ-UBND", "state": "done"},
        {"label": "Củng cố", "note": "20/11/2021, QĐ 96/QĐ-UBND", "state": "done"},
        {"label": "Đang hoạt động", "note": "46 tổ, 1.284 hộ", "state": "current"},
        {"label": "Sơ kết 5 năm", "note": "trước 15/06/2024", "state": "todo"},
    ],
    "journey": [
        {"label": "Đang soạn", "note": "02/12/2021", "state": "done"},
        {"label": "Đã trình lãnh đạo", "note": "06/12/2021, 08:40", "state": "done"},
        {"label": "Bị trả lại", "note": "Dòng 7 chưa khớp hồ sơ mô hình", "state": "trouble"},
        {"label": "Đã gửi", "note": "", "state": "todo"},
        {"label": "Đã duyệt", "note": "", "state": "todo"},
    ],
    "kinds": [
        ("", "Chọn loại mô hình"),
        ("camera", "Camera an ninh"),
        ("clan", "Dòng họ tự quản"),
        ("religion", "Tổ liên gia"),
    ],
    "faults": [
        {"message": "Ngày ra mắt: “31/02/2021” không phải ngày hợp lệ.", "href": "#founded_bad"},
        {"message": "Số hộ tham gia: cần một số, ví dụ 1.284.", "href": "#households_bad"},
    ],
}


def _shell() -> dict[str, Any]:
    rooms = (
        ("Việc hôm nay", "inbox-stack"),
        ("Mô hình", "user-group"),
        ("Công tác", "calendar-days"),
        ("Số liệu", "chart-bar"),
        ("Văn bản", "document-text"),
    )
    return {
        "office": "Công an xã Châu Hóa",
        "post_title": "Nhập liệu",
        "posts": [
            {"label": "Công an xã Châu Hóa · nhập liệu", "value": "1", "current": True},
            {"label": "Ban Chỉ đạo 138 xã Châu Hóa · thư ký", "value": "2", "current": False},
        ],
        "waiting": 7,
        "rooms": [
            {"label": label, "icon": icon, "url": "#", "current": not i} for i, (label, icon) in enumerate(rooms)
        ],
        "more_rooms": [{"label": "Đơn vị và tài khoản", "icon": "cog-6-tooth", "url": "#", "current": False}],
        "user_name": "Trần Thị Lan",
        "day_label": "Đơn vị hành chính tại ngày 31/12/2021",
        "day_is_today": True,
        "day_today_url": "?",
        "demonstration": False,
        "version": "0.1",
        "source_url": "#",
        "printed_at": "14/12/2021 16:05",
    }
