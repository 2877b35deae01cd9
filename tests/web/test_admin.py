"""Dấu vết, tài khoản, giao diện: who sees which events, who manages whom, every action in words."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import tuquan
from tests.factories import PASSWORD, make_organ, make_post, make_unit, make_user
from tests.reporting import factories as make
from tuquan.accounts.models import Post, Role, User
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent
from tuquan.intake.models import Verdict
from tuquan.reporting import actions as reporting
from tuquan.reporting.transitions import TRANSITIONS
from tuquan.schemes.models import EventKind
from tuquan.web.admin.passwords import temporary_password
from tuquan.web.admin.words import ACTIONS, OTHER, action_words

DAY = date(2021, 12, 15)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(DAY):
        yield


@pytest.fixture
def district(db: None) -> make.District:
    return make.district()


@pytest.fixture
def administrator(district: make.District) -> User:
    user: User = make_post(district.top.organ, Role.ADMINISTRATOR, title="Quản trị").user
    return user


@pytest.fixture
def inspector(district: make.District) -> User:
    user: User = make_post(district.top.organ, Role.INSPECTOR, title="Thanh tra").user
    return user


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


# Every action has words.

ON_FIGURES = {"claim", "choose", "say_none_arose", "clear", "explain", "reopen_figure", "approve_figure"}
BUILT = {
    "reporting.": {*TRANSITIONS, *ON_FIGURES},
    "schemes.": set(EventKind.values),
    "intake.": set(Verdict.values),
    "units.reform_": {"draft", "redraft", "choose_heir", "discard", "commit", "undo"},
    "units._facility": {"found", "rename", "move", "close"},
    "units._group": {"found", "rename", "close"},
    "units.": {"add_member", "remove_member"},
}


def codes_written() -> set[str]:
    """Every text that looks like "room.verb" and is handed to an `action`, or stands where one is made."""
    found: set[str] = set()
    for path in Path(tuquan.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        names = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "action":
                found |= codes_of(node.value, names)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_audit_rule":
                found |= codes_of(node.args[1], names)
    return {code for code in found if "." in code}


def codes_of(value: ast.expr, names: dict[str, Any]) -> set[str]:
    if isinstance(value, ast.Constant):
        return {str(value.value)}
    if isinstance(value, ast.Name):
        return {str(names.get(value.id, ""))}
    if isinstance(value, ast.JoinedStr) and isinstance(value.values[0], ast.Constant):
        prefix, last = str(value.values[0].value), value.values[-1]
        suffix = str(last.value) if isinstance(last, ast.Constant) else ""
        return {f"{prefix}{verb}{suffix}" for verb in BUILT[prefix + suffix]}
    if isinstance(value, ast.IfExp):
        return codes_of(value.body, names) | codes_of(value.orelse, names)
    return set()


def test_every_action_has_words() -> None:
    written = codes_written()
    assert len(written) > 30
    assert written - ACTIONS.keys() == set()
    assert all(words != OTHER for words in ACTIONS.values())
    assert len(set(ACTIONS.values())) == len(ACTIONS)
    assert action_words("x.y") == OTHER


# Dấu vết.


def test_an_inspector_reads_what_happened_in_the_area_in_words(district: make.District, inspector: User) -> None:
    round_ = district.open(by=district.top.officer)
    commune = district.communes["Châu Hóa"]
    make.say(make.submission(round_, commune), "outreach_points", 4, by=commune.officer)
    page = text_of(signed_in(inspector).get(reverse("audit")))
    for words in ("Ghi số liệu", "Mở kỳ báo cáo", "Xã Châu Hóa", commune.officer.full_name):
        assert words in page, words
    assert "reporting." not in page.partition("<table")[2].partition("</table>")[0]


def test_other_areas_do_not_exist(district: make.District, inspector: User) -> None:
    elsewhere = make_unit("Nơi Khác", "district")
    for action, kind, unit, summary in (
        ("reporting.claim", "figure", elsewhere, "Chuyện nơi khác"),
        ("accounts.create", "user", None, "Lập tài khoản ai đó"),
    ):
        AuditEvent.objects.create(
            actor="Người lạ", action=action, subject_kind=kind, subject_key="1", unit_key=unit, summary=summary
        )
    client = signed_in(inspector)
    for address in (reverse("audit"), f"{reverse('audit')}?noi={elsewhere}", f"{reverse('audit')}?xuat=csv"):
        found = client.get(address).content.decode()
        assert "Chuyện nơi khác" not in found
        assert "Lập tài khoản ai đó" not in found


def test_an_administrator_reads_of_accounts_never_of_figures(district: make.District, administrator: User) -> None:
    round_ = district.open(by=district.top.officer)
    make.say(make.submission(round_, district.communes["Châu Hóa"]), "outreach_points", 4)
    client = signed_in(administrator)
    client.post(reverse("admin-new"), {"full_name": "Lê Thị Mới", "username": "moi"})
    page = text_of(client.get(reverse("audit")))
    assert "Lê Thị Mới" in page
    assert "Điểm tuyên truyền" not in page.partition("<table")[2]
    assert AuditEvent.objects.filter(action="reporting.claim").exists()


def test_filters_say_themselves_and_bad_ones_change_nothing(district: make.District, inspector: User) -> None:
    district.open(by=district.top.officer)
    client = signed_in(inspector)
    asked = {"viec": "reporting.open_round", "nguoi": "Nguyễn", "tu": "2000-01-01", "noi": str(district.top.unit_id)}
    page = text_of(client.get(reverse("audit"), asked))
    for words in ("người làm có chữ “Nguyễn”", "từ 01/01/2000", "1 việc"):
        assert words in page, words
    bad = {"viec": "'; --", "tu": "31/02/2021", "noi": "9" * 30, "den": "x", "page": "-4"}
    assert client.get(reverse("audit"), bad).status_code == 200
    assert "0 việc" in text_of(client.get(reverse("audit"), {"nguoi": "không có ai"}))


def test_the_audit_is_not_for_everybody(district: make.District) -> None:
    for user in (district.top.head, district.communes["Châu Hóa"].officer):
        response = signed_in(user).get(reverse("audit"))
        assert response.status_code == 403
        assert "thanh tra" in text_of(response)


# Tài khoản.


def test_an_account_is_made_with_a_password_shown_once(administrator: User) -> None:
    client = signed_in(administrator)
    response = client.post(reverse("admin-new"), {"full_name": "Lê Thị Mới", "username": "Lan.Moi"})
    made = User.objects.get(username="lan.moi")
    given = response.content.decode().partition('<code id="mat-khau">')[2].partition("</code>")[0]
    assert made.check_password(given)
    assert "no-store" in response["Cache-Control"]
    assert given not in text_of(client.get(reverse("admin-account", args=[made.pk])))
    assert given not in str(list(AuditEvent.objects.values()))


def test_temporary_passwords_differ_and_are_long() -> None:
    made = {temporary_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(each) == 19 for each in made)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"full_name": "", "username": "a"}, "Mục này còn trống."),
        ({"full_name": "Lê Thị Mới", "username": "co.roi"}, "đã có người dùng"),
        ({"full_name": "   ", "username": "moi"}, "Mục này còn trống."),
    ],
)
def test_wrong_accounts_are_refused_in_words(administrator: User, given: dict[str, str], said: str) -> None:
    make_user(username="co.roi")
    before = User.objects.count()
    response = signed_in(administrator).post(reverse("admin-new"), given)
    assert response.status_code == 422
    assert said in text_of(response)
    assert User.objects.count() == before


def test_a_post_is_given_and_ended(district: make.District, administrator: User) -> None:
    client, person = signed_in(administrator), make_user("Lê Thị Mới")
    commune = district.communes["Châu Hóa"]
    given = {"organ": commune.organ.pk, "role": "commune_officer", "title": "Cán bộ", "on": "2021-12-01"}
    client.post(reverse("admin-appoint", args=[person.pk]), given)
    post = Post.objects.get(user=person)
    assert (post.role, post.begins_on) == ("commune_officer", date(2021, 12, 1))
    again = client.post(reverse("admin-appoint", args=[person.pk]), given)
    assert again.status_code == 409
    assert "đã giữ vai trò" in text_of(again)
    page = text_of(client.get(reverse("admin-account", args=[person.pk])))
    assert "Cán bộ · Công an xã Châu Hóa" in page
    client.post(reverse("admin-end-post", args=[post.pk]), {"on": "2021-12-15"})
    assert Post.objects.get(pk=post.pk).ends_on == DAY
    late = client.post(reverse("admin-end-post", args=[post.pk]), {"on": "2021-12-15"}, follow=True)
    assert "đã kết thúc từ" in text_of(late)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": "31/02/2021"}, "không hợp lệ"),
        ({"organ": "999999"}, "không thuộc địa bàn"),
        ({"role": "root"}, "Không có vai trò"),
        ({"title": ""}, "còn trống"),
    ],
)
def test_wrong_posts_are_refused_in_words(
    district: make.District, administrator: User, wrong: dict[str, str], said: str
) -> None:
    person = make_user("Lê Thị Mới")
    right = {"organ": district.top.organ.pk, "role": "commune_officer", "title": "Cán bộ", "on": "2021-12-01"}
    response = signed_in(administrator).post(reverse("admin-appoint", args=[person.pk]), right | wrong)
    assert response.status_code == 422
    assert said in text_of(response)
    assert not Post.objects.filter(user=person).exists()


def test_people_of_other_areas_do_not_exist(district: make.District, administrator: User) -> None:
    stranger = make_post(make_organ(make_unit("Nơi Khác", "district"), name="Công an nơi khác"), "superior_head").user
    above = district.province.head
    client = signed_in(administrator)
    assert stranger.username not in text_of(client.get(reverse("admin"), {"trang-thai": "tat-ca"}))
    for person in (stranger, above):
        assert client.get(reverse("admin-account", args=[person.pk])).status_code == 404
        for name in ("admin-password", "admin-close", "admin-appoint"):
            assert client.post(reverse(name, args=[person.pk])).status_code == 404
        post = Post.objects.get(user=person)
        assert client.post(reverse("admin-end-post", args=[post.pk]), {"on": "2021-12-15"}).status_code == 404
        person.refresh_from_db()
        assert person.is_active
        assert person.check_password(PASSWORD)


def test_nobody_gives_themselves_a_post_or_closes_themselves(district: make.District, administrator: User) -> None:
    client = signed_in(administrator)
    given = {"organ": district.top.organ.pk, "role": "superior_head", "title": "Trưởng", "on": "2021-12-01"}
    assert client.post(reverse("admin-appoint", args=[administrator.pk]), given).status_code == 403
    assert "tự đóng" in text_of(client.post(reverse("admin-close", args=[administrator.pk]), follow=True))
    assert client.post(reverse("admin-password", args=[administrator.pk])).url == reverse("account")
    administrator.refresh_from_db()
    assert administrator.check_password(PASSWORD)
    assert Post.objects.filter(user=administrator).count() == 1


def test_password_and_closing(district: make.District, administrator: User) -> None:
    client, person = signed_in(administrator), district.communes["Châu Hóa"].officer
    response = client.post(reverse("admin-password", args=[person.pk]))
    given = response.content.decode().partition('<code id="mat-khau">')[2].partition("</code>")[0]
    person.refresh_from_db()
    assert person.check_password(given)
    client.post(reverse("admin-close", args=[person.pk]))
    person.refresh_from_db()
    assert not person.is_active
    assert not Post.objects.filter(user=person, ends_on__isnull=True).exists()
    assert person.full_name in text_of(client.get(reverse("admin"), {"trang-thai": "dong"}))


def test_an_administrator_sees_no_figures(district: make.District, administrator: User) -> None:
    round_ = district.open()
    client = signed_in(administrator)
    for address in (reverse("papers"), reverse("figures"), reverse("figures-round", args=[round_.pk])):
        assert client.get(address).status_code == 403
    assert "Văn bản" not in text_of(client.get(reverse("admin"))).partition("<main")[0]


def test_only_administrators_manage_accounts(district: make.District, inspector: User) -> None:
    for user in (district.top.head, inspector):
        assert signed_in(user).get(reverse("admin")).status_code == 403
        assert signed_in(user).post(reverse("admin-new"), {"full_name": "A", "username": "a"}).status_code == 403
    assert not User.objects.filter(username="a").exists()


def test_the_list_finds_by_name_and_exports(district: make.District, administrator: User) -> None:
    client = signed_in(administrator)
    page = text_of(client.get(reverse("admin"), {"tim": "chau hoa"}))
    assert "2 tài khoản" in page
    sheet = client.get(reverse("admin"), {"tim": "chau hoa", "xuat": "csv"}).content.decode("utf-8-sig")
    assert "Công an xã Châu Hóa" in sheet
    assert "Ngư Hóa" not in sheet


def test_the_gallery_opens_for_whoever_is_signed_in(district: make.District) -> None:
    assert signed_in(district.communes["Châu Hóa"].officer).get(reverse("gallery")).status_code == 200
    assert Client().get(reverse("gallery")).status_code == 302


def test_reporting_actions_are_all_in_the_table() -> None:
    # A new verb of reporting must be added to BUILT, or its words could be missing unnoticed.
    source = Path(reporting.__file__ or "").parent
    verbs = {
        node.args[at].value
        for path, at in ((source / "claims.py", 2), (source / "reopening.py", 3))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_record"
        and isinstance(node.args[at], ast.Constant)
    }  # fmt: skip
    assert verbs
    assert verbs <= BUILT["reporting."]
