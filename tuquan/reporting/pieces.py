"""The part of a unit's figure that an area of another day holds."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from tuquan.reporting.totals import Part
from tuquan.units.restating import Landing


def piece(part: Part, landing: Landing, inside: frozenset[int], why: str) -> Part:
    """The part itself where the area (`inside`) holds all of the unit, what a legal share gives it, or `why` not.

    Nothing is still nothing when it is divided.
    """
    if part.value is None or landing.within(inside):
        return part
    value = landing.portion(inside, int(part.value * 1000))
    # x and what x lacks of y are divided apart, so that no part is more than its whole.
    rest = None if part.of is None else landing.portion(inside, int((part.of - part.value) * 1000))
    if value is None or (part.of is not None and rest is None):
        return replace(part, value=None, of=None, comparable=False, why_not=why)
    of = None if rest is None else Decimal(value + rest) / 1000
    shares = [place.share for place in landing.places if place.unit_id in inside]
    told = [share for share in shares if share is not None]
    return replace(
        part, value=Decimal(value) / 1000, of=of, share=sum(told, Fraction(0)) if len(told) == len(shares) else None
    )
