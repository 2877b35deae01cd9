"""What the note of a new commune says of an old one: named, named in part, or not named."""

import re

from tuquan.units.naming import search_key
from tuquan.vn.text import nfc

# « 1 phần của xã Thanh Tân »: the name is the run of capitalised words and numbers after the type.
_PART = re.compile(
    r"(?:1|một) phần[^,.;]{0,25}? (?:[Xx]ã|[Pp]hường|[Tt]hị trấn) ((?:[A-ZÀ-ỸĐ0-9][\w'’]* ?)+)|"
    r"phần còn lại (?:của )?(?:[Xx]ã|[Pp]hường|[Tt]hị trấn) ((?:[A-ZÀ-ỸĐ0-9][\w'’]* ?)+)",
)
_NOBODY_ELSE = re.compile(r" giu nguien(?! ma)|nhap toan bo \d+ xa")
# Notes are kept to 250 characters, then the act follows.
_FULL = 240


class Note:
    """The legal note of one new commune, asked for old names."""

    def __init__(self, text: str) -> None:
        # What follows « Bỏ cấp huyện » is the act, or what happened in 2026.
        self.text = text
        told = text.split("Bỏ cấp huyện")[0]
        self.cut = len(told) > _FULL
        self._words = f" {search_key(told)} "
        self.parts = {search_key(first or second) for first, second in _PART.findall(nfc(told))}
        self._glued = self._words.replace(" ", "")

    def names(self, name: str) -> bool:
        """Whether the old name stands in the note (spaces apart: « NgọcThụy »), or it
        says that nothing else could have come in (« Giữ nguyên », a whole island district)."""
        bare = search_key(name)
        if f" {bare} " in self._words or _NOBODY_ELSE.search(self._words):
            return True
        return not bare.isdigit() and bare.replace(" ", "") in self._glued

    def in_part(self, name: str) -> bool:
        """Whether the note says that only a part of the old unit of this name came in."""
        return search_key(name) in self.parts

    @property
    def joins(self) -> bool:
        """Whether the unit was put together from several."""
        return any(word in self._words for word in ("hop nhat", "sap nhap", "nhap vao"))
