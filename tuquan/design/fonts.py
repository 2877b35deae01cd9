"""Builds the screen fonts: small woff2 files with full Vietnamese, from the installed font package.

Run at set-up time by ``python -m tuquan.design.fonts``; doing it twice changes nothing.
"""

import sys
from pathlib import Path

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent / "static" / "design" / "fonts"
SOURCES = Path(fontpkg_be_vietnam_pro.ROOT) / "files"
WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold"}

VIETNAMESE = "ĂăÂâÊêÔôƠơƯưĐđ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA))
PUNCTUATION = "–—…‘’“”«»·•×−≤≥₫€°²³½¼¾\u00a0\u202f\u0300\u0301\u0303\u0309\u0323"
CHARACTERS = "".join(chr(code) for code in range(0x20, 0x180)) + VIETNAMESE + PUNCTUATION
DIGITS = "0123456789"
DIGIT_WIDTH = 660  # of 1000 units per em: the typeface has no tabular figures of its own ("1" is 385 wide)


def build_fonts(target: Path = TARGET) -> list[Path]:
    """Write text and tabular-figure faces in three weights to ``target``; return the files.

    A face that exists and is newer than its source is left alone.
    """
    target.mkdir(parents=True, exist_ok=True)
    return [path for weight in WEIGHTS for path in (_text_face(target, weight), _figure_face(target, weight))]


def _text_face(target: Path, weight: int) -> Path:
    path = target / f"be-vietnam-pro-{weight}.woff2"
    if not _is_fresh(path, weight):
        _save(_subset(weight, CHARACTERS), path)
    return path


def _figure_face(target: Path, weight: int) -> Path:
    """Digits alone, all equally wide, so that columns of numbers stand under one another."""
    path = target / f"tu-quan-figures-{weight}.woff2"
    if not _is_fresh(path, weight):
        font = _subset(weight, DIGITS)
        _even_digits(font)
        _rename(font, "Tu Quan Figures")
        _save(font, path)
    return path


def _source(weight: int) -> Path:
    return SOURCES / f"BeVietnamPro-{WEIGHTS[weight]}.ttf"


def _is_fresh(path: Path, weight: int) -> bool:
    newest = max(_source(weight).stat().st_mtime, Path(__file__).stat().st_mtime)
    return path.exists() and path.stat().st_mtime >= newest


def _subset(weight: int, characters: str) -> TTFont:
    options = Options(layout_features=["ccmp", "locl", "mark", "mkmk", "kern", "liga"], hinting=False)
    font = TTFont(_source(weight))
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    return font


def _even_digits(font: TTFont) -> None:
    names = font.getBestCmap()
    for digit in DIGITS:
        name = names[ord(digit)]
        glyph = font["glyf"][name]
        width, bearing = font["hmtx"][name]
        shift = (DIGIT_WIDTH - width) // 2
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (DIGIT_WIDTH, bearing + shift)
    for table in ("GPOS", "GSUB", "GDEF"):  # kerning would undo the even widths
        if table in font:
            del font[table]


def _rename(font: TTFont, family: str) -> None:
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = family.replace(" ", "") if record.nameID == 6 else family


def _save(font: TTFont, path: Path) -> None:
    """Write beside, then move: a broken run leaves no half font."""
    font.flavor = "woff2"
    partial = path.with_suffix(".partial")
    font.save(partial)
    partial.replace(path)


if __name__ == "__main__":
    for built in build_fonts():
        sys.stdout.write(f"{built.name} {built.stat().st_size // 1024} KB\n")
