"""`manage.py load_catalogue`: the packaged catalogue, report kinds and forms; words decided for today take effect."""

from typing import Any

from django.core.management.base import BaseCommand

from tuquan.reporting import catalogue, forms


class Command(BaseCommand):
    help = "Nạp danh mục chỉ tiêu và biểu đóng gói; lời chỉ tiêu đặt cho hôm nay có hiệu lực. Chạy lại được."

    def handle(self, *_args: Any, **_options: Any) -> None:
        loaded, made = catalogue.load(), forms.load()
        self.stdout.write(
            f"Chỉ tiêu: {loaded.made} mới, {loaded.changed} sửa, {loaded.kept} giữ nguyên. Biểu: {made} mới."
        )
