"""Things that exist: inside the area they open, outside it they do not exist (404), above the role they are refused."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.intake.factories import received
from tests.papers.factories import draft, full_year
from tests.reporting import factories as make
from tuquan.accounts.models import Role
from tuquan.accounts.roles import PERMISSIONS
from tuquan.ground import clock
from tuquan.reporting.models import Figure
from tuquan.schemes import actions as schemes
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Plan

DAY = date(2021, 12, 20)


@dataclass(frozen=True)
class Thing:
    """One address of one thing; `unit` is where the thing stands: "commune" (Châu Hóa) or "district"."""

    url: str
    unit: str
    writes: bool = False
    governs: bool = False  # an administrator's too: accounts and changes of units


@pytest.fixture
def land(db: None) -> Any:
    """A district with a full year, a received report, a scheme and a paper; and a commune of another district."""
    with clock.at(DAY):
        district, round_ = full_year()
        second = district.open(title="Năm 2022", window=_window(2022))
        document = received(district, round_=second)
        commune = district.communes["Châu Hóa"]
        scheme = schemes.found(
            by=None,
            kind=schemes.add_kind(by=None, name="Thôn tự quản thử", field="residential_area"),
            name="Thôn tự quản thử",
            unit_id=commune.unit_id,
            place_name="thôn Thử",
            on=date(2021, 3, 3),
            decision_number="01/QĐ-UBND",
            decision_date=date(2021, 3, 1),
            decision_issuer="Ủy ban nhân dân xã",
        )
        paper = draft(district, round_)
        other = factories.make_unit("Hàm Thử", "district", parent=district.province.unit_id)
        far = factories.make_unit("Mỹ Thử", "commune", parent=other)
        figure = Figure.objects.filter(submission__unit=commune.unit_id).first()
        reform = procedure.draft(
            by=None, title="Việc thử", act_number="1/NQ", effective_on=DAY, plan=Plan(), scope_id=district.top.unit_id
        )
        yield _Land(district, second, document, scheme, paper, figure, other, far, reform)


def _window(year: int) -> Any:
    from tuquan.vn.windows import calendar_window

    return calendar_window("year", year)


@dataclass(frozen=True)
class _Land:
    district: make.District
    round: Any
    document: Any
    scheme: Any
    paper: Any
    figure: Any
    other_district: int
    far: int
    reform: Any

    def client(self, role: Role, unit_id: int) -> Client:
        """Somebody with this role at the police of the unit (the fixture's own organ where it has one)."""
        offices = [self.district.top, *self.district.communes.values()]
        organ = next((office.organ for office in offices if office.unit_id == unit_id), None)
        user = factories.make_user()
        factories.make_post(organ or factories.make_organ(unit_id), role, user=user)
        return _signed_in(user)

    def things(self) -> list[Thing]:
        row = make.submission(self.round, self.district.communes["Châu Hóa"])
        number = self.paper.numbers.order_by("id").first()
        finding = self.document.readings.first().findings.filter(masked=False).first()
        return [
            Thing(reverse("figures-submission", args=[row.pk]), "commune"),
            Thing(reverse("figures-figure", args=[self.figure.pk]), "commune"),
            Thing(reverse("reading-review", args=[self.document.pk]), "commune"),
            Thing(reverse("schemes-scheme", args=[self.scheme.pk]), "commune"),
            Thing(reverse("figures-round", args=[self.round.pk]), "district"),
            Thing(reverse("figures-total", args=[self.round.pk, "outreach_points"]), "district"),
            Thing(reverse("papers-paper", args=[self.paper.pk]), "district"),
            Thing(reverse("papers-number", args=[self.paper.pk, number.tag]), "district"),
            Thing(reverse("papers-file", args=[self.paper.pk, "docx"]), "district"),
            Thing(reverse("units-hamlets", args=[row.unit_id]), "commune"),
            Thing(reverse("units-facilities", args=[row.unit_id]), "commune"),
            Thing(reverse("handover-organ", args=[self.district.top.organ.pk]), "district", governs=True),
            Thing(reverse("units-reform", args=[self.reform.pk]), "district", governs=True),
            Thing(reverse("api-total", args=[self.round.pk, "outreach_points"]), "district"),
            Thing(reverse("units-hamlets-add", args=[row.unit_id]), "commune", writes=True),
            Thing(reverse("figures-cell", args=[row.pk, "outreach_points"]), "commune", writes=True),
            Thing(reverse("figures-save", args=[row.pk]), "commune", writes=True),
            Thing(reverse("figures-move", args=[row.pk, "present"]), "commune", writes=True),
            Thing(reverse("reading-answer", args=[self.document.pk, finding.pk]), "commune", writes=True),
            Thing(reverse("reading-sure", args=[self.document.pk]), "commune", writes=True),
            Thing(reverse("schemes-strike-off", args=[self.scheme.pk]), "commune", writes=True),
            Thing(reverse("papers-issue", args=[self.paper.pk]), "district", writes=True),
        ]


def _signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _answer(client: Client, thing: Thing) -> int:
    return (client.post(thing.url, {}) if thing.writes else client.get(thing.url)).status_code


READERS = [role for role in Role if role != Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", READERS)
def test_reading_inside_the_area_opens(land: _Land, role: Role) -> None:
    commune = land.district.communes["Châu Hóa"].unit_id
    at_commune = role in (Role.COMMUNE_OFFICER, Role.COMMUNE_HEAD)
    client = land.client(role, commune if at_commune else land.district.top.unit_id)
    for thing in land.things():
        if not thing.writes and (thing.unit == "commune" or not at_commune):
            assert _answer(client, thing) == 200, thing.url


@pytest.mark.parametrize("role", READERS)
def test_outside_the_area_it_does_not_exist(land: _Land, role: Role) -> None:
    at_commune = role in (Role.COMMUNE_OFFICER, Role.COMMUNE_HEAD)
    client = land.client(role, land.far if at_commune else land.other_district)
    for thing in land.things():
        expected = {404} if not thing.writes else {403, 404}
        assert _answer(client, thing) in expected, thing.url


def test_a_neighbouring_commune_sees_nothing_of_it(land: _Land) -> None:
    client = land.client(Role.COMMUNE_HEAD, land.district.communes["Ngư Hóa"].unit_id)
    for thing in land.things():
        if thing.unit == "commune":
            assert _answer(client, thing) in ({404} if not thing.writes else {403, 404}), thing.url


def test_what_belongs_to_the_district_is_not_the_communes(land: _Land) -> None:
    client = land.client(Role.COMMUNE_HEAD, land.district.communes["Châu Hóa"].unit_id)
    for thing in land.things():
        if "/van-ban/" in thing.url:
            assert _answer(client, thing) in (403, 404), thing.url


def test_the_administrator_is_refused_all_but_offices_and_changes_of_units(land: _Land) -> None:
    client = land.client(Role.ADMINISTRATOR, land.district.top.unit_id)
    for thing in land.things():
        assert _answer(client, thing) == (200 if thing.governs else 403), thing.url


def test_the_inspector_reads_all_of_it_and_changes_nothing(land: _Land) -> None:
    client = land.client(Role.INSPECTOR, land.district.top.unit_id)
    before = Figure.objects.order_by("pk").values_list("pk", "version")
    for thing in land.things():
        status = _answer(client, thing)
        # A move is refused by the action itself: the address is open to all who may look.
        assert status == 200 if not thing.writes else status in (302, 403), thing.url
    assert list(before) == list(Figure.objects.order_by("pk").values_list("pk", "version"))
    assert not PERMISSIONS[Role.INSPECTOR] & {p for p in PERMISSIONS[Role.SUPERIOR_HEAD] if p != "view_area"}


def test_nobody_writes_in_the_place_of_another_organ_of_the_same_area(land: _Land) -> None:
    client = _signed_in(land.district.top.head)
    row = make.submission(land.round, land.district.communes["Châu Hóa"])
    answer = client.post(reverse("figures-cell", args=[row.pk, "outreach_points"]), {"value": "5"})
    assert answer.status_code == 403
    assert not Figure.objects.filter(submission=row, indicator__code="outreach_points", answer="value").exists()
