"""Pictures of pages, made here: Typst sets the page, pdfium draws it, and no letter is left in it."""

import struct
import zlib

import pypdfium2
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
    import io

    out = io.BytesIO()
    made.save(out)
    made.close()
    return out.getvalue()


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
