"""The small language in which words are written, compiled to regular expressions.

`(x)` may be missing, `[a|b c]` one of, `*` up to four words, `,` a comma that may be missing,
`<name>` a family of spellings listed in `words/families.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

GAP = r"(?:[^\s;.]+\s+){0,4}?"
TOKEN = re.compile(r"<\w+>|\[|\]|\||\(|\)|\*|,|[^\s\[\]|()*,<>]+|\s+")
SIGNS = {"[": "(?:", "]": ")", "|": "|", "(": "(?:", "*": GAP}


def source(phrase: str, families: Mapping[str, Sequence[str]]) -> str:
    """Regular expression text of one phrase; spaces match any run of blanks.

    Raises ValueError when brackets do not close or a family is unknown.
    """
    if phrase.count("(") != phrase.count(")") or phrase.count("[") != phrase.count("]"):
        raise ValueError(f"Cụm từ «{phrase}» thiếu dấu đóng ngoặc.")
    out: list[str] = []
    for token in TOKEN.findall(phrase.strip()):
        out.append(_piece(token, families, phrase))
    return _tidy("".join(out))


def _piece(token: str, families: Mapping[str, Sequence[str]], phrase: str) -> str:
    if token.isspace():
        return " "
    if token == ",":
        return "\x01"
    if token == ")":
        return ")?"
    if token in SIGNS:
        return SIGNS[token]
    if token.startswith("<"):
        if token[1:-1] not in families:
            raise ValueError(f"Cụm từ «{phrase}» dùng họ từ {token} chưa có trong families.toml.")
        return "(?:" + "|".join(source(p, families) for p in families[token[1:-1]]) + ")"
    return re.escape(token)


def _tidy(text: str) -> str:
    text = re.sub(r"\(\?:([^()]*)\)\? ", r"(?:\1 )?", text)  # an optional word takes its blank along
    text = re.sub(r" \(\?:([^()]*)\)\?$", r"(?: \1)?", text)
    text = text.replace(GAP + " ", GAP).replace("\x01 ", r"(?:,)?\s+").replace("\x01", ",?")
    return text.replace(" ", r"\s+")


def union(phrases: Sequence[str], families: Mapping[str, Sequence[str]]) -> re.Pattern[str] | None:
    """One pattern for any of the phrases, at word boundaries; None for no phrases."""
    if not phrases:
        return None
    return _compiled("|".join(source(p, families) for p in sorted(phrases, key=len, reverse=True)))


@lru_cache(maxsize=4096)
def _compiled(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)")
