"""Reader of narrative reports: text → findings, each tied to its sentence. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence

from tuquan.reader import names as _names
from tuquan.reader import words_data as _words
from tuquan.reader.document import RULES_VERSION, read_text
from tuquan.reader.names import Names
from tuquan.reader.reading import Finding, Head, Reading
from tuquan.reader.scanned import unsure
from tuquan.reader.words_data import Words

BUNDLED_NAMES: Names = _names.country()
BUNDLED_WORDS: Words = _words.bundled()


def read(
    text: str,
    *,
    names: Names = BUNDLED_NAMES,
    words: Words = BUNDLED_WORDS,
    from_ocr: bool | Sequence[tuple[int, int]] = False,
) -> Reading:
    """Read a report in any Unicode form into findings, in the order of the text. Pure, never raises for a text.

    Offsets are code points of `text` as given. `names` resolves spellings of units, `words` holds the
    indicators with their wording; both have packaged defaults. `from_ocr`: the whole text was read from a
    picture, or these spans of it (in order, apart), so nothing in them is sure.
    """
    reading = read_text(text, names, words)
    if isinstance(from_ocr, bool):
        return unsure(reading) if from_ocr else reading
    return unsure(reading, from_ocr)


__all__ = [
    "BUNDLED_NAMES",
    "BUNDLED_WORDS",
    "RULES_VERSION",
    "Finding",
    "Head",
    "Names",
    "Reading",
    "Words",
    "read",
]
