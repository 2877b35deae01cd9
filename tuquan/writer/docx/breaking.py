"""Titles of several lines, broken so that no word is left alone on the last."""

from collections.abc import Callable

from tuquan.writer.docx.measures import text_width
from tuquan.writer.wording import bound

_GLUE = "\x1f"


def balanced(text: str, points: float, column: int) -> tuple[str, ...]:
    """`text` in as few lines as `column` (twips) needs, as even as they can be; joined they are `text`."""
    # A control character cannot stand in a content: it holds the words of a name together meanwhile.
    words = [word.replace(_GLUE, " ") for word in bound(text, _GLUE).split(" ")]
    best = _lines(words, lambda line: text_width(line, points) <= column)
    limit = column
    # Narrow the column while the number of lines stays: the narrowest gives the evenest lines.
    while limit > column // 3:
        limit -= 40
        tried = _lines(words, lambda line: text_width(line, points) <= limit)  # noqa: B023
        if len(tried) > len(best):
            break
        best = tried
    return tuple(best)


def rule_length(text: str, points: float, column: int) -> int:
    """The short rule under a title: between 1/3 and 1/2 of its longest line (items 2 and 5a), in twips."""
    longest = max(text_width(line, points) for line in balanced(text, points, column))
    return round(min(longest, column) * 0.42)


def _lines(words: list[str], fits: Callable[[str], bool]) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if fits(longer):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
