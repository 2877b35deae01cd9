"""Which unit a sentence speaks of: named places, "toàn tỉnh", "xã" for the commune named before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tuquan.reader import bare_places
from tuquan.reader.bare_places import BLANK, NAME
from tuquan.reader.names import LEVELS, Names, bare
from tuquan.reader.spans import Covered, InOrder

TYPES = (
    "thành phố|tp|t\\.p|thị xã|tx|thị trấn|tt|huyện|quận|tỉnh|xã|phường|đặc khu|khu dân cư|tổ dân phố|khu phố"
    "|tiểu khu|khối phố|khối(?=[ \u00a0]\\d{1,2},[ \u00a0](?:phường|xã|thị trấn))|thôn|bản|ấp|khóm|buôn|làng|xóm|tổ"
)
NUMBERED = r"[1-9]\d?(?!\d|[./%]|,\d|\s*\d)"
# "huyện đảo Cô Tô", "xã biên giới Nậm Cắn".
LYING = "(?:đảo|miền núi|biên giới|vùng cao|ven biển|vùng biên|bãi ngang|trung du)"
NAMED = re.compile(
    rf"(?<!\w)(?:(?P<short>Q|P|H)\.{BLANK}*|(?P<type>(?i:{TYPES}))(?:{BLANK}+(?:{LYING}{BLANK}+)?|(?:(?<=TP)|(?<=TT)|(?<=TX)|(?<=Tp))\.{BLANK}*"
    rf"|(?<=T\.p){BLANK}*))(?P<name>{NAME}(?:{BLANK}\d{{1,2}}(?={BLANK}*[(,;)]|{BLANK}+(?:là|có|nằm|thuộc)(?!\w)))?|{NUMBERED})"
)
BACK = re.compile(
    r"(?<!\w)(?:toàn|trong|trên địa bàn|công an|ubnd|đảng ủy|ban chỉ đạo(?: 138)?|mttq|cấp|huyện ủy"
    r"|tỉnh ủy|của|địa bàn|nay|,|\.|:|^|bước đầu|đã)\s*(?P<type>tỉnh|thành phố|huyện|quận|thị xã|xã"
    r"|phường|thị trấn)(?!\s*,\s*(?:xã|phường|thị|huyện|quận|thành|đặc)|\s+(?:và|hội|đội|viên"
    r"|bán chuyên))(?=\s|[,.;:]|$)"
)
# "Cả nước hiện có …", not "đứng đầu cả nước", "hội nghị trực tuyến toàn quốc".
NATION = re.compile(
    r"(?<!\w)(?:trên |trong |của )?(?:phạm vi )?(?:cả nước|toàn quốc)(?=\s*(?:(?:hiện|đã|đang|nay|vẫn|hiện nay)\s+)*"
    r"(?:có|còn|xây dựng|duy trì|thành lập|tổ chức|ghi nhận|lập|lắp|tiếp nhận|:))"
    r"|(?:^|(?<=[.,:;\n] ))(?:cả nước|toàn quốc)(?=\s+(?:hơn |gần |trên |khoảng )?\d)"
    r"|(?<!\w)(?:bức tranh|tình hình|số liệu|tính|gộp|kết quả)(?:\s+(?:chung|của|trên|gộp|phạm vi)){0,3}"
    r"\s+(?:cả nước|toàn quốc)"
)
BELONGS = re.compile(
    r"\s*(?:,|\(|,?\s*thuộc|-)\s*"
    r"|\s+là\s+(?:một\s+)?(?:xã|phường|huyện|thị xã|quận|thành phố|thị trấn|nơi|địa phương|đơn vị|một trong)(?!\w)"
    r"[^.;:\n\d]{0,60}"
)
UNKNOWN = 4
# "HUYỆN ỦY MƯỜNG LA", "TỈNH ĐOÀN KON TUM": an organ's name around the unit's.
PARTY = re.compile(r"^(?:Ủy|Uỷ|Đoàn|Hội)\s+(?=\w)", re.I)
# Units that go by number; "xã 4 đối tượng" is no name.
WITH_NUMBERS = frozenset(
    (
        "tổ",
        "thôn",
        "ấp",
        "khóm",
        "bản",
        "khu phố",
        "phường",
        "quận",
        "tổ dân phố",
        "làng",
        "buôn",
        "xóm",
        "p",
        "q",
        "khối",
        "khối phố",
    )
)
REACH = 600
# Provinces that are cities; and any unit called a city.
CITY = re.compile(r"(?:thành phố|tp|t\.p)(?!\w)|tphcm|(?:hà nội|hải phòng|đà nẵng|cần thơ|huế|hồ chí minh)$", re.I)
TYPED = re.compile(rf"(?:{TYPES})(?!\w)", re.I)
FULL = {"q": "quận", "p": "phường", "h": "huyện", "tp": "thành phố", "t.p": "thành phố", "tx": "thị xã", "tt": "TT."}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit named at `start`..`end`, as written; `rank` 0 province … 3 hamlet."""

    start: int
    end: int
    name: str
    rank: int


RANK = {"tỉnh": 0, "huyện": 1, "xã": 2, "thôn": 3}


