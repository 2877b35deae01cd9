"""Shared fixtures. The database under test is SQLite, or PostgreSQL when DATABASE_URL names one."""

import os
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests import factories

settings.register_profile(
    "tuquan", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("tuquan")


def pytest_configure(config: pytest.Config) -> None:
    """A datetime without its zone fails the test that stored it."""
    config.addinivalue_line("filterwarnings", "error:DateTimeField .* received a naive datetime:RuntimeWarning")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A law is tried with all its examples on SQLite; on PostgreSQL with a quarter, which tells whether it answers."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    for item in items:
        _fewer(getattr(item, "function", None), "_hypothesis_internal_use_settings")
        _fewer(getattr(item, "cls", None), "settings")


_reduced: set[object] = set()


def _fewer(owner: Any, name: str) -> None:
    known = getattr(owner, name, None)
    if isinstance(known, settings) and owner not in _reduced:
        _reduced.add(owner)
        setattr(owner, name, settings(known, max_examples=max(3, known.max_examples // 4)))


_connect = socket.socket.connect


def _guarded(self: socket.socket, address: Any) -> None:
    local = self.family == getattr(socket, "AF_UNIX", None) or address[0] in ("127.0.0.1", "::1", "localhost")
    if not local:
        raise AssertionError(f"A test reached for the network: {address!r}. Tests use this machine only.")
    _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    socket.socket.connect = _guarded  # type: ignore[method-assign, assignment]
    yield
    socket.socket.connect = _connect  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _strict(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files go to the test's own folder; a fast password hasher."""
    settings.FILES_DIR = tmp_path / "files"
    settings.FACTS_DIR = tmp_path / "facts"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True, scope="session")
def _flush_can_empty_append_only_tables() -> Iterator[None]:
    """Tests with real commits empty the tables afterwards, which the audit's triggers would refuse."""
    from django.db import connection
    from django.test import TransactionTestCase

    from tuquan.ground import rowdump, triggers

    flush = TransactionTestCase._fixture_teardown

    def quietly(self: TransactionTestCase) -> None:
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            flush(self)
            return
        with triggers.aside(model._meta.db_table for model in rowdump.kept_models()):
            flush(self)

    TransactionTestCase._fixture_teardown = quietly  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = flush  # type: ignore[method-assign]


@pytest.fixture
def day() -> Iterator[date]:
    """Within the test, today is 15/12/2021: the day after the reporting year 2021 closed."""
    from tuquan.ground import clock

    fixed = date(2021, 12, 15)
    with clock.at(fixed):
        yield fixed


@pytest.fixture
def tree(db: None) -> factories.Tree:
    """Both districts as packaged, with `tree["Châu Hóa"]` giving the key of a unit alive on 15/12/2021."""
    return factories.load_tree()
