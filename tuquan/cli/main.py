"""The `tuquan` command: one subcommand, one room; only what a subcommand needs is imported."""

import sys
from collections.abc import Sequence
from importlib import import_module

from tuquan.cli import screen
from tuquan.cli.exits import REFUSED, STOPPED, UNEXPECTED
from tuquan.cli.parser import build

# Where each subcommand is carried out: `read` must not wait for Django, so nothing is imported before it is asked.
ROOMS = {
    "read": "tuquan.cli.reading",
    "write": "tuquan.cli.writing",
    "demo": "tuquan.cli.demonstration.command",
    "serve": "tuquan.cli.serving",
    "backup": "tuquan.cli.safekeeping",
    "restore": "tuquan.cli.safekeeping",
    "create-admin": "tuquan.cli.administrator",
    "check": "tuquan.cli.checking",
    "version": "tuquan.cli.versions",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command line (without the program's name; None: the process's own) and return its exit code."""
    screen.speak_utf8()
    asked = build().parse_args(argv)
    try:
        return int(import_module(ROOMS[asked.command]).run(asked))
    except KeyboardInterrupt:
        screen.complain("Đã dừng theo yêu cầu.")
        return STOPPED
    except BrokenPipeError:
        # The reader of our output went away (`| head`): that is no fault.
        sys.stdout = None
        return 0
    except Exception as error:
        return _explain(error)


def _explain(error: Exception) -> int:
    """Refusals say their sentence; anything else is ours, and says how to report it."""
    code = getattr(error, "code", None)
    if isinstance(code, str) and code:
        screen.complain(f"{error} [{code}]")
        return REFUSED
    if isinstance(error, OSError):
        screen.complain(f"Không đọc hoặc ghi được “{error.filename or ''}”: {error.strerror or error}.")
        return REFUSED
    return _unexpected(error)


def _unexpected(error: Exception) -> int:
    from tuquan.cli.mishaps import keep

    screen.complain(
        f"Lỗi ngoài dự kiến ({type(error).__name__}). Chi tiết đã ghi ở {keep(error)}; "
        "gửi kèm tệp đó khi báo lỗi. Dữ liệu chưa bị thay đổi dở dang."
    )
    return UNEXPECTED
