"""Bringing up Django for the commands that need the database."""

import os
from typing import Any

from tuquan.cli.mishaps import Mishap


class NotReady(Mishap):
    """The database has not been made yet, or is older than the program."""

    code = "database_not_ready"


def open_station(*, migrate: bool = False) -> Any:
    """Set up Django and return its settings; with `migrate` bring the database up to date first.

    Raises NotReady when the tables are not those of this program and `migrate` is off.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuquan.config.settings")
    django.setup()
    from django.conf import settings

    if migrate:
        bring_up_to_date()
    elif unapplied():
        raise NotReady(
            f"Cơ sở dữ liệu ở {settings.DATA_DIR} chưa có hoặc chưa cập nhật. "
            "Chạy `tuquan serve` (hoặc `tuquan demo` để thử) một lần rồi làm lại."
        )
    return settings


def bring_up_to_date() -> None:
    """Apply what is missing; on an up-to-date database this costs a look."""
    from django.core.management import call_command

    if unapplied():
        call_command("migrate", verbosity=0, interactive=False)
        from tuquan.units.reforms import procedure

        # A database of before reforms took things along still keeps some in units that ended.
        procedure.settle(by=None)


def unapplied() -> int:
    """How many migrations the database lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
