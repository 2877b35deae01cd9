"""The page of the rules: who reads, who sets, what a form gives back, what trying shows."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.reporting import factories as make
from tests.web.lands import client, words
from tuquan.reporting.actions import checking
from tuquan.reporting.checks.drafting import Draft
from tuquan.reporting.models import CheckRule, CheckSwitch
from tuquan.vn.windows import calendar_window

pytestmark = pytest.mark.django_db
TODAY = date(2021, 12, 15)
LIST = "/so-lieu/kiem-tra/"
ONE = f"{LIST}quy-tac/"


@pytest.fixture
def place(day: date) -> make.District:
    return make.district(communes=2)


@pytest.fixture
def province(place: make.District) -> Client:
    return client(place.province.officer)


@pytest.fixture
def commune(place: make.District) -> Client:
    return client(place.communes["Châu Hóa"].officer)


def written(**changes: str) -> dict[str, str]:
    """What an officer writes: points at least twice the schemes."""
    return {
        "name": "Mỗi mô hình có hai buổi tuyên truyền",
        "left_line_1": "Điểm tuyên truyền",
        "operator": ">=",
        "right_line_1": "mô hình đang hoạt động",
        "right_factor_1": "2",
        "severity": "warning",
        "begins_on": "15/12/2021",
        "act": "try",
        **changes,
    }


def rule(place: make.District) -> CheckRule:
    draft = Draft("Mỗi mô hình có buổi", "outreach_points", ">=", "schemes_active", "{tên trái} ({trái}) ít.")
    return checking.add_rule(by=place.province.officer, owner_id=place.province.unit_id, draft=draft, begins_on=TODAY)


def test_everybody_reads_the_rules_in_plain_words(commune: Client) -> None:
    page = words(commune.get(LIST))
    assert "Mô hình không ít hơn loại mô hình" in page
    assert "Loại mô hình không lớn hơn mô hình đang hoạt động" in page
    assert "Lỗi, phải sửa" in page
    assert "Cần giải trình" in page
    assert "Đặt quy tắc riêng" not in page


def test_no_code_stands_on_the_page(province: Client) -> None:
    pages = (province.get(address).content.decode() for address in (LIST, f"{LIST}?page=2", f"{ONE}jump_up/"))
    page = re.sub(r"<[^>]*>", " ", " ".join(pages))
    for code in ("schemes_active", "dong_nay", "truoc(", "warning", "relation"):
        assert code not in page


def test_the_list_is_narrowed_in_words_and_exported_as_seen(place: make.District, province: Client) -> None:
    rule(place)
    page = words(province.get(f"{LIST}?muc=loi&tim=xep+loai"))
    assert "Mô hình chia theo xếp loại cộng lại bằng số mô hình đang hoạt động" in page
    assert "Mỗi mô hình có buổi" not in page
    assert "1 quy tắc" in words(province.get(f"{LIST}?ai=rieng"))
    text = province.get(f"{LIST}?ai=rieng&xuat=csv").content.decode("utf-8-sig")
    assert "Mỗi mô hình có buổi" in text
    assert "Riêng của tỉnh Quảng Thử" in text
    assert "Nhiều hơn ba lần" not in text


def test_nothing_found_says_what_to_do(province: Client) -> None:
    assert "Bỏ bớt điều kiện lọc" in words(province.get(f"{LIST}?tim=khongcogi"))


def test_a_rule_that_blocks_says_why_it_is_never_off(province: Client) -> None:
    page = words(province.get(f"{ONE}schemes_cover_kinds/"))
    assert "Không tắt được" in page
    assert "Loại mô hình (4) nhiều hơn mô hình đang hoạt động (3). Kiểm tra hai số." in page


def test_an_unknown_rule_does_not_exist(province: Client) -> None:
    assert province.get(f"{ONE}khong-co/").status_code == 404
    assert province.post(f"{ONE}khong-co/tat/", {}).status_code == 404


def test_the_province_switches_a_warning_off_and_on(place: make.District, province: Client) -> None:
    told = {"on": "15/12/2021", "because": "Tỉnh đếm theo nghị quyết riêng."}
    page = words(province.post(f"{ONE}jump_up/tat/", told, follow=True))
    assert "Đã tắt quy tắc « Nhiều hơn ba lần kỳ trước »." in page
    assert "Tỉnh đếm theo nghị quyết riêng." in words(province.get(f"{LIST}?tt=tat"))
    assert CheckSwitch.objects.get().unit_id == place.province.unit_id
    assert "Đã bật lại" in words(province.post(f"{ONE}jump_up/bat/", {}, follow=True))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"on": "15/12/2021", "because": ""}, "Chưa có lý do"),
        ({"on": "31/02/2022", "because": "Có lý do."}, "Không có ngày"),
        ({"on": "01/12/2021", "because": "Có lý do."}, "trở đi"),
    ],
)
def test_a_refused_switch_says_why_and_writes_nothing(province: Client, told: dict[str, str], said: str) -> None:
    assert said in words(province.post(f"{ONE}jump_up/tat/", told, follow=True))
    assert not CheckSwitch.objects.exists()


def test_below_the_province_nobody_sets_rules(place: make.District, commune: Client) -> None:
    assert commune.get(f"{LIST}moi/").status_code == 403
    district = client(place.top.head)
    answer = district.get(f"{LIST}moi/")
    assert answer.status_code == 403
    assert "Đề nghị Công an tỉnh" in words(answer)
    assert district.post(f"{ONE}jump_up/tat/", {"on": "15/12/2021", "because": "Có."}).status_code == 403


def test_trying_shows_who_would_be_asked_and_keeps_nothing(place: make.District, province: Client) -> None:
    round_ = place.open(calendar_window("half", 2021, 1), title="6 tháng đầu năm 2021")
    for name, points in (("Châu Hóa", 9), ("Ngư Hóa", 30)):
        row = make.submission(round_, place.communes[name])
        make.say(row, "schemes_active", 5)
        make.say(row, "outreach_points", points)
    make.send(row)
    page = words(province.post(f"{LIST}moi/", written()))
    assert "Điểm tuyên truyền không nhỏ hơn 2 × mô hình đang hoạt động." in page
    assert "6 tháng đầu năm 2021" in page
    assert "xét được 2/2 biểu số liệu, 1 biểu sẽ bị hỏi" in page
    assert "Điểm tuyên truyền (9) phải không nhỏ hơn 2 × mô hình đang hoạt động (10)." in page
    assert not CheckRule.objects.exists()
    assert 'value="Điểm tuyên truyền"' in province.post(f"{LIST}moi/", written()).content.decode()


def test_what_was_written_is_kept_and_comes_back_to_be_changed(place: make.District, province: Client) -> None:
    condition = {"when_line": "loại mô hình", "when_operator": ">", "when_number": "1"}
    more = {"right_sign_2": "-", "right_line_2": "Mô hình xây dựng mới", "right_whose_2": "truoc"}
    page = words(province.post(f"{LIST}moi/", written(act="keep", **condition, **more), follow=True))
    assert "Đã ghi quy tắc « Mỗi mô hình có hai buổi tuyên truyền », dùng từ 15/12/2021." in page
    made = CheckRule.objects.get()
    assert (made.left, made.operator, made.right, made.condition) == (
        "outreach_points",
        ">=",
        "2 × schemes_active − truoc(schemes_founded)",
        "scheme_types > 1",
    )
    assert made.set_by == place.province.officer
    form = province.get(f"{ONE}{made.code}/sua/").content.decode()
    for shown in ("điểm tuyên truyền", "mô hình đang hoạt động", "mô hình xây dựng mới", "loại mô hình"):
        assert f'value="{shown}"' in form
    province.post(f"{ONE}{made.code}/sua/", written(act="keep", name="Tên khác", begins_on="01/01/2022"))
    assert list(CheckRule.objects.order_by("begins_on").values_list("name", "ends_on")) == [
        ("Mỗi mô hình có hai buổi tuyên truyền", date(2022, 1, 1)),
        ("Tên khác", None),
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"left_line_1": "Số vụ phạm tội, vi phạm"}, "Danh mục không có chỉ tiêu"),
        ({"left_line_1": "không có chỉ tiêu này"}, "Danh mục không có chỉ tiêu “không có chỉ tiêu này”"),
        ({"left_line_1": ""}, "Vế trái chưa có chỉ tiêu"),
        ({"right_factor_1": "3.4"}, "Không rõ « 3.4 »"),
        ({"right_factor_1": "-2"}, "không âm"),
        ({"begins_on": "hôm nay"}, "không phải là ngày"),
        ({"begins_on": "01/01/2020"}, "trở đi"),
        ({"name": ""}, "Chưa có tên quy tắc"),
        ({"operator": ""}, "phép so sánh"),
        ({"sentence": "Kiểm tra {số lạ}."}, "không dùng được"),
        ({"when_line": "loại mô hình", "when_operator": ""}, "phép so sánh của điều kiện"),
        ({"name": "Hỏi ông Nguyễn Văn Tèo, 0912345678"}, "Không lưu câu này"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_kept(
    province: Client, changes: dict[str, str], said: str
) -> None:
    page = words(province.post(f"{LIST}moi/", written(act="keep", **changes)))
    assert said in page
    assert "Chưa ghi gì" in page
    assert not CheckRule.objects.exists()


def test_an_own_rule_is_ended_with_a_reason(place: make.District, province: Client) -> None:
    made = rule(place)
    told: dict[str, Any] = {"on": "20/12/2021", "because": "Không còn cần."}
    assert "Đã bỏ quy tắc" in words(province.post(f"{ONE}{made.code}/bo/", told, follow=True))
    made.refresh_from_db()
    assert made.ends_on == date(2021, 12, 20)


def test_a_shared_rule_is_not_edited_here(province: Client) -> None:
    assert province.get(f"{ONE}jump_up/sua/").status_code == 403
    assert "Quy tắc chung" in words(
        province.post(f"{ONE}jump_up/bo/", {"on": "20/12/2021", "because": "Thử."}, follow=True)
    )
