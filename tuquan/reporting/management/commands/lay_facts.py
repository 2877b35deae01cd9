"""`manage.py lay_facts`: lay the Parquet bases that are due, damaged or missing; `--all` lays every window anew."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from tuquan.reporting.facts import due, folder, known, laying
from tuquan.reporting.models import WindowFacts


class Command(BaseCommand):
    help = "Lập tệp nền số liệu (Parquet) của các kỳ từ cơ sở dữ liệu; xóa được và lập lại được bất cứ lúc nào."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="lập lại mọi kỳ, kể cả kỳ chưa đến lúc")

    def handle(self, *args: Any, **options: Any) -> None:
        known.make_known()
        laid = 0
        for row in WindowFacts.objects.select_related("report_kind").order_by("pk"):
            if options["all"] or due.is_due(row):
                laid += laying.lay(row.pk)
            elif laying.repair(row):
                laid += 1
        swept = folder.sweep()
        self.stdout.write(f"Đã lập {laid} tệp nền trong {folder.folder()}; xóa {swept} tệp cũ.")
