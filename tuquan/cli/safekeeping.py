"""`tuquan backup` and `tuquan restore`: everything in one zip, for SQLite and PostgreSQL alike."""

from pathlib import Path
from typing import Any

from tuquan.cli import screen
from tuquan.cli.exits import DONE
from tuquan.cli.station import open_station


def run(asked: Any) -> int:
    """Back up to, or restore from, `asked.file`. Raises BackupRefused, AlreadyRunning; then nothing has changed."""
    file = Path(asked.file).expanduser()
    return _backup(file) if asked.command == "backup" else _restore(file, replace=asked.replace)


def _backup(target: Path) -> int:
    open_station()
    from tuquan.ground.backup import backup

    target.parent.mkdir(parents=True, exist_ok=True)
    manifest = backup(target)
    screen.say(f"Đã sao lưu vào {target}: {_said(manifest)}, {target.stat().st_size // 1024} KB.")
    return DONE


def _restore(source: Path, *, replace: bool) -> int:
    settings = open_station(migrate=True)
    from tuquan.cli.running import not_while_serving
    from tuquan.ground.backup import restore

    with not_while_serving(settings.DATA_DIR):
        manifest = restore(source, replace=replace)
    screen.say(f"Đã khôi phục từ {source} (lập lúc {manifest.made_at}): {_said(manifest)}.")
    return DONE


def _said(manifest: Any) -> str:
    from tuquan.vn.numbers import show

    rows = sum(manifest.rows.values())
    kept = sum(name.startswith("files/") for name in manifest.parts)
    return f"{show(rows)} dòng dữ liệu, {show(kept)} tệp"
