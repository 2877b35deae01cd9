"""Who may do what, where, on a day: every role against every permission, the area rule, ended units."""

from datetime import date

import pytest

from tests.factories import Tree, make_organ, make_post, make_user
from tuquan.accounts import queries
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import Role
from tuquan.accounts.permissions import READING, Permission
from tuquan.accounts.roles import DESCRIPTIONS, PERMISSIONS, roles_with
from tuquan.ground.errors import PermissionRefused

pytestmark = pytest.mark.django_db
THEN, AFTER = date(2021, 12, 15), date(2025, 7, 1)
P = Permission

MATRIX = {
    Role.COMMUNE_OFFICER: "view_area enter_figures receive_report present record_scheme keep_hamlets",
    Role.COMMUNE_HEAD: "view_area enter_figures receive_report present record_scheme keep_hamlets "
    "submit draft_paper issue_paper",
    Role.SUPERIOR_OFFICER: "view_area enter_figures receive_report present approve draft_paper record_scheme "
    "keep_hamlets draft_change edit_catalogue",
    Role.SUPERIOR_HEAD: "view_area enter_figures receive_report present approve draft_paper record_scheme "
    "keep_hamlets draft_change submit issue_paper commit_change edit_catalogue keep_calendar",
    Role.INSPECTOR: "view_area view_audit",
    Role.ADMINISTRATOR: "manage_accounts view_audit draft_change commit_change",
}


@pytest.mark.parametrize("role", Role)
def test_every_role_may_exactly_what_the_contract_says(tree: Tree, role: Role) -> None:
    assert {str(p) for p in PERMISSIONS[role]} == set(MATRIX[role].split())
    organ = make_organ(tree["xã Châu Hóa"])
    post = make_post(organ, role)
    for permission in Permission:
        allowed = permission in PERMISSIONS[role]
        given = {"unit_id": tree["xã Châu Hóa"], "organ_id": organ.pk, "on": THEN}
        assert queries.may(post.user, permission, **given) == allowed
        people = queries.users_with(permission, organ_id=organ.pk, on=THEN)
        assert people == ([post.user] if allowed else [])


def test_every_role_and_permission_is_told_in_vietnamese() -> None:
    assert set(DESCRIPTIONS) == set(Role)
    assert all(text.endswith(".") and not text.isascii() for text in DESCRIPTIONS.values())
    assert all(not p.label.isascii() and "_" not in p.label for p in Permission)
    assert all(roles_with(p) for p in Permission)


def test_the_area_is_the_subtree_on_that_day(tree: Tree) -> None:
    officer = make_post(make_organ(tree["xã Châu Hóa"])).user
    district = make_post(make_organ(tree["huyện Tuyên Hóa"]), "superior_officer").user
    for unit, by_officer in (("xã Châu Hóa", True), ("thôn Lâm Lang", True), ("xã Lâm Hóa", False)):
        assert queries.may(officer, P.ENTER_FIGURES, unit_id=tree[unit], on=THEN) is by_officer
        assert queries.may(district, P.APPROVE, unit_id=tree[unit], on=THEN)
    assert not queries.may(officer, P.VIEW_AREA, unit_id=tree["huyện Tuyên Hóa"], on=THEN)
    assert not queries.may(district, P.APPROVE, unit_id=tree["tỉnh Quảng Bình"], on=THEN)
    assert not queries.may(district, P.VIEW_AREA, unit_id=tree["xã Hàm Mỹ"], on=THEN)


def test_an_heir_reads_its_forebears_and_changes_nothing_of_theirs(tree: Tree) -> None:
    heir = make_organ(tree.key("xã Tuyên Hóa", AFTER), begins_on=AFTER)
    user = make_post(heir, "commune_head", begins_on=AFTER).user
    old, stranger = tree["xã Châu Hóa"], tree["xã Lâm Hóa"]
    for permission in PERMISSIONS[Role.COMMUNE_HEAD]:
        assert queries.may(user, permission, unit_id=old, on=AFTER) is (permission in READING)
    assert not queries.may(user, P.VIEW_AREA, unit_id=stranger, on=AFTER)
    post = queries.posts_of(user, AFTER)[0]
    now, ever = queries.area_of(post, AFTER), queries.area_of(post, AFTER, ended=True)
    assert now == {tree.key("xã Tuyên Hóa", AFTER), tree["thôn Lâm Lang"]}
    assert ever - now == {tree[f"xã {name}"] for name in ("Tiến Hóa", "Châu Hóa", "Cao Quảng", "Văn Hóa")}


def test_posts_end_and_closed_accounts_may_nothing(tree: Tree) -> None:
    organ = make_organ(tree["xã Châu Hóa"])
    post = make_post(organ, ends_on=date(2021, 6, 1))
    assert queries.may(post.user, P.ENTER_FIGURES, on=date(2021, 5, 31))
    assert not queries.may(post.user, P.ENTER_FIGURES, on=date(2021, 6, 1))
    holder = make_post(organ).user
    holder.is_active = False
    assert not queries.may(holder, P.VIEW_AREA, on=THEN)
    assert not queries.may(make_user(), P.VIEW_AREA, on=THEN)


def test_exactly_that_organ_and_one_post_for_both_questions(tree: Tree) -> None:
    police, committee = make_organ(tree["xã Châu Hóa"]), make_organ(tree["xã Châu Hóa"], kind="peoples_committee")
    far = make_organ(tree["xã Lâm Hóa"])
    user = make_post(police).user
    assert queries.may(user, P.PRESENT, organ_id=police.pk, on=THEN)
    assert not queries.may(user, P.PRESENT, organ_id=committee.pk, on=THEN)
    make_post(far, "inspector", user=user)
    assert not queries.may(user, P.VIEW_AREA, organ_id=far.pk, unit_id=tree["xã Châu Hóa"], on=THEN)
    assert [o.pk for o in queries.organs_at(tree["xã Châu Hóa"], THEN)] == [committee.pk, police.pk]


def test_the_program_always_may_and_a_refusal_says_who_may(tree: Tree) -> None:
    queries.require(None, P.MANAGE_ACCOUNTS, unit_id=tree["xã Châu Hóa"])
    with pytest.raises(PermissionRefused) as refused:
        queries.require(make_user(), P.APPROVE, unit_id=tree["xã Châu Hóa"], on=THEN)
    assert refused.value.code == "permission_refused"
    said = str(refused.value)
    assert "duyệt hoặc trả lại số liệu của cấp dưới ở xã Châu Hóa" in said
    assert "cán bộ cấp trên, lãnh đạo cấp trên" in said


def test_organs_without_a_name_or_place_that_day_are_unknown(tree: Tree) -> None:
    upper = make_organ(tree["huyện Tuyên Hóa"])
    organ = make_organ(tree["xã Châu Hóa"], superior=upper)
    assert queries.superior_of(organ.pk, THEN) == upper.pk
    assert queries.superior_of(upper.pk, THEN) is None
    for ask in (queries.organ_name, queries.unit_of, queries.superior_of):
        with pytest.raises(OrganUnknown, match="01/01/2001"):
            ask(organ.pk, date(2001, 1, 1))
