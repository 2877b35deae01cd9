"""XML of a docx part, parsed without DTD, entities or anything from outside, and only so deep and so large."""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from tuquan.reader.opening import limits
from tuquan.reader.opening.refusals import refusal

# Word writes the first; the "strict" variant of the standard the second.
WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)


def parse(part: bytes, *, where: str) -> Element:
    """The root element; raises Unreadable (`forbidden_xml`, `bomb`, `damaged`) naming the part."""
    try:
        return _guarded(part, where)
    except DefusedXmlException as forbidden:
        raise refusal("forbidden_xml", where=where) from forbidden
    except (ParseError, ValueError, LookupError) as broken:
        raise refusal("damaged", where=where) from broken


def _guarded(part: bytes, where: str) -> Element:
    depth = elements = 0
    root: Element | None = None
    for event, element in iterparse(io.BytesIO(part), events=("start", "end"), forbid_dtd=True):
        if event == "end":
            depth -= 1
            continue
        root = element if root is None else root
        depth, elements = depth + 1, elements + 1
        if depth > limits.MAX_XML_DEPTH or elements > limits.MAX_XML_ELEMENTS:
            raise refusal("bomb", where=f"{where} lồng quá sâu hoặc quá nhiều thẻ")
    if root is None:
        raise ParseError("no element")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace: `p`, `tbl`, `AlternateContent`."""
    return element.tag.rpartition("}")[2]


def word_attribute(element: Element, name: str) -> str | None:
    """The attribute `w:name` in either variant of Word's namespace."""
    return next((element.attrib[space + name] for space in WORD if space + name in element.attrib), None)


def first(element: Element, *path: str) -> Element | None:
    """The descendant along these local names, each the first child of that name; None when one is missing."""
    found: Element | None = element
    for name in path:
        found = next(named(found, name), None) if found is not None else None
    return found


def named(element: Element, name: str) -> Iterator[Element]:
    """The children with this local name."""
    return (child for child in element if local(child) == name)


def switched_on(properties: Element | None, name: str) -> bool:
    """Whether a toggle such as `w:vanish` is set: present, and its value not a form of "no"."""
    toggle = first(properties, name) if properties is not None else None
    return toggle is not None and word_attribute(toggle, "val") not in ("0", "false", "off")
