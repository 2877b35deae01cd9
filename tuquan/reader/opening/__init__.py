"""The door of the reader: bytes of a docx, pdf or text file become one text with positions.

Everything hostile stops here, before anything is stored: see `refusals.SENTENCES` for each refusal.
"""

from tuquan.reader.opening.door import open_document
from tuquan.reader.opening.opened import Block, FoundMark, OpenedDocument
from tuquan.reader.opening.refusals import Unreadable

__all__ = ["Block", "FoundMark", "OpenedDocument", "Unreadable", "open_document"]
