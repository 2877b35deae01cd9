"""Running the command as people do: a process of its own on a data folder of its own."""

import os
import subprocess
import sys

COMMAND = [sys.executable, "-c", "import sys; from tuquan.cli.main import main; sys.exit(main())"]


def environment(data, **more):
    """The environment of such a process: SQLite in `data`, whatever database the tests themselves run on."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "TUQUAN_DATA": str(data), **more}


def tuquan(*words, data=None, **more):
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=300,
        env=environment(data, **more) if data else {**os.environ, **more},
    )