def places(plain: str, names: Names) -> list[Place]:
    """All units named in a composed text, in order; titles in capitals are given back in small letters."""
    found = [_typed(m, names) for m in NAMED.finditer(plain) if _is_name(m, names)]
    taken = Covered(len(plain), ((p.start, p.end) for p in found))
    unlisted = (*bare_places.told(plain), *bare_places.within(plain, names))
    told = ((start, end, None) for start, end in unlisted)
    for start, end, level in (*bare_places.known(plain, names), *bare_places.bodies(plain), *told):
        if not taken.touches(start, end):
            found.append(Place(start, end, plain[start:end], RANK[level] if level else UNKNOWN))
            taken.add(start, end)
    found += [Place(m.start(), m.end(), m[0], -1) for m in bare_places.REGION.finditer(plain)]
    found += [_nation(plain, m) for m in NATION.finditer(plain.lower())]
    return sorted(found, key=lambda p: p.start)


def _nation(plain: str, m: re.Match[str]) -> Place:
    start = m.end() - len("cả nước" if m[0].endswith("cả nước") else "toàn quốc")
    return Place(start, m.end(), plain[start : m.end()].lower(), -1)


def heads_of(low: str, named: list[Place]) -> list[Place]:
    """Without the larger units that only say where a smaller one lies: "xã X (huyện Y)", "thôn A, xã B"."""
    out: list[Place] = []
    for place in named:
        gap = low[out[-1].end : place.start] if out else ""
        if out and place.rank >= 0 and BELONGS.fullmatch(gap) and (place.rank < out[-1].rank or place.rank == UNKNOWN):
            out[-1] = Place(out[-1].start, place.end, out[-1].name, out[-1].rank)
        else:
            out.append(place)
    return out


def _is_name(m: re.Match[str], names: Names) -> bool:
    """ "Tổ ANTT", "xã ANTT" name no unit; "tổ" is a unit only with a number, "TT" heads a column as well."""
    kind = m["type"] or m["short"]
    if kind.lower() == "tt" and m.string[m.end("type")] != ".":
        return bool(names.candidates(f"thị trấn {m['name']}"))
    if kind.lower() == "tổ" or m["name"].isdigit():
        return m["name"].isdigit() and kind.lower() in WITH_NUMBERS
    return m["name"] == "HCM" or not (m["name"].isupper() and len(m["name"]) <= 5 and kind.islower())


def _typed(m: re.Match[str], names: Names) -> Place:
    kind = (m["type"] or m["short"]).lower()
    kind = FULL.get(kind, kind)
    name = PARTY.sub("", m["name"])
    if name == "HCM":
        return Place(m.start(), m.end(), m[0], RANK["tỉnh"])
    if name.isupper() and len(name) > 3:
        name = _known_case(kind, name, names)
    level = "xã" if kind == "TT." else LEVELS[kind]
    shown = f"{kind}{name}" if kind == "TT." else f"{kind} {name}"
    if kind == "thành phố" and any(c.level == "tỉnh" for c in names.candidates(f"{kind} {name}")):
        level = "tỉnh"
    return Place(m.start(), m.end(), shown, RANK[level])


def _known_case(kind: str, name: str, names: Names) -> str:
    known = names.candidates(f"{kind} {name}")
    if known:
        return bare(known[0].name)
    words = name.split()
    while len(words) > 2 and not names.candidates(f"{kind} {' '.join(words)}"):
        words.pop()
    return " ".join(w.capitalize() for w in (words if names.candidates(f"{kind} {' '.join(words)}") else name.split()))


def speaks_of(low: str, start: int, end: int, named: InOrder[Place]) -> list[Place]:
    """Places meant between two positions: named ones, and bare words for a unit named before."""
    found = named.between(start, end)
    for m in BACK.finditer(low[start:end]):
        at = start + m.start("type")
        near = named.between(at - REACH + 1, at + 1)
        if any(at < p.end for p in near):
            continue
        level = low[start:at].rstrip().endswith("cấp")
        meant = _meant(m["type"], near) or (
            None if level else _only(_meant_all(m["type"], named.between(0, min(at, REACH))))
        )
        if meant:
            found.append(Place(at, at + len(m["type"]), meant.name, meant.rank))
    return sorted(found, key=lambda p: p.start)


def _meant(kind: str, before: list[Place]) -> Place | None:
    """The last unit of the kind; a name without its kind may be one of any."""
    of_kind = _meant_all(kind, before)
    return of_kind[-1] if of_kind else None


def _meant_all(kind: str, before: list[Place]) -> list[Place]:
    rank = RANK[LEVELS[kind]]
    if kind == "thành phố":
        cities = [p for p in before if CITY.match(p.name)]
        return cities or [p for p in before if p.rank == rank]
    of_kind = [p for p in before if p.rank == rank]
    return of_kind or [p for p in before if p.rank in (1, UNKNOWN) and p.name[:1].isupper() and not TYPED.match(p.name)]


def _only(units: list[Place]) -> Place | None:
    return units[0] if len({p.name.lower() for p in units}) == 1 else None
