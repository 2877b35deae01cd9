"""The pages where figures leave in a file and come back: looked at first, then taken; refused in sentences."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import make_post
from tests.reporting import factories as make
from tests.reporting.exchange.test_round_trip import edited, name_of, put
from tuquan.reporting import actions
from tuquan.reporting.models import Answer, Figure, Indicator, Round, Scope, Submission

pytestmark = pytest.mark.django_db
YEAR = "2021-01-01/P1Y"


@pytest.fixture
def land(day: date) -> make.District:
    return make.district(communes=2)


@pytest.fixture
def round_(land: make.District) -> Round:
    return land.open()


@pytest.fixture
def row(land: make.District, round_: Round) -> Submission:
    return make.submission(round_, land.communes["Châu Hóa"])


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def file(data: bytes, name: str = "bieu.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def said(row: Submission, code: str) -> Figure:
    return row.figures.select_related("chosen").get(indicator__code=code, scope=Scope.OWN)


def test_the_form_comes_down_goes_up_is_shown_and_taken(land: make.District, row: Submission) -> None:
    client, where = client_of(land.communes["Châu Hóa"].officer), f"/so-lieu/bieu/{row.pk}/excel/"
    assert "Tải biểu Excel" in client.get(where).content.decode()
    down = client.get(where, {"tai": "xuong"})
    assert down["Content-Disposition"].endswith('bieu-xa-chau-hoa-2021-01-01--P1Y.xlsx"')
    data = edited(row, put(name_of(row, "outreach_points"), 14))
    shown = client.post(where, {"file": file(data)}).content.decode()
    assert "1 ô đổi" in shown
    assert said(row, "outreach_points").answer == Answer.NOT_REPORTED
    version = said(row, "outreach_points").version
    act = {"act": "take", "cell": "outreach_points", "version:outreach_points": str(version), "file": file(data)}
    assert client.post(where, act).status_code == 302
    chosen = said(row, "outreach_points").chosen
    assert chosen is not None
    assert chosen.value == 14


def test_a_cell_changed_since_it_was_shown_is_shown_again(land: make.District, row: Submission) -> None:
    client, where = client_of(land.communes["Châu Hóa"].officer), f"/so-lieu/bieu/{row.pk}/excel/"
    data = edited(row, put(name_of(row, "outreach_points"), 14))
    version = said(row, "outreach_points").version
    make.say(row, "outreach_points", 20)
    act = {"act": "take", "cell": "outreach_points", "version:outreach_points": str(version), "file": file(data)}
    assert "vừa thay đổi" in client.post(where, act).content.decode()
    chosen = said(row, "outreach_points").chosen
    assert chosen is not None
    assert chosen.value == 20


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "Chỉ tiêu,Số liệu\na,1".encode()])
def test_what_is_not_our_file_is_refused_in_a_sentence(land: make.District, row: Submission, data: bytes) -> None:
    client = client_of(land.communes["Châu Hóa"].officer)
    shown = client.post(f"/so-lieu/bieu/{row.pk}/excel/", {"file": file(data)}).content.decode()
    assert "Chưa ghi ô nào" in shown


def test_the_form_of_elsewhere_does_not_exist(land: make.District, row: Submission) -> None:
    client = client_of(land.communes["Ngư Hóa"].officer)
    assert client.get(f"/so-lieu/bieu/{row.pk}/excel/", {"tai": "xuong"}).status_code == 404


def values(*rows: str) -> bytes:
    return "\n".join(("indicator,period,unit,value,of", *rows)).encode()


def test_a_file_of_values_is_tried_then_taken(land: make.District, round_: Round, row: Submission) -> None:
    client = client_of(land.top.officer)
    data = values(f"outreach_points,{YEAR},Châu Hóa,14,", f"outreach_points,{YEAR},Không Có,3,")
    asked: dict[str, Any] = {"kind": str(round_.report_kind_id)}
    page = client.post("/so-lieu/nhap-xuat/", asked | {"file": file(data, "a.csv")})
    shown = page.content.decode()
    assert "1 số mới" in shown
    assert "dòng 3" in shown
    assert said(row, "outreach_points").answer == Answer.NOT_REPORTED
    act = asked | {"act": "take", "state": page.context["seen"].state}
    refused = client.post("/so-lieu/nhap-xuat/", act | {"file": file(data, "a.csv")}).content.decode()
    assert "chưa ghi gì" in refused
    done = client.post("/so-lieu/nhap-xuat/", act | {"without": "1", "file": file(data, "a.csv")}, follow=True)
    assert "Đã nhập 1 số liệu của 1 biểu" in done.content.decode()
    assert said(row, "outreach_points").answer == Answer.VALUE


def test_who_only_looks_on_brings_nothing_in(land: make.District, round_: Round) -> None:
    inspector = make_post(land.top.organ, "inspector").user
    client = client_of(inspector)
    assert "Nhập từ tệp" not in client.get("/so-lieu/nhap-xuat/").content.decode()
    assert client.post("/so-lieu/nhap-xuat/", {"kind": str(round_.report_kind_id)}).status_code == 403


def test_approved_figures_of_a_round_go_out_for_machines_and_come_back_as_they_are(
    land: make.District, round_: Round, row: Submission
) -> None:
    make.say(row, "outreach_attendances", 33446)
    make.none_for_the_rest(row)
    for figure in row.figures.all():
        actions.explain(by=None, figure=figure, text="Đã kiểm tra lại.")
    make.send(row)
    client = client_of(land.top.officer)
    answer = client.get(f"/so-lieu/nhap-xuat/ky/{round_.pk}/")
    lines = {line["indicator"]: line for line in csv.DictReader(StringIO(answer.content.decode()))}
    told = lines["outreach_attendances"]
    assert (told["period"], told["unit_name"], told["value"]) == (YEAR, "Châu Hóa", "33446")
    assert lines["schemes_founded"]["value"] == "khong phat sinh"
    assert not set(lines) & set(Indicator.objects.exclude(access="open").values_list("code", flat=True))
    assert client_of(land.communes["Châu Hóa"].officer).get(f"/so-lieu/nhap-xuat/ky/{round_.pk}/").status_code == 404
