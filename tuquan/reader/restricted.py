"""Blanking: a masked figure keeps its place in the text and loses its digits."""

from __future__ import annotations

import re

from tuquan.vn.text import nfc

BLANK = "█"
WORDS = re.compile(r"(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|trăm|nghìn|ngàn|chục)(?!\w)", re.I)


def cover(text: str) -> str:
    """A number and its noun with digits and number words blanked, composed or not; same length."""

    def word(m: re.Match[str]) -> str:
        return BLANK * len(m[0]) if WORDS.fullmatch(nfc(m[0])) else m[0]

    return re.sub(r"[^\s\d.,;:]+", word, blank(text))


def blank(text: str) -> str:
    """The text with every digit replaced by █; same length, so that positions stay true."""
    return re.sub(r"\d", BLANK, text)
