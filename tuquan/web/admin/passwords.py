"""Temporary passwords: read over the telephone, shown once, changed by their owner."""

import secrets

# Without l, 1, o, 0, i: they are misread.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, LONG = 4, 4


def temporary_password() -> str:
    """Four groups of four characters, about 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(LONG)) for _ in range(GROUPS))
