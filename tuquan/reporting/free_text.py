"""Free sentences of officers (explanations, reasons): kept only where the reader finds nothing against it.

House rule "counts, not dossiers"; domain study 7.6: the lint belongs to every free-text field.
"""

from tuquan.reader.free_text import faults, sentences
from tuquan.reporting.errors import FreeTextRefused


def kept(text: str) -> str:
    """The text without spaces around it, "" if nothing is left.

    Raises FreeTextRefused, which says what is in the way without repeating it.
    """
    text = text.strip()
    if found := faults(text):
        raise FreeTextRefused(f"Không lưu câu này. {sentences(found)}")
    return text
