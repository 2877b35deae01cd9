"""Newer rules recognise what may not be kept: it goes from every table and file, by a door for nothing else."""

import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from tests.intake.factories import REPORT, finding, received
from tests.intake.test_receive import everything
from tests.reporting.factories import District, district, line, send
from tuquan.ground import backup
from tuquan.ground.blanking import blanked, only_blanked
from tuquan.ground.models import AuditEvent
from tuquan.intake import actions, quarantine
from tuquan.intake.models import Finding, SourceDocument
from tuquan.intake.queries import candidates
from tuquan.reader import read
from tuquan.reporting.models import Figure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
# What yesterday's rules did not know for restricted, and kept.
RESTRICTED = ("bắt 47", "giữ 53", "năm mươi ba")


@pytest.fixture
def place() -> District:
    return district(2)


def yesterday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that took restricted lines for figures of the form."""

    def older(text: str, **more: Any) -> Any:
        seen = read(text, **more)
        taken = [
            replace(f, masked=False, indicator="schemes_active", value=Decimal(1000 + number), confidence="likely")
            if f.masked
            else f
            for number, f in enumerate(seen.findings)
        ]
        return replace(seen, version="hôm qua", findings=tuple(taken))

    monkeypatch.setattr(quarantine, "read", older)


@pytest.fixture
def document(place: District, monkeypatch: pytest.MonkeyPatch) -> SourceDocument:
    """Received under yesterday's rules: the words stand in the text."""
    with monkeypatch.context() as then:
        yesterday(then)
        made = received(place)
    assert [words for words in RESTRICTED if words not in made.text] == []
    return made


def missing(folder: Path) -> list[str]:
    kept = everything(folder)
    assert "24 buổi tuyên truyền" in kept, "the report itself is kept"
    return [words for words in RESTRICTED if words in kept]


def officer(place: District) -> Any:
    return place.communes["Châu Hóa"].officer


def test_nothing_of_it_stands_anywhere_after_reading_again(
    place: District, document: SourceDocument, tmp_path: Path
) -> None:
    wrong = Finding.objects.filter(value__gte=1000)
    keys = [row.pk for row in wrong]
    assert keys
    actions.reject(by=officer(place), finding=wrong[0])
    figure = Figure.objects.get(submission=document.submission, indicator=line("schemes_founded"))
    Figure.objects.filter(pk=figure.pk).update(explanation="Báo cáo ghi Bắt giữ 53 (năm mươi ba) đối tượng.")
    actions.reread(by=officer(place), document=document)
    target = tmp_path / "sao-luu.zip"
    backup.backup(target)
    assert missing(tmp_path) == []
    for row in Finding.objects.filter(pk__in=keys):
        assert row.masked
        assert row.value is None
    figure.refresh_from_db()
    assert figure.explanation == "Báo cáo ghi Bắt giữ ██ ████ ████ ███ đối tượng."
    event = AuditEvent.objects.get(action="intake.blanked")
    assert "quy tắc mới không cho lưu" in event.summary
    masked = [c for c in candidates(document) if c.finding.masked]
    assert masked
    assert not any(c.open for c in masked)


def test_reading_again_blanks_once(place: District, document: SourceDocument) -> None:
    assert actions.blank_again(by=None, document=document) > 0
    kept = document.text
    assert actions.blank_again(by=None, document=document) == 0
    assert document.text == kept
    assert AuditEvent.objects.filter(action="intake.blanked").count() == 1


def test_a_sent_submissions_report_is_blanked_by_the_command(
    place: District, document: SourceDocument, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    send(document.submission)
    call_command("blank_reports")
    assert "trong 1 báo cáo" in capsys.readouterr().out
    assert missing(tmp_path) == []


def test_a_figure_that_a_person_took_stands_and_is_asked_about(place: District, document: SourceDocument) -> None:
    taken = Finding.objects.filter(value__gte=1000).first()
    assert taken is not None
    actions.confirm(by=officer(place), finding=taken)
    actions.reread(by=officer(place), document=document)
    taken.refresh_from_db()
    assert not taken.masked
    assert "█" in document.text[taken.start : taken.end]
    actions.reject(by=officer(place), finding=taken)
    actions.blank_again(by=None, document=document)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "khác"},
        {"text": REPORT.replace("47", "48")},
        {"file_name": "khac.txt"},
        {"sha256": "0" * 64},
    ],
    ids=["shorter", "another number", "name", "fingerprint"],
)
def test_the_door_lets_nothing_else_through(document: SourceDocument, change: dict[str, str]) -> None:
    with pytest.raises(DatabaseError, match="intake_is_append_only"), transaction.atomic():
        SourceDocument.objects.filter(pk=document.pk).update(**change)
    with pytest.raises(DatabaseError, match="intake_is_append_only"), transaction.atomic():
        SourceDocument.objects.filter(pk=document.pk).update(text=document.text.replace("4", "█"), kind="pdf")
    with pytest.raises(DatabaseError, match="intake_is_append_only"), transaction.atomic():
        SourceDocument.objects.filter(pk=document.pk)._raw_delete("default")


