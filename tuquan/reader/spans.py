"""What stands where in a text, found by place: a long text is not looked through anew for every number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int: ...


T = TypeVar("T", bound=Placed)


class InOrder(Generic[T]):
    """Things in the order of the text."""

    __slots__ = ("_items", "_starts")

    def __init__(self, items: Iterable[T]) -> None:
        self._items = sorted(items, key=lambda item: item.start)
        self._starts = [item.start for item in self._items]

    def __bool__(self) -> bool:
        return bool(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def between(self, start: int, end: int) -> list[T]:
        """Those that begin in `start`..`end`, the end excluded."""
        return self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, position: int) -> T | None:
        """The last that begins before a position."""
        at = bisect_left(self._starts, position)
        return self._items[at - 1] if at else None

    def after(self, position: int) -> T | None:
        """The first that begins after a position."""
        at = bisect_left(self._starts, position + 1)
        return self._items[at] if at < len(self._items) else None


class Covered:
    """Characters of a text that are taken."""

    __slots__ = ("_taken",)

    def __init__(self, length: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._taken = bytearray(length)
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take `start`..`end`, the end excluded."""
        self._taken[start:end] = b"\1" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Whether any character of `start`..`end` is taken."""
        return self._taken.find(1, start, end) >= 0
