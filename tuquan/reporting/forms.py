"""Report kinds and their forms, loaded from packaged tables; which form a level answers on a day."""

from collections import defaultdict
from datetime import date
from itertools import groupby

from django.db import transaction

from tuquan.reporting.data.tables import rows
from tuquan.reporting.errors import DataRefused
from tuquan.reporting.forms_asked import form_on, lines_asked
from tuquan.reporting.models import Access, Form, FormLine, Indicator, ReportKind
from tuquan.units.models import Level

__all__ = ["LEVELS", "form_on", "lines_asked", "load"]
LEVELS = {level.name.lower(): level for level in Level}
_Row = dict[str, str]


@transaction.atomic
def load() -> int:
    """Write report kinds and forms that are not there yet; a form that stands is never rewritten (a past round is
    judged by the form of its day). Returns how many forms were made.

    Needs the catalogue. Raises DataRefused with every fault of the table; then nothing is written.
    """
    table = rows("forms.csv")
    codes = {line.code: line for line in Indicator.objects.all()}
    kinds = {row["code"]: _kind(row) for row in rows("report_kinds.csv")}
    if faults := _faults(table, codes, kinds):
        raise DataRefused("Biểu số liệu", faults)
    made = 0
    for (kind, level, begins_on), lines in groupby(table, key=_form_key):
        made += _make(kinds[kind], LEVELS[level], date.fromisoformat(begins_on), list(lines), codes)
    return made


def _kind(row: _Row) -> ReportKind:
    return ReportKind.objects.get_or_create(
        code=row["code"], defaults={"name": row["name"], "subject": row["subject"]}
    )[0]


def _form_key(row: _Row) -> tuple[str, str, str]:
    return row["report_kind"], row["level"], row["begins_on"]


def _make(kind: ReportKind, level: Level, begins_on: date, lines: list[_Row], codes: dict[str, Indicator]) -> int:
    ends_on = date.fromisoformat(lines[0]["ends_on"]) if lines[0]["ends_on"] else None
    form, made = Form.objects.get_or_create(
        report_kind=kind,
        level=level,
        begins_on=begins_on,
        owner=None,
        defaults={"name": lines[0]["form_name"], "ends_on": ends_on},
    )
    if made:
        FormLine.objects.bulk_create(_line(form, row, codes) for row in lines)
    return int(made)


def _line(form: Form, row: _Row, codes: dict[str, Indicator]) -> FormLine:
    return FormLine(
        form=form,
        indicator=codes[row["indicator"]],
        section=row["section"],
        position=int(row["position"]),
        required=row["required"] == "yes",
        own_work=row["own_work"] == "yes",
    )


def _faults(table: list[_Row], codes: dict[str, Indicator], kinds: dict[str, ReportKind]) -> list[str]:
    faults = []
    seen: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for number, row in enumerate(table, start=2):
        code = row["indicator"]
        if code not in codes:
            faults.append(f"Dòng {number}: danh mục không có chỉ tiêu « {code} ».")
        elif codes[code].access != Access.OPEN:
            faults.append(f"Dòng {number}: chỉ tiêu « {code} » không được đưa vào biểu.")
        if row["report_kind"] not in kinds or row["level"] not in LEVELS:
            faults.append(f"Dòng {number}: không có loại báo cáo hoặc cấp ghi ở đó.")
        if code in seen[_form_key(row)]:
            faults.append(f"Dòng {number}: chỉ tiêu « {code} » đã có trong biểu này.")
        seen[_form_key(row)].add(code)
    return faults
