"""What the terminal shows of the main job: reports, totals, and what is worth a remark."""

from typing import TYPE_CHECKING, Any

from tuquan.cli.demonstration import STAMP
from tuquan.vn.numbers import show

if TYPE_CHECKING:
    from tuquan.cli.demonstration.acts import Outcome
    from tuquan.cli.demonstration.district import Year


def reports(outcomes: "list[Outcome]") -> Any:
    """One line a commune: what was read, confirmed, typed, and what differs."""
    from rich import box
    from rich.table import Table

    table = Table(title=f"{STAMP} – Báo cáo năm 2021 của các xã, thị trấn", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Xã, thị trấn", no_wrap=True)
    table.add_column("Tệp", no_wrap=True)
    for head in ("Đọc được", "Chắc chắn", "Xem lại", "Nhập tay", "Không phát sinh", "Đã che", "Không khớp"):
        table.add_column(head, justify="right")
    for one in outcomes:
        counted = (one.read, one.sure, one.confirmed, one.typed, one.nothing, one.masked, len(one.disagreed))
        table.add_row(one.unit, one.file_name, *(str(n) if n else "–" for n in counted))
    return table


def totals(found: dict[str, Any], stated: dict[str, Any]) -> Any:
    """One line an indicator: the sum of the communes beside what the district's report states."""
    from rich import box
    from rich.table import Table

    table = Table(title=f"{STAMP} – Tổng hợp huyện Tuyên Hóa năm 2021", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Chỉ tiêu", ratio=1)
    for head in ("Tổng hợp", "Huyện nêu"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("Độ phủ", no_wrap=True)
    table.add_column("So sánh", no_wrap=True)
    for code, total in found.items():
        claim = stated.get(code)
        name = total.indicator.name
        said = show(claim.value) if claim else "–"
        table.add_row(name[:1].upper() + name[1:], _value(total), said, total.coverage.text, _compared(total, claim))
    return table


def _value(total: Any) -> str:
    return str(total.text) if not total.comparable_note or total.value is not None else "không cộng"


def _compared(total: Any, claim: Any) -> str:
    if claim is None:
        return total.comparable_note.split(" của ")[0] if total.comparable_note else ""
    return "khác" if total.differs_from(claim.value, claim.of) else "khớp"


def remarks(outcomes: "list[Outcome]", year: "Year") -> list[str]:
    """What disagreed and how it was settled, what is missing, in sentences."""
    said = [f"Đọc {sum(o.read for o in outcomes)} số liệu trong {len(outcomes)} báo cáo; {year.board.sentence}."]
    differing = [(one.unit, sentence) for one in outcomes for sentence in one.disagreed]
    said.append(f"Không khớp giữa báo cáo và sổ: {len(differing)}" + (", đã chọn số có hồ sơ:" if differing else "."))
    said += [f"  {unit} – {sentence}" for unit, sentence in differing]
    said += [f"  Huyện – {sentence}" for sentence in year.differing]
    missing = list(year.board.missing)
    said.append(f"Còn thiếu: {', '.join(missing)}." if missing else "Còn thiếu: không xã, thị trấn nào.")
    unknown = [total for total in year.totals.values() if total.left_out]
    said += [f"  {t.indicator.name[:1].upper()}{t.indicator.name[1:]}: {_why(t)}." for t in unknown]
    masked = sum(one.masked for one in outcomes)
    said.append(f"Đã che {masked} số liệu nghiệp vụ trong báo cáo của xã; không lưu ở đâu.")
    return said


def _why(total: Any) -> str:
    parts = sum((part.value for part in total.left_out if part.value is not None), start=0)
    return f"các xã ghi {show(parts)} nhưng không ghi trên tổng số nào, nên không tính tỷ lệ"
