"""What is wrong with the lines of a form to be laid down: everything at once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tuquan.ground import clock
from tuquan.reporting import access, owning
from tuquan.reporting.catalogue_errors import FormRefused
from tuquan.reporting.models import Access, Indicator, ReportKind
from tuquan.units.models import Level

LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


@dataclass(frozen=True)
class Given:
    """One line of a form as a person asks for it; `where` says where they wrote it ("Biểu!B7")."""

    code: str
    section: str
    required: bool = True
    own_work: bool = False
    where: str = ""


def refuse_faults(
    report_kind: ReportKind, level: int, owner_id: int | None, begins_on: date, name: str, lines: Sequence[Given]
) -> dict[str, Indicator]:
    """The indicators asked, by code. Raises FormRefused with every fault."""
    known = {line.code: line for line in Indicator.objects.filter(code__in=[given.code for given in lines])}
    faults = [
        *_of_form(report_kind, level, owner_id, name, lines),
        *_of_lines(known, level, owner_id, begins_on, lines),
    ]
    if faults:
        raise FormRefused(faults)
    return known


def _of_form(
    report_kind: ReportKind, level: int, owner_id: int | None, name: str, lines: Sequence[Given]
) -> Iterator[str]:
    if level not in LEVELS:
        yield "Biểu số liệu chỉ đặt cho cấp tỉnh, huyện hoặc xã."
    if report_kind.owner_id is not None and report_kind.owner_id != owner_id:
        yield f"« {report_kind.name} » là loại báo cáo riêng của địa phương khác."
    if not name.strip() or len(name.strip()) > 200:
        yield "Biểu phải có tên, không quá 200 ký tự."
    if not lines:
        yield "Biểu chưa có chỉ tiêu nào."


def _of_lines(
    known: dict[str, Indicator], level: int, owner_id: int | None, begins_on: date, lines: Sequence[Given]
) -> Iterator[str]:
    usable = set(owning.usable(owner_id, begins_on).values_list("pk", flat=True))
    shut = access.shut_in(list(known.values()), owner_id, clock.today())
    times = Counter(given.code for given in lines)
    for given in lines:
        at = f"{given.where}: " if given.where else ""
        line = known.get(given.code)
        if line is None:
            yield f"{at}danh mục không có chỉ tiêu mã « {given.code} »."
            continue
        if line.access == Access.RESTRICTED:
            yield f"{at}« {line.name} » là số nghiệp vụ không lưu, không đưa vào biểu."
        elif line.pk in shut:
            yield f"{at}« {line.name} » là chỉ tiêu hạn chế, chưa mở ở địa phương này."
        elif line.pk not in usable:
            yield f"{at}« {line.name} » đã thôi dùng hoặc là chỉ tiêu riêng của địa phương khác."
        if not given.section.strip() or len(given.section.strip()) > 120:
            yield f"{at}« {line.name} » phải thuộc một mục, tên mục không quá 120 ký tự."
        if given.own_work and level == Level.COMMUNE:
            yield f"{at}« {line.name} »: cấp xã không có cấp dưới, không đánh dấu việc của chính cấp này."
    for code, count in times.items():
        if count > 1:
            yield f"Chỉ tiêu « {known[code].name if code in known else code} » có {count} dòng, chỉ được một."
