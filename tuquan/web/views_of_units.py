"""The switch "theo thời điểm báo cáo / quy về đơn vị hành chính hiện nay": one for every page that shows totals.

`?theo=` is read here and nowhere else: absent as it was, "hien-nay", or a day; every address can be sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest

from tuquan.ground import clock
from tuquan.ground.errors import Refusal
from tuquan.reporting.models import Round
from tuquan.reporting.viewing import NOW, Turns, turns, view_of, word_of
from tuquan.reporting.views import AS_WAS, AsWas, Restated, View
from tuquan.vn.dates import show_date

PARAMETER = "theo"


@dataclass(frozen=True)
class Switch:
    """The view in force, and how to see the same by the other. `shown`: there is something to switch, or it is on.

    `matters`: units have changed by today, or the reader asked. `sentence` says what the view is, or why there is
    nothing to switch; `error` what could not be read.
    """

    view: View
    options: list[dict[str, object]]
    sentence: str
    error: str = ""
    shown: bool = True
    matters: bool = True
    day: str = ""
    kept: list[tuple[str, str]] = field(default_factory=list)
    word: str = ""

    @property
    def restated(self) -> bool:
        return isinstance(self.view, Restated)

    @property
    def label(self) -> str:
        return self.view.label

    @property
    def query(self) -> str:
        """What a link carries so that the next page shows the same view: "?theo=2025-07-01" or ""."""
        return f"?{urlencode({PARAMETER: self.word})}" if self.word else ""

    @property
    def more(self) -> str:
        """The same for an address that asks for something already: "&theo=2025-07-01" or ""."""
        return f"&{urlencode({PARAMETER: self.word})}" if self.word else ""


def switch_for(request: HttpRequest, round_: Round, unit_ids: Iterable[int] = (), *, only_now: bool = False) -> Switch:
    """Read `?theo=` and say what can be switched. `only_now`: the reader's unit did not exist at the round's end."""
    changed = turns(round_, unit_ids)
    asked = request.GET.get(PARAMETER, "") or (NOW if only_now else "")
    view, error = _read(asked, round_, only_now)
    kept = [(name, str(value)) for name, value in request.GET.items() if name not in (PARAMETER, "xuat", "page")]
    return Switch(
        view=view,
        options=_options(view, round_, changed, kept, only_now=only_now),
        sentence=_sentence(view, round_, changed),
        error=error,
        shown=bool(changed.days) or isinstance(view, Restated),
        matters=bool(changed.until_now or error) or isinstance(view, Restated),
        day=show_date(view.day) if isinstance(view, Restated) else "",
        kept=kept,
        word=word_of(view, round_),
    )


def _read(asked: str, round_: Round, only_now: bool) -> tuple[View, str]:
    try:
        return view_of(asked, round_), ""
    except Refusal as refused:
        fallback = view_of(NOW if only_now else "", round_)
        return fallback, f"{refused.message} Trang này đang xem {fallback.label}."


def _options(
    view: View, round_: Round, changed: Turns, kept: list[tuple[str, str]], *, only_now: bool
) -> list[dict[str, object]]:
    return [
        {"label": label, "url": _url(kept, word_of(each, round_)), "current": each == view}
        for label, each in offered(view, round_, changed, only_now=only_now)
    ]


def offered(view: View, round_: Round, changed: Turns, *, only_now: bool = False) -> list[tuple[str, View]]:
    """The views worth offering: as it was, today's units where they changed, the last change to come, and `view`."""
    found: list[tuple[str, View]] = [] if only_now else [("Theo thời điểm báo cáo", AS_WAS)]
    if changed.until_now or only_now or not changed.days:
        found.append(("Theo đơn vị hiện nay", Restated(max(clock.today(), round_.last_day))))
    found += [(f"Theo đơn vị từ {show_date(day)}", Restated(day)) for day in changed.to_come[-1:]]
    if isinstance(view, Restated) and all(view != each for _, each in found):
        found.append((f"Theo đơn vị ngày {show_date(view.day)}", view))
    return found


def _url(kept: list[tuple[str, str]], word: str) -> str:
    return f"?{urlencode([*kept, *([(PARAMETER, word)] if word else [])])}"


def _sentence(view: View, round_: Round, changed: Turns) -> str:
    if not changed.days:
        return f"Từ {show_date(round_.last_day)} đến nay các đơn vị này không thay đổi: hai cách xem cho cùng một số."
    days = _said(changed.days)
    if isinstance(view, AsWas):
        return f"Số của các đơn vị như lúc báo cáo. Đơn vị có thay đổi {days}."
    return (
        f"Số đã báo được cộng cho đơn vị ngày {show_date(view.day)}; đơn vị thay đổi {days}. "
        "Chỗ nào phải chia mà văn bản không ghi tỷ lệ thì không so sánh được."
    )


def _said(days: tuple[date, ...]) -> str:
    named = ", ".join(show_date(day) for day in days[:3])
    return f"từ {named}" + (f" và {len(days) - 3} lần nữa" if len(days) > 3 else "")
