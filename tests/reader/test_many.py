"""Many files by several processes: the same as one by one, in order, one broken file harming no other."""

import os
from random import Random

from benchmarks import reports
from tests.reader import documents as made
from tuquan.reader import many
from tuquan.reader.many import read_many


def _files(count: int) -> list[tuple[str, bytes]]:
    files = [(f"{at}.docx", reports.docx(Random(at), pages=1)) for at in range(count)]
    return [*files[:2], ("khóa.pdf", made.encrypted_pdf()), *files[2:], ("rỗng.txt", b"")]


def test_workers_read_as_one_process_does():
    files = _files(5)
    assert list(read_many(files, workers=2)) == list(read_many(files, workers=1))


def test_each_file_is_told_with_its_text_and_findings_or_why_not():
    told = list(read_many(iter(_files(2)), workers=2))
    assert [file.name for file in told] == ["0.docx", "1.docx", "khóa.pdf", "rỗng.txt"]
    assert [file.code for file in told] == ["", "", "encrypted", "empty_file"]
    assert "khóa.pdf" in told[2].message
    first = told[0]
    assert first.opened is not None
    assert first.reading is not None
    assert first.reading.findings
    for found in first.reading.findings:
        assert found.masked or first.opened.text[found.start : found.end] == found.quote


class _Deadly:
    """Names that bring the worker down when it asks for one, as a broken library would."""

    def candidates(self, spelling: str, day: object = None) -> list[object]:
        if "Chết" in spelling:
            os._exit(1)
        return []


def test_a_file_that_brings_its_worker_down_is_damaged_and_the_others_are_read():
    texts = ["Xã A xây dựng 03 mô hình.", "Xã Chết xây dựng 03 mô hình.", *["Xã B ra mắt 04 mô hình."] * 6]
    files = [(str(at), text.encode()) for at, text in enumerate(texts)]
    told = list(read_many(files, names=_Deadly(), workers=2))
    assert [file.name for file in told] == [name for name, _ in files]
    assert [file.code for file in told] == ["", "damaged", *[""] * 6]


def test_files_are_taken_as_they_are_needed():
    taken: list[int] = []

    def files():
        for at in range(12):
            taken.append(at)
            yield f"{at}.txt", b"Xa dung 03 mo hinh."

    results = read_many(files(), workers=2)
    next(results)
    assert len(taken) <= 2 * many.AHEAD + 1
    assert len(list(results)) == 11
