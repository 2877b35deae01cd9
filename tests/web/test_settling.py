"""The page on which the head settles between sources: through real addresses."""

import pytest
from django.urls import reverse

from tests.reporting import factories as make
from tests.reporting.factories import District, district, submission
from tests.web.lands import client, words
from tuquan.reporting import actions
from tuquan.reporting.models import Figure, Scope, Settlement, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
LINE = "outreach_points"


@pytest.fixture
def place() -> District:
    return district(2)


@pytest.fixture
def row(place: District) -> Submission:
    found = submission(place.open(), place.communes["Châu Hóa"])
    make.say(found, LINE, 7)
    return found


def figure_of(row: Submission) -> Figure:
    return row.figures.get(indicator__code=LINE)


def door(figure: Figure) -> str:
    return reverse("figures-settle", args=[figure.pk])


def test_officer_states_what_was_signed_and_head_settles(place: District, row: Submission) -> None:
    office, figure = place.communes["Châu Hóa"], figure_of(row)
    officer, head = client(office.officer), client(office.head)
    page = words(officer.get(door(figure)))
    assert "Các nguồn của số này không khác nhau." in page
    assert "Chốt số này" not in page
    said = officer.post(door(figure), {"act": "signed", "value": "9", "paper": "báo cáo số 12/BC-CAX"}, follow=True)
    assert "Đã ghi số trong báo cáo có chữ ký." in words(said)
    page = words(head.get(door(figure)))
    assert "Điểm tuyên truyền: đang chọn 7 (nhập tay); nhưng 9 (báo cáo số 12/BC-CAX)." in page
    signed = figure.claims.get(source_kind="signed")
    given = {
        "act": "settle",
        "claim": str(signed.pk),
        "reason": "Theo báo cáo đã ký.",
        "version": figure_of(row).version,
    }
    assert "Đã chốt số gửi đi." in words(head.post(door(figure), given, follow=True))
    assert figure_of(row).chosen == signed
    page = words(head.get(door(figure)))
    assert "Lãnh đạo đã chốt." in page
    assert "Chọn số theo báo cáo số 12/BC-CAX. Lý do: Theo báo cáo đã ký." in page


def test_what_is_refused_says_why_and_writes_nothing(place: District, row: Submission) -> None:
    office, figure = place.communes["Châu Hóa"], figure_of(row)
    made = actions.state_signed(by=None, figure=figure, value=9, paper="báo cáo số 12")
    head, officer = client(office.head), client(office.officer)
    assert officer.post(door(figure), {"claim": str(made.pk), "reason": "x"}).status_code == 403
    for given, sentence in (
        ({"claim": str(made.pk), "reason": ""}, "Chưa có lý do chốt."),
        ({"claim": "", "reason": "Lý do."}, "Chưa chọn số nào"),
        ({"claim": "999999", "reason": "Lý do."}, "Chưa chọn số nào"),
        ({"act": "signed", "value": "chín", "paper": "x"}, "không"),
        ({"act": "signed", "value": "9", "paper": ""}, "Chưa ghi số này ở báo cáo nào."),
    ):
        assert sentence in words(officer.post(door(figure), given, follow=True) if "act" in given else head.post(
            door(figure), given, follow=True
        ))  # fmt: skip
    assert not Settlement.objects.exists()
    assert figure.claims.count() == 2


def test_outside_the_area_it_does_not_exist(place: District, row: Submission) -> None:
    other = client(place.communes["Ngư Hóa"].head)
    assert other.get(door(figure_of(row))).status_code == 404


def test_a_printed_total_is_shown_with_its_units(place: District, row: Submission) -> None:
    make.send(row)
    top = submission(row.round, place.top)
    make.say(top, LINE, 196, scope=Scope.STATED, source_kind="signed", source_label="báo cáo của huyện")
    figure = top.figures.get(indicator__code=LINE, scope=Scope.STATED)
    head = client(place.top.head)
    page = words(head.get(door(figure)))
    assert "Các đơn vị cộng lại là 7" in page
    assert "chưa có: Ngư Hóa" in page
    assert "Giữ số tổng hợp từ các đơn vị: 7" in page
    given = {"act": "settle", "claim": "giu", "reason": "Báo cáo tính cả điểm của trường."}
    page = words(head.post(door(figure), given, follow=True))
    assert "Giữ số tổng hợp từ các đơn vị. Lý do: Báo cáo tính cả điểm của trường." in page
    make.send(top, approve=False)
    page = words(head.get(reverse("figures-round", args=[row.round_id])))
    assert "1 tổng tự ghi khác với các đơn vị cộng lại" in page
    assert "tự ghi 196, các đơn vị cộng lại 7 (1/2 xã), chênh 189." in page
    page = words(head.get(reverse("figures-figure", args=[figure.pk])))
    assert "Lãnh đạo chốt" in page
    assert "giữ số đang có. Lý do: Báo cáo tính cả điểm của trường." in page
