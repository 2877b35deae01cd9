"""document.xml: the blocks of a paper from the national words to the last annex."""

from collections.abc import Iterable

from tuquan.writer import wording
from tuquan.writer.docx.breaking import rule_length
from tuquan.writer.docx.lines import Pen, plain, rule, sliver, title
from tuquan.writer.docx.measures import (
    ISSUER_COLUMN,
    LANDSCAPE,
    NATION_COLUMN,
    PORTRAIT,
    RECIPIENTS_COLUMN,
    SIGNER_COLUMN,
    Page,
    mm,
)
from tuquan.writer.docx.tables import ruled, side_by_side
from tuquan.writer.docx.xml import Node, node
from tuquan.writer.plan import Annex, Line, Part, Plan

# The motto in bold 14 pt Times New Roman; its rule is just as long (item 1).
_MOTTO_WIDTH = mm(60.5)


def document(plan: Plan) -> Node:
    """The root of document.xml; every annex is a section, so that its pages count from 1."""
    pen = Pen()
    pages = [PORTRAIT, *(LANDSCAPE if annex.landscape else PORTRAIT for annex in plan.annexes)]
    chapters = [_paper(plan, pen)]
    chapters += [_annex(annex, page, pen) for annex, page in zip(plan.annexes, pages[1:], strict=True)]
    body = node("w:body")
    for chapter, page in zip(chapters[:-1], pages, strict=False):
        body.extend([*chapter, sliver(_section(page))])
    body.extend([*chapters[-1], sliver(), _section(pages[-1])])
    return node("w:document", body)


def _paper(plan: Plan, pen: Pen) -> list[Node]:
    return [
        _letterhead(plan),
        plain("TypeName", plan.type_name),
        title("Subject", plan.subject, 14, PORTRAIT.text_width),
        rule(rule_length(plan.subject, 14, PORTRAIT.text_width), PORTRAIT.text_width),
        *_address(plan.address),
        *_parts(plan.parts, PORTRAIT, pen, keep_last=True),
        _air(240),
        _closing(plan),
    ]


def _letterhead(plan: Plan) -> Node:
    superior = [title("Superior", plan.superior, 13, ISSUER_COLUMN)] if plan.superior else []
    issuer_rule = rule(rule_length(plan.issuer, 13, ISSUER_COLUMN), ISSUER_COLUMN)
    nation = [plain("Nation", wording.NATION), plain("Motto", wording.MOTTO), rule(_MOTTO_WIDTH, NATION_COLUMN)]
    return side_by_side(
        (ISSUER_COLUMN, NATION_COLUMN),
        ([*superior, title("Issuer", plan.issuer, 13, ISSUER_COLUMN), issuer_rule], nation),
        ([plain("NumberLine", plan.number_line)], [plain("DateLine", plan.date_line)]),
    )


def _address(lines: tuple[str, ...]) -> list[Node]:
    if len(lines) == 1:
        return [plain("AddressAlone", lines[0])]
    return [plain("Addressee" if place else "Address", text) for place, text in enumerate(lines)]


def _parts(parts: Iterable[Part], page: Page, pen: Pen, *, keep_last: bool = False) -> list[Node]:
    """The parts of a chapter; `keep_last` holds the last line on the page of the signature."""
    drawn: list[Node] = []
    parts = tuple(parts)
    for place, part in enumerate(parts, 1):
        if isinstance(part, Line):
            drawn.append(pen.line(part, keep_next=keep_last and place == len(parts)))
        else:
            # Two tables that touch would melt into one, and text would stick to the rule.
            drawn += [_air(), ruled(part, page.text_width, pen), _air()]
    return drawn


def _air(height: int = 120) -> Node:
    """An empty line of `height` in twips that stays with what follows it."""
    spacing = node("w:spacing", before=0, after=0, line=height, lineRule="exact")
    return node("w:p", node("w:pPr", node("w:keepNext"), spacing))


def _closing(plan: Plan) -> Node:
    recipients = [plain("Recipient", text) for text in plan.recipients]
    left = [plain("RecipientsTitle", wording.RECIPIENTS), *recipients] if recipients else [sliver()]
    right = [*(plain("Authority", line) for line in plan.authority), plain("Signer", plan.signer)]
    return side_by_side((RECIPIENTS_COLUMN, SIGNER_COLUMN), (left, right))


def _annex(annex: Annex, page: Page, pen: Pen) -> list[Node]:
    return [
        plain("AnnexLabel", annex.label),
        title("AnnexTitle", annex.title, 14, page.text_width),
        plain("AnnexNote", annex.note),
        rule(rule_length(annex.title, 14, page.text_width), page.text_width),
        *_parts(annex.parts, page, pen),
    ]


def _section(page: Page) -> Node:
    """A section that starts a page, counts from 1 and shows no number on its first page (I.7)."""
    size = node("w:pgSz", w=page.width, h=page.height)
    if page is LANDSCAPE:
        size = node("w:pgSz", w=page.width, h=page.height, orient="landscape")
    edges = {"top": page.edge, "right": page.right, "bottom": page.edge, "left": page.left}
    return node(
        "w:sectPr",
        node("w:headerReference", **{"type": "default", "r:id": "rIdRunning"}),
        node("w:headerReference", **{"type": "first", "r:id": "rIdFirst"}),
        node("w:type", val="nextPage"),
        size,
        node("w:pgMar", **edges, header=mm(8), footer=mm(8), gutter=0),
        node("w:pgNumType", start=1),
        node("w:titlePg"),
    )
