"""The old one-byte Vietnamese charsets, letter by letter, and a whole document turned to Unicode."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from tuquan.reader.opening.characters import clean
from tuquan.reader.opening.opened import FoundMark, OpenedDocument

# TCVN 5712:1993 (ABC): one sign a letter. Capitals with a tone have none: fonts ending in H draw them from small ones.
_TCVN3 = {
    "µ¸¶·¹": "àáảãạ", "¨»¾¼½Æ": "ăằắẳẵặ", "©ÇÊÈÉË": "âầấẩẫậ", "ÌÐÎÏÑ": "èéẻẽẹ", "ªÒÕÓÔÖ": "êềếểễệ",
    "×ÝØÜÞ": "ìíỉĩị", "ßãáâä": "òóỏõọ", "«åèæçé": "ôồốổỗộ", "¬êíëìî": "ơờớởỡợ", "ïóñòô": "ùúủũụ",
    "\u00adõøö÷ù": "ưừứửữự", "úýûüþ": "ỳýỷỹỵ", "®": "đ", "¡¢£¤¥¦§": "ĂÂÊÔƠƯĐ",
}  # fmt: skip
# VNI: a vowel, then its mark as a letter of its own; marks of a and e also carry the circumflex or the breve.
_MARKS = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = {
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _tcvn3_table() -> dict[int, str]:
    return {ord(old): new for olds, news in _TCVN3.items() for old, new in zip(olds, news, strict=True)}


def _vni_table() -> dict[str, str]:
    import unicodedata

    found = dict(_ALONE)
    for vowel in "aăâeêioôơuưy":
        typed = {"ơ": "ô", "ư": "ö"}.get(vowel, vowel)
        found |= {typed + sign: unicodedata.normalize("NFC", vowel + mark) for sign, mark in _MARKS.items()}
    for vowel in "aeo":
        for sign, marks in _HATS.items():
            if vowel == "a" or "\u0306" not in marks:
                found[vowel + sign] = unicodedata.normalize("NFC", vowel + marks)
    return found | {old.upper(): new.upper() for old, new in found.items()}


_FROM_TCVN3 = _tcvn3_table()
_FROM_VNI = _vni_table()
_VNI_SIGNS = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))

CONVERTERS: dict[str, Callable[[str], str]] = {
    "TCVN3 (ABC)": lambda text: text.translate(_FROM_TCVN3),
    "VNI": lambda text: _VNI_SIGNS.sub(lambda found: _FROM_VNI[found[0]], text),
}
SOME = "Có {n} đoạn, ô gõ bằng bảng mã cũ {charset}, đã chuyển sang Unicode: hãy so lại các chữ và số với bản gốc."
NOTE = "Chữ trong tệp gõ bằng bảng mã cũ {charset}, đã chuyển sang Unicode: hãy so lại các chữ và số với bản gốc."


def unicoded(opened: OpenedDocument, charset: str, only: frozenset[int] | None = None) -> OpenedDocument:
    """The same document in Unicode, each block and mark moved along, with a note that says so.

    `only`: indexes of the blocks that are in the old charset; None for the whole document.
    """
    old = None if only is None else [(opened.blocks[at].start, opened.blocks[at].end) for at in sorted(only)]
    convert = CONVERTERS[charset]
    ends = sorted({0, len(opened.text), *(edge for block in opened.blocks for edge in (block.start, block.end)),
                   *(edge for mark in opened.marks for edge in (mark.start, mark.end))})  # fmt: skip
    pieces, moved, length = [], {0: 0}, 0
    for start, end in itertools.pairwise(ends):
        piece = opened.text[start:end]
        pieces.append(convert(piece) if old is None or _inside(start, old) else clean(piece)[0])
        length += len(pieces[-1])
        moved[end] = length
    whole = "".join(pieces)
    return replace(
        opened,
        text=whole,
        blocks=tuple(replace(b, start=moved[b.start], end=moved[b.end]) for b in opened.blocks),
        marks=tuple(
            FoundMark(m.tag, whole[moved[m.start] : moved[m.end]], moved[m.start], moved[m.end]) for m in opened.marks
        ),
        notes=((NOTE if only is None else SOME).format(charset=charset, n=len(only or ())), *opened.notes),
    )


def _inside(start: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, start, key=lambda span: span[0])
    return at > 0 and start < spans[at - 1][1]
