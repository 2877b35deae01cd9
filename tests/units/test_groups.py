"""Groups across the tree: dated members, former districts from successions, and no mark of faith or key area."""

from datetime import date

import pytest

from tests.factories import Tree, make_unit
from tuquan.ground.audit import of_subject
from tuquan.sheets import read_paste
from tuquan.units import actions, queries
from tuquan.units.actions import Heir
from tuquan.units.models import GroupMembership, GroupType, UnitGroup, UnitType
from tuquan.units.places import cluster_sheet, former, groups
from tuquan.units.places.errors import GroupForbidden, GroupRefused, SheetFaulty

NOW = date(2025, 12, 15)
CLUSTER = GroupType.EMULATION_CLUSTER


def _group(scope: int, name: str = "Cụm thi đua số 342", type: GroupType = CLUSTER) -> UnitGroup:
    return groups.found_group(by=None, scope_id=scope, name=name, type=type, on=date(2025, 7, 1))


@pytest.fixture
def province(tree: Tree) -> int:
    return tree.key("tỉnh Quảng Trị", NOW)


def test_members_come_and_go_by_date(tree: Tree, province: int) -> None:
    group, dong_le = _group(province), tree.key("xã Đồng Lê", NOW)
    groups.add_member(by=None, group=group, unit_id=dong_le, on=date(2025, 8, 1))
    groups.remove_member(by=None, group=group, unit_id=dong_le, on=date(2025, 10, 1))
    assert [row.full_name for row in groups.members(group, date(2025, 9, 1))] == ["xã Đồng Lê"]
    assert groups.members(group, date(2025, 7, 15)) == groups.members(group, NOW) == []
    groups.add_member(by=None, group=group, unit_id=dong_le, on=NOW)
    assert groups.groups_of(dong_le, NOW) == [group]
    groups.remove_member(by=None, group=group, unit_id=dong_le, on=NOW)
    assert GroupMembership.objects.count() == 1, "on the day it came: it never did"
    assert of_subject("unit_group", group.pk).count() == 5


def test_members_lie_in_the_area_and_in_the_groups_life(tree: Tree, province: int) -> None:
    group, dong_le = _group(province), tree.key("xã Đồng Lê", NOW)
    with pytest.raises(GroupRefused, match="không thuộc địa bàn"):
        groups.add_member(by=None, group=group, unit_id=tree.key("xã Hàm Thạnh", NOW), on=NOW)
    with pytest.raises(GroupRefused, match="không thuộc địa bàn"):
        groups.add_member(by=None, group=group, unit_id=province, on=NOW)
    groups.add_member(by=None, group=group, unit_id=dong_le, on=NOW)
    with pytest.raises(GroupRefused, match="đã ở trong nhóm"):
        groups.add_member(by=None, group=group, unit_id=dong_le, on=date(2025, 8, 1))
    groups.close_group(by=None, group=group, on=date(2026, 1, 1))
    assert groups.members(group, date(2026, 1, 1)) == []
    with pytest.raises(GroupRefused, match="không có vào ngày"):
        groups.add_member(by=None, group=group, unit_id=dong_le, on=date(2026, 2, 1))


@pytest.mark.parametrize(
    "name",
    [
        "Xã trọng điểm về ANTT", "Nhóm xã phức tạp", "Vùng giáo dân", "Vùng đồng bào dân tộc", "xa trong diem",
        "Cụm TÔN GIÁO", "Địa bàn nhạy cảm", "Vùng công giáo toàn tòng", "Ma tuý",
    ],
)  # fmt: skip
def test_no_group_marks_key_areas_faith_or_ethnicity(tree: Tree, province: int, name: str) -> None:
    with pytest.raises(GroupForbidden, match="phần mềm không đánh dấu địa bàn"):
        _group(province, name)
    group = _group(province)
    with pytest.raises(GroupForbidden):
        groups.rename_group(by=None, group=group, name=name)


@pytest.mark.parametrize("name", ["Cụm Hưng Đạo", "Xã ven biển", "Cụm Lương Ninh", "Cụm số 5", "Huyện đảo Cồn Cỏ"])
def test_plain_names_stand(tree: Tree, province: int, name: str) -> None:
    assert _group(province, name).name == name