@pytest.mark.parametrize(
    "change",
    [
        {"value": Decimal(5)},
        {"masked": True},
        {"masked": True, "value": None, "named": [], "detail": "", "reasons": [], "start": 0},
        {"confidence": "sure"},
    ],
    ids=["value", "masked with a value", "moved", "confidence"],
)
def test_a_finding_only_loses_its_values(document: SourceDocument, change: dict[str, Any]) -> None:
    row = finding(document, "schemes_founded")
    with pytest.raises(DatabaseError), transaction.atomic():
        Finding.objects.filter(pk=row.pk).update(**change)


def test_an_event_of_the_audit_may_be_blanked_and_nothing_else(document: SourceDocument) -> None:
    event = AuditEvent.objects.get(action="intake.receive")
    rows = AuditEvent.objects.filter(pk=event.pk)
    for change in ({"summary": "khác"}, {"summary": "█" * len(event.summary), "actor": "khác"}, {"actor": "khác"}):
        with pytest.raises(DatabaseError, match="audit_is_append_only"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError, match="audit_is_append_only"), transaction.atomic():
        rows.delete()
    rows.update(summary=event.summary.replace("bao-cao", "███-███"))


def test_only_blanked() -> None:
    assert only_blanked("bắt 47", "bắt ██")
    assert only_blanked("a", "a")
    assert not only_blanked("bắt 47", "bắt 4")
    assert not only_blanked("bắt 47", "bắt 48")
    assert not only_blanked("bắt ██", "bắt 47")
    assert not only_blanked(None, "x")


def test_what_somebody_else_blanked_meanwhile_stays_blank(document: SourceDocument) -> None:
    held = SourceDocument.objects.get(pk=document.pk)
    assert actions.blank_again(by=None, document=document) > 0
    assert actions.blank_again(by=None, document=held) == 0
    assert held.text == document.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bắt 4 người", "Bắt █ người"),
        ("Bắt 47 người", "Bắt 47 người"),
        ("Bắt 4.700 tờ rơi, bắt 4,5", "Bắt 4.700 tờ rơi, bắt 4,5"),
        ("Đợt này bắt 4. Hết", "Đợt này bắt █. Hết"),
    ],
)
def test_only_the_number_itself_is_blanked_where_it_is_quoted(text: str, said: str) -> None:
    assert blanked(text, [("Bắt 4", "Bắt █"), ("bắt 4", "bắt █")]) == said


@pytest.mark.django_db(transaction=True)
def test_the_command_goes_through_more_reports_than_one_helping(
    place: District, document: SourceDocument, capsys: pytest.CaptureFixture[str]
) -> None:
    """An open cursor would keep SQLite from emptying its journal after the first."""
    SourceDocument.objects.bulk_create(
        SourceDocument(
            submission=document.submission, sha256=f"{n:064}", file_name="a", kind="text", text="Không.", blocks=[]
        )
        for n in range(120)
    )
    call_command("blank_reports")
    assert "trong 1 báo cáo" in capsys.readouterr().out


WORK = """
from tuquan.cli.station import open_station
open_station(migrate=True)
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tests.intake.factories import received
from tests.reporting.factories import district
from tuquan.ground import backup
from tuquan.intake import actions, quarantine
from tuquan.reader import read
place = district(2)
def older(text, **more):
    seen = read(text, **more)
    return replace(seen, version="hom qua", findings=tuple(f for f in seen.findings if not f.masked))
quarantine.read = older
document = received(place)
folder = Path(sys.argv[1])
def kept():
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).decode("utf-8", "replace")
assert "47 " in document.text and "năm mươi ba" in kept(), "the words stand in the files before"
quarantine.read = read
actions.reread(by=place.communes["Châu Hóa"].officer, document=document)
backup.backup(folder / "sao-luu.zip")
found = kept()
print([words for words in ("bắt 47", "giữ 53", "năm mươi ba", "nộp 61") if words in found])
"""


@pytest.mark.once
def test_no_file_of_a_data_folder_holds_it_afterwards(tmp_path: Path) -> None:
    """SQLite in its own file with its journal: freed pages and the journal are emptied too."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    environment = {**kept, "TUQUAN_DATA": str(tmp_path), "PYTHONPATH": os.getcwd(), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", WORK, str(tmp_path)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert unicodedata.normalize("NFC", done.stdout).strip().splitlines()[-1] == "[]"
