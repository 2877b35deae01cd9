"""How a unit's name is compared and sorted: the two derived columns of UnitVersion come from here only."""

from tuquan.vn.text import collation_key, key, same_tone


def search_key(name: str) -> str:
    """Folded name for looking up: no accents, y as i (Thuận Quí is Thuận Quý)."""
    return key(name).replace("y", "i")


def sort_key(name: str) -> str:
    """Vietnamese alphabetical order; Thôn 2 before Thôn 11."""
    return collation_key(name)


_Y_AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


def spoken(name: str) -> str:
    """The name with its accents, as spoken: one place for the tone mark, y as i, no capitals."""
    return same_tone(name).casefold().translate(_Y_AS_I)
