"""A file of values of many units: the trial says all and writes nothing, the act writes all that the trial said."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reporting import factories as make
from tuquan.ground.models import AuditEvent
from tuquan.reporting import moves
from tuquan.reporting.exchange.errors import ImportMoved, ImportRefused, SheetRefused
from tuquan.reporting.exchange.importing import take
from tuquan.reporting.exchange.reading import rows_of
from tuquan.reporting.exchange.trial import Trial, trial
from tuquan.reporting.models import Access, Answer, Claim, Figure, Indicator, ReportKind, Round, Scope, SourceKind

pytestmark = pytest.mark.django_db
HEADER = "indicator,period,unit,value,of"
YEAR = "2021-01-01/P1Y"


@pytest.fixture
def land(day: date) -> make.District:
    return make.district(communes=3)


@pytest.fixture
def round_(land: make.District) -> Round:
    return land.open()


@pytest.fixture
def kind(round_: Round) -> ReportKind:
    return round_.report_kind


def csv_of(*rows: str) -> bytes:
    return "\n".join((HEADER, *rows)).encode()


def tried(kind: ReportKind, data: bytes, by: Any = None, name: str = "so-lieu.csv") -> Trial:
    return trial(by=by, report_kind=kind, data=data, file_name=name)


def taken(kind: ReportKind, data: bytes, by: Any = None, **more: Any) -> Trial:
    return take(by=by, report_kind=kind, data=data, file_name="so-lieu.csv", **more)


def said(unit: str, code: str) -> Any:
    rows = Figure.objects.filter(submission__unit__versions__name=unit, indicator__code=code, scope=Scope.OWN)
    return rows.select_related("chosen").get()


GOOD = (f"outreach_points,{YEAR},Châu Hóa,14,", f"outreach_attendances,{YEAR},Ngư Hóa,33446,")


def test_a_trial_tells_and_writes_nothing(kind: ReportKind) -> None:
    before = (Claim.objects.count(), AuditEvent.objects.count())
    found = tried(kind, csv_of(*GOOD, f"schemes_active,{YEAR},Không Có,3,"))
    assert (found.rows, found.new, found.changed, found.same, len(found.faults)) == (3, 2, 0, 0, 1)
    assert found.faults[0].where == "dòng 4"
    assert "Không Có" in found.faults[0].sentence
    assert (Claim.objects.count(), AuditEvent.objects.count()) == before


def test_what_was_tried_is_what_is_written(kind: ReportKind) -> None:
    data = csv_of(*GOOD)
    taken(kind, data, state=tried(kind, data).state)
    assert (said("Châu Hóa", "outreach_points").chosen.value, said("Ngư Hóa", "outreach_attendances").chosen.value) == (
        Decimal(14),
        Decimal(33446),
    )
    assert tried(kind, data).same == 2


def test_the_claim_names_the_file_and_the_row_and_what_was_said_before_stays(
    land: make.District, round_: Round, kind: ReportKind
) -> None:
    row = make.submission(round_, land.communes["Châu Hóa"])
    make.say(row, "outreach_points", 9)
    found = tried(kind, csv_of(GOOD[0]))
    assert (found.new, found.changed) == (0, 1)
    taken(kind, csv_of(GOOD[0]))
    figure = said("Châu Hóa", "outreach_points")
    assert figure.chosen.source_kind == SourceKind.IMPORTED
    assert figure.chosen.source_label == "tệp “so-lieu.csv”, dòng 2"
    assert sorted(figure.claims.values_list("value", flat=True)) == [9, 14]


def test_one_event_a_file_and_submission_with_the_file_s_digest(kind: ReportKind) -> None:
    data = csv_of(*GOOD, f"schemes_struck_off,{YEAR},Châu Hóa,không phát sinh,")
    found = taken(kind, data)
    events = AuditEvent.objects.filter(action="reporting.import_values")
    assert sorted(event.detail["values"] for event in events) == [1, 2]
    assert {event.detail["sha256"] for event in events} == {found.digest}


def test_one_fault_refuses_the_file_unless_it_is_left_out_by_word(kind: ReportKind) -> None:
    data = csv_of(*GOOD, f"outreach_points,{YEAR},Đồng Lê,12.5,")
    with pytest.raises(ImportRefused, match="dòng 4"):
        taken(kind, data)
    assert said("Châu Hóa", "outreach_points").answer == Answer.NOT_REPORTED
    assert len(taken(kind, data, without_faulty=True).entries) == 2
    assert said("Đồng Lê", "outreach_points").answer == Answer.NOT_REPORTED


def test_a_trial_that_no_longer_holds_is_not_carried_out(land: make.District, round_: Round, kind: ReportKind) -> None:
    data = csv_of(GOOD[0])
    state = tried(kind, data).state
    make.say(make.submission(round_, land.communes["Châu Hóa"]), "outreach_points", 9)
    with pytest.raises(ImportMoved):
        taken(kind, data, state=state)
    assert said("Châu Hóa", "outreach_points").chosen.value == 9


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (f"khong_co,{YEAR},Châu Hóa,1,", "danh mục không có chỉ tiêu"),
        ("outreach_points,2021-13-01/P1Y,Châu Hóa,1,", "không phải là tên kỳ"),
        ("outreach_points,2019-01-01/P1Y,Châu Hóa,1,", "không có biểu"),
        (f"outreach_points,{YEAR},Châu Hóa,-1,", "số âm"),
        (f"outreach_points,{YEAR},Châu Hóa,1.5,", "số nguyên"),
        (f"outreach_points,{YEAR},Châu Hóa,mười,", "không đọc được thành số"),
        (f"schemes_with_full_dossier,{YEAR},Châu Hóa,20,19", "lớn hơn tổng số"),
        (f"outreach_points,{YEAR},Tuyên Thử,1,", "tổng của các đơn vị"),
    ],
)
def test_each_row_that_cannot_be_taken_says_why(kind: ReportKind, row: str, word: str) -> None:
    (fault,) = tried(kind, csv_of(row)).faults
    assert word in fault.sentence


def test_a_cell_given_twice_is_a_fault_of_the_second(kind: ReportKind) -> None:
    found = tried(kind, csv_of(GOOD[0], GOOD[0]))
    assert [fault.where for fault in found.faults] == ["dòng 3"]


def test_restricted_and_unopened_lines_are_never_taken(kind: ReportKind) -> None:
    closed = Indicator.objects.exclude(access=Access.OPEN)
    found = tried(kind, csv_of(*(f"{line.code},{YEAR},Châu Hóa,5," for line in closed)))
    assert found.entries == ()
    assert len(found.faults) == closed.count()


def test_outside_ones_area_and_after_presenting_nothing_is_taken(land: make.District, kind: ReportKind) -> None:
    mine, other = land.communes["Châu Hóa"], land.communes["Ngư Hóa"]
    found = tried(kind, csv_of(*GOOD), by=mine.officer)
    assert [entry.where for entry in found.entries] == ["dòng 2"]
    assert len(tried(kind, csv_of(*GOOD), by=land.top.officer).entries) == 2
    row = make.submission(Round.objects.get(), other)
    make.none_for_the_rest(row)
    moves.present(by=other.officer, submission=row, version=row.version)
    assert len(tried(kind, csv_of(*GOOD)).faults) == 1


def test_an_office_s_table_and_json_say_the_same_as_the_machine_file(kind: ReportKind) -> None:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Số liệu")
    line = Indicator.objects.get(code="outreach_attendances").name
    for place, cells in enumerate(
        [["Chỉ tiêu", "Kỳ", "Đơn vị", "Số liệu"], [line, "năm 2021", "xã Ngư Hóa", "33.446"]]
    ):
        sheet.write_row(place, 0, cells)
    book.close()
    told = {"values": [{"indicator": "outreach_attendances", "period": YEAR, "unit": "Ngư Hóa", "value": 33446}]}
    ways = [
        tried(kind, csv_of(GOOD[1])),
        tried(kind, buffer.getvalue(), name="bang.xlsx"),
        tried(kind, json.dumps(told).encode(), name="so-lieu.json"),
    ]
    assert [[(e.submission.pk, e.indicator.code, e.after.text) for e in way.entries] for way in ways] == [
        [(ways[0].entries[0].submission.pk, "outreach_attendances", "33.446")]
    ] * 3


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.csv"),
        (b"indicator,value\nx,1", "a.csv"),
        (csv_of(*GOOD)[:-12], "a.csv"),
        (b'{"values": [{"indi', "a.json"),
        (b'{"values": 5}', "a.json"),
        (b"\xff\xfe\x00", "a.csv"),
        (b"PK\x03\x04 but not a workbook", "a.xlsx"),
    ],
)
def test_what_is_no_table_or_was_cut_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(SheetRefused):
        rows_of(data, file_name=name)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(["Châu Hóa", "Ngư Hóa", "Đồng Lê"]), st.integers(0, 10**6)), max_size=6))
def test_taking_twice_is_taking_once(land: make.District, round_: Round, rows: list[tuple[str, int]]) -> None:
    data = csv_of(*(f"outreach_points,{YEAR},{unit},{value}," for unit, value in dict(rows).items()))
    if not rows:
        return
    taken(round_.report_kind, data)
    claims = Claim.objects.count()
    assert taken(round_.report_kind, data).entries == ()
    assert Claim.objects.count() == claims
    for unit, value in dict(rows).items():
        assert said(unit, "outreach_points").chosen.value == value


def test_the_command_tries_first_and_takes_only_when_told(kind: ReportKind, tmp_path: Any) -> None:
    path = tmp_path / "so-lieu.csv"
    path.write_bytes(csv_of(*GOOD))
    out = StringIO()
    call_command("import_values", path, report=kind.code, stdout=out)
    assert "chưa ghi gì" in out.getvalue()
    assert said("Châu Hóa", "outreach_points").answer == Answer.NOT_REPORTED
    call_command("import_values", path, report=kind.code, commit=True, stdout=out)
    assert said("Châu Hóa", "outreach_points").answer == Answer.VALUE
    path.write_bytes(b"x")
    with pytest.raises(CommandError, match="sheet_refused"):
        call_command("import_values", path, report=kind.code, stdout=out)


def test_what_a_unit_answered_itself_the_office_above_does_not_replace(
    land: make.District, round_: Round, kind: ReportKind
) -> None:
    mine = land.communes["Châu Hóa"]
    make.say(make.submission(round_, mine), "outreach_points", 9)
    rows = (GOOD[0], f"schemes_struck_off,{YEAR},Châu Hóa,không phát sinh,", GOOD[1])
    above = tried(kind, csv_of(*rows), by=land.top.officer)
    assert [entry.where for entry in above.entries] == ["dòng 4"]
    assert "đơn vị đã tự trả lời (9)" in above.faults[0].sentence
    assert len(tried(kind, csv_of(*rows[:2]), by=mine.officer).entries) == 2


def test_a_value_that_is_not_there_is_not_taken_for_silence() -> None:
    for one in ({"indicator": "a", "period": YEAR, "unit": "b"}, {"indicator": "a", "value": True}):
        with pytest.raises(SheetRefused, match="value"):
            rows_of(json.dumps([one]).encode(), file_name="a.json")
