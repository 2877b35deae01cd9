"""`tuquan read`: a report into figures, in the terminal; no database, nothing kept."""

import json
import sys
from pathlib import Path
from typing import Any

from tuquan.cli import screen
from tuquan.cli.exits import DONE, REFUSED

CONFIDENCE = {"sure": "chắc chắn", "likely": "có thể đúng", "doubtful": "cần xem lại"}
MASKED = "█ che"
UNREADABLE = "? (số quá lớn)"


class FileRefused(Exception):
    """The file cannot be had or may not be read; `code` is stable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def run(asked: Any) -> int:
    """Read `asked.file`; print a table, or JSON with `asked.json`."""
    try:
        cleared = _cleared(Path(asked.file))
    except Exception as refused:
        if not (asked.json and isinstance(getattr(refused, "code", None), str)):
            raise
        code = refused.code  # type: ignore[attr-defined]
        print(json.dumps({"file": asked.file, "refused": {"code": code, "message": str(refused)}}, ensure_ascii=False))
        return REFUSED
    if asked.json:
        _print_json(asked.file, cleared)
    else:
        _print_table(asked.file, cleared, everything=asked.all)
    return DONE


def _cleared(path: Path) -> Any:
    """The report after the same quarantine as on a page. Raises FileRefused, UnreadableReport, SecrecyMark."""
    from tuquan.intake.quarantine import clear
    from tuquan.reader import BUNDLED_NAMES

    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileRefused("file_not_found", f"Không có tệp “{path}”. Kiểm tra lại tên và thư mục.") from None
    except IsADirectoryError:
        raise FileRefused("file_is_folder", f"“{path}” là thư mục. Ghi tên một tệp báo cáo.") from None
    except OSError as error:
        raise FileRefused("file_not_readable", f"Không mở được tệp “{path}”: {error.strerror}.") from None
    # Nothing is stored here, so totals of limited lines may be seen; restricted ones never.
    return clear(data, file_name=path.name, names=BUNDLED_NAMES, with_limited=True)


def _print_json(file: str, cleared: Any) -> None:
    reading = {"file": file, "kind": cleared.kind, "notes": cleared.notes, **cleared.reading.as_dict()}
    reading["contradictions"] = [found.as_dict() for found in _contradictions(cleared)]
    json.dump(reading, sys.stdout, ensure_ascii=False, indent=1)
    print()


def _print_table(file: str, cleared: Any, *, everything: bool) -> None:
    findings = cleared.reading.findings
    for line in _heading(Path(file).name, cleared):
        screen.say(line)
    if not findings:
        screen.say("Không thấy số liệu nào thuộc danh mục chỉ tiêu trong tệp này.")
        return
    console, table = screen.console(), _table(everything)
    for number, finding in enumerate(findings, start=1):
        table.add_row(*_row(number, finding, everything))
    console.print(table)
    screen.say(_sum_up(findings))
    for line in _asked(_contradictions(cleared)):
        screen.say(line)


def _contradictions(cleared: Any) -> Any:
    from tuquan.reader.contradictions import find

    return find(cleared.reading, cleared.text)


def _asked(found: Any) -> list[str]:
    """Each question with the sentences that do not agree."""
    lines = [f"Chỗ cần hỏi lại ({len(found)}):"] if found else []
    for number, contradiction in enumerate(found, start=1):
        lines.append(f"{number}. {contradiction.title}. {contradiction.question}")
        sentences = (contradiction.first.sentence, contradiction.second.sentence)
        lines += [f"   – {' '.join(sentence.split())}" for sentence in dict.fromkeys(sentences)]
    return lines


def _heading(name: str, cleared: Any) -> list[str]:
    head = cleared.reading.head
    said = [head.issuer, head.number and f"số {head.number}", head.place]
    if head.period_start and head.period_end:
        said.append(f"kỳ {_days(head.period_start, head.period_end)}")
    about = " · ".join(part for part in said if part)
    return [f"{name}{': ' + about if about else ''}", *(f"Lưu ý: {note}" for note in cleared.notes)]


def _table(everything: bool) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("TT", justify="right")
    table.add_column("Chỉ tiêu", ratio=3)
    table.add_column("Giá trị", justify="right", no_wrap=True)
    table.add_column("Nơi", ratio=2)
    table.add_column("Kỳ", no_wrap=not everything)
    table.add_column("Độ chắc")
    if everything:
        table.add_column("Câu", ratio=4)
    return table


def _row(number: int, finding: Any, everything: bool) -> list[str]:
    cells = [
        str(number),
        _name(finding),
        _value(finding),
        finding.place or "—",
        _days(finding.period_start, finding.period_end),
        CONFIDENCE.get(finding.confidence, finding.confidence) + (", kế hoạch" if finding.planned else ""),
    ]
    if everything:
        cells.append(" ".join(finding.sentence.split()) + " – " + " ".join(finding.reasons))
    return cells


def _name(finding: Any) -> str:
    from tuquan.reader import BUNDLED_WORDS

    name = BUNDLED_WORDS.by_code[finding.indicator].name
    return f"{name[:1].upper()}{name[1:]}"


def _value(finding: Any) -> str:
    from tuquan.vn.numbers import show

    if finding.masked:
        return MASKED
    if finding.value is None:
        return UNREADABLE
    text = show(finding.value)
    if finding.of is not None:
        text += f"/{show(finding.of)}"
    return f"{text}–{show(finding.value_max)}" if finding.value_max is not None else text


def _days(first: Any, last: Any) -> str:
    from tuquan.vn.dates import show_date
    from tuquan.vn.windows import Window

    if first and first == last:
        return f"ngày {show_date(first)}"
    if first and last:
        return Window(first, last).title()
    return f"đến {show_date(last)}" if last else "—"


def _sum_up(findings: Any) -> str:
    counted = {level: sum(f.confidence == level and not f.masked for f in findings) for level in CONFIDENCE}
    masked = sum(f.masked for f in findings)
    parts = [f"{n} {CONFIDENCE[level]}" for level, n in counted.items() if n]
    parts += [f"{masked} số liệu nghiệp vụ đã che"] if masked else []
    return f"{len(findings)} số liệu: {', '.join(parts)}. Xem cả câu: thêm --all."
