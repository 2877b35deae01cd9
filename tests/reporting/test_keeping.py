"""What was stated, moved and approved cannot be rewritten, not even around the actions."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.reporting import factories as make
from tuquan.reporting.models import Claim, FigureRevision, Move

pytestmark = pytest.mark.django_db

REWRITES: list[Callable[[], Any]] = [
    lambda: Claim.objects.update(value=9),
    lambda: Claim.objects.all()._raw_delete("default"),
    lambda: Move.objects.update(reason="khác"),
    lambda: Move.objects.all()._raw_delete("default"),
    lambda: FigureRevision.objects.update(value=9),
    lambda: FigureRevision.objects.update(number=9, superseded_at=timezone.now()),
    lambda: FigureRevision.objects.all()._raw_delete("default"),
]


@pytest.mark.parametrize("rewrite", REWRITES)
def test_the_past_is_not_rewritten(day: date, rewrite: Callable[[], Any]) -> None:
    district = make.district(communes=1)
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 7)
    make.send(row)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        rewrite()
    assert FigureRevision.objects.filter(value=7, superseded_at=None).count() == 1
