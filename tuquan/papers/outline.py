"""The outline of a report as data: parts, sentences that follow the figures, places for a person's own words."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tuquan.papers.errors import NoOutline

DATA = Path(__file__).parent / "data"
PIECE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Sentence:
    """`text` is printed when every indicator of `needs` is known; `none` when nothing of them arose.

    `instead` are shorter sentences, the first that can be told stands where this one cannot.
    """

    needs: tuple[str, ...]
    text: str
    none: str = ""
    instead: tuple["Sentence", ...] = ()

    def pieces(self) -> list[str]:
        """Text and `{…}` pieces in turn: even places are plain text, odd places are what stands in braces."""
        return PIECE.split(self.text)


@dataclass(frozen=True)
class Part:
    """A titled part. `free` tells the writer what to put there in their own words (empty: nothing is asked)."""

    key: str
    level: int
    title: str
    sentences: tuple[Sentence, ...]
    free: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Outline:
    """What a report of one kind consists of."""

    type_name: str
    parts: tuple[Part, ...]

    def codes(self) -> set[str]:
        """Every indicator that a sentence names."""
        return {
            code
            for part in self.parts
            for sentence in part.sentences
            for told in (sentence, *sentence.instead)
            for code in told.needs
        }


@cache
def outline_for(report_kind: str) -> Outline:
    """The packaged outline of a report kind. Raises NoOutline where none is packaged."""
    path = DATA / f"{report_kind}.toml"
    if not path.is_file():
        raise NoOutline("Loại báo cáo này chưa có dàn ý để soạn tự động. Soạn bằng Word, hoặc đề nghị bổ sung dàn ý.")
    return _outline(tomllib.loads(path.read_text("utf-8")))


@cache
def written_kinds() -> frozenset[str]:
    """The report kinds that have a packaged outline."""
    return frozenset(path.stem for path in DATA.glob("*.toml"))


def _outline(data: dict[str, Any]) -> Outline:
    return Outline(type_name=data["type_name"], parts=tuple(_part(part) for part in data["part"]))


def _part(data: dict[str, Any]) -> Part:
    return Part(
        key=data["key"],
        level=data["level"],
        title=data["title"],
        free=data.get("free", ""),
        optional=data.get("optional", False),
        sentences=tuple(_sentence(sentence) for sentence in data.get("sentence", [])),
    )


def _sentence(data: dict[str, Any]) -> Sentence:
    instead = tuple(_sentence(shorter) for shorter in data.get("instead", []))
    return Sentence(tuple(data["needs"]), data["text"], data.get("none", ""), instead)
