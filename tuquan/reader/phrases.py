"""The small language in which words are written, compiled to regular expressions.

`(x)` may be missing, `[a|b c]` one of, `*` up to four words, `,` a comma that may be missing, `,,` one that may not,
`<name>` a family of spellings listed in `words/families.toml`, `<name>+` a list of up to six of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from tuquan.reader.openings import ANY, openings

GAP = r"(?:[^\s;.,\d]+\s+){0,4}?"
TOKEN = re.compile(r"<\w+>\+?|\[|\]|\||\(|\)|\*|,,|,|[^\s\[\]|()*,<>]+|\s+")
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
    if token == ",,":
        return r",\s*"
    if token == ")":
        return ")?"
    if token in SIGNS:
        return SIGNS[token]
    if token.startswith("<"):
        return _family(token, families, phrase)
    return re.escape(token)


def _family(token: str, families: Mapping[str, Sequence[str]], phrase: str) -> str:
    name = token.strip("<>+")
    if name not in families:
        raise ValueError(f"Cụm từ «{phrase}» dùng họ từ {token} chưa có trong families.toml.")
    longest_first = sorted(families[name], key=len, reverse=True)
    one = "(?:" + "|".join(source(p, families) for p in longest_first) + ")"
    if not token.endswith("+"):
        return one
    return rf"(?:{one}(?!\w)(?:(?:\s*,\s*|\s+và\s+|\s+){one}(?!\w)){{0,5}})"


def _tidy(text: str) -> str:
    text = re.sub(r"\(\?:([^()]*)\)\? ", r"(?:\1 )?", text)  # an optional word takes its blank along
    text = re.sub(r" \(\?:([^()]*)\)\?$", r"(?: \1)?", text)
    text = text.replace(GAP + " ", GAP).replace("\x01 ", r"(?:,)?\s+").replace("\x01", ",?")
    return text.replace(" ", r"\s+")


WORDS = re.compile(r"\w+")


@lru_cache(maxsize=64)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, and `ANY`; many phrases are looked for in the same few texts."""
    return frozenset((ANY, *WORDS.findall(text)))


class Phrases:
    """Any of some phrases, at word boundaries; compiled when first used, since most never are."""

    __slots__ = ("_families", "_loose", "_openings", "_phrases", "_shape", "_wrap")

    def __init__(self, phrases: Sequence[str], families: Mapping[str, Sequence[str]], wrap: str = "{}") -> None:
        self._phrases, self._families, self._wrap = tuple(phrases), families, wrap
        self._openings: frozenset[str] | None = None
        self._loose: re.Pattern[str] | None = None
        self._shape: re.Pattern[str] | None = None

    @property
    def shape(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._shape is None:
            body = "|".join(source(p, self._families) for p in self._longest_first())
            self._shape = _compiled(self._wrap.replace("{}", rf"(?<!\w)(?:{body})(?!\w)"))
        return self._shape

    @property
    def loose(self) -> re.Pattern[str]:
        """The same words anywhere."""
        if self._loose is None:
            body = "|".join(source(p, self._families) for p in self._longest_first())
            self._loose = _compiled(rf"(?<!\w)(?:{body})(?!\w)")
        return self._loose

    def may_begin(self, words: frozenset[str]) -> bool:
        """False where none of the words can begin one of these phrases: cheaper to ask than to look for them."""
        if self._openings is None:
            self._openings = openings(self._phrases, self._families)
        return not self._openings.isdisjoint(words)

    def search(self, text: str) -> re.Match[str] | None:
        """The first of these phrases in a text."""
        return self.shape.search(text) if self.may_begin(words_of(text)) else None

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """All of them, in order."""
        return self.shape.finditer(text) if self.may_begin(words_of(text)) else ()

    def _longest_first(self) -> list[str]:
        """The phrases, a family told alone as its spellings: "<mh>" is short to write and long to read."""
        spelt = [p for phrase in self._phrases for p in _spellings(phrase, self._families)]
        return sorted(dict.fromkeys(spelt), key=len, reverse=True)

    def check(self) -> None:
        """Raises ValueError for a phrase that cannot be read."""
        for phrase in self._phrases:
            re.compile(source(phrase, self._families))

    def first_words(self) -> set[str]:
        """The words with which these phrases can begin."""
        words: set[str] = set()
        for phrase in self._phrases:
            words |= _first_words(phrase, self._families)
        return words


class Vocabulary:
    """The families of spellings, and every list of phrases that is written with them, once for all its rules."""

    def __init__(self, families: Mapping[str, Sequence[str]]) -> None:
        self._families = families
        self._known: dict[tuple[str, ...], Phrases] = {}

    def phrases(self, phrases: Sequence[str], wrap: str = "{}") -> Phrases | None:
        """Any of these phrases; None for an empty list."""
        if not phrases:
            return None
        return self._known.setdefault((wrap, *phrases), Phrases(phrases, self._families, wrap))


def _spellings(phrase: str, families: Mapping[str, Sequence[str]]) -> Sequence[str]:
    alone = re.fullmatch(r"<(\w+)>", phrase.strip())
    return families[alone[1]] if alone and alone[1] in families else (phrase,)


@lru_cache(maxsize=8192)
def _compiled(body: str) -> re.Pattern[str]:
    return re.compile(body)


def _first_words(phrase: str, families: Mapping[str, Sequence[str]]) -> set[str]:
    phrase = phrase.strip()
    if not phrase:
        return set()
    if phrase[0] == "<":
        name = phrase[1 : phrase.index(">")]
        return set().union(*(_first_words(p, families) for p in families[name]))
    if phrase[0] in "[(":
        close = phrase.index("]" if phrase[0] == "[" else ")")
        inside = set().union(*(_first_words(p, families) for p in phrase[1:close].split("|")))
        return inside | (_first_words(phrase[close + 1 :], families) if phrase[0] == "(" else set())
    return {re.split(r"[\s,\[(<]", phrase, maxsplit=1)[0]}
