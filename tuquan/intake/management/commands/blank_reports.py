"""Che lại mọi báo cáo đã nhận theo quy tắc hiện nay: after an upgrade of the rules, in whatever state a report is."""

from typing import Any

from django.core.management.base import BaseCommand

from tuquan.intake.actions import blank_again
from tuquan.intake.models import SourceDocument


class Command(BaseCommand):
    help = "Che thêm trong các báo cáo đã nhận những gì quy tắc hiện nay không cho lưu."

    def handle(self, *_args: Any, **_options: Any) -> None:
        places, reports = 0, 0
        # By key: with a cursor left open SQLite refuses to empty its journal.
        for key in list(SourceDocument.objects.order_by("pk").values_list("pk", flat=True)):
            document = SourceDocument.objects.select_related("submission__round").get(pk=key)
            found = blank_again(by=None, document=document)
            places, reports = places + found, reports + bool(found)
        self.stdout.write(f"Đã che thêm {places} chỗ trong {reports} báo cáo.")
