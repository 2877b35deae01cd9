"""Numbers as Vietnamese papers print them: ``33.446`` (thousands by points), ``1,5`` (decimal comma), ``03``."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

_PLAIN = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DECIMALS = re.compile(r"[0-9]+")
_MINUS = ("-", "−", "–")
_MAX_DIGITS = 60
_EXACT = Context(prec=2 * _MAX_DIGITS, rounding=ROUND_HALF_UP)


class NumberError(ValueError):
    """A number text or value that is refused; ``code`` is stable, ``str(error)`` is Vietnamese."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def parse(text: str) -> Decimal:
    """The value of a number text: "33.446" → 33446, "03" → 3, "1,5" → 1.5, "-2" → -2.

    A point only groups thousands, so "3.4", "12.5", "1.5.2" and "0.125" could mean two things and are
    refused. Surrounding spaces are allowed, spaces inside are not.
    Raises NumberError (number_empty, number_malformed, number_ambiguous, number_too_long).
    """
    body = text.strip()
    if not body:
        raise NumberError("number_empty", "Chưa có số. Nhập một số, ví dụ 33.446 hoặc 1,5.")
    if len(body) > _MAX_DIGITS:
        raise NumberError("number_too_long", f"Số quá dài ({len(body)} ký tự). Kiểm tra lại số đã nhập.")
    negative = body[0] in _MINUS
    whole, comma, decimals = body[negative:].partition(",")
    if comma and not _DECIMALS.fullmatch(decimals):
        raise _malformed(body)
    value = Decimal(f"{_whole(whole, body)}.{decimals or 0}")
    return -value if negative and value else value


def _whole(digits: str, body: str) -> str:
    if _PLAIN.fullmatch(digits):
        return digits
    if _GROUPED.fullmatch(digits):
        return digits.replace(".", "")
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)+", digits):
        raise NumberError(
            "number_ambiguous",
            f"Không rõ « {body} » là số nào: dấu chấm chỉ dùng để ngăn cách hàng nghìn (33.446), "
            "phần thập phân viết sau dấu phẩy (1,5).",
        )
    raise _malformed(body)


def _malformed(body: str) -> NumberError:
    return NumberError(
        "number_malformed", f"« {body} » không phải là một số. Viết như 33.446 hoặc 1,5, không kèm đơn vị."
    )


def show(value: Decimal | int, *, pad: bool = False, places: int | None = None) -> str:
    """Print a value: 33446 → "33.446", Decimal("1.50") → "1,5"; ``parse(show(x)) == x``.

    ``pad`` writes whole numbers 1–9 as "01"–"09", the habit of official papers. ``places`` rounds half up
    and prints exactly that many decimals. Raises TypeError for a float (it has already lost the figure),
    NumberError (number_not_finite, number_too_long).
    """
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError(f"show() takes Decimal or int, not {type(value).__name__}")
    exact = _bounded(Decimal(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    whole, _, decimals = f"{abs(exact):f}".partition(".")
    if places is None:
        decimals = decimals.rstrip("0")
    text = f"{int(whole):,}".replace(",", ".")
    if pad and not decimals and 0 < exact < 10:
        text = f"0{text}"
    sign = "-" if exact < 0 else ""
    return f"{sign}{text},{decimals}" if decimals else f"{sign}{text}"


def _bounded(value: Decimal) -> Decimal:
    """The value itself if ``parse`` could read its print back; the bound keeps 1E+999999 from filling memory."""
    if not value.is_finite():
        raise NumberError("number_not_finite", "Giá trị không phải là một số hữu hạn nên không in được.")
    if value and (value.adjusted() >= _MAX_DIGITS // 2 or int(value.as_tuple().exponent) < -_MAX_DIGITS // 4):
        raise NumberError("number_too_long", "Giá trị quá lớn hoặc quá nhiều chữ số thập phân để in.")
    return value
