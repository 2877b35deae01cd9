"""Characters that are not text: controls, byte-order marks, marks of direction, unpaired surrogates."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Tab and newline stay. Direction marks and zero-width characters can make a number look like another.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
BUT_SOFT_HYPHENS = re.compile(INVISIBLE.pattern.replace("\u00ad", ""))
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


_kept: ContextVar[bool] = ContextVar("soft_hyphens_kept", default=False)


@contextmanager
def soft_hyphens_kept() -> Iterator[None]:
    """While inside, soft hyphens are letters: in TCVN3 text they are ư."""
    token = _kept.set(True)
    try:
        yield
    finally:
        _kept.reset(token)


def clean(text: str) -> tuple[str, int]:
    """The text without invisible characters and with plain line ends; and how many were dropped."""
    dropped = BUT_SOFT_HYPHENS if _kept.get() else INVISIBLE
    return dropped.subn("", LINE_ENDS.sub("\n", text))


def visible(text: str) -> int:
    """How many characters of the text are not blank."""
    return sum(not character.isspace() for character in text)
