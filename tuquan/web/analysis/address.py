"""The address of a question: everything asked stands in it, in short Vietnamese words, so that it can be sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from tuquan.reporting.analysis import Dim, Measure, Reach
from tuquan.vn.windows import Window, WindowError

DIMS = {"chi-tieu": Dim.INDICATOR, "noi": Dim.PLACE, "ky": Dim.SPAN}
REACHES = {
    "chinh-no": Reach.ITSELF,
    "truc-thuoc": Reach.CHILDREN,
    "cap-duoi-nua": Reach.GRANDCHILDREN,
    "moi-xa": Reach.COMMUNES,
    "chon": Reach.CHOSEN,
    "nhom": Reach.GROUP,
}
MEASURES = {
    "so": Measure.VALUE,
    "ty-le": Measure.RATIO,
    "ty-trong": Measure.SHARE,
    "thu": Measure.RANK,
    "ky-truoc": Measure.BEFORE,
    "ky-truoc-pt": Measure.BEFORE_PERCENT,
    "cung-ky": Measure.YEAR,
    "cung-ky-pt": Measure.YEAR_PERCENT,
}
CHARTS = {"cot": "Cột", "duong": "Đường", "nho-noi": "Mỗi đơn vị một hình", "nho-ct": "Mỗi chỉ tiêu một hình"}
NO_CHART = "khong"
# How a form that was never filled in lays things out.
ROWS, COLUMNS = ("noi",), ("ky", "chi-tieu")
_ORDER = {"hang": ("chi-tieu", "noi", "ky"), "cot": ("ky", "chi-tieu", "noi"), "lop": ("chi-tieu", "noi", "ky")}


@dataclass(frozen=True)
class Asked:
    """What an address asks, word for word; what is missing is decided by `choosing`. `spans`: ISO file names, or one
    of the words "gan-4", "cung-ky". `chosen`, `group`, `top`: keys of units.
    """

    kind: str = ""
    codes: tuple[str, ...] = ()
    top: int | None = None
    reach: str = ""
    chosen: tuple[int, ...] = ()
    group: int | None = None
    spans: tuple[str, ...] = ()
    rows: tuple[str, ...] = ROWS
    columns: tuple[str, ...] = COLUMNS
    layers: tuple[str, ...] = ()
    measures: tuple[str, ...] = ("so",)
    view: str = ""
    sort: str = ""
    chart: str = ""
    drawn: str = ""
    job: int | None = None

    def query(self, **changes: Any) -> str:
        """What stands after "?" for this question, changed so; canonical: equal questions have equal addresses."""
        me = replace(self, **changes)
        said = {
            "loai": me.kind,
            "ct": ",".join(me.codes),
            "noi": "" if me.top is None else str(me.top),
            "cap": me.reach,
            "chon": ",".join(map(str, me.chosen)) if me.reach == "chon" else "",
            "nhom": str(me.group) if me.group and me.reach == "nhom" else "",
            "ky": ",".join(me.spans),
            "hang": ",".join(me.rows),
            "cot": ",".join(me.columns),
            "lop": ",".join(me.layers),
            "do": ",".join(me.measures),
            "theo": me.view,
            "sort": me.sort,
            "hinh": me.chart,
            "ve": me.drawn,
            "viec": "" if me.job is None else str(me.job),
        }
        return urlencode({name: text for name, text in said.items() if text}, safe=",")

    def link(self, **changes: Any) -> str:
        return f"?{self.query(**changes)}"

    @property
    def swapped(self) -> str:
        """Rows for columns and columns for rows."""
        return self.link(rows=self.columns or ("noi",), columns=self.rows, sort="")


def read(data: QueryDict) -> Asked:
    """What an address or a sent form asks. Whatever is not understood is passed over: an old address still opens."""
    rows, columns, layers = _laid(data)
    return Asked(
        kind=data.get("loai", "")[:40],
        codes=_list(data, "ct"),
        top=_key(data.get("noi", "")),
        reach=data.get("cap", "") if data.get("cap", "") in REACHES else "",
        chosen=tuple(key for text in _list(data, "chon") if (key := _key(text)) is not None),
        group=_key(data.get("nhom", "")),
        spans=_list(data, "ky"),
        rows=rows,
        columns=columns,
        layers=layers,
        measures=tuple(word for word in MEASURES if word in _list(data, "do")) or ("so",),
        view=data.get("theo", "")[:60],
        sort=data.get("sort", "")[:12],
        chart=data.get("hinh", "") if data.get("hinh", "") in (*CHARTS, NO_CHART) else "",
        drawn=data.get("ve", "")[:60],
        job=_key(data.get("viec", "")),
    )


def _laid(data: QueryDict) -> tuple[tuple[str, ...], ...]:
    """Rows, columns, layers: as listed, or as a form said of each dimension where it goes ("o-noi=hang")."""
    if any(f"o-{word}" in data for word in DIMS):
        at = {axis: tuple(w for w in order if data.get(f"o-{w}") == axis) for axis, order in _ORDER.items()}
    else:
        at = {axis: tuple(word for word in _list(data, axis) if word in DIMS) for axis in _ORDER}
    return _complete(at["hang"], at["cot"], at["lop"])


def _complete(*axes: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Every dimension once: what was said twice counts where it was said first, what was not said goes to columns."""
    seen: set[str] = set()
    made = []
    for axis in axes:
        kept = [word for word in dict.fromkeys(axis) if word not in seen]
        seen.update(kept)
        made.append(tuple(kept))
    rows, columns, layers = made
    if not seen:
        return ROWS, COLUMNS, ()
    columns = (*columns, *(word for word in _ORDER["cot"] if word not in seen))
    return (rows, columns, layers) if rows else (columns[-1:], columns[:-1], layers)


def _list(data: QueryDict, name: str) -> tuple[str, ...]:
    """Given once with commas or many times, as a form sends it."""
    words = (word.strip() for text in data.getlist(name) for word in text.split(","))
    return tuple(dict.fromkeys(word[:60] for word in words if word))[:400]


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None


def windows(names: Iterable[str]) -> list[Window]:
    """The windows of those names that are windows."""
    found = []
    for name in names:
        try:
            found.append(Window.from_iso(name))
        except WindowError:
            continue
    return found
