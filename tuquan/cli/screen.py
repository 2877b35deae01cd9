"""The terminal: Vietnamese that never fails for want of UTF-8, tables and a progress bar where there is a terminal."""

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def speak_utf8() -> None:
    """Let output go out as UTF-8 where the terminal or pipe takes it, and never fail on a letter it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            plain = (stream.encoding or "ascii").lower().replace("-", "") in ("ascii", "usascii", "ansi_x3.41968")
            # A POSIX locale says "ascii" though the terminal is nearly always UTF-8; a Windows code page is real.
            stream.reconfigure(encoding="utf-8" if plain else None, errors="replace")


def say(text: str = "") -> None:
    """One line for the person who asked."""
    print(text, flush=True)


def complain(text: str) -> None:
    """One line about what went wrong, beside the output."""
    print(text, file=sys.stderr, flush=True)


def console() -> "Console":
    """A rich console; without a terminal it writes plain text, 110 columns wide, and no colour codes."""
    from rich.console import Console

    attached = sys.stdout.isatty()
    return Console(file=sys.stdout, width=None if attached else 110, highlight=False, markup=False, emoji=False)
