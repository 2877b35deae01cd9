"""A progress bar where there is a terminal, plain lines where there is none."""

import sys
import time
from types import TracebackType
from typing import Any

from tuquan.cli import screen


class Bar:
    """`with Bar("Đọc báo cáo", total=19) as bar: bar.step("xã Châu Hóa")`: a step names what begins now."""

    def __init__(self, title: str, *, total: int) -> None:
        self._title, self._total, self._done = title, total, -1
        self._began = time.monotonic()
        self._rich: Any = None
        self._task: Any = None

    def __enter__(self) -> "Bar":
        if sys.stdout.isatty():
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (
                TextColumn("{task.description}"),
                BarColumn(24),
                MofNCompleteColumn(),
                TextColumn("{task.fields[doing]}"),
            )
            self._rich = Progress(*columns, console=screen.console())
            self._rich.start()
            self._task = self._rich.add_task(self._title, total=self._total, doing="")
        return self

    def step(self, doing: str) -> None:
        """What came before is done; `doing` begins."""
        self._done += 1
        if self._rich is not None:
            self._rich.update(self._task, completed=self._done, doing=doing)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._rich is not None:
            done = self._total if error is None else max(self._done, 0)
            self._rich.update(self._task, completed=done, total=self._total, doing="")
            self._rich.stop()
        elif error is None:
            screen.say(f"{self._title}: xong trong {time.monotonic() - self._began:.1f} giây")