def test_former_districts_from_the_successions(tree: Tree, province: int) -> None:
    drafts = {draft.name: draft for draft in former.former_districts(province, NOW)}
    tuyen_hoa = drafts["Huyện Tuyên Hóa (trước 01/07/2025)"]
    assert [heir.full_name for heir in tuyen_hoa.heirs] == [
        "xã Đồng Lê", "xã Tuyên Bình", "xã Tuyên Hóa", "xã Tuyên Lâm", "xã Tuyên Phú", "xã Tuyên Sơn",
    ]  # fmt: skip
    assert all(heir.whole and not heir.shared_with for heir in tuyen_hoa.heirs)
    (made,) = former.found_former(by=None, province_id=province, on=NOW, keys=[tuyen_hoa.key])
    assert {row.unit_id for row in groups.members(made, NOW)} == set(tuyen_hoa.members)
    assert former.found_former(by=None, province_id=province, on=NOW, keys=[tuyen_hoa.key]) == []


def test_a_unit_of_two_former_districts_is_said_to_be_shared_and_a_part_is_no_member(db: None) -> None:
    start, end = date(2020, 1, 1), date(2025, 7, 1)
    old, new = (make_unit(name, "province", begins_on=start) for name in ("Cũ", "Mới"))
    east, west = (make_unit(name, "district", parent=old, begins_on=start) for name in ("Đông", "Tây"))
    a, b, c = (make_unit(n, parent=p, begins_on=start) for n, p in (("A", east), ("B", west), ("C", west)))
    joint, other = (make_unit(name, parent=new, begins_on=end) for name in ("Chung", "Riêng"))
    heirs = [Heir(a, joint), Heir(b, joint), Heir(c, joint, whole=False), Heir(c, other, whole=False)]
    actions.record_change(
        by=None, title="Sắp xếp", act_number="1/NQ", effective_on=end,
        successions=[*heirs, Heir(east, None), Heir(west, None), Heir(old, new)],
    )  # fmt: skip
    drafts = {draft.name: draft for draft in former.former_districts(new, NOW)}
    first = drafts["Huyện Đông (trước 01/07/2025)"].heirs[0]
    assert (first.unit_id, first.whole, first.shared_with) == (joint, True, ("huyện Tây",))
    second = {heir.unit_id: heir for heir in drafts["Huyện Tây (trước 01/07/2025)"].heirs}
    assert (second[other].whole, second[joint].shared_with) == (False, ("huyện Đông",))
    assert drafts["Huyện Tây (trước 01/07/2025)"].members == (joint,)
    assert drafts["Huyện Tây (trước 01/07/2025)"].source == "1/NQ"


def test_two_former_districts_of_one_name_are_told_apart_by_their_province(db: None) -> None:
    start, end = date(2020, 1, 1), date(2025, 7, 1)
    new = make_unit("Đồng Tháp", "province", begins_on=end)
    heirs = []
    for name in ("Tiền Giang", "Đồng Tháp"):
        old = make_unit(name, "province", begins_on=start)
        district = make_unit("Châu Thành", "district", parent=old, begins_on=start)
        commune = make_unit(f"Xã {name}", parent=district, begins_on=start)
        heirs += [
            Heir(old, new), Heir(district, None), Heir(commune, make_unit(f"Mới {name}", parent=new, begins_on=end)),
        ]  # fmt: skip
    actions.record_change(by=None, title="Sắp xếp", act_number="1/NQ", effective_on=end, successions=heirs)
    made = former.found_former(by=None, province_id=new, on=NOW)
    assert {group.name for group in made} == {
        "Huyện Châu Thành, tỉnh Tiền Giang (trước 01/07/2025)", "Huyện Châu Thành, tỉnh Đồng Tháp (trước 01/07/2025)",
    }  # fmt: skip
    assert [row.full_name for row in groups.members(made[0], NOW)] in (["xã Mới Tiền Giang"], ["xã Mới Đồng Tháp"])


