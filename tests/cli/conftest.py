"""The demonstration, loaded once for all tests that only look at it."""

from collections.abc import Iterator

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Both districts in the state first shown; taken away again at the end of the module."""
    from tuquan.cli.demonstration import loading

    with django_db_blocker.unblock(), transaction.atomic():
        loading.lay_ground(lambda _: None)
        loading.show_first_state(lambda _: None)
        yield
        transaction.set_rollback(True)
