"""How a figure is written on a Vietnamese screen: 33.446, 1,5, and — for what is not known."""

from decimal import Decimal

UNKNOWN = "—"


def written(value: int | float | Decimal | str | None) -> str:
    """``value`` with a dot between thousands and a decimal comma; text is left as it is.

    None and an empty text become a dash. Trailing zeros of a fraction go: Decimal("1.500") is 1,5.
    """
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, str):
        return value
    number = value if isinstance(value, int) else Decimal(str(value))
    plain = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,d}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.replace("-", "−").translate(str.maketrans(",.", ".,"))
