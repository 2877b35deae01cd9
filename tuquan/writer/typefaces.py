"""The typeface of the pdf: a face with the widths of Times New Roman where the system has one, else Noto Serif.

A file is used only if it has Vietnamese letters: an older Liberation Serif (version 1) has none.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

_RARE = 0x1EE3  # "ợ": a face that has it has them all.

# Family → a regular file of it on Debian, Fedora, Windows, macOS.
_PLACES = (
    ("Times New Roman", "C:/Windows/Fonts/times.ttf"),
    ("Times New Roman", "/System/Library/Fonts/Supplemental/Times New Roman.ttf"),
    ("Tinos", "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf"),
    ("Tinos", "/usr/share/fonts/google-tinos/Tinos-Regular.ttf"),
    ("Liberation Serif", "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"),
    ("Liberation Serif", "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"),
    ("Liberation Serif", "/usr/share/fonts/liberation-serif/LiberationSerif-Regular.ttf"),
)
FALLBACK = "Noto Serif"


@cache
def faces() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Families in order of preference, and the folders that hold them."""
    families, folders = [], []
    for family, place in _PLACES:
        path = Path(place)
        if path.exists() and _speaks_vietnamese(path):
            families, folders = [family], [str(path.parent)]
            break
    packaged = files("fontpkg_noto_serif") / "files"
    return (*families, FALLBACK), (*folders, str(packaged))


def undrawable(text: str) -> str:
    """The characters of `text` that no file of `faces` can draw, each once, in order."""
    known: set[int] = set()
    for folder in faces()[1]:
        for path in Path(folder).glob("*.ttf"):
            with TTFont(path, lazy=True) as font:
                known |= set(font.getBestCmap() or {})
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in known))


def _speaks_vietnamese(path: Path) -> bool:
    with TTFont(path, lazy=True) as font:
        return _RARE in (font.getBestCmap() or {})
