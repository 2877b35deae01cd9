"""Debian's packages that the tests use, installed where this user may."""

import os
import shutil
import subprocess
from collections.abc import Callable


def may_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install_if_missing(*packages: str, probe: Callable[[], object]) -> None:
    """Install `packages` unless `probe` already finds what they bring; silence where it is not allowed."""
    if probe() or not may_install():
        return
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
    subprocess.run(  # type: ignore[call-overload]
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=False, **quiet
    )


def chromium() -> str:
    """The path of a Chromium or Chrome on this machine, or an empty string."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), "")