def test_clusters_from_a_sheet_twice_the_same(tree: Tree, province: int) -> None:
    tables = read_paste(
        "STT\tCụm thi đua\tĐơn vị\n1\tCụm 342\tCông an xã Đồng Lê\n2\tCụm 342\ttuyen lam\n3\tCụm 343\tXã Tuyên Hoá\n"
    )
    shown = cluster_sheet.preview(scope_id=province, day=NOW, tables=tables)
    assert shown.faults == ()
    assert [(cluster.name, cluster.members) for cluster in shown.clusters] == [
        ("Cụm 342", ("xã Đồng Lê", "xã Tuyên Lâm")),
        ("Cụm 343", ("xã Tuyên Hóa",)),
    ]
    assert "xã Tuyên Phú" in shown.unplaced
    assert cluster_sheet.take(by=None, scope_id=province, day=NOW, tables=tables) == 3
    assert cluster_sheet.take(by=None, scope_id=province, day=NOW, tables=tables) == 0
    assert (UnitGroup.objects.count(), GroupMembership.objects.count()) == (2, 3)


def test_faults_of_a_cluster_sheet_all_at_once(tree: Tree, province: int) -> None:
    group, phu = _group(province, "Cụm cũ"), tree.key("xã Tuyên Phú", NOW)
    groups.add_member(by=None, group=group, unit_id=phu, on=NOW)
    tables = read_paste(
        "Cụm\tXã\nCụm 1\tĐồng Lê\nCụm 2\tĐồng Lê\nCụm 2\tTuyên Phú\nCụm 2\tHàm Thạnh\n\tTuyên Sơn\n"
        "Cụm tôn giáo\tTuyên Lâm\n"
    )
    faults = cluster_sheet.preview(scope_id=province, day=NOW, tables=tables).faults
    for cell, words in [
        ("B3", "đã có ở Bảng dán!B2"),
        ("B4", "đang ở nhóm « Cụm cũ »"),
        ("B5", "không có « Hàm Thạnh » trong tỉnh Quảng Trị"),
        ("A6", "Nhóm chưa có tên"),
        ("A7", "Không lập nhóm mang chữ « tôn giáo »"),
    ]:
        assert any(fault.startswith(f"Bảng dán!{cell}: ") and words in fault for fault in faults), faults
    with pytest.raises(SheetFaulty):
        cluster_sheet.take(by=None, scope_id=province, day=NOW, tables=tables)
    assert UnitGroup.objects.count() == 1


def test_two_units_of_one_name_are_offered(db: None) -> None:
    province = make_unit("P", "province")
    for district in ("A", "B"):
        make_unit("Tân Sơn", parent=make_unit(district, "district", parent=province))
    tables = read_paste("Cụm\tXã\nCụm 1\tTân Sơn\n")
    (fault,) = cluster_sheet.preview(scope_id=province, day=NOW, tables=tables).faults
    assert "« xã Tân Sơn, huyện A » hoặc « xã Tân Sơn, huyện B »" in fault
    tables = read_paste("Cụm\tXã\nCụm 1\tTân Sơn, huyện B\n")
    assert cluster_sheet.preview(scope_id=province, day=NOW, tables=tables).ready


def test_a_reform_takes_members_to_the_heir(db: None) -> None:
    pytest.importorskip("tuquan.units.reforms.procedure")
    from tuquan.units.reforms import procedure
    from tuquan.units.reforms.plan import Begin, merge

    province = make_unit("P", "province")
    one, two = make_unit("Một", parent=province), make_unit("Hai", parent=province)
    group = _group(province)
    for unit in (one, two):
        groups.add_member(by=None, group=group, unit_id=unit, on=NOW)
    plan = merge([one, two], "n1", Begin("n1", UnitType.COMMUNE, "Chung", province))
    reform = procedure.draft(
        by=None, title="Nhập", act_number="2/NQ", effective_on=date(2026, 3, 1), plan=plan, scope_id=province
    )
    procedure.commit(by=None, reform=reform, version=reform.version)
    assert [row.name for row in groups.members(group, date(2026, 3, 1))] == ["Chung"]
    assert len(groups.members(group, NOW)) == 2
    assert queries.children(province, date(2026, 3, 1))[0].name == "Chung"
