"""A hundred reports of six pages at once, a thousand one after the other: time of two cores, memory of one process."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from benchmarks import reports

FILES, PAGES, SECONDS = 100, 6, 10
FEW, MANY, FLAT = 100, 1_000, 1.1
# Sentences without a figure beside each with some: then one figure comes to as many characters as in real reports.
AS_REAL = 4


def lines() -> list[str]:
    """What `make bench` prints."""
    return [_batch("như báo cáo thật", AS_REAL), _batch("dày đặc số liệu", 0), _memory()]


def _batch(kind: str, prose: int) -> str:
    from tuquan.reader.many import WORKERS, read_many

    files = [(f"{at}.docx", reports.docx(Random(at), pages=PAGES, prose=prose)) for at in range(FILES)]
    start = time.perf_counter()
    findings = sum(len(file.reading.findings) for file in read_many(files) if file.reading)
    ours, start = time.perf_counter() - start, time.perf_counter()
    for _, data in files:
        _bare_text(data)
    floor = time.perf_counter() - start
    return (
        f"{ours / floor:7.2f} ×  {FILES} tệp docx {PAGES} trang {kind}, đọc ra {findings} số liệu, {WORKERS} tiến "
        f"trình: {ours:.1f} giây (cần ≤ {SECONDS}); một tiến trình chỉ lấy chữ bằng python-docx: {floor:.1f} giây"
    )


def _bare_text(data: bytes) -> str:
    from docx import Document

    paper = Document(io.BytesIO(data))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in paper.paragraphs), *cells))


def _memory() -> str:
    """Memory held after a thousand documents against after a hundred, in a process that does nothing else."""
    command = [sys.executable, "-m", "benchmarks.batch", "memory"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent.parent, check=True)
    few, many = map(float, done.stdout.split())
    return (
        f"{many / few:7.2f} ×  bộ nhớ sau {MANY} báo cáo: {many:.0f} MB; sau {FEW} báo cáo: {few:.0f} MB (cần ≤ {FLAT})"
    )


def _held() -> float:
    """Memory of this process now, in MB; the most it ever held where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * 4096 / 1024**2
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def _print_memory() -> None:
    from tuquan.reader import read
    from tuquan.reader.opening import open_document

    for number in range(MANY):
        read(open_document(reports.docx(Random(number), pages=1), file_name="a.docx").text)
        if number + 1 in (FEW, MANY):
            print(_held())


if __name__ == "__main__":
    if sys.argv[1:] == ["memory"]:
        _print_memory()
    else:
        print(*lines(), sep="\n")
