"""The fixtures that keep every other test honest."""

import socket
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.factories import make_user
from tuquan.ground.models import Notice


def test_no_test_reaches_the_network() -> None:
    with socket.socket() as out, pytest.raises(AssertionError, match="reached for the network"):
        out.connect(("192.0.2.1", 80))


def test_tests_keep_nothing_beside_the_working_copy(settings: Any, tmp_path: Path) -> None:
    assert Path(settings.FILES_DIR).is_relative_to(tmp_path)
    assert not Path(settings.DATA_DIR).is_relative_to(Path(__file__).parents[2])


@pytest.mark.django_db
def test_a_datetime_without_its_zone_fails() -> None:
    with pytest.raises(RuntimeWarning, match="naive datetime"):
        Notice.objects.create(user_key=make_user().pk, text="x", read_at=datetime(2021, 12, 15))  # noqa: DTZ001
