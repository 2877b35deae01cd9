"""In which view a paper stands, kept inside its frozen content: the key of the line that names its sources.

"source" is as it was; "source.2025-07-01" is restated onto the units of that day. Papers of before say "source" too.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tuquan.reporting.views import AS_WAS, Restated, View

KEY = "source"


def view_key(view: View) -> str:
    """The key of the line of sources of a paper in this view."""
    return f"{KEY}.{view.day.isoformat()}" if isinstance(view, Restated) else KEY


def view_in(content: Mapping[str, Any] | None) -> View:
    """The view of a frozen content; as it was where nothing else is said."""
    for annex in (content or {}).get("appendix", ()):
        for block in annex["blocks"]:
            found, _, day = str(block.get("key", "")).partition(".")
            if found == KEY and day:
                return Restated(date.fromisoformat(day))
    return AS_WAS
