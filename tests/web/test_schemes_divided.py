"""A scheme written down for a unit that was divided since: the form asks where it stands today."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.web import lands
from tests.web.lands import TODAY, Land, client, words
from tests.web.test_schemes import given
from tuquan.ground import clock
from tuquan.ground.models import FixedDay
from tuquan.schemes.models import Scheme
from tuquan.units.models import Unit, UnitVersion
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.carrying import all_at
from tuquan.units.reforms.plan import Begin

pytestmark = pytest.mark.django_db
DAY = date(2021, 10, 1)


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        made = lands.build()
        FixedDay.objects.create(scope_key=made.province, day=TODAY)
        yield made


@pytest.fixture
def superior(land: Land) -> Client:
    return client(land.superior)


def divide(land: Land) -> tuple[int, int]:
    parts = [Begin(key, "commune", name, land.district) for key, name in (("a", "Phần Một"), ("b", "Phần Hai"))]
    plan = plans.split(land.chau_hoa, parts).chosen(all_at(land.chau_hoa), "a")
    for hamlet in (land.lam_lang, land.kinh_chau):
        plan = plan.chosen(f"units.unit:{hamlet}", "a")
    made = procedure.draft(by=None, title="Chia", act_number="1/NQ", effective_on=DAY, plan=plan, scope_id=None)
    procedure.commit(by=None, reform=made, version=made.version)
    one, two = (UnitVersion.objects.get(name=name).unit_id for name in ("Phần Một", "Phần Hai"))
    return one, two


def sent(land: Land, address: str, **more: Any) -> dict[str, Any]:
    asked = given(land, unit_id=land.chau_hoa, place_name="nơi nào đó", form_key=address, **more)
    return {name: value for name, value in asked.items() if name != "kind" or "nhan-rong" not in address}


@pytest.mark.parametrize("how", ["them", "da-co", "nhan-rong"])
def test_the_heirs_are_offered_and_the_chosen_one_has_it(land: Land, superior: Client, how: str) -> None:
    address = f"/mo-hinh/{how}/"
    if how == "nhan-rong":
        origin = land.found("Gốc", unit_id=land.thon_khac)
        address = f"/mo-hinh/{origin.pk}/nhan-rong/"
    one, two = divide(land)
    known = Scheme.objects.count()
    assert "Nay thuộc về" not in words(superior.get(address))
    refused = superior.post(address, sent(land, address, on="10/03/2021"))
    page = words(refused)
    assert refused.status_code == 422
    assert "Nay thuộc về" in page
    assert "đã chia hoặc giải thể từ ngày 01/10/2021" in page
    assert f'<option value="{one}">Xã Phần Một' in page
    assert f'<option value="{two}">Xã Phần Hai' in page
    assert Scheme.objects.count() == known
    wrong = superior.post(address, sent(land, address, on="10/03/2021", now_in=land.ngu_hoa))
    assert "Nơi này không nhận từ đơn vị đã chọn" in words(wrong)
    assert f'<option value="{two}">' in words(wrong)
    done = superior.post(address, sent(land, address, on="10/03/2021", now_in=two))
    assert done.status_code == 302, words(done)
    made = Scheme.objects.latest("pk")
    assert [row.unit_id for row in made.placements.order_by("begins_on")] == [land.chau_hoa, two]


def test_nothing_is_asked_where_the_unit_stands(land: Land, superior: Client) -> None:
    _, two = divide(land)
    given_too_much = sent(land, "x", on="10/11/2021") | {"unit_id": land.thon_khac, "now_in": two}
    assert superior.post("/mo-hinh/them/", given_too_much).status_code == 302
    (place,) = Scheme.objects.get().placements.all()
    assert place.unit_id == land.thon_khac


def test_a_hamlet_ended_and_divided(land: Land, superior: Client) -> None:
    parts = [Begin(key, "village", name, land.chau_hoa) for key, name in (("a", "Thôn A"), ("b", "Thôn B"))]
    plan = plans.split(land.lam_lang, parts)
    made = procedure.draft(by=None, title="Chia", act_number="1/NQ", effective_on=DAY, plan=plan, scope_id=None)
    procedure.commit(by=None, reform=made, version=made.version)
    keys = list(Unit.objects.filter(level=4).order_by("-pk").values_list("pk", flat=True)[:2])
    address = "/mo-hinh/them/"
    asked = given(land, on="10/03/2021")
    refused = words(superior.post(address, asked))
    assert all(f'<option value="{key}">' in refused for key in keys)
    assert superior.post(address, {**asked, "now_in": keys[0]}).status_code == 302
    site = Scheme.objects.get().sites.get()
    assert [row.unit_id for row in site.placements.order_by("begins_on")] == [land.lam_lang, keys[0]]
