"""The parts of a docx put together: equal contents give equal bytes."""

from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tuquan.writer.content import PaperContent
from tuquan.writer.docx.body import document
from tuquan.writer.docx.headers import first_header, running_header
from tuquan.writer.docx.styles import LANGUAGE, styles
from tuquan.writer.docx.xml import Node, as_bytes, node
from tuquan.writer.plan import lay_out

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_UNDATED = date(1980, 1, 1)  # The earliest day a zip can tell.

_KINDS = {
    "/word/document.xml": f"{_WORD}.document.main+xml",
    "/word/styles.xml": f"{_WORD}.styles+xml",
    "/word/settings.xml": f"{_WORD}.settings+xml",
    "/word/header1.xml": f"{_WORD}.header+xml",
    "/word/header2.xml": f"{_WORD}.header+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_LINKS = {
    "rIdStyles": ("styles", "styles.xml"),
    "rIdSettings": ("settings", "settings.xml"),
    "rIdFirst": ("header", "header1.xml"),
    "rIdRunning": ("header", "header2.xml"),
}


def render_docx(content: PaperContent) -> bytes:
    """A docx in the layout of Decree 30/2020; every Number is a content control with its tag."""
    plan = lay_out(content)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_links(),
        "word/document.xml": as_bytes(document(plan)),
        "word/_rels/document.xml.rels": _document_links(),
        "word/styles.xml": as_bytes(styles()),
        "word/settings.xml": as_bytes(_settings()),
        "word/header1.xml": as_bytes(first_header(plan.mark)),
        "word/header2.xml": as_bytes(running_header(plan.mark)),
        "docProps/core.xml": _core(plan.title, content),
    }
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            entry = ZipInfo(name)  # Its default time is fixed: 1980-01-01.
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, data)
    return buffer.getvalue()


def _settings() -> Node:
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}
    return node(
        "w:settings",
        node("w:defaultTabStop", val=720),
        node("w:characterSpacingControl", val="doNotCompress"),
        node("w:compat", node("w:compatSetting", **mode)),
        node("w:themeFontLang", val=LANGUAGE),
        node("w:decimalSymbol", val=","),
        node("w:listSeparator", val=";"),
    )


def _content_types() -> bytes:
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _KINDS.items())
    links = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{links}{xml}{parts}</Types>'.encode()


def _package_links() -> bytes:
    return _links(
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )


def _document_links() -> bytes:
    return _links(*((key, f"{_OFFICE}/{kind}", target) for key, (kind, target) in _LINKS.items()))


def _links(*links: tuple[str, str, str]) -> bytes:
    drawn = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, kind, to in links)
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{drawn}</Relationships>'.encode()


def _core(title: str, content: PaperContent) -> bytes:
    """The properties: the issuer is the only author, the paper's own day the only time."""
    issuer = escape(content.letterhead.issuer)
    moment = f"{(content.letterhead.day or _UNDATED).isoformat()}T00:00:00Z"
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{issuer}</dc:creator>"
        f"<dc:language>{LANGUAGE}</dc:language><cp:lastModifiedBy>{issuer}</cp:lastModifiedBy>"
        f"{times}</cp:coreProperties>"
    ).encode()
