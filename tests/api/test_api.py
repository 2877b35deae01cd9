"""The read-only interface: what it says is what the pages say, to whom they say it, in the shapes it describes."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests import factories
from tests.papers.factories import full_year
from tests.reporting import factories as make
from tuquan.api.document import described
from tuquan.ground import clock
from tuquan.units.models import Change, Succession, Unit, UnitVersion

pytestmark = pytest.mark.django_db

DAY = date(2021, 12, 22)
REFORM = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(DAY):
        yield


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def merge(district: make.District, names: tuple[str, ...], into: str) -> int:
    """The communes end on REFORM and become one."""
    heir = factories.make_unit(into, "commune", parent=district.top.unit_id, begins_on=REFORM)
    change = Change.objects.create(title="Sắp xếp thử", act_number="01/NQ", effective_on=REFORM)
    for name in names:
        key = district.communes[name].unit_id
        Unit.objects.filter(pk=key).update(ends_on=REFORM)
        UnitVersion.objects.filter(unit_id=key).update(ends_on=REFORM)
        Succession.objects.create(change=change, old_id=key, new_id=heir)
    return heir


# Shapes.


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        found: dict[str, Any] = described()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return found
    return schema


def _is(value: Any, kind: str) -> bool:
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}
    if kind == "null":
        return value is None
    return isinstance(value, kinds[kind]) and (kind == "boolean" or not isinstance(value, bool))


def hold(value: Any, schema: dict[str, Any], where: str = "$") -> None:
    """The value is what the description says, no key more, no key less."""
    schema = _resolved(schema)
    if "oneOf" in schema:
        null = value is None
        hold(value, schema["oneOf"][1 if null else 0], where)
        return
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert any(_is(value, kind) for kind in kinds), f"{where}: {value!r} is no {kinds}"
    if "enum" in schema:
        assert value in schema["enum"], where
    if isinstance(value, dict) and "properties" in schema:
        assert set(value) == set(schema["properties"]) == set(schema["required"]), where
        for name, below in schema["properties"].items():
            hold(value[name], below, f"{where}.{name}")
    if isinstance(value, list):
        for place, each in enumerate(value):
            hold(each, schema["items"], f"{where}[{place}]")
    if schema.get("format") == "date" and value is not None:
        date.fromisoformat(value)


def asked(client: Client, url: str, name: str, status: int = 200, **query: str) -> Any:
    """The answer, held against what is described for it."""
    answer = client.get(url, query)
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "private, no-store"
    body = json.loads(answer.content)
    paths = described()["paths"].values()
    operation = next(path["get"] for path in paths if path["get"]["operationId"] == name)
    hold(body, operation["responses"][str(status)]["content"]["application/json"]["schema"])
    return body


def test_every_address_is_described_and_nothing_else() -> None:
    patterns = next(p for p in get_resolver().url_patterns if str(p.pattern) == "api/v1/").url_patterns
    there = {re.sub(r"<\w+:(\w+)>", r"{\1}", f"/{p.pattern}"): p.name for p in patterns if p.name != "api-nothing"}
    assert there == {path: entry["get"]["operationId"] for path, entry in described()["paths"].items()}


def test_the_description_is_served_and_all_it_points_to_is_there() -> None:
    body = asked(signed_in(factories.make_user()), "/api/v1/openapi.json", "api-document")
    refs = set(re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(body)))
    assert refs == set(body["components"]["schemas"])


# Rounds and totals.


def test_a_total_carries_source_round_and_coverage() -> None:
    district, round_ = full_year(approve=2)
    client = signed_in(district.top.officer)
    rounds = asked(client, "/api/v1/rounds/", "api-rounds")
    assert [row["id"] for row in rounds["rounds"]] == [round_.pk]
    assert rounds["rounds"][0]["window"] == "2021-01-01/P1Y"
    body = asked(client, rounds["rounds"][0]["totals"], "api-totals")
    assert body["view"] == {"theo": "", "label": "theo thời điểm báo cáo", "day": None}
    line = next(row for row in body["totals"] if row["code"] == "schemes_active")
    assert (line["value"], line["of"], line["answer"], line["text"]) == (36, None, "value", "36")
    assert line["coverage"]["missing"] == ["Đồng Lê"]
    assert line["coverage"]["text"] == "2/3 xã, thị trấn"
    assert (line["round"], line["comparable"], line["why_not"]) == (round_.pk, True, "")
    assert client.get(line["source_page"]).status_code == 200


def test_one_line_unit_by_unit_leads_to_each_figure() -> None:
    district, round_ = full_year()
    client = signed_in(district.top.officer)
    body = asked(client, f"/api/v1/rounds/{round_.pk}/totals/outreach_points/", "api-total")
    parts = {row["unit_name"]: row for row in body["total"]["parts"]}
    assert parts["xã Châu Hóa"]["value"] == 90
    assert parts["xã Châu Hóa"]["day"] == "2021-12-31"
    assert parts["xã Châu Hóa"]["unit"] == district.communes["Châu Hóa"].unit_id
    for part in parts.values():
        assert client.get(part["source_page"]).status_code == 200


def test_the_same_restated_onto_units_of_a_day() -> None:
    district, round_ = full_year()
    heir = merge(district, ("Châu Hóa", "Ngư Hóa"), "Tuyên Mới")
    url = f"/api/v1/rounds/{round_.pk}/totals/outreach_points/"
    client = signed_in(district.top.officer)
    body = asked(client, url, "api-total", theo=REFORM.isoformat())
    assert body["view"] == {"theo": "2025-07-01", "label": "quy về đơn vị ngày 01/07/2025", "day": "2025-07-01"}
    part = next(row for row in body["total"]["parts"] if row["unit"] == heir)
    assert (part["value"], part["unit_name"], part["day"]) == (156, "xã Tuyên Mới", "2025-07-01")
    assert {piece["unit_name"]: piece["value"] for piece in part["made_of"]} == {"Châu Hóa": 90, "Ngư Hóa": 66}
    assert body["total"]["value"] == 196
    assert body["total"]["source_page"].endswith("?theo=2025-07-01")
    assert client.get(body["total"]["source_page"]).context["total"].value == 196


@pytest.mark.parametrize(
    ("theo", "code"),
    [
        ("31-02", "view_unreadable"),
        ("2021-02-31", "view_unreadable"),
        ("nay", "view_unreadable"),
        ("2021-12-30", "restating_backwards"),
        ("x" * 5000, "view_unreadable"),
    ],
)
def test_a_view_that_cannot_be_is_refused_with_its_code(theo: str, code: str) -> None:
    district, round_ = full_year(approve=0)
    for url in (f"/api/v1/rounds/{round_.pk}/totals/", f"/api/v1/rounds/{round_.pk}/totals/outreach_points/"):
        name = "api-total" if "outreach" in url else "api-totals"
        body = asked(signed_in(district.top.officer), url, name, 400, theo=theo)
        assert body["error"]["code"] == code
        assert body["error"]["message"]


def test_a_commune_sees_its_own_part_and_nothing_of_others() -> None:
    district, round_ = full_year()
    client = signed_in(district.communes["Ngư Hóa"].officer)
    body = asked(client, f"/api/v1/rounds/{round_.pk}/totals/", "api-totals")
    assert body["unit"] == district.communes["Ngư Hóa"].unit_id
    assert [row["id"] for row in asked(client, "/api/v1/rounds/", "api-rounds")["rounds"]] == [round_.pk]
    line = next(row for row in body["totals"] if row["code"] == "outreach_points")
    assert line["value"] == 66
    assert "90" not in json.dumps([row["value"] for row in body["totals"]])


def test_outside_the_area_nothing_exists() -> None:
    district, round_ = full_year(approve=0)
    other = factories.make_unit("Hàm Thử", "district", parent=district.province.unit_id)
    stranger = signed_in(make.office(other, "Công an huyện Hàm Thử", upper=True).officer)
    assert asked(stranger, "/api/v1/rounds/", "api-rounds")["count"] == 0
    for url, name in (
        (f"/api/v1/rounds/{round_.pk}/totals/", "api-totals"),
        (f"/api/v1/rounds/{round_.pk}/totals/outreach_points/", "api-total"),
        ("/api/v1/rounds/999999/totals/", "api-totals"),
        (f"/api/v1/rounds/{round_.pk}/totals/no_such_line/", "api-total"),
    ):
        assert asked(stranger, url, name, 404)["error"]["code"] == "not_found"


def test_an_administrator_sees_no_figures_here_either() -> None:
    district, round_ = full_year(approve=0)
    administrator = signed_in(factories.make_post(district.top.organ, "administrator").user)
    body = asked(administrator, f"/api/v1/rounds/{round_.pk}/totals/", "api-totals", 403)
    assert body["error"]["code"] == "permission_refused"


def test_an_heir_reads_what_its_forebears_reported_restated() -> None:
    district, round_ = full_year()
    heir = merge(district, ("Châu Hóa", "Ngư Hóa"), "Tuyên Mới")
    with clock.at(date(2025, 8, 1)):
        organ = factories.make_organ(heir, name="Công an xã Tuyên Mới", begins_on=REFORM)
        client = signed_in(factories.make_post(organ, "commune_officer", begins_on=REFORM).user)
        body = asked(client, f"/api/v1/rounds/{round_.pk}/totals/", "api-totals")
    assert body["unit"] == heir
    assert body["view"]["theo"] == "hien-nay"
    assert next(row for row in body["totals"] if row["code"] == "outreach_points")["value"] == 156


# Units.


def test_units_are_offered_never_guessed() -> None:
    district = make.district()
    far = factories.make_unit("Hàm Thử", "district", parent=district.province.unit_id)
    twin = factories.make_unit("Châu Hóa", "commune", parent=far)
    client = signed_in(factories.make_user())
    body = asked(client, "/api/v1/units/", "api-units", ten="xa chau hoa")
    assert body["count"] == 2
    assert {row["within"][0] for row in body["offers"]} == {"huyện Tuyên Thử", "huyện Hàm Thử"}
    inside = asked(client, "/api/v1/units/", "api-units", ten="Châu Hóa", trong=str(far))
    assert [row["unit"] for row in inside["offers"]] == [twin]
    assert asked(client, "/api/v1/units/", "api-units", ten="Châu Hóa", cap="1")["count"] == 0


def test_a_name_that_nobody_bears_any_more_leads_to_its_heirs() -> None:
    district = make.district()
    heir = merge(district, ("Châu Hóa",), "Tuyên Mới")
    client = signed_in(factories.make_user())
    body = asked(client, "/api/v1/units/", "api-units", ten="Châu Hóa", ngay="02/07/2025")
    assert body["count"] == 0
    assert [row["unit"] for row in body["former"][0]["heirs"]] == [heir]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, "bad_parameter"),
        ({"ten": "   "}, "bad_parameter"),
        ({"ten": "Châu Hóa", "ngay": "31-02"}, "date_malformed"),
        ({"ten": "Châu Hóa", "ngay": "31/02/2021"}, "date_no_such_day"),
        ({"ten": "Châu Hóa", "trong": "x"}, "bad_parameter"),
        ({"ten": "Châu Hóa", "cap": "9"}, "bad_parameter"),
    ],
)
def test_what_cannot_be_read_is_refused(query: dict[str, str], code: str) -> None:
    client = signed_in(factories.make_user())
    body = asked(client, "/api/v1/units/", "api-units", 400, **query)
    assert body["error"]["code"] == code


def test_children_and_life_of_a_unit_on_a_day() -> None:
    district = make.district()
    heir = merge(district, ("Châu Hóa", "Ngư Hóa"), "Tuyên Mới")
    client = signed_in(factories.make_user())
    url = f"/api/v1/units/{district.top.unit_id}/children/"
    assert asked(client, url, "api-children")["count"] == 3
    assert asked(client, url, "api-children", ngay="2025-07-01")["count"] == 2
    life = asked(client, f"/api/v1/units/{heir}/", "api-unit")
    assert {row["full_name"] for row in life["forebears"]} == {"xã Châu Hóa", "xã Ngư Hóa"}
    assert life["forebears"][0]["act_number"] == "01/NQ"
    old = asked(client, f"/api/v1/units/{district.communes['Châu Hóa'].unit_id}/", "api-unit")
    assert (old["ends_on"], old["heirs"][0]["whole"]) == ("2025-07-01", True)
    assert asked(client, "/api/v1/units/999999/", "api-unit", 404)["error"]["code"] == "not_found"
    assert asked(client, "/api/v1/units/999999/children/", "api-children", 404)["error"]["code"] == "not_found"
    huge = f"/api/v1/units/{10**25}/"
    assert asked(client, huge, "api-unit", 404)["error"]["code"] == "not_found"
    assert asked(client, f"{huge}children/", "api-children", 404)["error"]["code"] == "not_found"
    ended = f"/api/v1/units/{district.communes['Châu Hóa'].unit_id}/children/"
    assert asked(client, ended, "api-children", 400, ngay="2025-07-01")["error"]["code"] == "unit_unknown"


# The door.


def test_nobody_reads_without_signing_in_and_nothing_writes() -> None:
    answer = Client().get("/api/v1/rounds/")
    assert answer.status_code == 401
    assert json.loads(answer.content)["error"]["code"] == "sign_in_needed"
    district = make.district()
    client = signed_in(district.top.head)
    for method in (client.post, client.put, client.patch, client.delete):
        answer = method("/api/v1/rounds/")
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD"
    assert client.get("/api/v1/gi-do/").status_code == 404
    assert json.loads(client.get("/api/v1/gi-do/").content)["error"]["code"] == "not_found"
    assert reverse("api-rounds") == "/api/v1/rounds/"


def test_a_parameter_that_does_not_exist_is_refused() -> None:
    client = signed_in(make.district().top.head)
    answer = client.get("/api/v1/rounds/?teo=2025-07-01")
    assert answer.status_code == 400
    assert json.loads(answer.content)["error"] == {
        "code": "bad_parameter",
        "message": "Không có tham số “teo”. Các tham số có: cap, ngay, ten, theo, trong.",
    }
