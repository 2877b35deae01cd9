"""Questions over the register: finding schemes, and the whole life of one."""

from tuquan.schemes.queries.history import Entry, History, Kin, Stay, history
from tuquan.schemes.queries.search import SORTS, SchemeFilter, SchemeRow, rows, search

__all__ = [
    "SORTS",
    "Entry",
    "History",
    "Kin",
    "SchemeFilter",
    "SchemeRow",
    "Stay",
    "history",
    "rows",
    "search",
]
