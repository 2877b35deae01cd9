"""Blanking: a masked figure keeps its place in the text and loses its digits."""

from __future__ import annotations

import re

BLANK = "█"
WORDS = re.compile(r"(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|trăm|nghìn|ngàn|chục)(?!\w)", re.I)


def blank(text: str) -> str:
    """The text with every digit replaced by █; same length, so that positions stay true."""
    return re.sub(r"\d", BLANK, text)
