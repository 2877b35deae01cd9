"""Paragraphs, runs, and the content controls that carry our tags."""

from collections.abc import Iterable, Iterator
from itertools import count

from tuquan.writer.docx.breaking import balanced
from tuquan.writer.docx.xml import Node, node, words
from tuquan.writer.plan import Line, Run

ALIAS_LENGTH = 64  # Word cuts the title of a content control there.


class Pen:
    """Writes paragraphs, and gives every content control of one document a number of its own."""

    def __init__(self) -> None:
        self._ids: Iterator[int] = count(1)

    def line(self, line: Line, *, keep_next: bool = False) -> Node:
        """A laid-out line in the style of its name; `keep_next` holds it on the next block's page."""
        kept = [node("w:keepNext")] if keep_next else []
        return paragraph(line.style, *self.runs(line.runs), properties=kept)

    def runs(self, runs: Iterable[Run]) -> list[Node]:
        """The runs, marked numbers as content controls."""
        return [self._control(run) if run.tag else run_of(run) for run in runs]

    def _control(self, run: Run) -> Node:
        label = run.label if len(run.label) <= ALIAS_LENGTH else f"{run.label[: ALIAS_LENGTH - 1]}…"
        return node(
            "w:sdt",
            node(
                "w:sdtPr",
                node("w:alias", val=label),
                node("w:tag", val=run.tag),
                node("w:id", val=next(self._ids)),
                node("w:text"),
            ),
            node("w:sdtContent", run_of(run)),
        )


def paragraph(style: str, *children: Node, properties: Iterable[Node] = ()) -> Node:
    """A w:p; `properties` follow pStyle and must come in the schema's order."""
    return node("w:p", node("w:pPr", node("w:pStyle", val=style), *properties), *children)


def plain(style: str, text: str) -> Node:
    """A paragraph of one run."""
    return paragraph(style, run_of(Run(text)))


def title(style: str, text: str, points: float, column: int) -> Node:
    """A centred paragraph whose lines are broken evenly within `column` (twips)."""
    first, *rest = balanced(text, points, column)
    runs = [run_of(Run(first))]
    for line in rest:
        runs += [node("w:r", node("w:br")), run_of(Run(line))]
    return paragraph(style, *runs)


def run_of(run: Run) -> Node:
    """A w:r with the run's own look; a blank for the pen is marked yellow."""
    look = [node("w:b"), node("w:bCs")] if run.bold else []
    look += [node("w:i"), node("w:iCs")] if run.italic else []
    look += [node("w:highlight", val="yellow")] if run.blank else []
    return node("w:r", *([node("w:rPr", *look)] if look else []), words(run.text))


def rule(length: int, column: int) -> Node:
    """A black rule of `length` in the middle of a column (twips): the upper border of a low paragraph."""
    aside = max(0, (column - length) // 2)
    return node(
        "w:p",
        node(
            "w:pPr",
            node("w:pBdr", node("w:top", val="single", sz=6, space=0, color="000000")),
            node("w:spacing", before=80, after=0, line=60, lineRule="exact"),
            node("w:ind", left=aside, right=aside),
            node("w:jc", val="center"),
        ),
    )


def sliver(*properties: Node) -> Node:
    """The lowest paragraph Word allows, where its grammar wants one."""
    spacing = node("w:spacing", before=0, after=0, line=20, lineRule="exact")
    return node("w:p", node("w:pPr", spacing, *properties))
