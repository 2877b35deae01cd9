"""The small language in which words are written, compiled to regular expressions.

`(x)` may be missing, `[a|b c]` one of, `*` up to four words, `,` a comma that may be missing, `,,` one that may not,
`<name>` a family of spellings listed in `words/families.toml`, `<name>+` a list of up to six of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from tuquan.reader.openings import Asked, asked, words_of

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


# A phrase and its place among others, longest first.
Spelt = tuple[int, Asked]


class Phrases:
    """Any of some phrases, at word boundaries.

    A text is first asked for the words a phrase begins with and cannot do without, and only the phrases that may
    stand in it are compiled and looked for: most never are.
    """

    __slots__ = ("_anywhere", "_by_mark", "_compiled", "_families", "_marks", "_phrases", "_spelt", "_wrap")

    def __init__(self, phrases: Sequence[str], families: Mapping[str, Sequence[str]], wrap: str = "{}") -> None:
        self._phrases, self._families, self._wrap = tuple(phrases), families, wrap
        self._spelt: tuple[Asked, ...] | None = None
        self._by_mark: dict[str, list[Spelt]] = {}
        self._marks: frozenset[str] = frozenset()
        self._anywhere: Phrases | None = None
        self._compiled: dict[Asked, re.Pattern[str]] = {}

    @property
    def loosely(self) -> Phrases:
        """The same phrases anywhere in a text."""
        if self._anywhere is None:
            self._anywhere = Phrases(self._phrases, self._families)
        return self._anywhere

    def may_stand(self, words: frozenset[str]) -> bool:
        """False where words are missing for each of these phrases."""
        by_mark = self._by_mark or self._index()
        if words.isdisjoint(self._marks):
            return False
        return any(phrase.needs <= words for word in self._marks & words for _, phrase in by_mark[word])

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first of these phrases in a text; of two that begin together the longer one."""
        first = None
        for shape in self._shapes(text):
            found = shape.search(text, start, end)
            if found and (first is None or found.start() < first.start()):
                first = found
        return first

    def begins(self, text: str, among: Iterable[Spelt]) -> re.Match[str] | None:
        """The phrase with which a text begins, of those known to be the only ones that may."""
        for _, phrase in among:
            if found := (self._compiled.get(phrase) or self._compile(phrase)).match(text):
                return found
        return None

    def match(self, text: str) -> re.Match[str] | None:
        """The phrase with which a text begins."""
        return next((found for shape in self._shapes(text) if (found := shape.match(text))), None)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The phrase that a text is."""
        return next((found for shape in self._shapes(text) if (found := shape.fullmatch(text))), None)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        """All of them, in order."""
        shapes = self._shapes(text)
        return shapes[0].finditer(text, start, end) if len(shapes) == 1 else self._mixed(text, start, end)

    def _mixed(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        while found := self.search(text, start, end):
            yield found
            start = found.end()

    def _shapes(self, text: str) -> list[re.Pattern[str]]:
        """The expressions of the phrases that may stand in a text."""
        return [self._compiled.get(phrase) or self._compile(phrase) for phrase in self._present(words_of(text))]

    def _compile(self, phrase: Asked) -> re.Pattern[str]:
        body = source(phrase.phrase, self._families)
        shape = self._compiled[phrase] = _expression(self._wrap.replace("{}", rf"(?<!\w)(?:{body})(?!\w)"))
        return shape

    def _present(self, words: frozenset[str]) -> list[Asked]:
        """The phrases that may stand among words, longest first."""
        by_mark = self._by_mark or self._index()
        if words.isdisjoint(self._marks):
            return []
        told = self._marks & words
        found = [one for word in told for one in by_mark[word] if one[1].needs <= words]
        if len(found) > 1:
            found = sorted(set(found), key=itemgetter(0))
        return [phrase for _, phrase in found]

    def _index(self) -> dict[str, list[Spelt]]:
        found: dict[str, list[Spelt]] = {}
        for at, phrase in enumerate(self.asked()):
            for word in phrase.marks():
                found.setdefault(word, []).append((at, phrase))
        # Several threads may read: whoever sees the index must see its words.
        self._marks = frozenset(found)
        self._by_mark = found
        return found

    def asked(self) -> tuple[Asked, ...]:
        """The phrases, longest first, a family told alone as its spellings: "<mh>" is short to write, long to read."""
        if self._spelt is None:
            spelt = dict.fromkeys(p for phrase in self._phrases for p in _spellings(phrase, self._families))
            self._spelt = tuple(asked(p, self._families) for p in sorted(spelt, key=len, reverse=True))
        return self._spelt

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


@lru_cache(maxsize=8192)
def _expression(body: str) -> re.Pattern[str]:
    return re.compile(body)


def _spellings(phrase: str, families: Mapping[str, Sequence[str]]) -> Sequence[str]:
    alone = re.fullmatch(r"<(\w+)>", phrase.strip())
    return families[alone[1]] if alone and alone[1] in families else (phrase,)


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
