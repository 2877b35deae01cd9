"""Many files cleared by several processes: the same as by one, with the database's names, nothing stored there."""

import os
import pickle
from datetime import date
from random import Random

import pytest

from benchmarks import reports
from tests.intake.factories import REPORT
from tests.intake.test_receive import SECRET
from tests.reporting.factories import District, district
from tuquan.intake import clearing, worker
from tuquan.intake.clearing import Told, clear_many
from tuquan.intake.names import DatabaseNames, NamesOfDay
from tuquan.intake.quarantine import Cleared
from tuquan.reader import many

pytestmark = pytest.mark.django_db
DAY = date(2021, 12, 31)
SPELLINGS = (
    "xã Châu Hóa",
    "Châu Hóa",
    "Châu Hoá",
    "châu hoa",
    "huyện Tuyên Hóa",
    "thị trấn Đồng Lê",
    "xã Đồng Lê",
    "?",
)
FILES = [
    ("châu hóa.txt", REPORT.encode()),
    ("mật.txt", SECRET.encode()),
    ("hỏng.docx", b"PK\x03\x04 no zip"),
    ("rỗng.txt", b""),
    *((f"{at}.docx", reports.docx(Random(at), pages=1)) for at in range(3)),
]


@pytest.fixture(autouse=True)
def place() -> District:
    return district(3)


def _said(told: Told) -> Cleared | tuple[type, str, str]:
    return told if isinstance(told, Cleared) else (type(told), told.code, told.message)


def _all(workers: int) -> list[Cleared | tuple[type, str, str]]:
    return [_said(told) for told in clear_many(iter(FILES), day=DAY, count=len(FILES), workers=workers)]


class Unasked:
    """Names that nobody may ask: this process is not the one that reads."""

    def __init__(self, day: date) -> None: ...

    def candidates(self, spelling: str, day: date | None = None) -> list[object]:
        raise AssertionError(spelling)


def test_two_processes_clear_as_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = _all(1)
    monkeypatch.setattr(clearing, "DatabaseNames", Unasked)
    assert _all(2) == alone
    assert [isinstance(told, Cleared) for told in alone] == [True, False, False, False, True, True, True]


def test_where_no_process_begins_this_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = _all(1)
    monkeypatch.setattr(clearing, "begin", os.abort)  # takes no names: every worker stops as it begins
    assert _all(2) == alone

    def refused(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(many, "ProcessPoolExecutor", refused)
    assert _all(2) == alone


def test_the_names_of_a_day_answer_as_the_database_does_and_travel() -> None:
    stored, held = DatabaseNames(DAY), pickle.loads(pickle.dumps(NamesOfDay(DAY)))
    for spelling in SPELLINGS:
        assert list(held.candidates(spelling)) == list(stored.candidates(spelling))
    assert held.candidates("xã Châu Hóa")
    assert held.candidates("xã Châu Hóa", date(1990, 1, 1)) == []


def test_an_unforeseen_error_in_a_worker_is_told_of_that_file_alone(caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def candidates(self, spelling: str, day: date | None = None) -> list[object]:
            raise RuntimeError(spelling)

    worker._names = Broken()  # type: ignore[assignment]
    told = worker.clear_there("châu hóa.txt", REPORT.encode())
    worker._names = None
    assert told[0] == "damaged"  # type: ignore[index]
    assert "châu hóa.txt" in told[1]  # type: ignore[index]
    assert "RuntimeError" in caplog.text
    assert "Hóa" not in caplog.text
