"""Cells pasted from a sheet: first what would change and what cannot be read, then all of it at once."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.accounts.permissions import Permission
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting import actions
from tuquan.reporting.actions import Fill
from tuquan.reporting.models import Answer, IndicatorKind, Submission
from tuquan.reporting.queries import Line
from tuquan.reporting.values import NOT_REPORTED, Value, checked
from tuquan.vn.numbers import NumberError, parse
from tuquan.vn.text import key as folded
from tuquan.web.access import acting, page
from tuquan.web.figures.cells import NONE_AROSE, read_cell
from tuquan.web.figures.pages import submission_page
from tuquan.web.figures.reach import number, submission_or_404
from tuquan.web.figures.rows import editable

LONGEST = 100_000
NAMELESS = "Không có chỉ tiêu này trong biểu, hoặc ô của nó không nhập được."


@dataclass(frozen=True)
class Pasted:
    """One row of what was pasted: where it goes (None: nowhere), what was typed, what it says or why not."""

    line: Line | None
    label: str
    text: str
    value: Value | None = None
    fault: str = ""

    @property
    def same(self) -> bool:
        return self.line is not None and self.value == self.line.value

    @property
    def takes(self) -> bool:
        return self.value is not None and not self.same

    @property
    def version(self) -> int:
        return self.line.figure.version if self.line and self.line.figure else 0


@page(Permission.ENTER_FIGURES, "GET", "POST")
def paste(request: HttpRequest, key: int) -> HttpResponse:
    """Ask for the cells, show what each would become, take them."""
    found = submission_or_404(request, key)
    shown = submission_page(found, acting(request))
    lines = [row for part in shown["sections"] for row in part.lines if editable(row, edits=bool(shown["edits"]))]
    if request.method == "POST" and request.POST.get("act") == "take":
        return _take(request, found, {line.indicator.code: line for line in lines})
    text = request.POST.get("text", "")[:LONGEST]
    rows = list(plan(lines, text, request.POST.get("start", ""))) if text.strip() else []
    context = shown | {"lines": lines, "text": text, "start": request.POST.get("start", ""), "rows": rows}
    context |= {"choices": [(line.indicator.code, _capital(line.indicator.name)) for line in lines]}
    context |= {"takes": [row for row in rows if row.takes], "faults": [row for row in rows if row.fault]}
    fragment = request.headers.get("HX-Request") and rows
    return render(request, "web/figures/paste_preview.html" if fragment else "web/figures/paste.html", context)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _take(request: HttpRequest, found: Submission, lines: dict[str, Line]) -> HttpResponse:
    """Write the cells that were shown, or none: the versions are those the person saw."""
    try:
        cells = [
            Fill(lines[code].indicator, _read(lines[code], str(text)), number(request.POST.get(f"version:{code}")) or 0)
            for name, text in request.POST.items()
            if name.startswith("cell:") and (code := name[5:]) in lines
        ]
        token = request.POST.get("token", "")
        taken = actions.fill(by=acting(request).user, submission=found, cells=cells, token=token)
    except PermissionRefused:
        raise
    except Refusal as refused:
        messages.error(request, f"Chưa ghi ô nào. {refused.message}")
    else:
        messages.success(request, f"Đã ghi {len(taken)} ô dán từ bảng tính.")
    return redirect("figures-submission", found.pk)


def plan(lines: Sequence[Line], text: str, start: str) -> Iterator[Pasted]:
    """What each pasted row would do: by the names of the first column, else downwards from the cell `start`.

    Two columns beside each other are x and y where the line is x of y; an empty row leaves its cell as it is.
    """
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter="\t")]
    while rows and not any(rows[-1]):
        rows.pop()
    named = _by_name(lines, rows)
    codes = [line.indicator.code for line in lines]
    at = codes.index(start) if start in codes else 0
    for offset, row in enumerate(rows):
        if named is not None:
            line = named.get(folded(row[0])) if row and row[0] else None
            label, cells = row[0] if row else "", row[1:]
        else:
            line = lines[at + offset] if at + offset < len(lines) else None
            label, cells = "", row
        if any(cells):
            yield _one(line, label, cells)


def _by_name(lines: Sequence[Line], rows: list[list[str]]) -> dict[str, Line] | None:
    """The lines by name, where the first column holds names: at least one of a line, and no numbers."""
    names = {folded(line.indicator.name): line for line in lines}
    firsts = [row[0] for row in rows if row and row[0]]
    known = any(folded(first) in names for first in firsts)
    return names if known and not any(_is_number(first) for first in firsts) else None


def _is_number(text: str) -> bool:
    try:
        parse(text)
    except NumberError:
        return False
    return True


def _one(line: Line | None, label: str, cells: list[str]) -> Pasted:
    if line is None:
        fault = NAMELESS if label else "Thừa so với biểu: không còn ô nào ở dưới."
        return Pasted(None, label or "—", cells[0] if cells else "", fault=fault)
    text = cells[0]
    if line.indicator.kind == IndicatorKind.RATIO and len(cells) > 1 and cells[0] and cells[1] and "/" not in text:
        text = f"{cells[0]}/{cells[1]}"
    try:
        return Pasted(line, line.indicator.name, text, _read(line, text))
    except Refusal as refused:
        return Pasted(line, line.indicator.name, text, fault=refused.message)


def _read(line: Line, text: str) -> Value:
    """What a cell says. Raises CellUnreadable, ValueRefused."""
    if folded(text) in NONE_AROSE:
        return Value(Answer.NONE_AROSE)
    typed = read_cell(text, line.indicator)
    if typed is None:
        return NOT_REPORTED
    return Value(Answer.VALUE, *checked(line.indicator, typed.value, typed.of))
