"""Recognises text typed in the old one-byte Vietnamese charsets, so that it can be turned to Unicode."""

import re
import unicodedata

# TCVN3 (ABC) lays letters on signs of Latin-1 that never touch a letter in Unicode text: "B¸o c¸o", "mËt".
TCVN3 = re.compile(r"(?<=[A-Za-z])[¸µ¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞß«¬¡-§]|®(?=[a-z¸-ÿ])")
# VNI writes a vowel and then its mark as a second letter: "Coäng hoøa", "chuû nghóa".
VNI = re.compile(r"(?<=[aeouyAEOUY])[äøõùûïâåãáàéèëêúüÄØÕÙÛÏÂÅÃÁÀÉÈËÊÚÜ](?![a-z]{4})|ñ(?=[aeiouy])")
UNICODE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
ENOUGH = 8
# In old text about every fifth character is one; French reaches one in forty.
ONE_IN = 25


def legacy_charset(text: str) -> str | None:
    """`TCVN3 (ABC)`, `VNI` or None, by which kind of letters is common."""
    composed = unicodedata.normalize("NFC", text)
    real = len(UNICODE.findall(composed))
    counts = {"TCVN3 (ABC)": len(TCVN3.findall(composed)), "VNI": len(VNI.findall(composed))}
    charset = max(counts, key=lambda name: counts[name])
    return charset if counts[charset] >= max(ENOUGH, 2 * real, len(composed) // ONE_IN) else None
