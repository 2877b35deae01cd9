"""Does a value have the shape its annotation promises? For data that came from a file, not from our code."""

from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def misfit(record: Any) -> str | None:
    """The name of the first field of a dataclass instance whose value is not of its annotated type."""
    for name, hint in get_type_hints(type(record)).items():
        if not _fits(getattr(record, name), hint):
            return name
    return None


def _fits(value: Any, hint: Any) -> bool:
    origin, choices = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, choice) for choice in choices)
    if origin is Literal:
        return value in choices
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(each, choices[0]) for each in value)
    # True is an int to Python, not to us.
    return isinstance(value, hint) and (hint is bool or not isinstance(value, bool))
