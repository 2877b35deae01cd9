"""`manage.py open_rounds`: open what is due by the rules, give the reminders of the day, as the worker does daily."""

from typing import Any

from django.core.management.base import BaseCommand

from tuquan.reporting.actions.due_reminders import remind_due
from tuquan.reporting.actions.opening import open_due_rounds
from tuquan.reporting.calendar import load


class Command(BaseCommand):
    help = "Mở các kỳ báo cáo đến hạn theo lịch và nhắc những nơi chưa gửi; chạy lại không mở, không nhắc hai lần."

    def handle(self, *args: Any, **options: Any) -> None:
        load()
        done = open_due_rounds(by=None)
        for round_ in done.rounds:
            self.stdout.write(f"Đã mở: {round_.title}")
        for row in done.waiting:
            self.stdout.write(f"Chưa mở được {row.planned.title}: {row.why}")
        self.stdout.write(f"Mở {len(done.rounds)} kỳ, nhắc {remind_due()} đơn vị.")
