"""Thin: take a file of values of many units for one report kind; without --commit only say what it would do."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tuquan.ground.errors import Refusal
from tuquan.reporting.exchange.importing import take
from tuquan.reporting.exchange.trial import Trial, trial
from tuquan.reporting.models import ReportKind

MOST_SAID = 50


class Command(BaseCommand):
    help = "Nhập số liệu của nhiều đơn vị từ một tệp csv, xlsx hoặc json; không có --commit thì chỉ xem thử."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--report", required=True, help="mã loại báo cáo, ví dụ movement_year")
        parser.add_argument("--commit", action="store_true", help="ghi thật")
        parser.add_argument("--without-faulty", action="store_true", help="bỏ các dòng có lỗi, ghi các dòng còn lại")

    def handle(self, *_: Any, **options: Any) -> None:
        path: Path = options["file"]
        kind = ReportKind.objects.filter(code=options["report"]).first()
        if kind is None:
            raise CommandError(f"Không có loại báo cáo mã « {options['report']} ».")
        try:
            data = path.read_bytes()
            asked: dict[str, Any] = {"by": None, "report_kind": kind, "data": data, "file_name": path.name}
            if not options["commit"]:
                self._say("Thử, chưa ghi gì", trial(**asked))
                return
            self._say("Đã ghi", take(**asked, without_faulty=options["without_faulty"]))
        except OSError as error:
            raise CommandError(f"Không đọc được tệp {path}: {error.strerror}.") from error
        except Refusal as refused:
            raise CommandError(f"{refused.message} [{refused.code}]") from refused

    def _say(self, opening: str, seen: Trial) -> None:
        self.stdout.write(
            f"{opening}: {seen.rows} dòng; {seen.new} số mới, {seen.changed} số đổi, {seen.same} số đã có như vậy, "
            f"{len(seen.faults)} dòng không nhập được; {seen.submissions} biểu."
        )
        for fault in seen.faults[:MOST_SAID]:
            self.stdout.write(f"  {fault.where}: {fault.sentence}")
        if len(seen.faults) > MOST_SAID:
            self.stdout.write(f"  … và {len(seen.faults) - MOST_SAID} dòng nữa.")
