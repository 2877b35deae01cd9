"""From a specification to svg (for a page, under its strict policy) or png (for papers and groups)."""

import re
import threading
from functools import cache
from html import escape
from pathlib import Path

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]
import vl_convert

from tuquan.design.vega.rows import Spec

VERSION = "5.21"
# 33.446 and 1,5.
VIETNAMESE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}
_PRIVATE = re.compile(r' (?:role|aria-[a-z]+|pointer-events|xmlns:xlink|version)="[^"]*"')
_OPENING = re.compile(r"<svg ([^>]*)>")
# The drawing engine is one for the process; it draws one picture at a time.
_one = threading.Lock()


def svg(spec: Spec, *, label: str) -> str:
    """The drawing as an <svg> element that says `label` to who does not see it; the table beside it says the rest."""
    with _one:
        _typefaces()
        drawn = vl_convert.vegalite_to_svg(spec, vl_version=VERSION, format_locale=VIETNAMESE)
    return _OPENING.sub(rf'<svg \1 role="img" aria-label="{_literal(label)}">', _PRIVATE.sub("", drawn), count=1)


def png(spec: Spec, *, scale: float = 2.0) -> bytes:
    """The drawing on white, at twice the size of a screen's points unless told."""
    with _one:
        _typefaces()
        made: bytes = vl_convert.vegalite_to_png(
            {**spec, "background": "white", "padding": 16}, vl_version=VERSION, scale=scale, format_locale=VIETNAMESE
        )
    return made


@cache
def _typefaces() -> None:
    vl_convert.register_font_directory(str(Path(fontpkg_be_vietnam_pro.ROOT) / "files"))


def _literal(text: str) -> str:
    """Safe inside an attribute and as the replacement of a pattern."""
    return escape(text).replace("\\", r"\\")
