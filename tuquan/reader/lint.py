"""What must not be kept from a text: its secrecy mark refuses it, what points to persons is blanked."""

from collections.abc import Iterable

from tuquan.reader.personal import PersonalSpan, personal_spans
from tuquan.reader.secrecy import mark_in_name, secrecy_mark

__all__ = ["BLANK", "PersonalSpan", "mark_in_name", "personal_spans", "redact", "secrecy_mark"]

BLANK = "█"


def redact(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with every visible character of the spans as `█`: as long as before, so that offsets hold.

    Spans count code points, end exclusive; they may overlap and reach past the text.
    """
    characters = list(text)
    for start, end in spans:
        for at in range(max(start, 0), min(end, len(characters))):
            if not characters[at].isspace():
                characters[at] = BLANK
    return "".join(characters)
