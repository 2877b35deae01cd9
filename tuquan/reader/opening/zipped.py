"""A zip is a Word document, an OpenDocument, a workbook, or none of these: told by its parts."""

from tuquan.reader.opening.archive import Archive
from tuquan.reader.opening.docx import open_docx
from tuquan.reader.opening.odt import open_odt
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.refusals import refusal
from tuquan.reader.opening.spreadsheet import open_spreadsheet

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def open_zip(data: bytes) -> OpenedDocument:
    """The text of whatever office file the zip is; raises Unreadable."""
    archive = Archive(data)
    if "mimetype" in archive.names:
        kind = archive.part("mimetype")[:100].strip()
        if kind == OPEN_DOCUMENT + b"text":
            return open_odt(data)
        if kind == OPEN_DOCUMENT + b"spreadsheet":
            return open_spreadsheet(data)
        if kind.startswith(OPEN_DOCUMENT):
            raise refusal("open_document")
    return open_spreadsheet(data) if any(name.startswith("xl/workbook") for name in archive.names) else open_docx(data)
