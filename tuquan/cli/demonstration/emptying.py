"""Starting the demonstration over: only a database that holds the demonstration is ever emptied."""

import shutil
from pathlib import Path

from tuquan.cli.station import open_station


def start_over() -> None:
    """Empty the demonstration's database and its files. Raises HoldsRealData; AlreadyRunning while it is served."""
    settings = open_station(migrate=True)
    from tuquan.cli.demonstration.loading import refuse_real_data
    from tuquan.cli.running import not_while_serving

    refuse_real_data()
    with not_while_serving(settings.DATA_DIR):
        _empty_database()
        shutil.rmtree(settings.FILES_DIR, ignore_errors=True)


def _empty_database() -> None:
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor != "sqlite":
        call_command("flush", verbosity=0, interactive=False)
        return
    path = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
