"""Six ways in which an office may write an official name."""

import unicodedata

from tuquan.units.models import UnitVersion
from tuquan.vn.text import key

SHORT = {
    "commune": "X.", "ward": "P.", "township": "TT", "special_zone": "ĐK", "district": "H.", "town": "TX",
    "provincial_city": "TP.", "central_city": "TP", "urban_district": "Q.", "province": "tỉnh", "country": "nước",
}  # fmt: skip
OTHER_TONE = {"óa": "oá", "òa": "oà", "ỏa": "oả", "úy": "uý", "ủy": "uỷ", "óe": "oé"}


def spellings(row: UnitVersion) -> list[str]:
    """NFD, the other tone placement, an abbreviated type, capitals without accents, the name alone, spaced out."""
    toned = row.full_name
    for new, old in OTHER_TONE.items():
        toned = toned.replace(new, old)
    return [
        unicodedata.normalize("NFD", row.full_name),
        toned,
        f"{SHORT[row.type]} {row.name}",
        key(row.full_name).upper(),
        row.name,
        f" {row.full_name.title().replace(' ', chr(0xA0) + ' ')}  ",
    ]
