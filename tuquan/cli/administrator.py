"""`tuquan create-admin`: the first account of an installation."""

import sys
from datetime import date
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tuquan.cli import screen
from tuquan.cli.exits import DONE
from tuquan.cli.mishaps import Mishap
from tuquan.cli.station import open_station

if TYPE_CHECKING:
    from tuquan.accounts.models import Organ


class AdminRefused(Mishap):
    """Something is missing, or the unit cannot be told."""

    code = "admin_refused"


def run(asked: Any) -> int:
    """Make an administrator at a unit; asks only for what no option gives."""
    open_station(migrate=True)
    from django.db import transaction

    from tuquan.accounts import actions
    from tuquan.accounts.models import Role
    from tuquan.ground import clock

    username = asked.username or _ask("Tên đăng nhập: ", "--username")
    full_name = asked.full_name or _ask("Họ và tên: ", "--full-name")
    unit = asked.unit or _ask("Đơn vị nơi làm việc (ví dụ: huyện Tuyên Hóa): ", "--unit")
    password = _password(asked.password_file)
    today = clock.today()
    with transaction.atomic():
        organ = _organ(unit, today)
        user = actions.create_account(by=None, username=username, full_name=full_name, password=password)
        actions.appoint(by=None, user=user, organ=organ, role=Role.ADMINISTRATOR, title="Quản trị", on=today)
    screen.say(f"Đã lập tài khoản quản trị “{user.username}”. Đăng nhập: chạy `tuquan serve` rồi mở trình duyệt.")
    return DONE


def _organ(text: str, day: date) -> "Organ":
    """The police at the unit; founded where the installation does not know it yet. Loads the packaged units."""
    from tuquan.accounts import actions, queries
    from tuquan.accounts.models import OrganKind
    from tuquan.units import loading
    from tuquan.units import queries as units

    loading.load_packaged()
    found = units.find(text, day)
    if len(found) != 1:
        names = ", ".join(" – ".join(step.full_name for step in units.path(row.unit_id, day)) for row in found)
        raise AdminRefused(f"“{text}” chưa rõ là đơn vị nào ngày {day:%d/%m/%Y}: {names or 'không thấy'}. Ghi rõ hơn.")
    unit = found[0]
    there = queries.organs_at(unit.unit_id, day, OrganKind.POLICE)
    if there:
        return there[0]
    name = f"Công an {unit.full_name}"
    return actions.found_organ(by=None, kind=OrganKind.POLICE, name=name, unit_id=unit.unit_id, on=day)


def _ask(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise AdminRefused(f"Thiếu {option}. Ghi đủ tùy chọn, hoặc chạy lệnh ở cửa sổ dòng lệnh để được hỏi.")
    return input(question).strip()


def _password(file: str | None) -> str:
    if file:
        try:
            return Path(file).read_text("utf-8").splitlines()[0]
        except (OSError, IndexError):
            raise AdminRefused(f"Không đọc được mật khẩu ở dòng đầu của “{file}”.") from None
    if not sys.stdin.isatty():
        raise AdminRefused("Thiếu --password-file. Ghi mật khẩu vào một tệp, hoặc chạy ở cửa sổ dòng lệnh để được hỏi.")
    first, again = getpass("Mật khẩu (ít nhất 10 ký tự): "), getpass("Nhập lại mật khẩu: ")
    if first != again:
        raise AdminRefused("Hai lần nhập mật khẩu không giống nhau. Chạy lại lệnh.")
    return first
