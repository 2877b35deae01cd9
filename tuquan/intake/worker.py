"""What a process of its own does for `clearing`: open, check and redact in memory, ask no database, store nothing.

It is loaded there before Django is set up, so it may import no models.
"""

import logging
import pickle

import django

from tuquan.intake.errors import SecrecyMark, UnreadableReport
from tuquan.intake.quarantine import Cleared, clear
from tuquan.reader import Names
from tuquan.reader.many import STOPPED
from tuquan.reader.opening.refusals import refusal

log = logging.getLogger(__name__)

# What may be kept, or code and message of the refusal: an exception does not travel whole.
Sent = Cleared | tuple[str, str]
_names: Names | None = None


def begin(names: bytes) -> None:
    """What a worker keeps for all its files; the settings' name came with the environment.

    `names`: pickled by the process that began this one; their classes can only be loaded once Django is set up.
    """
    global _names
    django.setup()
    _names = pickle.loads(names)


def clear_there(name: str, data: bytes) -> Sent:
    """As `cleared`, with the worker's names; an unforeseen error is told of this file alone."""
    assert _names is not None
    try:
        return cleared(name, data, _names)
    except Exception as error:
        # Its words may hold some of the report: only the kind is told.
        log.error("Reading a report stopped: %s", type(error).__name__)
        return broken(name)


def cleared(name: str, data: bytes, names: Names) -> Sent:
    """What the quarantine says of a file."""
    try:
        return clear(data, file_name=name, names=names)
    except (SecrecyMark, UnreadableReport) as refused:
        return refused.code, refused.message


def broken(name: str) -> Sent:
    """A file that no process could read to its end."""
    told = refusal("damaged", where=STOPPED)
    return told.code, f"Không đọc được tệp “{name}”: {told.message}"
