"""`tuquan serve`: the pages and the background work, started and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from tuquan.cli import screen
from tuquan.cli.exits import DONE
from tuquan.cli.mishaps import Mishap
from tuquan.cli.running import as_the_server
from tuquan.cli.station import open_station

THREADS = 8
PATIENCE = 10  # seconds a worker has to finish what it is writing


class PortTaken(Mishap):
    """Something else answers at the port."""

    code = "port_taken"


def run(asked: Any) -> int:
    """Migrate, with --demo show the main job, then serve until Ctrl-C (or SIGTERM)."""
    _refuse_taken(asked.host, asked.port)
    settings = open_station(migrate=True)
    with as_the_server(settings.DATA_DIR):
        made = _demonstrate(settings) if asked.demo else False
        _announce(asked, settings, made=made)
        with _worker():
            _serve(asked.host, asked.port)
    screen.say("Đã dừng.")
    return DONE


def _demonstrate(settings: Any) -> bool:
    from tuquan.cli.demonstration import command

    return command.load_and_show(settings.DATA_DIR / command.FOLDER)


def _announce(asked: Any, settings: Any, *, made: bool) -> None:
    screen.say()
    if asked.demo:
        from tuquan.cli.demonstration.command import say_where

        say_where(made=made)
        samples = settings.DATA_DIR / "minh-hoa" / "bao-cao-cua-xa"
        screen.say(f"Báo cáo của xã để thử thả vào trang: {samples / 'bao-cao-chau-hoa.docx'}")
    shown = "localhost" if asked.host in ("127.0.0.1", "0.0.0.0", "::1") else asked.host
    screen.say(f"\nMở trình duyệt: http://{shown}:{asked.port}/   (dừng: Ctrl-C)")
    if asked.host == "0.0.0.0" and not os.environ.get("TUQUAN_HOSTS"):
        screen.say("Máy khác vào được khi đặt TUQUAN_HOSTS bằng tên hoặc địa chỉ máy này.")


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            other = port + 1 if port < 65535 else 8080
            raise PortTaken(
                f"Cổng {port} ở {host} không mở được ({error.strerror}): thường là một chương trình khác đang dùng. "
                f"Chọn cổng khác: tuquan serve --port {other} (make run PORT={other})."
            ) from None


@contextmanager
def _worker() -> Iterator[None]:
    """The process for background work; it ends with the server."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tuquan.config.settings"}
    worker = subprocess.Popen(
        [sys.executable, "-m", "django", "db_worker", "-v", "0"], env=environment, start_new_session=os.name != "nt"
    )
    threading.Thread(target=_watch, args=(worker,), daemon=True).start()
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def _watch(worker: "subprocess.Popen[bytes]") -> None:
    """Say so when the background work ends while the pages still run."""
    code = worker.wait()
    if code > 0:
        screen.complain(f"Phần việc nền đã dừng (mã {code}). Các trang vẫn chạy; khởi động lại `tuquan serve` sớm.")


def _serve(host: str, port: int) -> None:
    import waitress
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    signal.signal(signal.SIGTERM, _stop)
    # waitress returns on Ctrl-C and SystemExit once open requests are answered.
    waitress.serve(application, host=host, port=port, threads=THREADS, ident=None, _quiet=True)


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(DONE)
