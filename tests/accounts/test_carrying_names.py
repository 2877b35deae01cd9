"""Names of organs follow the pattern of the old ones; committees and associations are told apart by theirs."""

from datetime import date

import pytest

from tests.accounts.carrying import DAY, Land, carry_out
from tests.factories import Tree, make_organ, make_post
from tuquan.accounts import queries
from tuquan.accounts.carrying import naming
from tuquan.accounts.carrying.roles import role_at, title_at
from tuquan.accounts.carrying.shapes import Shape
from tuquan.accounts.models import OrganKind, OrganVersion, Role
from tuquan.units.models import UnitType
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin

OLD, NEW = Shape("Đồng Lê", UnitType.TOWNSHIP), Shape("Tuyên Sơn", UnitType.WARD)
DISTRICT, PROVINCE = Shape("Tuyên Hóa", UnitType.DISTRICT), Shape("Quảng Trị", UnitType.PROVINCE)
COMMUNE = Shape("Tuyên Hóa", UnitType.COMMUNE)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Công an thị trấn Đồng Lê", "Công an phường Tuyên Sơn"),
        ("Công an TT. Đồng Lê", "Công an phường Tuyên Sơn"),
        ("Công an xã Đồng Lê", "Công an phường Tuyên Sơn"),
        ("Công an Đồng Lê", "Công an Tuyên Sơn"),
        ("CÔNG AN THỊ TRẤN ĐỒNG LÊ", "CÔNG AN PHƯỜNG TUYÊN SƠN"),
        ("Ban Chỉ đạo 138 thị trấn  Đồng Lê", "Ban Chỉ đạo 138 phường Tuyên Sơn"),
        ("Đồn Công an ga", "Công an phường Tuyên Sơn"),
        ("Công an xã Đồng Lêm", "Công an phường Tuyên Sơn"),
    ],
)
def test_a_new_organ_is_called_after_the_pattern_of_the_old(name: str, expected: str) -> None:
    assert naming.founded_name(OrganKind.POLICE, name, OLD, NEW) == expected


def test_the_stem_is_what_an_organ_is_apart_from_where() -> None:
    assert naming.stem("Ban Chỉ đạo 138 thị trấn Đồng Lê", OLD) == "ban chỉ đạo 138"
    assert naming.stem("Công an TT Đồng Lê", OLD) == naming.stem("công an  thị trấn Đồng Lê", OLD) == "công an"


@pytest.mark.parametrize(
    ("role", "before", "after", "expected"),
    [
        (Role.COMMUNE_HEAD, OLD, NEW, Role.COMMUNE_HEAD),
        (Role.SUPERIOR_OFFICER, DISTRICT, COMMUNE, Role.COMMUNE_OFFICER),
        (Role.SUPERIOR_HEAD, DISTRICT, COMMUNE, Role.COMMUNE_HEAD),
        (Role.SUPERIOR_HEAD, DISTRICT, PROVINCE, Role.SUPERIOR_OFFICER),
        (Role.COMMUNE_HEAD, COMMUNE, PROVINCE, Role.SUPERIOR_OFFICER),
        (Role.COMMUNE_OFFICER, COMMUNE, DISTRICT, Role.SUPERIOR_OFFICER),
        (Role.INSPECTOR, DISTRICT, PROVINCE, Role.INSPECTOR),
        (Role.ADMINISTRATOR, DISTRICT, COMMUNE, Role.ADMINISTRATOR),
    ],
)
def test_roles_follow_the_level_and_nobody_rises(role: Role, before: Shape, after: Shape, expected: Role) -> None:
    assert role_at(role, before, after) == expected


