"""The day that a page of units looks at."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from tuquan.ground import clock
from tuquan.vn.dates import DateError, parse_date, show_date
from tuquan.web.shell import shell


@dataclass(frozen=True)
class Looked:
    """`day`: the day looked at; `error`: a sentence where the day asked for could not be read."""

    day: date
    error: str = ""

    @property
    def is_today(self) -> bool:
        return self.day == clock.today()

    @property
    def query(self) -> str:
        """What a link carries so that the next page looks at the same day."""
        return "" if self.is_today else f"?ngay={self.day.isoformat()}"

    @property
    def said(self) -> str:
        return show_date(self.day)


def looked_at(request: HttpRequest) -> Looked:
    """`?ngay=`, else today. A later day is allowed: acts are known before they take effect, and the banner says so."""
    text = request.GET.get("ngay", "").strip()[:60]
    if not text:
        return Looked(clock.today())
    try:
        return Looked(parse_date(text))
    except DateError as wrong:
        return Looked(clock.today(), f"{wrong} Trang này đang xem tại hôm nay.")


def day_shell(request: HttpRequest, looked: Looked) -> dict[str, Any]:
    """The context that keeps a day other than today in sight, with the way back; empty for today."""
    if looked.is_today:
        return {}
    left = request.GET.copy()
    left.pop("ngay", None)
    label = f"Đơn vị hành chính tại ngày {show_date(looked.day)}"
    if looked.day > clock.today():
        label += ", sau hôm nay, theo các văn bản đã có"
    back = f"{request.path}?{left.urlencode()}"
    return {"shell": {**shell(request)["shell"], "day_label": label, "day_is_today": False, "day_today_url": back}}
