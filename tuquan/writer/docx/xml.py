"""Elements of WordprocessingML in a short notation: `node("w:p", node("w:pPr"), …, **{"w:val": "x"})`."""

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = {"w": W, "r": R}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Node = etree._Element


def node(name: str, /, *children: Node, **attributes: str | int) -> Node:
    """An element; names carry the prefix w: or r:, an attribute without one is in w:."""
    element = etree.Element(_qualified(name), nsmap=SPACES)
    for key, value in attributes.items():
        element.set(_qualified(key if ":" in key else f"w:{key}"), str(value))
    element.extend(children)
    return element


def words(text: str) -> Node:
    """w:t with every space kept."""
    element = node("w:t")
    element.text = text
    element.set(_XML_SPACE, "preserve")
    return element


def as_bytes(root: Node) -> bytes:
    """The part's bytes; namespaces declared once, at the root."""
    etree.cleanup_namespaces(root, top_nsmap=SPACES)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"
