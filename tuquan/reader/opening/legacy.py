"""Recognises text typed in the old one-byte Vietnamese charsets, so that it can be turned to Unicode."""

import re
import unicodedata
from collections.abc import Sequence

# TCVN3 (ABC) lays letters on signs of Latin-1 that never touch a letter in Unicode text: "B¸o c¸o", "mËt".
TCVN3 = re.compile(r"(?<=[A-Za-z])[¸µ¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞß«¬¡-§]|®(?=[a-z¸-ÿ])")
# VNI writes a vowel and then its mark as a second letter: "Coäng hoøa", "chuû nghóa".
VNI = re.compile(r"(?<=[aeouyAEOUY])[äøõùûïâåãáàéèëêúüÄØÕÙÛÏÂÅÃÁÀÉÈËÊÚÜ](?![a-z]{4})|ñ(?=[aeiouy])")
UNICODE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
# Signs of TCVN3 behind a small letter, where Unicode has none of them; quotes and dots may stand there.
TCVN3_ALONE = re.compile("(?<=[a-z])[¸µ¶¹¨¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞß«¬§]")
# Signs of VNI that no Vietnamese word has in Unicode ("hoà" has à after a vowel, nothing has û).
VNI_ALONE = re.compile("[øûïäåëüñöæØÛÏÄÅËÜÑÖÆ]")
ENOUGH = 8
# Of signs that stand in no Unicode text fewer will do.
FEW = 4
# In old text about every fifth character is one; French reaches one in forty.
ONE_IN = 25


def legacy_charset(text: str) -> str | None:
    """`TCVN3 (ABC)`, `VNI` or None, by which kind of letters is common."""
    composed = unicodedata.normalize("NFC", text)
    real = len(UNICODE.findall(composed))
    counts = {"TCVN3 (ABC)": len(TCVN3.findall(composed)), "VNI": len(VNI.findall(composed))}
    charset = max(counts, key=lambda name: counts[name])
    return charset if counts[charset] >= max(ENOUGH, 2 * real, len(composed) // ONE_IN) else None


def legacy_pieces(pieces: Sequence[str]) -> tuple[str, frozenset[int]] | None:
    """Of a text that is mostly Unicode the pieces typed in an old charset: its name and their indexes; or None.

    A piece is one only when it has signs of the charset and no letter of Vietnamese Unicode, and together they must be
    as rich in such signs as a whole old text.
    """
    for charset, sign in (("TCVN3 (ABC)", TCVN3_ALONE), ("VNI", VNI_ALONE)):
        old = frozenset(at for at, piece in enumerate(pieces) if sign.search(piece) and not _real(piece))
        seen = sum(len(sign.findall(pieces[at])) for at in old)
        if seen >= max(FEW, sum(len(pieces[at]) for at in old) // ONE_IN):
            return charset, old
    return None


def _real(piece: str) -> bool:
    return UNICODE.search(unicodedata.normalize("NFC", piece)) is not None
