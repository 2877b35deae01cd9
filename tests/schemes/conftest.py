"""A small land: one province, two districts of two communes each, a hamlet in every commune."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from tests.factories import make_unit
from tuquan.ground import clock
from tuquan.schemes import actions
from tuquan.schemes.models import Scheme, SchemeKind
from tuquan.units.models import Unit, UnitType

SINCE = date(2000, 1, 1)
TODAY = date(2021, 12, 14)


def unit(name: str, kind: UnitType, parent: Unit | None = None, since: date = SINCE) -> Unit:
    return Unit.objects.get(pk=make_unit(name, kind, parent=parent.pk if parent else None, begins_on=since))


@dataclass
class Land:
    province: Unit
    districts: list[Unit]
    communes: list[Unit]
    hamlets: list[Unit]


def build_land() -> Land:
    province = unit("Quảng Bình", UnitType.PROVINCE)
    districts = [unit(name, UnitType.DISTRICT, province) for name in ("Tuyên Hóa", "Minh Hóa")]
    names = ("Châu Hóa", "Đồng Lê", "Hóa Hợp", "Quy Đạt")
    communes = [unit(name, UnitType.COMMUNE, districts[i // 2]) for i, name in enumerate(names)]
    hamlets = [unit(f"Thôn {i + 1}", UnitType.VILLAGE, commune) for i, commune in enumerate(communes)]
    return Land(province, districts, communes, hamlets)


@pytest.fixture
def land(db: None) -> Land:
    return build_land()


@pytest.fixture
def kind(db: None) -> SchemeKind:
    return actions.add_kind(by=None, name="Thôn tự quản về ANTT", field="residential_area")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


DECISION: dict[str, Any] = {
    "decision_number": "12/QĐ-UBND",
    "decision_date": date(2021, 3, 1),
    "decision_issuer": "UBND xã Châu Hóa",
}


def founded(kind: SchemeKind, place: Unit, on: date = date(2021, 3, 3), **changes: Any) -> Scheme:
    values = {"name": "Thôn tự quản", "place_name": "thôn Lâm Lang", **DECISION, **changes}
    return actions.found(by=None, kind=kind, unit_id=place.pk, on=on, **values)


def copied(origin: Scheme, place: Unit, on: date = date(2021, 6, 1), **changes: Any) -> Scheme:
    values = {"place_name": "thôn Kinh Châu", **DECISION, **changes}
    return actions.replicate(by=None, origin=origin, unit_id=place.pk, on=on, **values)


def struck(scheme: Scheme, on: date = date(2021, 9, 1), **changes: Any) -> Any:
    values = {"reason": "weak", **DECISION, **changes}
    return actions.strike_off(by=None, scheme=scheme, on=on, **values)
