"""Organs of one level end on a day of their own and hand over to those above: shown first, written when asked."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tuquan.accounts import organ_reforms
from tuquan.accounts.organ_reforms import OrganReform
from tuquan.ground.errors import Refusal
from tuquan.units import queries as units
from tuquan.units.models import Reform
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import from_json
from tuquan.units.reforms.preview import Preview, preview

SHOWN = 200


class Command(BaseCommand):
    help = (
        "Kết thúc các cơ quan cùng loại ở một cấp (như Công an cấp huyện từ 01/3/2025) và bàn giao cho cơ quan cấp "
        "trên. Không có --draft hay --commit thì chỉ in ra những gì sẽ thay đổi."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", nargs="?", help="khóa trong tệp ngày kết thúc; bỏ trống để in danh sách")
        parser.add_argument("--under", help="tên đơn vị, như « tỉnh Quảng Bình »")
        parser.add_argument("--data", type=Path, default=organ_reforms.PACKAGED, help="tệp CSV khác")
        parser.add_argument("--draft", action="store_true", help="lưu thành bản soạn để xem và chọn trên trang")
        parser.add_argument("--commit", action="store_true", help="thực hiện ngay")

    def handle(self, *, key: str | None, under: str | None, data: Path, draft: bool, commit: bool, **_: Any) -> None:
        try:
            known = organ_reforms.known(data)
            if not key:
                self._list(known)
                return
            found, unit = _asked(known, key, under)
            reform = organ_reforms.unsaved(found, unit)
            self._show(reform, preview(reform))
            if draft or commit:
                self._write(reform, commit)
        except (Refusal, OSError) as refusal:
            raise CommandError(str(refusal)) from None

    def _list(self, known: dict[str, OrganReform]) -> None:
        for row in known.values():
            self.stdout.write(f"{row.key}: {row.title} từ {row.effective_on:%d/%m/%Y} ({row.act_number})")

    def _show(self, reform: Reform, seen: Preview) -> None:
        self.stdout.write(f"{reform.title}, {reform.act_number}, từ {reform.effective_on:%d/%m/%Y}")
        for group in seen.groups:
            self.stdout.write(f"\n{group.words}: {len(group.things)}")
            for thing in group.things[:SHOWN]:
                self.stdout.write(f"– {thing.name}: {thing.note}")
        for fault in seen.faults:
            self.stdout.write(f"! {fault}")
        if not seen.groups:
            self.stdout.write("Không có cơ quan nào như vậy đang hoạt động.")

    def _write(self, given: Reform, commit: bool) -> None:
        reform = procedure.draft(
            by=None, title=given.title, act_number=given.act_number, effective_on=given.effective_on,
            plan=from_json(given.plan), scope_id=given.scope_id, act_date=given.act_date, issuer=given.issuer,
            grade=given.grade, source=given.source,
        )  # fmt: skip
        self.stdout.write(f"\nĐã lưu bản soạn số {reform.pk}.")
        if commit:
            procedure.commit(by=None, reform=reform, version=reform.version)
            self.stdout.write("Đã thực hiện.")


def _asked(known: dict[str, OrganReform], key: str, under: str | None) -> tuple[OrganReform, int]:
    if key not in known:
        raise CommandError(f"Không có « {key} ». Chọn một trong: {', '.join(known)}.")
    if not under:
        raise CommandError("Cần --under: tên tỉnh hoặc huyện, như « tỉnh Quảng Bình ».")
    found = known[key]
    places = units.find(under, found.effective_on)
    if len(places) != 1:
        names = "; ".join(place.full_name for place in places) or "không có đơn vị nào"
        raise CommandError(f"« {under} » vào {found.effective_on:%d/%m/%Y}: {names}. Ghi rõ loại và tên đơn vị.")
    return found, places[0].unit_id
