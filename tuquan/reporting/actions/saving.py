"""A save that comes twice is done once: a page that lost the answer sends again what it sent."""

import re

from django.db import connection

from tuquan.accounts.models import User
from tuquan.ground import clock
from tuquan.reporting.errors import TokenUnsound
from tuquan.reporting.models import CellSave, Submission

TOKEN = re.compile(r"[0-9A-Za-z-]{8,40}")
# One statement, no savepoint: a save costs little (Django's bulk_create does not tell whether a row went in).
_TAKE = (
    f"INSERT INTO {CellSave._meta.db_table} (submission_id, by_id, token, at) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (submission_id, by_id, token) DO NOTHING"
)


def first_time(*, by: User | None, submission: Submission, token: str) -> bool:
    """Whether this save was not taken yet; from now on it is, if the transaction around it goes through.

    `token`: 8–40 letters, digits and hyphens, made anew by the page for each save; "" is always new (a browser without
    scripts). Of two at once the second waits for the first. Raises TokenUnsound.
    """
    if not token or by is None:
        return True
    if not TOKEN.fullmatch(token):
        raise TokenUnsound("Lần lưu này thiếu mã của trang. Tải lại trang rồi nhập lại.")
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [submission.pk, by.pk, token, connection.ops.adapt_datetimefield_value(clock.now())])
        return bool(cursor.rowcount == 1)
