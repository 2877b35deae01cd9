"""Pictures of pages, made here: Typst sets the page, pdfium draws it, and no letter is left in it."""

import io
import struct
import zlib

import pypdfium2
import pypdfium2.raw
import typst

DPI = 200
PAGE = '#set page(paper: "a4")\n#set text(size: 13pt, lang: "vi")\n'


def typeset(*lines: str, before: str = "") -> bytes:
    """A pdf with a text layer; `before` is Typst markup for the head of the page."""
    escaped = (
        "".join(f"\\u{{{ord(letter):x}}}" if letter in '\\#*_$@<>"`~=-/+[]' else letter for letter in line)
        for line in lines
    )
    return bytes(typst.compile((PAGE + before + "\n\n".join(escaped)).encode()))


def scanned(pdf: bytes) -> bytes:
    """The same pages as pictures in a pdf."""
    made = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(pdf) as source:
        for number in range(len(source)):
            width, height = source[number].get_size()
            picture = pypdfium2.PdfImage.new(made)
            picture.set_bitmap(source[number].render(scale=DPI / 72))
            picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
            page = made.new_page(width, height)
            page.insert_obj(picture)
            page.gen_content()
    return _saved(made)


def png(pdf: bytes) -> bytes:
    """The first page as a grey png."""
    with pypdfium2.PdfDocument(pdf) as source:
        bitmap = source[0].render(scale=DPI / 72, grayscale=True)
        raw, stride = bytes(bitmap.buffer), bitmap.stride
        rows = b"".join(b"\0" + raw[y * stride : y * stride + bitmap.width] for y in range(bitmap.height))
        head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def joined(*pdfs: bytes) -> bytes:
    """The pages of several pdfs in one."""
    whole = pypdfium2.PdfDocument.new()
    for part in pdfs:
        whole.import_pages(pypdfium2.PdfDocument(part))
    return _saved(whole)


def stamp(word: str, *, angle: int = 0, colour: str = "red") -> bytes:
    """A stamp as a small pdf of its own: a frame and a word."""
    frame = (
        f'#rotate({angle}deg, rect(stroke: 2pt + {colour}, text(fill: {colour}, size: 16pt, weight: "bold")[{word}]))'
    )
    return bytes(typst.compile(f"#set page(width: 130pt, height: 44pt, margin: 5pt)\n{frame}".encode()))


def with_picture(pdf: bytes, picture: bytes, *, left: float, bottom: float) -> bytes:
    """The pdf, its first page with the first page of another laid on it as a picture (points from the corner)."""
    with pypdfium2.PdfDocument(pdf) as document, pypdfium2.PdfDocument(picture) as source:
        image = pypdfium2.PdfImage.new(document)
        image.set_bitmap(source[0].render(scale=DPI / 72))
        image.set_matrix(pypdfium2.PdfMatrix().scale(*source[0].get_size()).translate(left, bottom))
        page = document[0]
        page.insert_obj(image)
        page.gen_content()
        return _saved(document)


def searchable(pdf: bytes) -> bytes:
    """A scan as a scanner makes it searchable: its picture, and invisible letters over it."""
    with pypdfium2.PdfDocument(with_picture(pdf, pdf, left=0, bottom=0)) as document:
        page = document[0]
        for letters in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            pypdfium2.raw.FPDFTextObj_SetTextRenderMode(letters, pypdfium2.raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        page.gen_content()
        return _saved(document)


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
