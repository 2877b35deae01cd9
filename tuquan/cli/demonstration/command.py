"""`tuquan demo`: load the demonstration once, then show the main job in a folder of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
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
    made = load()
    folder = Path(asked.folder).expanduser() if asked.folder else settings.DATA_DIR / FOLDER
    show(folder.resolve())
    screen.say()
    say_where(made=made)
    screen.say("Mở cho trình duyệt: tuquan serve")
    return DONE


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
