"""Small makers for tests: through the real actions wherever there is one."""

from datetime import date
from itertools import count
from typing import Any

DAY = date(2021, 12, 15)
_numbers = count(1)


class Tree:
    """The packaged units: `tree["Châu Hóa"]`, `tree.key("xã Tuyên Hóa", date(2025, 7, 1))`."""

    def key(self, text: str, on: date = DAY) -> int:
        from tuquan.units import queries

        found = queries.find(text, on)
        assert found, f"No unit « {text} » on {on}"
        return int(found[-1].unit_id)

    def __getitem__(self, text: str) -> int:
        return self.key(text)


def load_tree() -> Tree:
    """Load the packaged units into the test's database (idempotent)."""
    from tuquan.units.loading import load_packaged

    load_packaged()
    return Tree()


def make_user(full_name: str = "Nguyễn Thị Thử", username: str = "") -> Any:
    """An account with a fast, known password: "mật khẩu dài 123"."""
    from tuquan.accounts.models import User

    return User.objects.create_user(username or f"thu{next(_numbers)}", PASSWORD, full_name)


PASSWORD = "mật khẩu dài 123"


def make_organ(
    unit_id: int,
    *,
    kind: str = "police",
    name: str = "Công an xã thử",
    superior: Any = None,
    begins_on: date = date(2020, 3, 1),
    **more: Any,
) -> Any:
    """An organ at a unit since `begins_on`; `more` goes to its first OrganVersion."""
    from tuquan.accounts.models import Organ, OrganPlacement, OrganVersion

    organ = Organ.objects.create(kind=kind)
    names = {"short_name": name, "letterhead_name": name.upper(), "place_name": "Nơi thử", **more}
    OrganVersion.objects.create(organ=organ, name=name, superior=superior, begins_on=begins_on, **names)
    OrganPlacement.objects.create(organ=organ, unit_id=unit_id, begins_on=begins_on)
    return organ


def make_post(
    organ: Any,
    role: str = "commune_officer",
    *,
    user: Any = None,
    begins_on: date = date(2020, 3, 1),
    ends_on: date | None = None,
    title: str = "Cán bộ",
) -> Any:
    """A post, for a new person unless `user` is given; `post.user` is the person."""
    from tuquan.accounts.models import Post

    return Post.objects.create(
        user=user or make_user(), organ=organ, role=role, title=title, begins_on=begins_on, ends_on=ends_on
    )


def make_unit(
    name: str,
    type: str = "commune",
    *,
    parent: int | None = None,
    begins_on: date = date(2019, 4, 1),
    ends_on: date | None = None,
    code: str = "",
) -> int:
    """A unit of the test's own with one version; returns its key."""
    from tuquan.units.models import Unit, UnitType, UnitVersion
    from tuquan.units.naming import search_key, sort_key

    kind = UnitType(type)
    unit = Unit.objects.create(level=kind.level, known_from=begins_on, ends_on=ends_on)
    UnitVersion.objects.create(
        unit=unit,
        name=name,
        type=kind,
        parent_id=parent,
        begins_on=begins_on,
        ends_on=ends_on,
        code=code,
        code_list="thử" if code else "",
        search_key=search_key(name),
        sort_key=sort_key(name),
    )
    return unit.pk
