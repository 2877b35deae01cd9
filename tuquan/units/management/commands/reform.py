"""Reforms on the command line: a folder is tried and shown, carried out with --commit; listed; taken back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from tuquan.ground.errors import Refusal
from tuquan.ground.models import AuditEvent
from tuquan.units.models import Reform
from tuquan.units.reforms import files, procedure
from tuquan.units.reforms.preview import Preview, can_undo


class Command(BaseCommand):
    help = "Sắp xếp đơn vị từ thư mục tệp CSV. Chỉ thử và in toàn bộ thay đổi nếu không có --commit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="thư mục có units.csv, versions.csv, changes.csv, …")
        parser.add_argument("--commit", action="store_true", help="thực hiện và ghi vào cơ sở dữ liệu")
        parser.add_argument("--scope", type=int, help="số của đơn vị mà mọi thay đổi phải nằm trong")
        parser.add_argument("--list", action="store_true", dest="listed", help="liệt kê các lần sắp xếp")
        parser.add_argument(
            "--settle", action="store_true", help="chuyển về đơn vị kế thừa những gì còn ở các đơn vị đã kết thúc"
        )
        parser.add_argument("--undo", type=int, metavar="SỐ", help="hoàn tác một lần sắp xếp đã thực hiện")
        parser.add_argument("--because", default="", help="lý do hoàn tác")

    def handle(self, *, folder: Path | None, listed: bool, undo: int | None, **options: Any) -> None:
        try:
            if listed:
                self._list()
            elif options["settle"]:
                self._settle(commit=options["commit"])
            elif undo is not None:
                self._undo(undo, options["because"])
            elif folder is not None:
                self._carry_out(folder, options["scope"], commit=options["commit"])
            else:
                raise CommandError("Cho biết thư mục tệp CSV, hoặc --list, --settle, --undo SỐ --because « lý do ».")
        except Refusal as refusal:
            raise CommandError(_all(refusal)) from None

    def _carry_out(self, folder: Path, scope: int | None, *, commit: bool) -> None:
        for done in files.carry_out(folder, by=None, scope_id=scope, commit=commit):
            act = done.act
            self.stdout.write(f"\n{act.act_number} · {act.title} · có hiệu lực từ {act.effective_on:%d/%m/%Y}")
            if done.preview is None:
                self.stdout.write("  Đã thực hiện từ trước, không còn gì thay đổi.")
            else:
                self._show(done.preview)
            if commit and done.reform is not None:
                self.stdout.write(f"  Đã ghi: lần sắp xếp số {done.reform.pk}.")
        if not commit:
            self.stdout.write("\nThử, chưa ghi gì (thêm --commit để thực hiện).")

    def _show(self, seen: Preview) -> None:
        for line in seen.units:
            before = f"{line.before} → " if line.before else ""
            to = line.after or ", ".join(line.heirs) or "không có đơn vị kế thừa"
            self.stdout.write(f"  {before}{to}: {line.what}")
        for group in seen.groups:
            self.stdout.write(f"  {len(group.things)} {group.words}:")
            for thing in group.things:
                to = "ở lại" if thing.goes_to is None else f"→ {seen.name_of(thing.goes_to)}"
                self.stdout.write(f"    {thing.name}: {to} {thing.note}".rstrip())
        for warning in seen.warnings:
            self.stdout.write(f"  Lưu ý: {warning}")

    def _settle(self, *, commit: bool) -> None:
        """What a database of an earlier version, or records entered late, still keep in ended units."""
        with transaction.atomic():
            past = AuditEvent.objects.filter(action="units.carry_over")
            before = set(past.values_list("pk", flat=True))
            left = procedure.settle(by=None)
            told = past.exclude(pk__in=before).first()
            self.stdout.write(told.summary if told else "Không có gì còn ở các đơn vị đã kết thúc.")
            for thing in left:
                self.stdout.write(f"  Còn phải chọn: {thing.name}: {thing.note}")
            if not commit:
                transaction.set_rollback(True)
                self.stdout.write("\nThử, chưa ghi gì (thêm --commit để thực hiện).")

    def _list(self) -> None:
        for reform in Reform.objects.all():
            undoable = reform.state == Reform.State.COMMITTED and not can_undo(reform)
            self.stdout.write(
                f"{reform.pk} · {reform.get_state_display()} · {reform.act_number} · {reform.title} · "
                f"từ {reform.effective_on:%d/%m/%Y}{' · hoàn tác được' if undoable else ''}"
            )

    def _undo(self, key: int, because: str) -> None:
        reform = Reform.objects.filter(pk=key).first()
        if reform is None:
            raise CommandError(f"Không có lần sắp xếp số {key}. Xem --list.")
        procedure.undo(by=None, reform=reform, because=because)
        self.stdout.write(f"Đã hoàn tác lần sắp xếp số {key}.")


def _all(refusal: Refusal) -> str:
    """A terminal has room for the whole list."""
    told = getattr(refusal, "faults", None)
    return (
        str(refusal) if told is None else f"{len(told)} chỗ sai, chưa ghi gì cả:\n" + "\n".join(f"– {t}" for t in told)
    )
