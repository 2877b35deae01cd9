"""The frozen content drawn as the page it will be, part by part of the outline."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tuquan.papers.models import Paper
from tuquan.papers.queries import FreePart, Preview
from tuquan.writer import wording
from tuquan.writer.content import Heading, Paragraph, Row, Table
from tuquan.writer.inlines import Blank, Inline, Number


@dataclass(frozen=True)
class Line:
    """A paragraph as HTML; `free` marks a person's own words."""

    html: SafeString
    kind: str
    free: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with its cells as HTML; every cell goes with the alignment of its column."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[str, SafeString], ...], ...]


@dataclass
class Section:
    """One part: its number as printed ("II."), its lines, and the place for a person's words, if it has one."""

    key: str
    level: int
    number: str
    title: str
    free: FreePart | None
    lines: list[Line] = field(default_factory=list)

    @property
    def wanting(self) -> bool:
        """Words are asked for and nobody has written them."""
        return self.free is not None and not self.free.text and not self.free.part.optional

    @property
    def printed(self) -> bool:
        return bool(self.number)


@dataclass(frozen=True)
class Annex:
    """An annex with its three title lines."""

    label: str
    title: str
    note: str
    tables: tuple[Grid, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """All that the page draws, in the order of Decree 30/2020's blocks."""

    number_line: str
    date_line: str
    address: tuple[str, ...]
    lead: tuple[Line, ...]
    sections: tuple[Section, ...]
    recipients: tuple[str, ...]
    annexes: tuple[Annex, ...]


def draw(shown: Preview) -> Sheet:
    """The sheet of a preview; parts of a draft that are not printed yet stand in it with an empty number."""
    content, issued = shown.content, shown.paper.state == Paper.State.ISSUED
    lead, sections = _sections(shown)
    count = len(content.appendix)
    note = wording.annex_note(content.type_name, content.letterhead)
    return Sheet(
        number_line=wording.number_line(content.letterhead),
        date_line=wording.date_line(content.letterhead),
        address=wording.address_lines(content.addressees),
        lead=tuple(lead),
        # What was not printed when it was issued is no part of the paper.
        sections=tuple(section for section in sections if section.printed or not issued),
        recipients=wording.dashed(content.recipients),
        annexes=tuple(
            Annex(
                wording.annex_label(place, count),
                each.title,
                each.note or note,
                tuple(_grid(shown.paper, block) for block in each.blocks if isinstance(block, Table)),
                tuple(_line(shown.paper, block) for block in each.blocks if isinstance(block, Paragraph)),
            )
            for place, each in enumerate(content.appendix, 1)
        ),
    )


def _sections(shown: Preview) -> tuple[list[Line], list[Section]]:
    lead: list[Line] = []
    free = {each.part.key: each for each in shown.free}
    sections = [Section(part.key, part.level, "", part.title, free.get(part.key)) for part in shown.parts]
    waiting, places = list(sections), [0, 0, 0]
    here: Section | None = None
    for block in shown.content.blocks:
        if isinstance(block, Heading):
            here = _opened(block, waiting, places)
        elif isinstance(block, Paragraph):
            (lead if here is None else here.lines).append(_line(shown.paper, block))
    return lead, sections


def _opened(heading: Heading, waiting: list[Section], places: list[int]) -> Section:
    """The section of a heading, numbered as the printed page numbers it; sections passed over are not printed."""
    while waiting[0].title != heading.text:
        waiting.pop(0)
    found = waiting.pop(0)
    places[heading.level - 1] += 1
    places[heading.level :] = [0] * (3 - heading.level)
    found.number = wording.ordinal(heading.level, places[heading.level - 1])
    return found


def _line(paper: Paper, block: Paragraph) -> Line:
    return Line(_html(paper, block.inlines), block.kind, ".free." in block.key)


def _grid(paper: Paper, table: Table) -> Grid:
    def cells(row: Row) -> tuple[tuple[str, SafeString], ...]:
        return tuple((align, _html(paper, cell)) for align, cell in zip(table.aligns, row, strict=True))

    return Grid(table.caption, table.header, tuple(cells(row) for row in table.rows))


def _html(paper: Paper, inlines: tuple[Inline, ...]) -> SafeString:
    return format_html_join("", "{}", ((_inline(paper, each),) for each in inlines))


def _inline(paper: Paper, inline: Inline) -> SafeString:
    if isinstance(inline, Number):
        return format_html(
            '<a class="paper-number" href="{0}" hx-get="{0}" hx-target="#so-lieu" title="{1}"'
            ' aria-label="{2}, {1}: xem số này ở đâu ra">{2}</a>',
            reverse("papers-number", args=[paper.pk, inline.tag]),
            inline.label,
            inline.shown,
        )
    if isinstance(inline, Blank):
        return format_html('<span class="blanked">…… [{}: điền tay]</span>', inline.label)
    if inline.bold:
        return format_html("<strong>{}</strong>", inline.text)
    return format_html("<em>{}</em>", inline.text) if inline.italic else format_html("{}", inline.text)
