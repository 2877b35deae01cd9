"""The office's second reader, if it has one: its address from the settings, and what is wrong with it, in sentences."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from tuquan.ground.errors import Refusal
from tuquan.reader.second import Endpoint, EndpointInvalid

# The kind of its jobs.
READ = "intake.second_reading"
INSIDE = ("localhost", ".local", ".lan", ".internal", ".home.arpa")


class SecondReaderUnusable(Refusal):
    """The address or model in the settings cannot be asked, or nothing usable was answered."""

    code = "second_reader_unusable"


def wanted() -> bool:
    """Whether the installation has named a second reader at all; without one nothing is ever sent."""
    return bool(settings.SECOND_READER["address"])


def endpoint() -> Endpoint:
    """What is asked. Raises SecondReaderUnusable with a sentence for the administrator."""
    try:
        told = settings.SECOND_READER
        return Endpoint(told["address"], told["model"], key=told["key"])
    except EndpointInvalid as wrong:
        raise SecondReaderUnusable(str(wrong)) from wrong


def settings_make_sense(**_: Any) -> list[CheckMessage]:
    """Told by `manage.py check` and at every start of a command."""
    if not wanted():
        return []
    try:
        host = urlsplit(endpoint().address).hostname or ""
    except SecondReaderUnusable as wrong:
        return [Error(wrong.message, id="intake.E001")]
    if _inside(host):
        return []
    return [
        Warning(
            f"Máy đọc thứ hai ở {host} có vẻ nằm ngoài mạng nội bộ: nội dung báo cáo (đã che) sẽ ra khỏi cơ quan.",
            hint="Đặt TUQUAN_SECOND_READER_URL về máy do cơ quan tự chạy, hoặc bỏ trống để tắt.",
            id="intake.W001",
        )
    ]


def _inside(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(INSIDE)
    return address.is_private or address.is_loopback
