"""A content laid out as plain lines and grids: what both renderers draw, in the order they draw it."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from tuquan.writer import wording
from tuquan.writer.content import Align, Appendix, Block, Heading, PaperContent, Paragraph
from tuquan.writer.inlines import Blank, Inline, Number

UNNAMED_TABLE = "Bảng số liệu"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one look; with a `tag` it is a marked number, with `blank` a place for the pen."""

    text: str
    bold: bool = False
    italic: bool = False
    tag: str = ""
    label: str = ""
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `style` is heading1-3, body, grounds, item or caption."""

    style: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; `title` is for screen readers, `widths` are shares."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    widths: tuple[int, ...]
    aligns: tuple[Align, ...]


Part: TypeAlias = Line | Grid


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex with its three title lines."""

    label: str
    title: str
    note: str
    parts: tuple[Part, ...]
    landscape: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Every word of a paper, block by block of Decree 30/2020 (annex I), top to bottom."""

    title: str
    superior: str
    issuer: str
    number_line: str
    date_line: str
    type_name: str
    subject: str
    address: tuple[str, ...]
    parts: tuple[Part, ...]
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str
    annexes: tuple[Annex, ...]
    mark: str


def lay_out(content: PaperContent) -> Plan:
    """The plan of a content. Pure; equal contents have equal plans."""
    letterhead, count = content.letterhead, len(content.appendix)
    return Plan(
        title=f"{content.type_name.capitalize()} {content.subject}",
        superior=letterhead.superior.upper(),
        issuer=letterhead.issuer.upper(),
        number_line=wording.number_line(letterhead),
        date_line=wording.date_line(letterhead),
        type_name=content.type_name.upper(),
        subject=content.subject,
        address=wording.address_lines(content.addressees),
        parts=_ended(_parts(content.blocks)),
        recipients=wording.dashed(content.recipients),
        authority=tuple(line.upper() for line in content.signature.authority),
        signer=content.signature.name,
        annexes=tuple(_annex(content, each, place, count) for place, each in enumerate(content.appendix, 1)),
        mark=wording.DEMONSTRATION if content.demonstration else "",
    )


def _annex(content: PaperContent, appendix: Appendix, place: int, count: int) -> Annex:
    return Annex(
        label=wording.annex_label(place, count),
        title=appendix.title.upper(),
        note=appendix.note or wording.annex_note(content.type_name, content.letterhead),
        parts=_parts(appendix.blocks),
        landscape=appendix.landscape,
    )


def _parts(blocks: tuple[Block, ...]) -> tuple[Part, ...]:
    parts: list[Part] = []
    places = [0, 0, 0]
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(_heading(block, places))
        elif isinstance(block, Paragraph):
            dash = (Run("- "),) if block.kind == "item" else ()
            parts.append(Line(block.kind, dash + tuple(_run(each) for each in block.inlines)))
        else:
            if block.caption:
                parts.append(Line("caption", (Run(block.caption),)))
            rows = tuple(tuple(tuple(_run(each) for each in cell) for cell in row) for row in block.rows)
            parts.append(Grid(block.caption or UNNAMED_TABLE, block.header, rows, block.widths, block.aligns))
    return tuple(parts)


def _heading(heading: Heading, places: list[int]) -> Line:
    """Number a heading within its parent; `places` counts the levels and is moved on."""
    level = heading.level
    places[level - 1] += 1
    places[level:] = [0] * (3 - level)
    text = heading.text.upper() if level == 1 else heading.text
    return Line(f"heading{level}", (Run(f"{wording.ordinal(level, places[level - 1])} {text}"),))


def _run(inline: Inline) -> Run:
    if isinstance(inline, Number):
        return Run(inline.shown, tag=inline.tag, label=inline.label)
    if isinstance(inline, Blank):
        return Run(f"…………… [{inline.label}: điền tay]", blank=True)
    return Run(inline.text, bold=inline.bold, italic=inline.italic)


def _ended(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Close the body with "./." in place of its last full stop (Decree 30/2020, annex I, item 6)."""
    last = parts[-1]
    if isinstance(last, Grid) or not last.runs:
        return (*parts, Line("body", (Run(wording.END),)))
    run = last.runs[-1]
    if run.tag or run.blank:
        return (*parts[:-1], replace(last, runs=(*last.runs, Run(wording.END))))
    closed = replace(run, text=run.text.rstrip(" ./") + wording.END)
    return (*parts[:-1], replace(last, runs=(*last.runs[:-1], closed)))
