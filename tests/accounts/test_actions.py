"""Accounts, posts, organs: dated, audited, refused with a sentence."""

from datetime import date, timedelta

import pytest

from tests.factories import PASSWORD, make_organ, make_post, make_unit, make_user
from tuquan.accounts import actions, queries
from tuquan.accounts.errors import AccountRefused, OrganRefused, OrganUnknown, PostRefused
from tuquan.accounts.models import OrganKind, Post, Role, User
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent

pytestmark = pytest.mark.django_db
ON = date(2021, 3, 1)


def test_an_account_is_made_once_and_its_password_is_nowhere_in_the_audit() -> None:
    user = actions.create_account(by=None, username=" Lan.CAX ", full_name="Trần Thị Lan", password="một câu dài 9")
    assert user.username == "lan.cax"
    assert user.check_password("một câu dài 9")
    with pytest.raises(AccountRefused, match="tên đăng nhập này đã có người dùng"):
        actions.create_account(by=None, username="LAN.cax", full_name="Người khác")
    with pytest.raises(AccountRefused, match="họ và tên còn trống"):
        actions.create_account(by=None, username="minh", full_name=" ")
    actions.set_password(by=user, user=user, password="câu khác dài 8")
    kept = " ".join(f"{e.summary} {e.detail}" for e in AuditEvent.objects.all())
    assert "câu dài" not in kept
    assert "khác dài" not in kept


@pytest.mark.parametrize("weak", ["ngắn", "1234567890", "lan.cax.lan"])
def test_weak_passwords_are_refused_in_vietnamese(weak: str) -> None:
    with pytest.raises(AccountRefused, match=r"Mật khẩu chưa dùng được: (cần|mật)"):
        actions.create_account(by=None, username="lan.cax.lan", full_name="Lan", password=weak)
    assert not User.objects.exists()


def test_closing_an_account_ends_its_posts_and_keeps_what_was() -> None:
    unit = make_unit("Châu Hóa")
    post = make_post(make_organ(unit))
    actions.close_account(by=None, user=post.user, on=ON)
    post.refresh_from_db()
    assert post.ends_on == ON
    assert not User.objects.get(pk=post.user_id).is_active
    with pytest.raises(AccountRefused, match="tự đóng"):
        actions.close_account(by=post.user, user=post.user, on=ON)
    with pytest.raises(PostRefused, match="đã đóng"):
        actions.appoint(
            by=None, user=User.objects.get(), organ=post.organ, role=Role.INSPECTOR, title="Thanh tra", on=ON
        )


def test_a_post_is_given_once_and_ends_once() -> None:
    organ, user = make_organ(make_unit("Châu Hóa")), make_user()
    post = actions.appoint(by=None, user=user, organ=organ, role=Role.COMMUNE_HEAD, title=" Trưởng  Công an ", on=ON)
    assert post.title == "Trưởng Công an"
    with pytest.raises(PostRefused, match="đã giữ vai trò lãnh đạo xã"):
        actions.appoint(by=None, user=user, organ=organ, role=Role.COMMUNE_HEAD, title="X", on=date(2022, 1, 1))
    actions.end_post(by=None, post=post, on=date(2022, 1, 1))
    with pytest.raises(PostRefused, match="đã kết thúc"):
        actions.end_post(by=None, post=post, on=date(2022, 2, 1))
    assert [p.pk for p in queries.posts_of(user, date(2021, 12, 31))] == [post.pk]
    assert queries.posts_of(user, date(2022, 1, 1)) == []
    with pytest.raises(PostRefused, match="chưa có vào ngày"):
        actions.appoint(by=None, user=user, organ=organ, role=Role.COMMUNE_HEAD, title="X", on=date(2001, 1, 1))


def test_a_post_that_began_is_never_deleted() -> None:
    post = make_post(make_organ(make_unit("Châu Hóa")))
    with clock.at(post.begins_on):
        with pytest.raises(PostRefused, match="việc làm ngày đó phải còn tên"):
            actions.end_post(by=None, post=post, on=post.begins_on)
        actions.end_post(by=None, post=post, on=post.begins_on + timedelta(days=1))
    assert [row.pk for row in queries.posts_of(post.user, post.begins_on)] == [post.pk]


