"""Where the table of conversion and the legal notes disagree: what is kept, how sure it is, and why.

The table is keyed by names, so two old communes of one name that came into one new province both get the heirs of
both. The one whose neighbours (the other forebears from its own old district) went to an heir keeps that heir.
A part that only a note names is added. Nothing is settled without standing in disputed.csv.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from notes import Note
from packages import Link, Listing, Packages, by_heir

from tuquan.units.naming import search_key

NAMESAKE = "trùng tên trong tỉnh mới: bảng chuyển đổi gán cho mọi xã cùng tên; giữ nơi các xã cùng huyện đến"


@dataclass(frozen=True)
class Settled:
    """A link as kept: `why` is empty where both sources agree; a dropped link is only listed."""

    link: Link
    grade: str = "S"
    why: str = ""
    dropped: bool = False


def settle(given: Packages) -> list[Settled]:
    """Every link of the table, kept or dropped, and those that only a note names."""
    notes = {code: Note(row.note) for code, row in given.now.items() if row.parent}
    dropped = _namesakes(given)
    left = [link for link in given.links if link not in dropped]
    heirs: dict[str, int] = defaultdict(int)
    for link in left:
        heirs[link.old] += 1
    one_heir = {link.old for link in dropped if heirs[link.old] == 1}
    found = [Settled(link, "I", NAMESAKE, dropped=True) for link in sorted(dropped, key=lambda x: (x.old, x.new))]
    added = list(_only_in_notes(given, notes, left))
    torn = {link.old for link in added}
    for link in left:
        if link.old in one_heir and not notes[link.new].in_part(_old(given, link).name):
            found.append(Settled(replace(link, whole=True), "I", NAMESAKE))
        elif link.old in torn and link.whole:
            why = "ghi chú của đơn vị khác nêu một phần của xã này, bảng chuyển đổi ghi toàn bộ"
            found.append(Settled(replace(link, whole=False), "U", why))
        else:
            found.append(_beside_note(link, _old(given, link).name, notes[link.new]))
    return found + [Settled(link, "S", f"chỉ ghi chú nêu: {notes[link.new].text}") for link in added]


def _old(given: Packages, link: Link) -> Listing:
    return given.before.districts[link.old[1:]] if link.old.startswith("d") else given.before.communes[link.old]


def _beside_note(link: Link, name: str, note: Note) -> Settled:
    if not note.names(name):
        return Settled(link, "U", f"ghi chú {'bị cắt, ' * note.cut}không nêu « {name} »: {note.text}")
    if link.whole and note.in_part(name):
        why = f"bảng chuyển đổi ghi toàn bộ, ghi chú ghi một phần: {note.text}"
        return Settled(replace(link, whole=False), "U", why)
    return Settled(link)


def _namesakes(given: Packages) -> set[Link]:
    """Links that stand in the table only because another old commune of the new province has the same name.

    An heir shared by namesakes is kept by the one whose neighbours also went there: from the same old district,
    else from the same old province.
    """
    heirs = by_heir(given.links)
    groups = _same_names(given, heirs)
    unsure = set().union(*groups)
    wrong: set[Link] = set()
    for group in groups:
        for new in sorted({link.new for link in given.links if link.old in group}):
            others = [link.old for link in heirs[new] if link.old not in unsure and not link.old.startswith("d")]
            claims = [link for link in heirs[new] if link.old in group]
            near = {link: _nearness(link.old, others, given) for link in claims}
            wrong |= {link for link in claims if near[link] < max(near.values())}
    left = {link.old for link in given.links if link not in wrong}
    return {link for link in wrong if link.old in left}


def _same_names(given: Packages, heirs: dict[str, list[Link]]) -> list[set[str]]:
    groups: list[set[str]] = []
    for links in heirs.values():
        named: dict[tuple[str, str], set[str]] = defaultdict(set)
        for link in links:
            row = _old(given, link)
            named[row.type, search_key(row.name)].add(link.old)
        groups += [group for group in named.values() if len(group) > 1 and group not in groups]
    return groups


def _nearness(old: str, others: list[str], given: Packages) -> int:
    homes = {given.before.communes[other].parent for other in others}
    provinces = {given.before.districts[home].parent for home in homes}
    home = given.before.communes[old].parent
    return 2 if home in homes else 1 if given.before.districts[home].parent in provinces else 0


def _only_in_notes(given: Packages, notes: dict[str, Note], links: list[Link]) -> Iterator[Link]:
    heirs = by_heir(links)
    near: dict[str, set[str]] = defaultdict(set)
    for code, row in given.before.communes.items():
        near[row.parent].add(code)
    for new, note in sorted(notes.items()):
        if not note.parts:
            continue
        linked = {link.old for link in heirs[new]}
        named = {search_key(_old(given, link).name) for link in heirs[new]}
        homes = {given.before.communes[old].parent for old in linked if not old.startswith("d")}
        # Only in the districts that the others came from: elsewhere the name may be somebody else's.
        for old in sorted(code for home in homes for code in near[home] if code not in linked):
            row = given.before.communes[old]
            if search_key(row.name) not in named and note.in_part(row.name):
                yield Link(old, new, whole=False)
