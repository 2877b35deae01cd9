"""The numbers of a text an outsider may speak of, and the way between the prepared text and the one that was given."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from tuquan.reader.document import counting
from tuquan.reader.mentions import Mention
from tuquan.reader.shadow import Shadow, shadow


@dataclass(frozen=True, slots=True)
class Numbers:
    """`low` is the prepared text, `counting` its numbers that are no dates, document numbers or other traps."""

    dark: Shadow
    counting: tuple[Mention, ...]

    @classmethod
    def of(cls, text: str) -> Numbers:
        """Prepare a text once."""
        dark = shadow(text)
        return cls(dark, tuple(counting(dark.low)))

    @property
    def low(self) -> str:
        return self.dark.low

    def start(self, mention: Mention) -> int:
        """Where a number begins in the text as it was given."""
        return self.dark.back[mention.start]

    def inside(self, span: tuple[int, int]) -> tuple[int, int]:
        """A span of the given text as one of the prepared text."""
        return bisect_left(self.dark.back, span[0]), min(bisect_left(self.dark.back, span[1]), len(self.low))
