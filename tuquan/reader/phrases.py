"""The small language in which words are written, compiled to regular expressions.

`(x)` may be missing, `[a|b c]` one of, `*` up to four words, `,` a comma that may be missing, `,,` one that may not,
`<name>` a family of spellings listed in `words/families.toml`, `<name>+` a list of up to six of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from tuquan.reader.openings import Asked, asked, openings, words_of

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


# Choices of the same phrases that are compiled apart.
CHOICES = 6


class Phrases:
    """Any of some phrases, at word boundaries.

    A text is first asked for the words a phrase begins with and cannot do without, and only the phrases that may
    stand in it are compiled and looked for: most never are.
    """

    __slots__ = ("_anywhere", "_by_opening", "_compiled", "_families", "_openings", "_phrases", "_spelt", "_wrap")

    def __init__(self, phrases: Sequence[str], families: Mapping[str, Sequence[str]], wrap: str = "{}") -> None:
        self._phrases, self._families, self._wrap = tuple(phrases), families, wrap
        self._openings: frozenset[str] | None = None
        self._spelt: tuple[Asked, ...] | None = None
        self._by_opening: dict[str, list[tuple[int, Asked]]] = {}
        self._anywhere: Phrases | None = None
        self._compiled: dict[tuple[Asked, ...], re.Pattern[str]] = {}

    @property
    def shape(self) -> re.Pattern[str]:
        """The expression of all of them."""
        return self._expression(self._asked())

    @property
    def loosely(self) -> Phrases:
        """The same phrases anywhere in a text."""
        if self._anywhere is None:
            self._anywhere = Phrases(self._phrases, self._families)
        return self._anywhere

    def may_stand(self, words: frozenset[str]) -> bool:
        """False where words are missing for each of these phrases."""
        return bool(self._present(words))

    def among(self, words: frozenset[str]) -> re.Pattern[str] | None:
        """The expression of those phrases that may stand among words, None for none."""
        present = self._present(words)
        return self._expression(present) if present else None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first of these phrases in a text."""
        shape = self.among(words_of(text))
        return shape.search(text, start, end) if shape else None

    def match(self, text: str) -> re.Match[str] | None:
        """The phrase with which a text begins."""
        shape = self.among(words_of(text))
        return shape.match(text) if shape else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The phrase that a text is."""
        shape = self.among(words_of(text))
        return shape.fullmatch(text) if shape else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        """All of them, in order."""
        shape = self.among(words_of(text))
        return shape.finditer(text, start, end) if shape else ()

    def _present(self, words: frozenset[str]) -> tuple[Asked, ...]:
        """The phrases that may stand among words, longest first."""
        if self._openings is None:
            self._openings = openings(self._phrases, self._families)
        begun = self._openings & words
        if not begun:
            return ()
        by_opening = self._by_opening or self._index()
        found = [one for word in begun for one in by_opening[word] if one[1].needs <= words]
        return tuple(phrase for _, phrase in (sorted(set(found), key=itemgetter(0)) if len(found) > 1 else found))

    def _index(self) -> dict[str, list[tuple[int, Asked]]]:
        for at, phrase in enumerate(self._asked()):
            for word in phrase.openings:
                self._by_opening.setdefault(word, []).append((at, phrase))
        return self._by_opening

    def _asked(self) -> tuple[Asked, ...]:
        """The phrases, longest first, a family told alone as its spellings: "<mh>" is short to write, long to read."""
        if self._spelt is None:
            spelt = dict.fromkeys(p for phrase in self._phrases for p in _spellings(phrase, self._families))
            self._spelt = tuple(asked(p, self._families) for p in sorted(spelt, key=len, reverse=True))
        return self._spelt

    def _expression(self, present: tuple[Asked, ...]) -> re.Pattern[str]:
        """Compiled anew for every choice of phrases, up to a few; then all of them together."""
        if len(self._compiled) >= CHOICES:
            present = self._asked()
        if present not in self._compiled:
            body = "|".join(source(p.phrase, self._families) for p in present)
            self._compiled[present] = re.compile(self._wrap.replace("{}", rf"(?<!\w)(?:{body})(?!\w)"))
        return self._compiled[present]

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
