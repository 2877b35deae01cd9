"""`tuquan backup` and `tuquan restore`: everything in one zip, for SQLite and PostgreSQL alike."""

from pathlib import Path
from typing import Any

from tuquan.cli import screen
from tuquan.cli.exits import DONE
from tuquan.cli.mishaps import TargetRefused, need_folder
from tuquan.cli.station import open_station


def run(asked: Any) -> int:
    """Back up to, or restore from, `asked.file`. Raises BackupRefused, AlreadyRunning, TargetRefused.

    Refused, nothing has changed. An earlier backup or data in use give way only with `--replace`.
    """
    file = Path(asked.file).expanduser()
    return _backup(file, replace=asked.replace) if asked.command == "backup" else _restore(file, replace=asked.replace)


def _backup(target: Path, *, replace: bool) -> int:
    need_folder(target)
    if target.is_dir():
        raise TargetRefused(f"“{target}” là thư mục. Ghi tên tệp, ví dụ: {target / 'sao-luu.zip'}")
    if target.exists() and not replace:
        raise TargetRefused(f"Đã có tệp “{target}”. Ghi tên khác, hoặc thêm --replace để thay tệp đó.")
    open_station()
    from tuquan.ground.backup import backup

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
