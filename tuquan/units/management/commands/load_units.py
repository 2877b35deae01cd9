"""Load units, or a reform of them, from a folder of CSV files; nothing is written without --commit."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from tuquan.ground.errors import Refusal
from tuquan.units import bulk
from tuquan.units.loading import PACKAGED
from tuquan.units.reforms.carrying import Touched


class Command(BaseCommand):
    help = (
        "Nạp đơn vị hành chính từ thư mục tệp CSV. Chỉ thử nếu không có --commit. "
        "Một văn bản sắp xếp thì dùng manage.py reform: lệnh đó xem trước, hỏi nơi chuyển đến và hoàn tác được."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=PACKAGED, help="mặc định: dữ liệu kèm chương trình")
        parser.add_argument("--country", action="store_true", help="cả nước, trước và sau 01/7/2025")
        parser.add_argument("--commit", action="store_true", help="ghi vào cơ sở dữ liệu")

    def handle(self, *, folder: Path, country: bool, commit: bool, **options: Any) -> None:
        left: list[Touched] = []
        try:
            with transaction.atomic():
                counts = bulk.lay(bulk.COUNTRY if country else folder, left=left)
                transaction.set_rollback(not commit)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        done = "Đã ghi" if commit else "Thử, chưa ghi gì (thêm --commit để ghi)"
        self.stdout.write(
            f"{done}: {counts['units']} đơn vị, {counts['versions']} lần đổi tên hoặc cấp trên, "
            f"{counts['changes']} văn bản thay đổi."
        )
        for thing in left:
            self.stdout.write(f"– Chưa rõ chuyển về đâu: {thing.name} ({thing.key}). {thing.note}".rstrip())
