"""A PostgreSQL server of the tests' own, in a folder of its own, gone when they end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def found() -> Path | None:
    """The folder with initdb and pg_ctl, newest version first."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    on_path = shutil.which("pg_ctl")
    candidates = [*places, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((place for place in candidates if (place / "initdb").exists()), None)


def _as_owner(command: list[str]) -> list[str]:
    # PostgreSQL refuses to run as root; Debian's package brings a user for it.
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _run(command: list[str], cwd: Path) -> None:
    done = subprocess.run(_as_owner(command), cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"PostgreSQL không khởi động được:\n{done.stdout}\n{done.stderr}")


@contextmanager
def server() -> Iterator[str]:
    """Start a server that listens on a socket in its own folder only; yield its DATABASE_URL."""
    bin_dir = found()
    assert bin_dir is not None
    home = Path(tempfile.mkdtemp(prefix="tuquan-pg-"))
    if os.geteuid() == 0:
        os.chown(home, pwd.getpwnam("postgres").pw_uid, -1)
    home.chmod(0o755)
    data = home / "data"
    _run(
        [str(bin_dir / "initdb"), "-D", str(data), "-U", "tuquan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        home,
    )
    # Nothing here has to outlive a power cut.
    careless = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    options = f"-k {home} -c listen_addresses='' {careless} -c max_connections=60"
    log = str(home / "log")
    _run([str(bin_dir / "pg_ctl"), "-D", str(data), "-w", "-l", log, "-o", options, "start"], home)
    try:
        yield f"postgres://tuquan@{str(home).replace('/', '%2F')}/postgres"
    finally:
        _run([str(bin_dir / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"], home)
        shutil.rmtree(home, ignore_errors=True)
