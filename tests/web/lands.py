"""A small district with its offices, and people of every role, for the pages of the registers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from tests.factories import make_organ, make_post, make_unit
from tuquan.accounts.models import User
from tuquan.schemes import actions, kinds
from tuquan.schemes.models import Scheme, SchemeKind

TODAY = date(2021, 12, 14)
SINCE = date(2010, 1, 1)
DECISION: dict[str, Any] = {
    "decision_number": "12/QĐ-UBND",
    "decision_date": date(2021, 3, 1),
    "decision_issuer": "UBND xã Châu Hóa",
}


@dataclass
class Land:
    """District "Tuyên Thử" with the communes Châu Hóa (hamlets Lâm Lang, Kinh Châu) and Ngư Hóa."""

    province: int
    district: int
    chau_hoa: int
    ngu_hoa: int
    lam_lang: int
    kinh_chau: int
    thon_khac: int
    officer: User
    head: User
    superior: User
    inspector: User
    administrator: User
    kind: SchemeKind

    def found(self, name: str = "Thôn tự quản", unit_id: int | None = None, **changes: Any) -> Scheme:
        """A founded scheme, in Lâm Lang unless said otherwise."""
        values = {"place_name": "thôn Lâm Lang", "on": date(2021, 3, 3), **DECISION, **changes}
        return actions.found(by=None, kind=self.kind, name=name, unit_id=unit_id or self.lam_lang, **values)


def build() -> Land:
    """The land with its people; inside `clock.at(TODAY)`."""
    province = make_unit("Quảng Thử", "province", begins_on=SINCE)
    district = make_unit("Tuyên Thử", "district", parent=province, begins_on=SINCE)
    chau_hoa, ngu_hoa = (make_unit(n, "commune", parent=district, begins_on=SINCE) for n in ("Châu Hóa", "Ngư Hóa"))
    lam_lang, kinh_chau = (make_unit(n, "village", parent=chau_hoa, begins_on=SINCE) for n in ("Lâm Lang", "Kinh Châu"))
    other = make_unit("Xuân Canh", "village", parent=ngu_hoa, begins_on=SINCE)
    above = make_organ(district, name="Công an huyện Tuyên Thử", begins_on=SINCE)
    organ = make_organ(chau_hoa, name="Công an xã Châu Hóa", superior=above, begins_on=SINCE)

    def person(where: Any, role: str) -> User:
        user: User = make_post(where, role, begins_on=SINCE).user
        return user

    kinds.load()
    return Land(
        province,
        district,
        chau_hoa,
        ngu_hoa,
        lam_lang,
        kinh_chau,
        other,
        officer=person(organ, "commune_officer"),
        head=person(organ, "commune_head"),
        superior=person(above, "superior_officer"),
        inspector=person(above, "inspector"),
        administrator=person(above, "administrator"),
        kind=SchemeKind.objects.order_by("pk")[0],
    )


def client(user: User) -> Client:
    """A browser signed in as `user`."""
    made = Client()
    made.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return made


def words(response: Any) -> str:
    """The page as text, with single spaces."""
    return " ".join(response.content.decode().split())
