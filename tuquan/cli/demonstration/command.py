"""`tuquan demo`: show the main job in a folder of its own, and load the demonstration once.

`python -m tuquan.cli.demonstration.command` only loads: what runs beside the show.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tuquan.cli import screen
from tuquan.cli.demonstration import STAMP, TUYEN_HOA
from tuquan.cli.exits import DONE
from tuquan.cli.mishaps import Mishap
from tuquan.cli.progress import Bar
from tuquan.cli.station import open_station

FOLDER = "minh-hoa"


class ShowFailed(Mishap):
    """The main job did not come to its end; its own words stand above."""

    code = "demonstration_failed"


def run(asked: Any) -> int:
    """Load (or with --reset load anew), show the main job, say where everything is."""
    if asked.reset:
        from tuquan.cli.demonstration.emptying import start_over

        start_over()
    settings = open_station(migrate=True)
    folder = Path(asked.folder).expanduser() if asked.folder else settings.DATA_DIR / FOLDER
    made = load_and_show(folder.resolve())
    screen.say()
    say_where(made=made)
    screen.say("Mở cho trình duyệt: tuquan serve")
    return DONE


def load_and_show(folder: Path) -> bool:
    """Show the main job while the demonstration is loaded beside it; returns whether it had to be loaded.

    Raises HoldsRealData before anything is done, ShowFailed.
    """
    from tuquan.cli.demonstration import loading

    loading.refuse_real_data()
    if loading.is_loaded():
        show(folder)
        return False
    with _loaded_beside():
        show(folder)
    return True


@contextmanager
def _loaded_beside() -> Iterator[None]:
    """A process that loads the demonstration; at the end it is waited for. Two cores do both in half the time."""
    beside = subprocess.Popen(
        [sys.executable, "-m", "tuquan.cli.demonstration.command"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        yield
        if beside.poll() is None:
            screen.say("Đang nạp nốt huyện minh họa cho trình duyệt …")
        _, said = beside.communicate()
    except BaseException:
        # It writes in one transaction: stopped half-way it leaves nothing behind.
        beside.kill()
        beside.wait()
        raise
    if beside.returncode:
        raise ShowFailed(f"Chưa nạp được dữ liệu minh họa: {said.decode(errors='replace').strip()[-400:]}")


def load() -> bool:
    """Load the demonstration where it is not there yet; returns whether it was. Raises HoldsRealData."""
    from tuquan.cli.demonstration import loading

    loading.refuse_real_data()
    if loading.is_loaded():
        return False
    with Bar("Nạp huyện minh họa", total=22) as bar:
        # One transaction: a stop half-way leaves nothing behind.
        from django.db import transaction

        with transaction.atomic():
            loading.lay_ground(bar.step)
            loading.show_first_state(bar.step)
    return True


def show(folder: Path) -> None:
    """Run the main job in a process and data folder of its own; its papers go into `folder`. Raises ShowFailed."""
    data = tempfile.mkdtemp(prefix="tuquan-minh-hoa-")
    environment = {**os.environ, "TUQUAN_DATA": data}
    environment.pop("DATABASE_URL", None)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tuquan.cli.demonstration.showing", str(folder)], env=environment, check=False
        )
    finally:
        shutil.rmtree(data, ignore_errors=True)
    if done.returncode:
        raise ShowFailed("Việc chính trên bản sao chưa chạy xong; xem lỗi ở trên. Dữ liệu đã nạp vẫn còn nguyên.")


def say_where(*, made: bool) -> None:
    """What the visitor finds in the browser, on which days, and the accounts."""
    from tuquan.cli.demonstration.people import ACCOUNTS, PASSWORD

    kept = "" if made else " Những gì đã làm lần trước vẫn còn; nạp lại từ đầu: tuquan demo --reset (make demo-reset)."
    screen.say(f"{STAMP}: {TUYEN_HOA} đứng ở ngày 31/12/2021, huyện Hàm Thuận Nam ở ngày 24/04/2019.{kept}")
    screen.say(f"Tài khoản minh họa, mật khẩu chung: {PASSWORD}")
    width = max(len(account.username) for account in ACCOUNTS)
    for account in ACCOUNTS:
        screen.say(f"  {account.username:<{width}}  {account.what}")


if __name__ == "__main__":
    open_station(migrate=True)
    load()
