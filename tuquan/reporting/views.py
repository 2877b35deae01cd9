"""The two views of a past: as it was reported, or restated onto the units of a chosen day."""

from dataclasses import dataclass
from datetime import date

from tuquan.vn.dates import show_date


@dataclass(frozen=True)
class AsWas:
    """Totals over the units that stood at the round's end."""

    @property
    def label(self) -> str:
        return "theo thời điểm báo cáo"


@dataclass(frozen=True)
class Restated:
    """Totals over the units of `day`, which is the round's last day or later: exact, or said not to be comparable."""

    day: date

    @property
    def label(self) -> str:
        return f"quy về đơn vị ngày {show_date(self.day)}"


View = AsWas | Restated
AS_WAS = AsWas()
