"""Our units in force beside a newer list: what differs, as a draft reform folder for a person to finish.

A list says what is, not what happened: names, types and parents that differ become new versions, codes that came
become new units, codes that went become ended ones whose heirs a person fills in. Every row is grade U.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tuquan.units.models import Level, UnitVersion
from tuquan.units.naming import spoken
from tuquan.units.release import Listed, tidy

IN_FORCE = "QĐ 19/2025/QĐ-TTg"
COLUMNS = {
    "units.csv": "key type name code code_list parent begins_on known_from grade source",
    "versions.csv": "key begins_on type name code code_list parent grade source",
    "changes.csv": "key title act_number act_date issuer effective_on grade source",
    "successions.csv": "change old new whole share share_basis grade source",
}
UNNAMED = "chưa rõ"


@dataclass
class Draft:
    """Rows by file; `said` tells each difference in a Vietnamese line."""

    day: date
    source: str
    rows: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {file: [] for file in COLUMNS})
    said: list[str] = field(default_factory=list)

    def add(self, file: str, **values: str) -> None:
        row = {"grade": "U", "source": self.source, **values}
        if row not in self.rows[file]:
            self.rows[file].append(row)

    def texts(self) -> dict[str, str]:
        """Each file's text, in the format that `manage.py reform` reads."""
        return {file: _text(COLUMNS[file].split(), rows) for file, rows in self.rows.items()}

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in self.texts().items():
            (folder / file).write_text(text, "utf-8")


def compare(listed: dict[str, Listed], day: date, source: str) -> Draft:
    """What a list has otherwise than our provinces and communes of `day`; no rows where nothing differs."""
    rows = UnitVersion.objects.on(day).filter(unit__level__in=(Level.PROVINCE, Level.COMMUNE), code_list=IN_FORCE)
    ours = {row.code: row for row in rows}
    codes = {row.unit_id: row.code for row in ours.values()}
    draft = Draft(day, source)
    for code in sorted(listed.keys() | ours.keys(), key=lambda code: (len(code), code)):
        mine, theirs = ours.get(code), listed.get(code)
        if theirs is None and mine is not None:
            _gone(draft, mine, ours, codes)
        elif mine is None and theirs is not None:
            _new(draft, theirs, ours, codes)
        elif mine is not None and theirs is not None:
            _otherwise(draft, mine, theirs, ours, codes)
    return draft


def _otherwise(
    draft: Draft, mine: UnitVersion, theirs: Listed, ours: dict[str, UnitVersion], codes: dict[int, str]
) -> None:
    changed: dict[str, str] = {}
    if mine.type != theirs.type:
        changed["type"] = theirs.type
    if spoken(mine.name) != spoken(theirs.name):
        changed["name"] = tidy(theirs.name)
    if theirs.parent and codes.get(mine.parent_id or 0) != theirs.parent:
        changed["parent"] = _known(draft, ours.get(theirs.parent), theirs.parent, ours, codes)
    if not changed:
        return
    _known(draft, mine, mine.code, ours, codes)
    draft.add("versions.csv", key=_key(mine.code), begins_on=_when(draft, theirs), **changed)
    told = ", ".join(changed.values())
    draft.said.append(f"{mine.code} {mine.full_name}: {told}. {theirs.note}".strip())


def _new(draft: Draft, theirs: Listed, ours: dict[str, UnitVersion], codes: dict[int, str]) -> None:
    if theirs.parent:
        parent = _known(draft, ours.get(theirs.parent), theirs.parent, ours, codes)
    else:
        parent = _known(draft, UnitVersion.objects.on(draft.day).filter(type="country").first(), "", ours, codes)
    day = _when(draft, theirs)
    draft.add("units.csv", key=_key(theirs.code), type=theirs.type, name=tidy(theirs.name), code=theirs.code,
              code_list=IN_FORCE, parent=parent, begins_on=day, known_from=day)  # fmt: skip
    draft.said.append(f"{theirs.code} {theirs.name}: mới có. {theirs.note}".strip())


def _gone(draft: Draft, mine: UnitVersion, ours: dict[str, UnitVersion], codes: dict[int, str]) -> None:
    _known(draft, mine, mine.code, ours, codes)
    draft.add("changes.csv", key=UNNAMED, title="Đơn vị không còn trong danh mục mới: điền văn bản và đơn vị kế thừa",
              act_number=UNNAMED, effective_on=draft.day.isoformat())  # fmt: skip
    draft.add("successions.csv", change=UNNAMED, old=_key(mine.code), new="", whole="yes")
    draft.said.append(f"{mine.code} {mine.full_name}: không còn trong danh mục mới.")


def _when(draft: Draft, theirs: Listed) -> str:
    """The day of the act that the note names (in force later, perhaps: to be checked), else the day compared."""
    if theirs.act is None or theirs.act[1] > draft.day:
        return draft.day.isoformat()
    number, day = theirs.act
    draft.add("changes.csv", key=number, title=f"Thay đổi theo {number}: kiểm tra tên việc và ngày có hiệu lực",
              act_number=number, act_date=day.isoformat(), effective_on=day.isoformat())  # fmt: skip
    return day.isoformat()


def _known(
    draft: Draft, row: UnitVersion | None, code: str, ours: dict[str, UnitVersion], codes: dict[int, str]
) -> str:
    """The key of a unit that stands already, with the rows by which the loader finds it."""
    if row is None:
        return _key(code)
    if row.parent_id is None:
        parent = ""
    elif row.parent_id in codes:
        parent = _known(draft, ours[codes[row.parent_id]], codes[row.parent_id], ours, codes)
    else:
        country = UnitVersion.objects.on(draft.day).filter(unit_id=row.parent_id).first()
        parent = _known(draft, country, "", ours, codes)
    draft.add("units.csv", key=_key(row.code), type=row.type, name=row.name, code=row.code, code_list=row.code_list,
              parent=parent, known_from=row.begins_on.isoformat())  # fmt: skip
    return _key(row.code)


def _key(code: str) -> str:
    return f"u{code}" if code else "vn"


def _text(columns: list[str], rows: Iterable[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
