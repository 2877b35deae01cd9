"""Self-management schemes: kinds, schemes, sites, and everything that happened to them."""

from tuquan.schemes.models.counting import CompleteRegister, CountingRule
from tuquan.schemes.models.event import EventKind, SchemeEvent, StrikeReason
from tuquan.schemes.models.kind import Block, Field, SchemeKind
from tuquan.schemes.models.scheme import Scheme, SchemePlacement, SchemeSite, SitePlacement

__all__ = [
    "Block",
    "CompleteRegister",
    "CountingRule",
    "EventKind",
    "Field",
    "Scheme",
    "SchemeEvent",
    "SchemeKind",
    "SchemePlacement",
    "SchemeSite",
    "SitePlacement",
    "StrikeReason",
]
