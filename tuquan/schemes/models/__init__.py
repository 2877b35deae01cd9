"""Self-management schemes: kinds, schemes, sites, and everything that happened to them."""

from tuquan.schemes.models.event import EventKind, SchemeEvent, StrikeReason
from tuquan.schemes.models.kind import Block, CountingRule, Field, SchemeKind
from tuquan.schemes.models.scheme import Scheme, SchemePlacement, SchemeSite

__all__ = [
    "Block",
    "CountingRule",
    "EventKind",
    "Field",
    "Scheme",
    "SchemeEvent",
    "SchemeKind",
    "SchemePlacement",
    "SchemeSite",
    "StrikeReason",
]
