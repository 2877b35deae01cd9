"""Organs, accounts and posts of the demonstration. Names of persons say that they are made up."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from tuquan.accounts import actions
from tuquan.accounts.models import Organ, OrganKind, Post, Role, User
from tuquan.cli.demonstration import HAM_THUAN_NAM, TUYEN_HOA
from tuquan.ground import audit
from tuquan.units import queries as units
from tuquan.units.models import Level, UnitVersion
from tuquan.vn.text import key

PASSWORD = "minh-hoa-2021"


@dataclass(frozen=True)
class Account:
    """A printed account: who it is, and the posts it holds as (place, role, title)."""

    username: str
    full_name: str
    what: str
    posts: tuple[tuple[str, Role, str], ...]


ACCOUNTS = (
    Account(
        "canbo.chauhoa", "Nguyễn Văn Minh Họa", "cán bộ Công an xã Châu Hóa: nhận báo cáo, xác nhận số liệu, trình",
        (("xã Châu Hóa", Role.COMMUNE_OFFICER, "Cán bộ Công an xã"),),
    ),
    Account(
        "truong.chauhoa", "Trần Thị Minh Họa", "Trưởng Công an xã Châu Hóa: gửi lên huyện",
        (("xã Châu Hóa", Role.COMMUNE_HEAD, "Trưởng Công an xã"),),
    ),
    Account(
        "doitruong.tuyenhoa", "Lê Văn Minh Họa", "cán bộ Công an huyện Tuyên Hóa: duyệt, trả lại, soạn báo cáo",
        ((TUYEN_HOA, Role.SUPERIOR_OFFICER, "Đội trưởng"),),
    ),
    Account(
        "truong.tuyenhoa", "Phạm Thị Minh Họa", "Trưởng Công an huyện Tuyên Hóa: ký, phát hành, gửi lên tỉnh",
        ((TUYEN_HOA, Role.SUPERIOR_HEAD, "Trưởng Công an huyện"),),
    ),
    Account(
        "canbo.hamthuannam", "Hoàng Văn Minh Họa", "cán bộ Công an huyện Hàm Thuận Nam (ngày 24/04/2019)",
        ((HAM_THUAN_NAM, Role.SUPERIOR_OFFICER, "Cán bộ Công an huyện"),),
    ),
    Account(
        "thanhtra", "Vũ Thị Minh Họa", "thanh tra: xem số liệu và dấu vết của cả hai huyện, không sửa gì",
        ((TUYEN_HOA, Role.INSPECTOR, "Thanh tra"), (HAM_THUAN_NAM, Role.INSPECTOR, "Thanh tra")),
    ),
    Account(
        "quantri", "Đặng Văn Minh Họa", "quản trị: lập tài khoản, giao vị trí công tác",
        ((TUYEN_HOA, Role.ADMINISTRATOR, "Quản trị"), (HAM_THUAN_NAM, Role.ADMINISTRATOR, "Quản trị")),
    ),
)  # fmt: skip


class Offices:
    """The police of both districts: `organ["xã Châu Hóa"]`, `unit["xã Châu Hóa"]`, `officer(…)`, `head(…)`."""

    def __init__(self) -> None:
        self.unit: dict[str, int] = {}
        self.organ: dict[str, Organ] = {}

    def officer(self, place: str) -> User:
        """Who works on figures there."""
        return self._holder(place, Role.COMMUNE_OFFICER, Role.SUPERIOR_OFFICER)

    def head(self, place: str) -> User:
        """Who sends and signs there."""
        return self._holder(place, Role.COMMUNE_HEAD, Role.SUPERIOR_HEAD)

    def _holder(self, place: str, *roles: Role) -> User:
        user: User = User.objects.filter(posts__organ=self.organ[place], posts__role__in=roles)[0]
        return user


def settle() -> Offices:
    """Found the organs and fill the posts of both districts. Inside a transaction."""
    offices = Offices()
    _district(offices, TUYEN_HOA, "tỉnh Quảng Bình", date(2020, 3, 1))
    _district(offices, HAM_THUAN_NAM, "tỉnh Bình Thuận", date(2019, 4, 1))
    _accounts(offices)
    _silent_accounts(offices)
    return offices


def find() -> Offices:
    """The offices as they were settled."""
    offices = Offices()
    for district, day in ((TUYEN_HOA, date(2020, 3, 1)), (HAM_THUAN_NAM, date(2019, 4, 1))):
        for version in _places(district, day):
            offices.unit[version.full_name] = version.unit_id
            placed = Organ.objects.filter(placements__unit=version.unit_id, kind=OrganKind.POLICE)
            offices.organ[version.full_name] = placed[0]
    return offices


def _places(district: str, day: date) -> list[UnitVersion]:
    [top] = units.find(district, day, level=Level.DISTRICT)
    return [top, *units.children(top.unit_id, day)]


def _district(offices: Offices, district: str, province: str, day: date) -> None:
    [above] = units.find(province, day, level=Level.PROVINCE)
    top = _organ(offices, above, day, None, "CAT")
    for version in _places(district, day):
        superior = top if version.full_name == district else offices.organ[district]
        symbol = {"huyện": "CAH", "xã": "CAX"}.get(version.full_name.split()[0], "CATT")
        _organ(offices, version, day, superior, symbol)


def _organ(offices: Offices, version: UnitVersion, day: date, superior: Organ | None, symbol: str) -> Organ:
    name = f"Công an {version.full_name}"
    above = superior.versions.get().name if superior else ""
    organ = actions.found_organ(
        by=None, kind=OrganKind.POLICE, name=name, unit_id=version.unit_id, on=day, superior=superior,
        letterhead={
            "letterhead_superior": above.upper(), "letterhead_name": name.upper(),
            "symbol": f"BC-{symbol}", "place_name": version.name,
        },
    )  # fmt: skip
    offices.unit[version.full_name], offices.organ[version.full_name] = version.unit_id, organ
    return organ


def _accounts(offices: Offices) -> None:
    # One printed password for all: hashed once, since a careful hash takes its time.
    hashed = make_password(PASSWORD)
    for account in ACCOUNTS:
        user = actions.create_account(by=None, username=account.username, full_name=account.full_name)
        User.objects.filter(pk=user.pk).update(password=hashed)
        for place, role, title in account.posts:
            _post(offices, user, place, role, title)


def _silent_accounts(offices: Offices) -> None:
    """Officers and heads of the other communes: they did what the demonstration shows, and cannot sign in."""
    taken = {place for account in ACCOUNTS for place, _, _ in account.posts}
    for place in offices.organ:
        kind = place.split()[0]
        if place in taken or kind in ("tỉnh", "huyện"):
            continue
        name = place.removeprefix(_kind(place)).strip()
        for role, who, code in ((Role.COMMUNE_OFFICER, "Cán bộ", "canbo"), (Role.COMMUNE_HEAD, "Trưởng", "truong")):
            title = f"{who} Công an {_kind(place)}"
            user = User(username=f"{code}.{key(name).replace(' ', '')}", full_name=f"{title} {name} (minh họa)")
            user.set_unusable_password()
            user.save()
            _post(offices, user, place, role, title)
    audit.record(
        by=None, action="demonstration.accounts", subject_kind="user", subject_key="demonstration",
        summary="Lập tài khoản minh họa, không đăng nhập được, cho cán bộ và trưởng Công an các xã, thị trấn",
    )  # fmt: skip


def _kind(place: str) -> str:
    return "thị trấn" if place.startswith("thị trấn") else place.split()[0]


def _post(offices: Offices, user: User, place: str, role: Role, title: str) -> None:
    organ = offices.organ[place]
    Post.objects.create(user=user, organ=organ, role=role, title=title, begins_on=organ.versions.get().begins_on)
