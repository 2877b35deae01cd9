"""One spelling for texts that look alike: NFC, place of the tone mark, search key, alphabetical order."""

import re
import unicodedata

from vi_textmatch.tone import TONE_PAIRS_SECOND_TO_FIRST
from vn_text import fold, repair_mojibake

from .collation import collation_key

__all__ = ["collation_key", "key", "nfc", "nfc_with_map", "same_tone"]

# Below this code point every character begins a new cluster.
_FIRST_MARK = 0x0300
# Soft hyphen, zero-width space and joiners, word joiner, byte order mark: nobody sees or types them.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# An open syllable in oa, oe, uy with the tone on its second vowel; « qu » is a consonant (quý, quỳ).
_SECOND_VOWEL_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_]|[\u0300-\u036f])", re.IGNORECASE)


def nfc(text: str) -> str:
    """The composed form (NFC), in which everything is kept and compared."""
    return unicodedata.normalize("NFC", text)


def nfc_with_map(text: str) -> tuple[str, list[int]]:
    """The NFC text and, for each of its indexes plus one past the end, the index in ``text``.

    A span [i, j) of the NFC text is [map[i], map[j]) of the original. Indexes never decrease; the characters
    of a cluster that changed all point to where the cluster began.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, list(range(len(text) + 1))
    parts: list[str] = []
    where: list[int] = []
    start = 0
    for end in _cluster_ends(text):
        cluster = text[start:end]
        composed = nfc(cluster)
        unchanged = composed == cluster
        where += range(start, end) if unchanged else [start] * len(composed)
        parts.append(composed)
        start = end
    return "".join(parts), [*where, len(text)]


def _cluster_ends(text: str) -> list[int]:
    """Where the pieces end that can be composed apart from one another."""
    ends: list[int] = []
    start = 0
    for index in range(1, len(text)):
        if _begins_cluster(text, start, index):
            ends.append(index)
            start = index
    return [*ends, len(text)] if text else []


def _begins_cluster(text: str, start: int, index: int) -> bool:
    char = text[index]
    if ord(char) < _FIRST_MARK:
        return True
    if unicodedata.combining(unicodedata.normalize("NFD", char)[0]):
        return False
    before = text[start:index]
    # A starter may still join what stands before it (Hangul vowels, some Indic signs).
    return nfc(before + char) == nfc(before) + nfc(char)


def same_tone(text: str) -> str:
    """NFC text with the tone mark where offices put it: Hoá → Hóa, thuỷ → thủy, khoẻ → khỏe.

    Only open syllables in oa, oe, uy have two styles; hoàn, suýt, huỳnh, quý and quí stay. The result is as
    long as the NFC text, index for index.
    """
    return _SECOND_VOWEL_TONE.sub(lambda match: _to_first_vowel(match[0]), nfc(text))


def _to_first_vowel(pair: str) -> str:
    first, second = TONE_PAIRS_SECOND_TO_FIRST[pair[1].lower()]
    return (first if pair[0].islower() else first.upper()) + (second if pair[1].islower() else second.upper())


def key(text: str) -> str:
    """The search key: no accents, đ as d, lower case, signs as spaces, spaces collapsed.

    « Xã Đồng Lê, Tuyên Hoá » → "xa dong le tuyen hoa". Ð (eth), which old Vietnamese fonts leave where Đ was
    meant, counts as Đ; invisible characters vanish. Same key for NFC and NFD; ``key(key(x)) == key(x)``.
    """
    return fold(repair_mojibake(_INVISIBLE.sub("", text).casefold()))
