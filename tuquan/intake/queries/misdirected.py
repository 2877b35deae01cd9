"""Whether a received report speaks of another unit than the submission for which it was received."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from tuquan.intake.models import SetAside, SourceDocument
from tuquan.intake.queries.asking import LETTERHEAD, names_of
from tuquan.reporting.queries import place
from tuquan.units.models import Level
from tuquan.vn.text import key

# The words of a letterhead that name a type of unit, with the level they stand on.
_LEVELS = {
    "tỉnh": Level.PROVINCE, "thành phố": Level.DISTRICT, "tp": Level.DISTRICT, "huyện": Level.DISTRICT,
    "thị xã": Level.DISTRICT, "quận": Level.DISTRICT, "xã": Level.COMMUNE, "phường": Level.COMMUNE,
    "thị trấn": Level.COMMUNE, "tt": Level.COMMUNE, "đặc khu": Level.COMMUNE,
}  # fmt: skip
_ORGAN = "công an|ubnd|ủy ban nhân dân|uỷ ban nhân dân|ban chỉ đạo"
_NAMED = re.compile(
    rf"(?:{_ORGAN})\s+((?P<type>{'|'.join(sorted(_LEVELS, key=len, reverse=True))})\.?\s+\S.*)$", re.IGNORECASE
)
_PIECES = re.compile(r"[\n\t|]|\s{2,}")
# Two organs in one cell stand in one line: "CÔNG AN HUYỆN TUYÊN HÓA CÔNG AN XÃ CAO QUẢNG".
_ORGANS = re.compile(
    rf"[ \t]+(?=(?:{_ORGAN})\s+(?:{'|'.join(sorted(_LEVELS, key=len, reverse=True))})\b)", re.IGNORECASE
)
_OTHER_COLUMN = re.compile(r"\s+(?:cộng h|độc lập|số\s*:).*$", re.IGNORECASE)


def misdirected(document: SourceDocument) -> str:
    """One sentence where the letterhead names another unit as who speaks; "" otherwise.

    The superior's name stands above the speaker's: who speaks is the lowest unit named.
    """
    lowest, found = speakers(document.text)
    own_names = names_of(document.submission)
    if not found or any(key(text) in own_names for text in found) or _only_above(document, lowest, own_names):
        return ""
    own = place(document.submission.unit_id, document.submission.round.last_day)
    return (
        f"Đầu báo cáo ghi “{found[0]}”, còn biểu này của {own}. "
        "Nếu nhận nhầm, bấm “Nhận nhầm” để không lấy số nào từ báo cáo."
    )


def speakers(text: str) -> tuple[int, list[str]]:
    """The lowest level of unit that the letterhead names, and its names as written ("XÃ NGƯ HÓA"); (0, []) for none."""
    named = list(_named(text))
    lowest = max((level for level, _ in named), default=0)
    return lowest, [name for level, name in named if level == lowest]


def set_aside(document: SourceDocument) -> SetAside | None:
    """The note that the report was received by mistake, or None; none where it was taken back since."""
    last = SetAside.objects.filter(document=document).select_related("by").order_by("id").last()
    return last if last and not last.undone else None


def _named(text: str) -> Iterator[tuple[int, str]]:
    """Units that the letterhead names after an organ: (level, "XÃ NGƯ HÓA")."""
    head = re.split(r"báo cáo", normalize("NFC", text[:LETTERHEAD]), maxsplit=1, flags=re.IGNORECASE)[0]
    for piece in _PIECES.split(_ORGANS.sub("\n", head)):
        found = _NAMED.search(piece.strip())
        if found:
            level = _LEVELS[found["type"].lower()]
            yield level, _OTHER_COLUMN.sub("", found.group(1)).strip(" .,;-–")


def _only_above(document: SourceDocument, lowest: int, own_names: frozenset[str]) -> bool:
    """Only organs above are named, and our own unit without its type ("Châu Hóa, ngày …")."""
    head = key(document.text[:LETTERHEAD]).partition("bao cao")[0]
    return lowest < document.submission.unit.level and any(name in head for name in own_names)
