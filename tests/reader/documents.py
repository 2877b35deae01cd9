"""Builders of test files: docx, pdf, zip and what is none of them, made in code so that no file is kept."""

import io
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

import docx
import typst

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

REPORT = (
    "BÁO CÁO",
    "Kết quả xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc năm 2021",
    "Trong năm 2021 xây dựng mới 03 mô hình tự quản về an ninh trật tự.",
)
TABLE = (("STT", "Nội dung", "Số lượng"), ("1", "Mô hình tự quản", "05"), ("2", "Tổ an ninh", "12"))


def docx_of(
    paragraphs: Iterable[str] = REPORT,
    *,
    table: Iterable[Iterable[str]] = (),
    header: str = "",
    shape: Callable[..., None] | None = None,
) -> bytes:
    """A docx by python-docx: paragraphs, then a table; `shape` may do more to the document."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    rows = [list(row) for row in table]
    if rows:
        grid = document.add_table(rows=len(rows), cols=len(rows[0]))
        for at, row in enumerate(rows):
            for cell, text in zip(grid.rows[at].cells, row, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if shape:
        shape(document)
    return _saved(document)


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def zip_of(parts: dict[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def content_types(overrides: dict[str, str]) -> str:
    """`[Content_Types].xml` with the types of these parts."""
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{listed}</Types>'


def office_of(main_type: str, main: str = "word/document.xml", **parts: str | bytes) -> bytes:
    """A package whose main part is of this type, empty unless given as `main_xml`; `extra` goes in as it is."""
    return zip_of(
        {
            "[Content_Types].xml": content_types({main: main_type}),
            main: parts.get("main_xml", "<x/>"),
            "extra.bin": parts.get("extra", ""),
        }
    )


def body_docx(body: str, *, prolog: str = "", **extra: str) -> bytes:
    """A docx whose `w:body` is exactly this XML; `extra` are further parts of word/ (`footnotes`, `header1`)."""
    kinds = {"word/document.xml": WORD_MAIN}
    parts: dict[str, bytes | str] = {}
    for name, content in extra.items():
        kind = name.rstrip("0123456789")
        kinds[f"word/{name}.xml"] = WORD_MAIN.replace("document.main", kind)
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        parts[f"word/{name}.xml"] = f"<w:{root} {W} {MC}>{content}</w:{root}>"
    document = f"{prolog}<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    return zip_of({"[Content_Types].xml": content_types(kinds), "word/document.xml": document, **parts})


def p(*runs: str) -> str:
    """A paragraph: plain runs are wrapped, pieces that begin with "<" go in as they are."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(tag: str, content: str) -> str:
    """A content control with a tag."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def table(*rows: Iterable[str]) -> str:
    """A table; cells are the XML of their content."""
    lines = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


@cache
def pdf_of(*pages: str, header: str = "", numbered: bool = False) -> bytes:
    """A pdf by typst, one given text (typst markup) a page, A6 wide."""
    numbering = '"1"' if numbered else "none"
    setup = (
        '#set text(font: "Noto Serif", size: 11pt, lang: "vi")\n'
        f'#set page(paper: "a6", margin: 1.2cm, header: [{header}], numbering: {numbering})\n'
    )
    source = setup + "\n#pagebreak()\n".join(pages)
    fonts = str(Path(str(files("fontpkg_noto_serif"))) / "files")
    return bytes(typst.compile(source.encode(), font_paths=[fonts], ignore_system_fonts=True))


def handmade_pdf(content: bytes, *, resources: str = "", objects: Iterable[bytes] = (), trailer: str = "") -> bytes:
    """A one-page pdf written by hand around a content stream."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << "
        + f"{resources} >> >>".encode(),
        content,
        *objects,
    ]
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer << /Size {len(parts) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n".encode()
    return bytes(out)


def stream(data: bytes, extra: str = "") -> bytes:
    """A stream object of a pdf."""
    return f"<< /Length {len(data)} {extra} >>\nstream\n".encode() + data + b"\nendstream"


def scanned_pdf() -> bytes:
    """A page that is nothing but a picture."""
    picture = stream(
        b"\x80" * 16, "/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    return handmade_pdf(
        stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q"), resources="/XObject << /Im0 5 0 R >>", objects=[picture]
    )


def unmapped_pdf(text: str) -> bytes:
    """A pdf whose font does not say which letters its shapes are: the map is there, yet under no known name."""
    return pdf_of(text).replace(b"/ToUnicode", b"/ToNobody_")


def encrypted_pdf() -> bytes:
    """A pdf that asks for a password: its key was made from one nobody has."""
    secret = "00" * 32
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{secret}> /U <{secret}> /P -4 >>".encode()
    return handmade_pdf(
        stream(b""), objects=[lock], trailer="/Encrypt 5 0 R /ID [<00112233445566778899aabbccddeeff> <00>]"
    )


def ole_of(stream_name: str) -> bytes:
    """The head of an OLE container that lists this stream (a .doc, .xls or an encrypted docx)."""
    return OLE + bytes(504) + stream_name.encode("utf-16-le") + bytes(512)
