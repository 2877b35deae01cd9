"""Fonts of the old one-byte charsets: a run typed in one of them says in its font what its signs mean."""

import unicodedata
from dataclasses import dataclass

from tuquan.reader.opening.charsets import CONVERTERS
from tuquan.reader.opening.legacy import UNICODE

TCVN3, VNI = "TCVN3 (ABC)", "VNI"


@dataclass(frozen=True)
class OldFont:
    """The charset of a font, and whether it draws small letters as capitals (".VnTimeH")."""

    charset: str
    capitals: bool

    def unicoded(self, typed: str) -> str:
        """The signs as Unicode; what is Unicode already stays as it is, since the font cannot have drawn it."""
        if UNICODE.search(unicodedata.normalize("NFC", typed)):
            return typed
        read = CONVERTERS[self.charset](typed)
        return read.upper() if self.capitals else read


def old_font(name: str | None) -> OldFont | None:
    """`.VnTime`, `.VnTimeH` (TCVN3) and `VNI-Times` are old; any other name is None."""
    low = (name or "").lower()
    if low.startswith(".vn"):
        return OldFont(TCVN3, capitals=low.endswith("h"))
    return OldFont(VNI, capitals=False) if low.startswith("vni-") else None
