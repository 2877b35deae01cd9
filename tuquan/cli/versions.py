"""`tuquan version`."""

import platform
from importlib import metadata
from typing import Any

from tuquan.cli import screen
from tuquan.cli.exits import DONE


def version() -> str:
    """The installed version, "0.1.0"."""
    try:
        return metadata.version("tuquan")
    except metadata.PackageNotFoundError:
        return "chưa cài"


def run(_asked: Any) -> int:
    """Print what is needed to report a fault."""
    screen.say(f"tuquan {version()} · Python {platform.python_version()} · {platform.system()} {platform.machine()}")
    return DONE
