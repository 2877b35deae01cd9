"""Changes of units through their pages: drafting with names, the preview, heirs, carrying out, taking back."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.web import reform_land
from tests.web.lands import client, words
from tests.web.reform_land import ACT, DAY, TODAY, Land
from tuquan.ground import clock
from tuquan.schemes.models import SchemePlacement
from tuquan.units import queries
from tuquan.units.models import Change, Reform, Unit, UnitVersion
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin, End, Plan, from_json, merge, rename, split

pytestmark = pytest.mark.django_db
SENT = {"title": ACT["title"], "act_number": ACT["act_number"], "effective_on": "01/01/2022", "grade": "V"}


@pytest.fixture
def land() -> Iterator[Land]:
    with clock.at(TODAY):
        yield reform_land.build()


def merging(land: Land) -> Plan:
    """Châu Hóa and Ngư Hóa into a new "xã Tân Hóa"."""
    begin = Begin("n1", "commune", "Tân Hóa", land.district)
    return merge([land.unit("Châu Hóa"), land.unit("Ngư Hóa")], "n1", begin)


def dividing(land: Land) -> Plan:
    """Châu Hóa between Đồng Lê and Thanh Hóa."""
    return split(land.unit("Châu Hóa"), [land.unit("Đồng Lê"), land.unit("Thanh Hóa")])


def add(browser: Client, reform: Reform, kind: str, **sent: Any) -> Any:
    """Press « Ghi vào bản soạn » (or another button, by `bam`)."""
    reform.refresh_from_db()
    data = {"version": reform.version, "bam": "ghi", "into": "new", **sent}
    return browser.post(f"/don-vi/sap-xep/{reform.pk}/them/{kind}/", data)


def plan_of(reform: Reform) -> Plan:
    reform.refresh_from_db()
    return from_json(reform.plan)


# -- the act


def test_a_new_change_begins_with_its_act_and_asks_for_the_units(land: Land) -> None:
    browser = client(land.officer)
    page = words(browser.get("/don-vi/sap-xep/moi/"))
    assert "Chưa đơn vị nào thay đổi cho đến khi bấm “Thực hiện”" in page
    answer = browser.post("/don-vi/sap-xep/moi/", {**SENT, "kind": "nhap", "scope": land.district})
    reform = Reform.objects.get()
    assert answer["Location"] == f"/don-vi/sap-xep/{reform.pk}/them/nhap/"
    assert (reform.scope_id, reform.effective_on, reform.drafted_by_key) == (land.district, DAY, land.officer.pk)


def test_pressed_twice_it_is_one_draft(land: Land) -> None:
    browser, sent = client(land.officer), {**SENT, "kind": "nhap", "scope": land.district, "form_key": "một lần"}
    first, second = (browser.post("/don-vi/sap-xep/moi/", sent) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Reform.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Chưa ghi việc thay đổi"),
        ({"title": "x" * 301}, "Dài 301 chữ, quá 300 chữ"),
        ({"act_number": ""}, "Chưa có số văn bản"),
        ({"effective_on": ""}, "Chưa ghi ngày có hiệu lực"),
        ({"effective_on": "31/02/2022"}, "31/02/2022"),
        ({"effective_on": "khi nào cũng được"}, "khi nào cũng được"),
        ({"act_date": "hôm kia"}, "hôm kia"),
        ({"kind": "phép lạ"}, "phép lạ"),
        ({"scope": "1"}, "Chọn một địa bàn trong danh sách"),
        ({"grade": "Z"}, "Z"),
    ],
)
def test_an_act_that_cannot_be_read_is_told_and_nothing_is_kept(land: Land, wrong: Any, sentence: str) -> None:
    sent = {**SENT, "kind": "nhap", "scope": land.district, **wrong}
    answer = client(land.officer).post("/don-vi/sap-xep/moi/", sent)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Reform.objects.exists()


def test_somebody_elses_draft_is_not_overwritten(land: Land) -> None:
    reform = land.draft(merging(land))
    procedure.redraft(by=None, reform=reform, version=0, title="Đã sửa")
    answer = client(land.officer).post(f"/don-vi/sap-xep/{reform.pk}/sua/", {**SENT, "version": 0})
    assert answer.status_code == 422
    assert "Người khác vừa sửa lần sắp xếp này" in words(answer)
    reform.refresh_from_db()
    assert reform.title == "Đã sửa"


def test_the_act_of_a_draft_is_put_right(land: Land) -> None:
    reform = land.draft(merging(land))
    browser = client(land.officer)
    assert 'value="01/01/2022"' in words(browser.get(f"/don-vi/sap-xep/{reform.pk}/sua/"))
    browser.post(f"/don-vi/sap-xep/{reform.pk}/sua/", {**SENT, "effective_on": "02/01/2022", "version": 0})
    reform.refresh_from_db()
    assert reform.effective_on == date(2022, 1, 2)
    assert plan_of(reform) == merging(land)


# -- units by name


@pytest.mark.parametrize(
    "text",
    [
        "xã Châu Hóa và xã Ngư Hóa",
        "các xã Châu Hóa, Ngư Hóa",
        "chau hoa\nngu hoa",
        "Châu Hoá; Ngư Hoá",
        "xã Châu Hóa, huyện Tuyên Thử\nxã Ngư Hóa",
    ],
)
def test_names_pasted_from_the_act_are_the_units(land: Land, text: str) -> None:
    reform = land.draft()
    answer = add(client(land.officer), reform, "nhap", ten_don_vi=text, name="xã Tân Hóa")
    assert answer.status_code == 302
    assert plan_of(reform) == merging(land)


def test_looking_up_writes_nothing_and_shows_what_was_found(land: Land) -> None:
    reform = land.draft()
    answer = add(client(land.officer), reform, "nhap", bam="tim", ten_don_vi="Châu Hóa\nHóa\nKhông Đâu", name="Tân Hóa")
    page = words(answer)
    assert answer.status_code == 200
    assert f'name="chon_don_vi" value="{land.unit("Châu Hóa")}" checked' in page
    assert "“Hóa” có thể là" in page
    assert "Huyện Tuyên Thử, tỉnh Quảng Thử" in page
    assert "Không tìm thấy “Không Đâu” trong địa bàn" in page
    assert 'value="Tân Hóa"' in page
    assert plan_of(reform) == Plan()


def test_what_is_still_open_is_not_guessed(land: Land) -> None:
    reform = land.draft()
    answer = add(client(land.officer), reform, "thoi", ten_don_vi="Hóa")
    assert answer.status_code == 422
    assert "Chọn đơn vị đúng ở dưới" in words(answer)
    assert plan_of(reform) == Plan()


def test_a_name_with_one_likeness_only_is_offered_not_taken(land: Land) -> None:
    reform = land.draft()
    answer = add(client(land.officer), reform, "thoi", ten_don_vi="Châu")
    assert answer.status_code == 422
    assert "Chọn đơn vị đúng" in words(answer) or "có đơn vị gần giống" in words(answer)
    assert plan_of(reform) == Plan()


def test_offers_while_typing_are_those_of_the_area_only(land: Land) -> None:
    from tests.factories import make_unit

    make_unit("Châu Hóa", "commune", parent=make_unit("Nơi Khác", "district", parent=land.made.province.unit_id))
    reform = land.draft()
    address = f"/don-vi/sap-xep/{reform.pk}/tim/"
    browser = client(land.officer)
    page = words(browser.get(address, {"viec": "nhap", "o": "don_vi", "ten_don_vi": "Ngư Hóa\nchau h"}))
    assert page.count('type="checkbox"') == 1
    assert f'value="{land.unit("Châu Hóa")}"' in page
    assert "Ngư Hóa" not in page
    nothing = words(browser.get(address, {"viec": "nhap", "o": "don_vi", "ten_don_vi": "<b>lạ"}))
    assert "Chưa thấy đơn vị nào tên “&lt;b&gt;lạ”" in nothing
    assert browser.get(address, {"viec": "nhap", "o": "gì đó"}).status_code == 404
    assert browser.get(address, {"viec": "gì đó", "o": "don_vi"}).status_code == 404


@pytest.mark.parametrize("given", ["999999", "n7", "-1", "abc", "9" * 30, "<b>"])
def test_a_unit_that_is_not_there_is_dropped_and_told(land: Land, given: str) -> None:
    reform = land.draft()
    answer = add(client(land.officer), reform, "thoi", chon_don_vi=given)
    assert answer.status_code == 422
    assert "1 đơn vị đã chọn không có vào ngày 31/12/2021 hoặc ở ngoài địa bàn" in words(answer)
    assert plan_of(reform) == Plan()


def test_no_unit_at_all(land: Land) -> None:
    reform = land.draft()
    answer = add(client(land.officer), reform, "chuyen")
    assert answer.status_code == 422
    assert "Chưa chọn đơn vị nào" in words(answer)
    assert "Chưa chọn chuyển về đơn vị nào" in words(answer)


# -- the things that may happen


def test_merging_into_a_unit_that_stays(land: Land) -> None:
    reform = land.draft()
    add(
        client(land.officer),
        reform,
        "nhap",
        ten_don_vi="Châu Hóa\nĐồng Lê",
        ten_vao="thị trấn Đồng Lê",
        into="standing",
    )
    assert plan_of(reform) == merge([land.unit("Châu Hóa")], land.unit("Đồng Lê"))


def test_merging_into_nothing_or_into_itself(land: Land) -> None:
    reform, browser = land.draft(), client(land.officer)
    nowhere = add(browser, reform, "nhap", ten_don_vi="Châu Hóa", into="standing")
    assert "Chưa chọn nhập vào đơn vị nào" in words(nowhere)
    itself = add(browser, reform, "nhap", ten_don_vi="Đồng Lê", ten_vao="Đồng Lê", into="standing")
    assert "là chính đơn vị nhận" in words(itself)
    nameless = add(browser, reform, "nhap", ten_don_vi="Châu Hóa", name=" ")
    assert "Chưa ghi tên đơn vị mới" in words(nameless)
    assert plan_of(reform) == Plan()


def test_dividing_between_new_and_standing_units(land: Land) -> None:
    reform = land.draft()
    answer = add(
        client(land.officer), reform, "chia", ten_don_vi="Châu Hóa", ten_ve="Đồng Lê",
        new_name=["xã Châu Hóa", ""], new_type=["", ""], new_code=["01234", ""],
    )  # fmt: skip
    assert answer.status_code == 302
    plan = plan_of(reform)
    begun = plan.begin[0]
    assert (begun.name, begun.type, begun.code, begun.parent) == ("Châu Hóa", "commune", "01234", land.district)
    assert begun.code_list
    assert [(heir.unit, heir.whole) for heir in plan.end[0].heirs] == [("n1", False), (land.unit("Đồng Lê"), False)]


def test_dividing_needs_two_and_more_lines_are_given(land: Land) -> None:
    reform, browser = land.draft(), client(land.officer)
    one = add(browser, reform, "chia", ten_don_vi="Châu Hóa", new_name=["Bắc"], new_type=[""], new_code=[""])
    assert one.status_code == 422
    assert "ít nhất hai đơn vị" in words(one)
    more = add(browser, reform, "chia", bam="dong", new_name=["Bắc", "", ""], new_type=[""] * 3, new_code=[""] * 3)
    assert "Tên 6" in words(more)
    assert 'value="Bắc"' in words(more)


def test_renaming_moving_founding_abolishing(land: Land) -> None:
    reform, browser = land.draft(), client(land.officer)
    add(browser, reform, "doi-ten", ten_don_vi="xã Thanh Hóa", name="phường Thanh Bình")
    add(browser, reform, "lap-moi", name="Yên Hóa", type="commune")
    add(browser, reform, "chuyen", ten_don_vi="thôn Lâm Lang", ten_cap_tren="Yên Hóa")
    add(browser, reform, "thoi", ten_don_vi="thôn Kinh Châu")
    plan = plan_of(reform)
    assert [(a.unit, a.name, a.type, a.parent) for a in plan.alter] == [
        (land.unit("Thanh Hóa"), "Thanh Bình", "ward", None),
        (land.hamlets["Lâm Lang"], None, None, "n1"),
    ]
    assert (plan.begin[0].name, plan.begin[0].parent) == ("Yên Hóa", land.district)
    assert plan.end[0].unit == land.hamlets["Kinh Châu"]


def test_a_rename_that_renames_nothing(land: Land) -> None:
    reform = land.draft()
    answer = add(client(land.officer), reform, "doi-ten", ten_don_vi="Thanh Hóa", name="Thanh Hóa")
    assert "Chưa ghi gì khác với tên" in words(answer)


def test_the_same_unit_twice_in_one_act(land: Land) -> None:
    reform = land.draft(merging(land))
    answer = add(client(land.officer), reform, "doi-ten", ten_don_vi="Châu Hóa", name="Châu Mới")
    assert answer.status_code == 422
    assert "đã có việc khác trong bản soạn này" in words(answer)
    assert plan_of(reform) == merging(land)


def test_a_line_is_taken_out_with_what_rests_on_it(land: Land) -> None:
    reform = land.draft(merging(land))
    browser = client(land.officer)
    browser.post(f"/don-vi/sap-xep/{reform.pk}/bo-dong/", {"version": 0, "dong": land.unit("Châu Hóa")})
    assert list(plan_of(reform).ending) == [land.unit("Ngư Hóa")]
    browser.post(f"/don-vi/sap-xep/{reform.pk}/bo-dong/", {"version": 1, "dong": "n1"})
    assert plan_of(reform) == Plan()


def test_a_stale_page_takes_nothing_out(land: Land) -> None:
    reform = land.draft(merging(land))
    for version in ("5", "", "abc"):
        answer = client(land.officer).post(
            f"/don-vi/sap-xep/{reform.pk}/bo-dong/", {"version": version, "dong": "n1"}, follow=True
        )
        assert "Người khác vừa sửa lần sắp xếp này, chưa ghi gì cả" in words(answer)
    assert plan_of(reform) == merging(land)


# -- the preview


def test_the_preview_says_what_will_go_along_and_that_nothing_is_written(land: Land) -> None:
    reform = land.draft(merging(land))
    page = words(client(land.officer).get(f"/don-vi/sap-xep/{reform.pk}/"))
    assert "Chưa ghi gì" in page
    assert "Khi thực hiện: 2 đơn vị kết thúc, 1 đơn vị lập mới; chuyển theo: 3 đơn vị trực thuộc" in page
    for thing in ("Thôn Xuân Canh", "Dòng họ tự quản", "Tiếng kẻng Ngư Hóa", "Công an xã Châu Hóa"):
        assert thing.casefold() in page.casefold()
    assert "Thực hiện thay đổi" not in page
    assert "Người được thực hiện: lãnh đạo cấp trên" in page
    assert "Thực hiện thay đổi" in words(client(land.head).get(f"/don-vi/sap-xep/{reform.pk}/"))
    assert not Change.objects.exists()
    assert UnitVersion.objects.filter(name="Tân Hóa").count() == 0


def test_every_fault_at_once(land: Land) -> None:
    plan = (
        merging(land)
        .joined(rename(land.unit("Ngư Hóa"), "Khác"))
        .joined(Plan(begin=(Begin("n2", "commune", "", land.district),)))
    )
    reform = land.draft(plan)
    page = words(client(land.head).get(f"/don-vi/sap-xep/{reform.pk}/"))
    assert "2 chỗ phải sửa trước khi thực hiện" in page
    assert "vừa kết thúc vừa đổi tên" in page
    assert "chưa có tên" in page
    answer = client(land.head).post(f"/don-vi/sap-xep/{reform.pk}/thuc-hien/", {"version": 0})
    assert answer.status_code == 422
    assert "chưa có tên" in words(answer)
    assert not Change.objects.exists()


def test_an_empty_draft_says_what_to_do(land: Land) -> None:
    reform = land.draft()
    page = words(client(land.officer).get(f"/don-vi/sap-xep/{reform.pk}/"))
    assert "Chưa có đơn vị nào trong bản soạn" in page
    assert "Nhập các đơn vị" in page


# -- heirs


def test_heirs_are_chosen_one_by_one_and_all_at_once(land: Land) -> None:
    reform = land.draft(dividing(land))
    browser, address = client(land.officer), f"/don-vi/sap-xep/{reform.pk}/"
    page = words(browser.get(address))
    assert "mục chưa chọn nơi đến" in page
    assert "chưa có nơi chuyển đến" not in page, "what is undecided is not told as a fault"
    scheme = land.schemes[1].pk
    to, other = land.unit("Đồng Lê"), land.unit("Thanh Hóa")
    browser.post(f"{address}noi-den/", {"version": 0, f"noi:schemes.scheme:{scheme}": to})
    assert plan_of(reform).choices == {f"schemes.scheme:{scheme}": to}
    browser.post(f"{address}noi-den/", {"version": 1, "tat-ca": other})
    page = words(browser.get(address))
    assert "mục chưa chọn nơi đến" not in page
    chosen = plan_of(reform).choices
    assert chosen[f"schemes.scheme:{scheme}"] == to
    assert chosen[f"units.unit:{land.hamlets['Lâm Lang']}"] == other


def test_a_kind_of_things_goes_to_one_unit(land: Land) -> None:
    reform = land.draft(dividing(land))
    to = land.unit("Đồng Lê")
    client(land.officer).post(f"/don-vi/sap-xep/{reform.pk}/noi-den/", {"version": 0, "tat-ca:units.unit": to})
    assert plan_of(reform).choices == {f"units.unit:{land.hamlets[name]}": to for name in ("Kinh Châu", "Lâm Lang")}


@pytest.mark.parametrize("wrong", ["999999", "n5", "<b>", "không đâu"])
def test_a_place_that_is_not_among_the_heirs(land: Land, wrong: str) -> None:
    reform = land.draft(dividing(land))
    key = f"noi:schemes.scheme:{land.schemes[1].pk}"
    answer = client(land.officer).post(f"/don-vi/sap-xep/{reform.pk}/noi-den/", {"version": 0, key: wrong}, follow=True)
    assert "Chưa lưu nơi đến: “Dòng họ tự quản” không thể về nơi đã chọn" in words(answer)
    assert plan_of(reform).choices == {}


def test_carrying_out_before_heirs_are_chosen_is_refused(land: Land) -> None:
    reform = land.draft(dividing(land))
    answer = client(land.head).post(f"/don-vi/sap-xep/{reform.pk}/thuc-hien/", {"version": 0})
    assert answer.status_code == 422
    assert "mục chưa chọn nơi đến" in words(answer)
    reform.refresh_from_db()
    assert reform.state == Reform.State.DRAFT
    assert Unit.objects.get(pk=land.unit("Châu Hóa")).ends_on is None


def test_what_stands_in_an_abolished_unit_goes_to_a_neighbour(land: Land) -> None:
    reform, browser = land.draft(), client(land.head)
    add(browser, reform, "thoi", ten_don_vi="thôn Lâm Lang")
    page = words(browser.get(f"/don-vi/sap-xep/{reform.pk}/"))
    assert "Thôn tự quản Lâm Lang" in page
    reform.refresh_from_db()
    to, version = land.hamlets["Kinh Châu"], reform.version
    key = f"noi:schemes.scheme:{land.schemes[0].pk}"
    browser.post(f"/don-vi/sap-xep/{reform.pk}/noi-den/", {"version": version, key: to, "tat-ca": to})
    browser.post(f"/don-vi/sap-xep/{reform.pk}/thuc-hien/", {"version": version + 1})
    assert SchemePlacement.objects.on(DAY).get(scheme=land.schemes[0]).unit_id == to


# -- carrying out, taking back


def test_an_abolished_commune_hands_its_office_over_by_the_page_alone(land: Land) -> None:
    reform = land.draft(Plan(end=[End(land.unit("Thanh Hóa"), [])]))
    browser, address = client(land.head), f"/don-vi/sap-xep/{reform.pk}/"
    for _ in range(2):  # what stands at an office is asked for once its own place is known
        page = browser.get(address).content.decode()
        sent = {name: options[0] for name, options in asked(page).items()}
        reform.refresh_from_db()
        browser.post(f"{address}noi-den/", {"version": reform.version, **sent})
    reform.refresh_from_db()
    browser.post(f"{address}thuc-hien/", {"version": reform.version})
    reform.refresh_from_db()
    assert reform.state == Reform.State.COMMITTED


def asked(page: str) -> dict[str, list[str]]:
    """Every choice that the page offers, by its field: the places without the empty one."""
    found = re.findall(r'<select[^>]*name="(noi:[^"]+)"[^>]*>(.*?)</select>', page, re.S)
    return {name: re.findall(r'<option value="([^"]+)"', options) for name, options in found}


def test_carried_out_by_the_head_everything_goes_along(land: Land) -> None:
    reform, browser = land.draft(merging(land)), client(land.head)
    asked = words(browser.get(f"/don-vi/sap-xep/{reform.pk}/thuc-hien/"))
    assert "Hoàn tác được, có ghi lý do, khi chưa có gì ghi thêm dựa vào đó" in asked
    answer = browser.post(f"/don-vi/sap-xep/{reform.pk}/thuc-hien/", {"version": 0}, follow=True)
    page = words(answer)
    new = queries.find("xã Tân Hóa", DAY)[0].unit_id
    assert "Đã thực hiện “Nhập xã Châu Hóa và xã Ngư Hóa”" in page
    assert f'href="/don-vi/{new}/?ngay=2022-01-01"' in page
    assert f'href="/don-vi/{land.unit("Châu Hóa")}/?ngay=2021-12-31"' in page
    assert SchemePlacement.objects.on(DAY).get(scheme=land.schemes[2]).unit_id == new
    told = words(browser.get(f"/don-vi/{new}/?ngay=2022-01-01"))
    assert "Hợp thành từ" in told
    assert f'href="/don-vi/van-ban/{Change.objects.get().pk}/"' in told
    to_reform = browser.get(f"/don-vi/van-ban/{Change.objects.get().pk}/")
    assert to_reform["Location"] == f"/don-vi/sap-xep/{reform.pk}/"


def test_pressed_twice_it_is_carried_out_once(land: Land) -> None:
    reform, browser = land.draft(merging(land)), client(land.head)
    for _ in range(2):
        answer = browser.post(f"/don-vi/sap-xep/{reform.pk}/thuc-hien/", {"version": 0}, follow=True)
    assert "Người khác vừa sửa lần sắp xếp này, chưa ghi gì cả" in words(answer)
    assert Change.objects.count() == 1


def test_taken_back_with_a_reason_and_drafted_anew(land: Land) -> None:
    reform, browser = land.draft(merging(land)), client(land.head)
    procedure.commit(by=None, reform=reform, version=0)
    address = f"/don-vi/sap-xep/{reform.pk}/"
    silent = browser.post(f"{address}hoan-tac/", {"because": "  "})
    assert silent.status_code == 422
    assert "ghi lý do hoàn tác" in words(silent)
    long = browser.post(f"{address}hoan-tac/", {"because": "x" * 501})
    assert "Lý do dài 501 chữ" in words(long)
    page = words(browser.post(f"{address}hoan-tac/", {"because": "Ghi nhầm ngày"}, follow=True))
    assert "Lý do hoàn tác: Ghi nhầm ngày" in page
    assert not Change.objects.exists()
    assert Unit.objects.get(pk=land.unit("Châu Hóa")).ends_on is None
    browser.post(f"{address}soan-lai/")
    again = Reform.objects.exclude(pk=reform.pk).get()
    assert (again.state, plan_of(again)) == (Reform.State.DRAFT, merging(land))


def test_what_was_built_upon_is_not_taken_back(land: Land) -> None:
    reform, browser = land.draft(merging(land)), client(land.head)
    procedure.commit(by=None, reform=reform, version=0)
    new = queries.find("xã Tân Hóa", DAY)[0].unit_id
    later = land.draft(rename(new, "Tân Bình"), act_number="100/NQ", effective_on=date(2022, 6, 1))
    procedure.commit(by=None, reform=later, version=0)
    page = words(browser.get(f"/don-vi/sap-xep/{reform.pk}/"))
    assert "Vì sao không hoàn tác được" in page
    answer = browser.post(f"/don-vi/sap-xep/{reform.pk}/hoan-tac/", {"because": "Muộn rồi"})
    assert answer.status_code == 422
    assert "Bây giờ chỉ sửa được bằng một thay đổi khác" in words(answer)
    assert Change.objects.count() == 2


def test_a_draft_is_put_away(land: Land) -> None:
    reform, browser = land.draft(merging(land)), client(land.officer)
    assert "Không đơn vị nào thay đổi" in words(browser.get(f"/don-vi/sap-xep/{reform.pk}/bo/"))
    page = words(browser.post(f"/don-vi/sap-xep/{reform.pk}/bo/", {"version": 0}, follow=True))
    assert "Đã bỏ bản soạn. Không đơn vị nào thay đổi." in page
    assert f'href="/don-vi/sap-xep/{reform.pk}/"' not in page
    put_away = words(browser.get("/don-vi/sap-xep/?tinh-trang=da-bo"))
    assert f'href="/don-vi/sap-xep/{reform.pk}/"' in put_away
