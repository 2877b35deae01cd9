"""Drafting: the figures of the moment frozen, in sentences that follow them."""

from datetime import date

import pytest

from tests.papers import factories as papers
from tests.reporting import factories as make
from tuquan.accounts.models import Organ
from tuquan.ground import files
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import AuditEvent
from tuquan.papers import actions
from tuquan.papers.errors import FreeTextRefused, NothingToReport
from tuquan.papers.models import Paper
from tuquan.schemes import actions as schemes
from tuquan.vn.windows import calendar_window

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("day")]


def test_one_call_makes_the_years_report() -> None:
    district, round_ = papers.full_year()
    paper = papers.draft(district, round_)
    text = papers.words(paper)
    assert paper.subject == "Kết quả công tác xây dựng phong trào Toàn dân bảo vệ an ninh Tổ quốc năm 2021"
    assert "tại 2/3 xã, thị trấn" in text
    assert "tại 196 điểm, có 33.446 lượt người tham gia." in text
    assert "xây dựng mới 03 mô hình." in text
    assert "08 bảo vệ chuyên trách và 91 bảo vệ bán chuyên trách" in text
    assert paper.coverage_text == "3/3 xã, thị trấn"
    assert (paper.state, paper.number, paper.drafted_by) == (Paper.State.DRAFT, None, district.top.officer)
    assert files.load(paper.docx).startswith(b"PK")
    assert files.load(paper.pdf).startswith(b"%PDF")
    event = AuditEvent.objects.get(action="papers.draft")
    assert (event.unit_key, event.detail["content_sha256"]) == (district.top.unit_id, paper.content_sha256)


def test_restricted_lines_are_blanks_and_nothing_else() -> None:
    district, round_ = papers.full_year()
    text = papers.words(papers.draft(district, round_))
    assert "Gọi hỏi, răn đe [số liệu nghiệp vụ] lượt; kiểm điểm trước dân [số liệu nghiệp vụ] trường hợp." in text


def test_who_has_not_reported_is_said_on_the_paper() -> None:
    district, round_ = papers.full_year(approve=2)
    paper = papers.draft(district, round_)
    assert "Báo cáo này chưa có số liệu của 01 xã, thị trấn: Đồng Lê." in papers.words(paper)
    assert paper.coverage_text == "2/3 xã, thị trấn; chưa có: Đồng Lê"
    assert "Mới có số liệu của 2/3 xã, thị trấn; chưa có: Đồng Lê." in paper.incomplete


def test_what_did_not_arise_is_said_or_left_out() -> None:
    district, round_ = papers.full_year(
        leave_out=("schemes_struck_off", "schemes_consolidated", "outreach_points", "outreach_attendances")
    )
    text = papers.words(papers.draft(district, round_))
    assert "Không có mô hình bị thanh loại." in text
    assert "Trong kỳ không phát sinh hoạt động tuyên truyền tập trung." in text
    assert "Củng cố" not in text.replace("Xây dựng, củng cố, nhân rộng", "")
    assert " - " not in text
    assert "…" not in text


def test_halves_that_contradict_each_other_are_not_printed() -> None:
    district, round_ = papers.full_year(leave_out=("outreach_points",))
    paper = papers.draft(district, round_)
    assert "lượt người tham gia" not in papers.words(paper)
    assert any("không phát sinh, nhưng" in line and "33.446" in line for line in paper.incomplete)


def test_a_share_without_its_whole_leaves_a_shorter_sentence() -> None:
    district, round_ = papers.full_year()
    paper = papers.draft(district, round_)
    assert "bán chuyên trách hiện có 121 đồng chí." in papers.words(paper)
    assert any("không rõ mẫu số" in line for line in paper.incomplete)


@pytest.mark.parametrize(
    ("before", "said"),
    [(15, "tăng so với năm trước"), (17, "giảm so với năm trước"), (16, "bằng năm trước")],
)
def test_the_trend_follows_the_round_before(before: int, said: str) -> None:
    district, round_ = papers.full_year()
    year = district.open(window=calendar_window("year", 2020), title="Năm 2020")
    papers.say_only(district, year, "schemes_active", (20, before, 10))
    text = papers.words(papers.draft(district, round_))
    assert f"46 mô hình có hồ sơ, hoạt động có hiệu quả, {said}." in text


def test_a_year_is_not_compared_with_a_half_nor_with_gaps() -> None:
    district, round_ = papers.full_year()
    half = district.open(window=calendar_window("half", 2020, 2), title="6 tháng cuối năm 2020")
    papers.say_only(district, half, "schemes_active", (20, 15, 10))
    assert "so với" not in papers.words(papers.draft(district, round_))
    year = district.open(window=calendar_window("year", 2020), title="Năm 2020")
    papers.say_only(district, year, "schemes_active", (20,))
    assert "so với" not in papers.words(papers.draft(district, round_))


