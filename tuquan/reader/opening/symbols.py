"""Signs that Word keeps as a place in a symbol font (`w:sym`)."""

# By the last byte of the place; fonts lay them at U+F000 and on.
SYMBOL = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xAE: "→", 0xDE: "⇒"}
WINGDINGS = {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xA7: "▪", 0x6C: "●",
             0x6E: "■", 0x76: "❖", 0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xF0: "⇒"}  # fmt: skip


def sign(font: str, place: str) -> str | None:
    """The sign of a font at a hexadecimal place ("F0B3"); None for one that is not known."""
    try:
        code = int(place, 16)
    except ValueError:
        return None
    low, at = font.lower(), code & 0xFF
    if low == "symbol" and 0x30 <= at <= 0x39:
        return chr(at)
    if low == "symbol":
        return SYMBOL.get(at)
    if low.startswith("wingdings"):
        return WINGDINGS.get(at)
    if 0xF020 <= code <= 0xF0FF:
        return chr(at)
    return chr(code) if 0x20 <= code < 0xD800 else None
