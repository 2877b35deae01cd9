"""The signing key: from the environment, or made once and kept beside the data."""

import os
import secrets
from pathlib import Path


def secret_key(data_dir: Path) -> str:
    """Return TUQUAN_SECRET_KEY, else the key kept in `data_dir/secret-key` (made on first use, mode 0600)."""
    if given := os.environ.get("TUQUAN_SECRET_KEY"):
        return given
    path = data_dir / "secret-key"
    if not path.exists():
        _write_once(path)
    return path.read_text("ascii").strip()


def _write_once(path: Path) -> None:
    # O_EXCL: server and worker may start at the same moment, and must end with one key.
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as f:
        f.write(secrets.token_urlsafe(50))
