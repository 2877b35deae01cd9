"""`tuquan check`: what the program needs, one line each."""

from collections.abc import Callable
from typing import Any

from tuquan.cli import screen
from tuquan.cli.exits import DONE, REFUSED
from tuquan.cli.station import open_station, unapplied


class Fault(Exception):
    """One thing that is not right, in a sentence."""


def run(_asked: Any) -> int:
    """Run every check; code 2 when one fails."""
    settings = open_station(migrate=False) if not _unready() else None
    if settings is None:
        screen.say("HỎNG  Cơ sở dữ liệu: chưa có hoặc chưa cập nhật. Chạy `tuquan serve` một lần.")
        return REFUSED
    bad = sum(not _passes(name, check) for name, check in CHECKS.items())
    screen.say(f"{len(CHECKS) - bad}/{len(CHECKS)} mục tốt. Dữ liệu ở {settings.DATA_DIR}")
    return REFUSED if bad else DONE


def _unready() -> bool:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuquan.config.settings")
    django.setup()
    return bool(unapplied())


def _passes(name: str, check: Callable[[], str]) -> bool:
    try:
        said = check()
    except Fault as fault:
        screen.say(f"HỎNG  {name}: {fault}")
        return False
    screen.say(f"tốt   {name}: {said}")
    return True


def _database() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            if cursor.fetchone() != ("ok",):
                raise Fault("tệp cơ sở dữ liệu bị hỏng. Khôi phục từ bản sao lưu gần nhất.")
        else:
            cursor.execute("SELECT 1")
    return connection.vendor


def _catalogue() -> str:
    from tuquan.reader import BUNDLED_WORDS
    from tuquan.reporting.models import Indicator

    unknown = set(Indicator.objects.values_list("code", flat=True)) ^ set(BUNDLED_WORDS.by_code)
    if unknown - {"nothing"} and Indicator.objects.exists():
        raise Fault(f"danh mục và bộ đọc lệch nhau ở {len(unknown)} mã. Cập nhật chương trình.")
    return f"{Indicator.objects.count()} chỉ tiêu"


def _files() -> str:
    from tuquan.ground import files
    from tuquan.ground.models import StoredFile

    kept = list(StoredFile.objects.all())
    for stored in kept:
        try:
            files.load(stored)
        except files.FileDamaged as damaged:
            raise Fault(str(damaged)) from None
    return f"{len(kept)} tệp đã phát hành, còn nguyên vẹn"


def _reader() -> str:
    from tuquan.reader import RULES_VERSION, read

    found = read("Trong năm 2021 xây dựng mới 03 mô hình.").findings
    if [(f.indicator, int(f.value or 0)) for f in found] != [("schemes_founded", 3)]:
        raise Fault("không đọc được câu mẫu. Cài lại chương trình.")
    return f"quy tắc {RULES_VERSION}"


def _paper() -> str:
    import typst

    if not typst.compile(b"Xin ch\xc3\xa0o", format="pdf").startswith(b"%PDF"):
        raise Fault("không dựng được tệp pdf. Cài lại gói typst.")
    return "dựng được pdf"


def _facts() -> str:
    from tuquan.reporting.facts import folder
    from tuquan.reporting.models import WindowFacts

    laid = list(WindowFacts.objects.exclude(base_file=""))
    for fault in filter(None, map(folder.fault_of, laid)):
        raise Fault(f"{fault}. Số liệu vẫn đúng, lấy từ cơ sở dữ liệu; chạy `manage.py lay_facts` để lập lại.")
    return f"{len(laid)} tệp nền số liệu, còn nguyên vẹn"


CHECKS: dict[str, Callable[[], str]] = {
    "Cơ sở dữ liệu": _database,
    "Danh mục chỉ tiêu": _catalogue,
    "Tệp đã phát hành": _files,
    "Kho số liệu": _facts,
    "Bộ đọc": _reader,
    "Bản in": _paper,
}
