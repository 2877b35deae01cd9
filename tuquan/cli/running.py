"""One server on one data folder, and nothing that swaps the data away under it."""

from contextlib import AbstractContextManager
from pathlib import Path

from tuquan.ground.alone import alone

LOCK = "server.lock"


def as_the_server(data: Path) -> AbstractContextManager[None]:
    """Held while serving. Raises AlreadyRunning where another server has the data folder."""
    return alone(
        data / LOCK, f"Chương trình đang chạy trên thư mục {data} rồi. Mở trình duyệt, hoặc dừng bản đó trước."
    )


def not_while_serving(data: Path) -> AbstractContextManager[None]:
    """Held while data are replaced. Raises AlreadyRunning while a server has the data folder."""
    return alone(data / LOCK, "Chương trình đang mở cho trình duyệt. Dừng `tuquan serve` (Ctrl-C) rồi làm lại.")
