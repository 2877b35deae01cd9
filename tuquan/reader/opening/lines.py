"""Lines of a text without a layout of its own, laid down as blocks."""

from collections.abc import Iterable

from tuquan.reader.opening.composer import Composer


def write_lines(composer: Composer, lines: Iterable[str], *, label: str) -> None:
    """Each line that is not blank becomes a block "<label> <number>"; blank lines stay and part the sections."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            place = composer.place
            composer.write(line)
            composer.block("line", place, f"{label} {number}")
        composer.separate("\n")
