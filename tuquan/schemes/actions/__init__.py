"""What happens to schemes. Every action: keyword-only, `by` (None for the program), atomic, audited with it."""

from tuquan.schemes.actions.beginning import add_site, found, record_existing, replicate
from tuquan.schemes.actions.life import complete_dossier, strengthen, strike_off
from tuquan.schemes.actions.rules import add_kind, declare_complete, set_counting_rule

__all__ = [
    "add_kind",
    "add_site",
    "complete_dossier",
    "declare_complete",
    "found",
    "record_existing",
    "replicate",
    "set_counting_rule",
    "strengthen",
    "strike_off",
]
