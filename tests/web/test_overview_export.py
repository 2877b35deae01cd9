"""The exported totals: no empty cell for an answer, the round before with its coverage, source, round and day."""

import csv
from io import StringIO

import pytest
from django.test import Client

from tests.reporting import factories as make
from tuquan.reporting import actions
from tuquan.reporting.models import Submission
from tuquan.vn.windows import calendar_window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def send(row: Submission) -> None:
    make.none_for_the_rest(row)
    for figure in row.figures.all():
        actions.explain(by=None, figure=figure, text="Đã kiểm tra lại.")
    make.send(row)


def exported(district: make.District, key: int) -> list[list[str]]:
    client = Client()
    client.force_login(district.top.officer)
    answer = client.get(f"/so-lieu/ky/{key}/", {"xuat": "csv"})
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_an_export_tells_the_three_kinds_of_no_number_apart() -> None:
    district = make.district()
    before = district.open(window=calendar_window("year", 2020), kind="schemes_review", title="năm 2020")
    row = make.submission(before, district.communes["Châu Hóa"])
    make.say(row, "scheme_points", 3)
    send(row)
    round_ = district.open(kind="schemes_review")
    lines = {line[0]: line for line in exported(district, round_.pk) if len(line) == 8}
    points, types = make.line("scheme_points").name, make.line("scheme_types").name
    assert lines[points][2:8:2] == ["chưa báo cáo", "0/3 xã, thị trấn", "3"]
    assert lines[points][7] == "1/3 xã, thị trấn"
    for name in ("Châu Hóa", "Ngư Hóa"):
        row = make.submission(round_, district.communes[name])
        make.say(row, "scheme_types", 4)
        make.say(row, "scheme_points", 4)
        send(row)
    lines = {line[0]: line for line in exported(district, round_.pk) if len(line) == 8}
    assert lines[points][2] == "8"
    assert "không phát sinh" in {line[2] for line in lines.values()}
    assert (lines[types][2], lines[types][5]) == ("không cộng được", "không cộng được")


def test_an_export_says_round_source_and_day() -> None:
    district = make.district()
    sheet = exported(district, district.open(title="năm 2021").pk)
    assert [len(line) for line in sheet[-4:]] == [0, 1, 1, 1]
    title, source, day = (line[0] for line in sheet[-3:])
    assert title == "năm 2021"
    assert source.startswith("Nguồn: ")
    assert day == "Xuất ngày 15/12/2021"


def test_a_half_year_is_not_compared_with_a_year() -> None:
    district = make.district()
    district.open(window=calendar_window("half", 2020, 2), title="6 tháng cuối năm 2020")
    year = district.open(title="năm 2021")
    client = Client()
    client.force_login(district.top.officer)
    assert client.get(f"/so-lieu/ky/{year.pk}/").context["last_round"] is None
    assert "6 tháng cuối" not in client.get(f"/so-lieu/ky/{year.pk}/").content.decode()
