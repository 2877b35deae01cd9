"""The worker of django-tasks-db, which first queues again what a stopped worker left half done."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django_tasks_db.management.commands import db_worker

from tuquan.ground import daily, jobs, mails
from tuquan.ground.alone import AlreadyRunning, alone


class Command(db_worker.Command):
    help = "Làm các việc chạy nền; mỗi cài đặt chỉ chạy một tiến trình này."

    def handle(self, **options: Any) -> None:
        # Only one worker: what is found running at its start is then certainly nobody's.
        try:
            with alone(
                settings.DATA_DIR / "worker.lock", "Đã có một tiến trình làm việc nền trên thư mục dữ liệu này."
            ):
                jobs.requeue_interrupted()
                mails.wake()
                if not options.get("batch"):
                    daily.begin()
                super().handle(**options)
        except AlreadyRunning as refusal:
            raise CommandError(str(refusal)) from None
