"""A web page, or what Word saves as one: paragraphs, list items and rows of tables; no scripts, menus or forms."""

from collections.abc import Iterator

from lxml import html
from lxml.etree import LxmlError

from tuquan.reader.opening import limits
from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.refusals import refusal

NEVER = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"})
AROUND = frozenset({"nav", "footer", "aside", "form"})
APART = frozenset(
    {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article", "header"}
    | {"main", "ul", "ol", "dl", "dt", "dd", "figure", "figcaption", "table", "caption", "tbody", "thead", "tfoot"}
    | {"body", "html", "address", "center", "hr"}
)
PICTURES = frozenset({"img", "picture", "video", "canvas"})


class _Page:
    """Walks the page in order; `flow` gathers the words of one paragraph until something stands apart."""

    def __init__(self) -> None:
        self.composer = Composer()
        self.flow: list[str] = []
        self.number = 0

    def walk(self, element: html.HtmlElement, depth: int = 0) -> None:
        if depth > limits.MAX_XML_DEPTH:
            raise refusal("bomb", where="thẻ lồng quá sâu")
        name = element.tag if isinstance(element.tag, str) else ""
        if not name or name in NEVER:
            return
        if name in AROUND:
            self.composer.counts["page_around"] += bool(" ".join(element.itertext()).strip())
            return
        self.composer.counts["picture"] += name in PICTURES
        if name == "tr":
            self.row(element)
            return
        self.inside(element, name, depth)

    def inside(self, element: html.HtmlElement, name: str, depth: int) -> None:
        apart = name in APART
        if apart or name == "br":
            self.close()
        self.flow.append(element.text or "")
        for child in element:
            self.walk(child, depth + 1)
            self.flow.append(child.tail or "")
        if apart:
            self.close()

    def row(self, element: html.HtmlElement) -> None:
        self.close()
        cells = [cell for cell in element if cell.tag in ("td", "th")]
        self.number += 1
        for column, cell in enumerate(cells, start=1):
            if column > 1:
                self.composer.separate("\t")
            place = self.composer.place
            self.composer.write(_words(" ".join(_shown(cell))))
            self.composer.block("cell", place, f"đoạn {self.number}, cột {column}")
        self.composer.separate("\n")

    def close(self) -> None:
        words, self.flow = _words("".join(self.flow)), []
        if words:
            self.number += 1
            place = self.composer.place
            self.composer.write(words)
            self.composer.block("paragraph", place, f"đoạn {self.number}")
            self.composer.separate("\n")


def open_html(data: bytes) -> OpenedDocument:
    """The text of a web page; raises Unreadable."""
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding=_encoding(data), huge_tree=False))
    except (LxmlError, ValueError, LookupError, AssertionError) as broken:
        raise refusal("damaged", where="cấu trúc trang web") from broken
    page = _Page()
    page.walk(root)
    page.close()
    composer = page.composer
    return OpenedDocument(composer.text(), tuple(composer.blocks), "html", sentences(composer.counts))


def _encoding(data: bytes) -> str | None:
    """UTF-8 when the bytes are; else what the page says of itself (lxml finds it)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _shown(cell: html.HtmlElement) -> Iterator[str]:
    """The words of a cell, without scripts and comments."""
    if cell.tag in NEVER or not isinstance(cell.tag, str):
        return
    yield cell.text or ""
    for child in cell:
        yield from _shown(child)
        yield child.tail or ""


def _words(text: str) -> str:
    return " ".join(text.split())
