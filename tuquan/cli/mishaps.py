"""What goes wrong at the command line: refusals of its own, and the trace kept of an unexpected error."""

import tempfile
import traceback
from pathlib import Path


class Mishap(Exception):
    """A command that is refused; the sentence says what to do. `code` is stable."""

    code = "command_refused"


class TargetRefused(Mishap):
    """Nowhere to write: the folder is missing, or the name belongs to something that would be lost."""

    code = "target_refused"


def need_folder(target: Path) -> None:
    """Raise TargetRefused unless the folder that `target` is to lie in exists; a mistyped path makes no folders."""
    if not target.parent.is_dir():
        raise TargetRefused(f"Không có thư mục “{target.parent}”. Tạo thư mục đó trước, hoặc ghi nơi khác.")


def keep(error: BaseException) -> Path:
    """Write the trace to a file of its own and return its path. No values of variables are written."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="tuquan-loi-", suffix=".txt", delete=False) as out:
        out.writelines(traceback.format_exception(error))
    return Path(out.name)
