"""A province with a district and four communes, their police and committees, and reforms carried out on them."""

from datetime import date
from typing import Any

from tests.factories import make_organ, make_post, make_unit
from tuquan.accounts.models import Organ, OrganPlacement, OrganSuccession, OrganVersion, Post
from tuquan.units.models import Reform
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Plan
from tuquan.units.reforms.preview import Preview, preview

DAY = date(2025, 7, 1)
COMMUNES = ("Châu Hóa", "Cao Quảng", "Mai Hóa", "Văn Hóa")


class Land:
    """`unit["xã Châu Hóa"]`, `police["xã Châu Hóa"]`; the committee of the front stands in Châu Hóa only."""

    def __init__(self) -> None:
        self.country = make_unit("Việt Nam", "country")
        self.unit: dict[str, int] = {"tỉnh Quảng Thử": make_unit("Quảng Thử", "province", parent=self.country)}
        self.police: dict[str, Organ] = {}
        self._police("tỉnh Quảng Thử", None, "BC-CAT")
        self._unit("huyện Tuyên Thử", "district", "tỉnh Quảng Thử")
        self._police("huyện Tuyên Thử", self.police["tỉnh Quảng Thử"], "BC-CAH")
        for name in COMMUNES:
            self._unit(f"xã {name}", "commune", "huyện Tuyên Thử")
            self._police(f"xã {name}", self.police["huyện Tuyên Thử"], "BC-CAX")
        self.officer = {place: self.post(place, "officer") for place in self.police}
        self.head = {place: self.post(place, "head") for place in self.police}

    def _unit(self, place: str, type: str, parent: str) -> None:
        name = place.split(" ", 1)[1]
        self.unit[place] = make_unit(name, type, parent=self.unit[parent])

    def _police(self, place: str, superior: Organ | None, symbol: str) -> None:
        above = superior.versions.get().name if superior else ""
        self.police[place] = make_organ(
            self.unit[place], name=f"Công an {place}", superior=superior, symbol=symbol,
            letterhead_superior=above.upper(), place_name=place.split(" ", 1)[1],
            recipients=[above, f"UBND {place}"] if above else [],
        )  # fmt: skip

    def post(self, place: str, what: str, **more: Any) -> Post:
        level = "commune" if place.startswith("xã") else "superior"
        word = place.split()[0]
        title = f"Trưởng Công an {word}" if what == "head" else "Cán bộ"
        found: Post = make_post(self.police[place], f"{level}_{what}", title=title, **more)
        return found


def draft(plan: Plan, *, on: date = DAY, scope: int | None = None) -> Reform:
    return procedure.draft(by=None, title="Sắp xếp thử", act_number="1/NQ", effective_on=on, plan=plan, scope_id=scope)


def look(plan: Plan, *, on: date = DAY) -> Preview:
    return preview(draft(plan, on=on))


def carry_out(plan: Plan, *, on: date = DAY) -> Reform:
    reform = draft(plan, on=on)
    return procedure.commit(by=None, reform=reform, version=reform.version)


def things(seen: Preview, name: str) -> dict[str, Any]:
    """What a carrier touches, by key without its prefix."""
    group = next((group for group in seen.groups if group.name == name), None)
    return {thing.key: thing for thing in group.things} if group else {}


def everything() -> dict[str, list[Any]]:
    """Every row of the room, to be compared before and after."""
    models = (Organ, OrganVersion, OrganPlacement, OrganSuccession, Post)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