def test_schemes_are_named_where_the_register_has_as_many() -> None:
    district, round_ = papers.full_year(leave_out=("schemes_replicated",))
    kind = schemes.add_kind(by=None, name="Thôn tự quản về ANTT", field="residential_area")
    for at, office in enumerate(district.communes.values()):
        schemes.found(
            by=None, kind=kind, name="Thôn tự quản về ANTT", unit_id=office.unit_id, place_name=f"thôn {at}",
            on=date(2021, 3, 1 + at), decision_number="12/QĐ-UBND", decision_date=date(2021, 3, 1),
            decision_issuer="UBND xã",
        )  # fmt: skip
    text = papers.words(papers.draft(district, round_))
    assert "03 mô hình: mô hình “Thôn tự quản về ANTT” tại thôn 0, xã Châu Hóa; mô hình" in text


def test_drafting_again_writes_the_draft_anew_and_keeps_the_persons_words() -> None:
    district, round_ = papers.full_year(approve=2)
    first = papers.draft(district, round_)
    actions.write_free(by=district.top.officer, paper=first, key="tasks", text="Củng cố mô hình yếu.")
    last = make.submission(round_, district.communes["Đồng Lê"])
    make.say(last, "schemes_active", 10)
    make.send(last)
    second = papers.draft(district, round_)
    assert second.pk == first.pk
    assert second.coverage_text == "3/3 xã, thị trấn"
    assert "Củng cố mô hình yếu." in papers.words(second)
    assert Paper.objects.count() == 1


def test_a_commune_reports_its_own_figures() -> None:
    district, round_ = papers.full_year()
    commune = district.communes["Châu Hóa"]
    paper = actions.draft(by=commune.head, round=round_, organ=commune.organ)
    text = papers.words(paper)
    assert paper.coverage_text == "số liệu của xã Châu Hóa"
    assert "tại 90 điểm, có 12.000 lượt người tham gia." in text
    assert "33.446" not in text
    assert not any("được kiểm tra" in line for line in paper.incomplete), "not asked of a commune"


def test_nothing_approved_is_nothing_to_report() -> None:
    district = make.district()
    with pytest.raises(NothingToReport, match="Duyệt biểu số liệu"):
        papers.draft(district, district.open())
    assert not Paper.objects.exists()
    assert not AuditEvent.objects.filter(action="papers.draft").exists()


def test_only_who_may_draft_at_this_very_organ() -> None:
    district, round_ = papers.full_year()
    for by in (district.communes["Châu Hóa"].head, district.province.head, district.communes["Ngư Hóa"].officer):
        with pytest.raises(PermissionRefused):
            papers.draft(district, round_, by=by)
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Liên hệ số 0912 345 678 để biết thêm.", "số điện thoại"),
        ("Đối tượng Nguyễn Văn Bình, sinh năm 1980 đã bị nhắc nhở.", "tên người"),
        ("TUYỆT MẬT\nNội dung.", "độ mật"),
        ("Đã gọi hỏi, răn đe 731 lượt đối tượng.", "không được lưu"),
        ("Hòa giải 12 vụ mâu thuẫn trong dân.", "không được lưu"),
        ("Xử lý 12 (mười hai) vụ phạm tội.", "không được lưu"),
        ("Hộ Nguyễn Văn Hùng theo đạo.", "tên người"),
        ("Người tố giác: Trần Thị Bình.", "tên người"),
        ("a" * 6001, "quá 6000"),
    ],
)
def test_free_words_are_linted(text: str, said: str) -> None:
    district, round_ = papers.full_year()
    paper = papers.draft(district, round_)
    with pytest.raises(FreeTextRefused, match=said):
        actions.write_free(by=district.top.officer, paper=paper, key="situation", text=text)
    assert Paper.objects.get().free_text == {}


def test_free_words_belong_to_a_place_of_the_outline() -> None:
    district, round_ = papers.full_year()
    paper = papers.draft(district, round_)
    with pytest.raises(FreeTextRefused, match="không có chỗ"):
        actions.write_free(by=district.top.officer, paper=paper, key="results", text="x")


def test_free_words_become_paragraphs_without_what_paper_cannot_carry() -> None:
    district, round_ = papers.full_year()
    paper = papers.draft(district, round_)
    actions.write_free(
        by=district.top.officer, paper=paper, key="situation", text="Địa bàn\x0b ổn\u2028định.\r\n\r\n Hai."
    )
    assert "Địa bàn\nổn\nđịnh.\nHai." in papers.words(Paper.objects.get())


def test_organ_and_signature_stand_as_the_decree_says() -> None:
    district, round_ = papers.full_year()
    paper = papers.draft(district, round_)
    letterhead, signature = paper.content["letterhead"], paper.content["signature"]
    assert (letterhead["issuer"], letterhead["number"], letterhead["day"]) == ("Công an huyện Tuyên Thử", None, None)
    assert signature["authority"] == ["Trưởng Công an huyện"]
    assert paper.content["recipients"][-1] == "Lưu: VT"
    Organ.objects.filter(pk=district.top.organ.pk).update(kind="peoples_committee")
    district.top.head.posts.update(title="Phó Chủ tịch")
    again = papers.draft(district, round_)
    assert again.content["signature"]["authority"] == ["TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"]
