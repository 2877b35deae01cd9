"""A district whose communes may be merged and divided: schemes, hamlets, an open round, people of every role."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.factories import make_post, make_unit
from tests.reporting import factories as make
from tuquan.accounts.models import User
from tuquan.ground import clock
from tuquan.ground.models import FixedDay
from tuquan.reporting.models import Round, Submission
from tuquan.schemes import actions, kinds
from tuquan.schemes.models import Scheme, SchemeKind
from tuquan.units.models import Reform
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Plan

TODAY = date(2021, 12, 16)
DAY = date(2022, 1, 1)
ACT: dict[str, Any] = {"title": "Nhập xã Châu Hóa và xã Ngư Hóa", "act_number": "99/NQ-UBTVQH14", "effective_on": DAY}
DECISION: dict[str, Any] = {
    "decision_number": "12/QĐ-UBND",
    "decision_date": date(2021, 3, 1),
    "decision_issuer": "UBND xã",
}


@dataclass
class Land:
    """Châu Hóa (hamlets Lâm Lang, Kinh Châu), Ngư Hóa (Xuân Canh), Đồng Lê, Thanh Hóa under "Tuyên Thử"."""

    made: make.District
    round: Round
    hamlets: dict[str, int]
    schemes: list[Scheme]
    administrator: User
    inspector: User

    def unit(self, name: str) -> int:
        return self.made.communes[name].unit_id

    @property
    def district(self) -> int:
        return self.made.top.unit_id

    @property
    def officer(self) -> User:
        """Drafts for the district."""
        return self.made.top.officer

    @property
    def head(self) -> User:
        """Carries out."""
        return self.made.top.head

    @property
    def keeper(self) -> User:
        """Keeps the hamlets of Châu Hóa."""
        return self.made.communes["Châu Hóa"].officer

    def submission(self, name: str) -> Submission:
        return make.submission(self.round, self.made.communes[name])

    def draft(self, plan: Plan | None = None, scope: int | None = None, **act: Any) -> Reform:
        return procedure.draft(by=None, plan=plan or Plan(), scope_id=scope or self.district, **{**ACT, **act})


def build() -> Land:
    """Inside `clock.at(TODAY)`."""
    made = make.district(4)
    FixedDay.objects.create(scope_key=made.province.unit_id, day=TODAY)
    under = {"Lâm Lang": "Châu Hóa", "Kinh Châu": "Châu Hóa", "Xuân Canh": "Ngư Hóa"}
    hamlets = {name: make_unit(name, "village", parent=made.communes[up].unit_id) for name, up in under.items()}
    kinds.load()
    kind = SchemeKind.objects.order_by("pk")[0]
    places = {"Thôn tự quản Lâm Lang": hamlets["Lâm Lang"], "Dòng họ tự quản": made.communes["Châu Hóa"].unit_id}
    places["Tiếng kẻng Ngư Hóa"] = made.communes["Ngư Hóa"].unit_id
    schemes = [
        actions.found(
            by=None, kind=kind, name=name, unit_id=unit, place_name="nơi thử", on=date(2021, 3, 3), **DECISION
        )
        for name, unit in places.items()
    ]
    round_ = made.open(title="Năm 2021")
    make.say(make.submission(round_, made.communes["Châu Hóa"]), "outreach_sessions", 12)
    administrator, inspector = (make_post(made.top.organ, role).user for role in ("administrator", "inspector"))
    return Land(made, round_, hamlets, schemes, administrator, inspector)


def for_a_browser(password: str) -> None:
    """The land in the open database, with names and a password to sign in by."""
    with clock.at(TODAY):
        land = build()
    people = {"truong": land.head, "canbo": land.officer, "giuthon": land.keeper, "quantri": land.administrator}
    for name, user in people.items():
        user.username = name
        user.set_password(password)
        user.save()