def test_titles_follow_the_type_of_unit() -> None:
    assert title_at("Trưởng Công an thị trấn", Role.COMMUNE_HEAD, OLD, NEW) == "Trưởng Công an phường"
    assert title_at("Trưởng Công an huyện", Role.SUPERIOR_HEAD, DISTRICT, COMMUNE) == "Trưởng Công an xã"
    assert title_at("Trưởng Công an huyện", Role.SUPERIOR_HEAD, DISTRICT, PROVINCE) == "Cán bộ"
    assert title_at("Phó Chủ tịch UBND xã", Role.COMMUNE_HEAD, COMMUNE, COMMUNE) == "Phó Chủ tịch UBND xã"


@pytest.mark.django_db
def test_committees_and_associations_go_each_to_their_own_kind() -> None:
    land = Land()
    old, into = land.unit["xã Châu Hóa"], land.unit["xã Mai Hóa"]
    names = ("Hội Phụ nữ", "Hội Cựu chiến binh")
    olds = {name: make_organ(old, kind="association", name=f"{name} xã Châu Hóa") for name in names}
    standing = make_organ(into, kind="association", name="Hội Phụ nữ xã Mai Hóa")
    make_organ(old, kind="steering_committee", name="Ban Chỉ đạo 138 xã Châu Hóa")
    committee = make_organ(old, kind="peoples_committee", name="Ủy ban nhân dân xã Châu Hóa")
    carry_out(plans.merge([old], into))
    assert queries.heir_organ(olds["Hội Phụ nữ"].pk, DAY) == standing.pk
    founded = queries.organ_name(queries.heir_organ(olds["Hội Cựu chiến binh"].pk, DAY) or 0, DAY)
    assert founded.name == "Hội Cựu chiến binh xã Mai Hóa"
    assert OrganVersion.objects.on(DAY).filter(name="Ban Chỉ đạo 138 xã Mai Hóa").count() == 1
    assert OrganVersion.objects.on(DAY).filter(name="Ủy ban nhân dân xã Mai Hóa", letterhead_superior="").count() == 1
    assert queries.heir_organ(committee.pk, DAY) != queries.heir_organ(land.police["xã Châu Hóa"].pk, DAY)


@pytest.mark.django_db
def test_a_merger_of_offices_that_write_their_names_unlike_founds_one_police() -> None:
    land = Land()
    OrganVersion.objects.filter(organ=land.police["xã Cao Quảng"]).update(name="CA xã Cao Quảng")
    begin = Begin("n1", "commune", "Tuyên Sơn", land.unit["huyện Tuyên Thử"])
    carry_out(plans.merge([land.unit["xã Châu Hóa"], land.unit["xã Cao Quảng"]], "n1", begin))
    heirs = {queries.heir_organ(land.police[f"xã {name}"].pk, DAY) for name in ("Châu Hóa", "Cao Quảng")}
    assert len(heirs) == 1
    assert None not in heirs


def test_the_offices_of_tuyen_hoa_follow_the_units_of_2025(tree: Tree) -> None:
    """The packaged units end on 1/7/2025 (domain data of the two districts); offices of 2021 are carried along."""
    names = ("Tiến Hóa", "Châu Hóa", "Cao Quảng", "Văn Hóa")
    olds = [make_organ(tree[f"xã {name}"], name=f"Công an xã {name}", place_name=name) for name in names]
    posts = [make_post(organ) for organ in olds]
    procedure.settle(by=None)
    heirs = {queries.heir_organ(organ.pk, date(2025, 7, 1)) for organ in olds}
    assert len(heirs) == 1
    [heir] = heirs
    assert heir is not None
    version = queries.organ_name(heir, date(2025, 7, 1))
    assert (version.name, version.place_name) == ("Công an xã Tuyên Hóa", "Tuyên Hóa")
    assert queries.unit_of(heir, date(2025, 7, 1)) == tree.key("xã Tuyên Hóa", date(2025, 7, 1))
    assert queries.organs_taken_over(heir, date(2025, 7, 1)) == {organ.pk for organ in olds}
    for post in posts:
        assert [row.organ_id for row in queries.posts_of(post.user, date(2025, 7, 1))] == [heir]
