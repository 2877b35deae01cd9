"""Exact numbers: whole thousandths in 64 bits, so that sums are exact on every database."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

LIMIT = Decimal(2**63 - 1) / 1000


class ThousandthsField(models.BigIntegerField):  # type: ignore[type-arg]
    """A Decimal with at most three decimal places, stored as a whole number of thousandths."""

    # What django-stubs reads as the types of assignment and access.
    _pyi_private_set_type: Decimal | int  # type: ignore[assignment]
    _pyi_private_get_type: Decimal  # type: ignore[assignment]
    _pyi_lookup_exact_type: Decimal | int  # type: ignore[assignment]

    description = "Số có tối đa ba chữ số thập phân"

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else Decimal(value) / 1000

    def to_python(self, value: Any) -> Decimal | None:
        return None if value in (None, "") else Decimal(str(value))

    def get_prep_value(self, value: Any) -> int | None:
        exact = self.to_python(value)
        if exact is None:
            return None
        if exact != exact.quantize(Decimal("0.001")) or abs(exact) > LIMIT:
            raise ValidationError(f"Số {exact} có quá ba chữ số thập phân hoặc quá lớn.", code="number_not_storable")
        return int(exact * 1000)