def test_closing_an_account_on_the_first_day_of_its_post_keeps_that_day() -> None:
    post = make_post(make_organ(make_unit("Châu Hóa")))
    with clock.at(post.begins_on):
        actions.close_account(by=None, user=post.user, on=post.begins_on)
    post.refresh_from_db()
    assert post.ends_on == post.begins_on + timedelta(days=1)


def test_a_post_withdrawn_before_it_begins_never_was() -> None:
    post = make_post(make_organ(make_unit("Châu Hóa")))
    with clock.at(post.begins_on - timedelta(days=1)):
        actions.end_post(by=None, post=post, on=post.begins_on)
    assert not Post.objects.exists()
    assert AuditEvent.objects.filter(action="accounts.end_post").count() == 1


def test_an_organ_keeps_its_old_name_for_its_old_papers() -> None:
    unit = make_unit("Châu Hóa")
    organ = actions.found_organ(
        by=None, kind=OrganKind.STEERING_COMMITTEE, name="Ban Chỉ đạo 138 xã Châu Hóa", unit_id=unit, on=ON,
        letterhead={"symbol": "BCĐ", "recipients": ["Ban Chỉ đạo 138 huyện"]},
    )  # fmt: skip
    actions.rename_organ(
        by=None, organ=organ, on=date(2022, 1, 1), name="Ban Chỉ đạo phòng, chống tội phạm xã Châu Hóa"
    )
    then, after = (queries.organ_name(organ.pk, day) for day in (ON, date(2022, 1, 1)))
    assert (then.name, then.place_name) == ("Ban Chỉ đạo 138 xã Châu Hóa", "Châu Hóa")
    assert after.letterhead_name == "BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM XÃ CHÂU HÓA"
    assert (after.symbol, after.place_name, after.recipients) == ("BCĐ", "Châu Hóa", ["Ban Chỉ đạo 138 huyện"])
    assert queries.unit_of(organ.pk, date(2023, 1, 1)) == unit
    with pytest.raises(OrganRefused, match="Chọn ngày khác"):
        actions.rename_organ(by=None, organ=organ, on=date(2020, 1, 1), name="Sớm quá")
    with pytest.raises(OrganRefused, match="không có mục colour"):
        actions.rename_organ(by=None, organ=organ, on=date(2023, 1, 1), letterhead={"colour": "đỏ"})


def test_a_district_office_ends_with_the_districts_and_keeps_its_past() -> None:
    unit = make_unit("Tuyên Hóa", "district")
    organ = make_organ(unit, name="Công an huyện Tuyên Hóa")
    post, break_day = make_post(organ, "superior_officer"), date(2025, 7, 1)
    actions.close_organ(by=None, organ=organ, on=break_day)
    assert queries.posts_of(post.user, date(2025, 6, 30)) == [post]
    assert queries.posts_of(post.user, break_day) == []
    assert queries.organ_name(organ.pk, date(2025, 6, 30)).name == "Công an huyện Tuyên Hóa"
    with pytest.raises(OrganUnknown):
        queries.unit_of(organ.pk, break_day)
    with pytest.raises(OrganRefused, match="đã kết thúc"):
        actions.close_organ(by=None, organ=organ, on=date(2025, 8, 1))


def test_an_organ_moves_and_what_it_did_before_stays_where_it_was() -> None:
    first, second = make_unit("Cũ"), make_unit("Mới")
    organ = make_organ(first)
    actions.move_organ(by=None, organ=organ, unit_id=second, on=ON)
    assert queries.unit_of(organ.pk, date(2021, 2, 28)) == first
    assert queries.unit_of(organ.pk, ON) == second
    with pytest.raises(OrganRefused, match="không thể chuyển tới xã Mới"):
        actions.move_organ(by=None, organ=organ, unit_id=second, on=date(2022, 1, 1))


def test_the_makers_of_tests_make_a_person_who_can_sign_in() -> None:
    assert make_user().check_password(PASSWORD)
