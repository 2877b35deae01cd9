"""Bàn giao: what is open, due and waiting; who may look; the record to print and sign."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from tests import factories
from tests.intake.factories import received
from tests.papers.factories import draft, full_year
from tests.reporting import factories as make
from tuquan.accounts.models import OrganPlacement, OrganSuccession, OrganVersion, Post
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent
from tuquan.papers import actions as papers
from tuquan.reporting import actions
from tuquan.reporting.models import SubmissionPlacement
from tuquan.web.handover.offices import choices

pytestmark = pytest.mark.django_db

DAY = date(2021, 12, 22)
ENDED = date(2021, 12, 1)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(DAY):
        yield


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def parts(answer: Any) -> dict[str, list[tuple[str, ...]]]:
    return {part.key: [row.cells for row in part.rows] for part in answer.context["shown"].parts}


def test_an_office_sees_what_it_still_has_to_bring_to_its_end() -> None:
    district = make.district()
    round_ = district.open(title="Năm 2021")
    commune = district.communes["Châu Hóa"]
    make.say(make.submission(round_, commune), "outreach_points", 5, by=commune.officer)
    answer = signed_in(commune.officer).get("/ban-giao/")
    shown = parts(answer)
    what, state, due, missing = shown["bieu"][0]
    assert "năm 2021 · xã Châu Hóa" in what
    assert (state, due) == ("Đang làm", "20/12/2021, quá hạn 2 ngày")
    assert "chỉ tiêu đã có trả lời" in missing
    assert "Phải sửa hoặc còn thiếu:" in missing
    assert [row[0] for row in shown["vi-tri"]] == [commune.officer.full_name, commune.head.full_name]
    assert "Bàn giao · Công an xã Châu Hóa" in words(answer)
    assert "Nguồn: Các kỳ báo cáo trong phần mềm, ngày 22/12/2021." in words(answer)


def test_what_is_approved_is_not_handed_over() -> None:
    district, _ = full_year()
    commune = district.communes["Châu Hóa"]
    assert parts(signed_in(commune.officer).get("/ban-giao/"))["bieu"] == []
    top = parts(signed_in(district.top.head).get("/ban-giao/"))
    assert top["bieu"][0][1:] == ("Đã gửi", "28/12/2021", "Chờ cấp trên duyệt")
    assert top["thu"] == []


def test_a_round_that_is_being_collected_names_who_has_not_sent() -> None:
    district, _ = full_year(approve=1)
    rows = parts(signed_in(district.top.officer).get("/ban-giao/"))["thu"]
    assert rows == [("Báo cáo năm về phong trào, năm 2021", "20/12/2021", "không có", "2: Đồng Lê, Ngư Hóa")]


def test_received_reports_and_differences_wait_until_they_are_answered() -> None:
    district = make.district()
    document = received(district)
    commune = district.communes["Châu Hóa"]
    row = document.submission
    make.say(row, "schemes_founded", 2, source_kind="records", source_key="k", source_label="Sổ mô hình")
    make.say(row, "schemes_founded", 3, source_kind="read", source_key="1", source_label="Trích từ “bao-cao.txt”")
    shown = parts(signed_in(commune.officer).get("/ban-giao/"))
    name, _, taken, progress = shown["bao-cao-den"][0]
    assert name == "bao-cao.txt"
    assert taken.endswith(commune.officer.full_name)
    assert progress.startswith("0/")
    assert any("Sổ mô hình" in said for _, said in shown["chenh-lech"])
    figure = row.figures.get(indicator__code="schemes_founded")
    actions.explain(by=None, figure=figure, text="Một mô hình chưa có quyết định.")
    assert parts(signed_in(commune.officer).get("/ban-giao/"))["chenh-lech"] == []


def test_drafts_and_the_last_number_of_each_year_go_over() -> None:
    district, round_ = full_year()
    Post.objects.filter(user=district.top.head).update(title="Trưởng Công an huyện")
    first = draft(district, round_)
    papers.issue(by=district.top.head, paper=first, number=41)
    second = draft(district, round_)
    shown = parts(signed_in(district.top.officer).get("/ban-giao/"))
    assert shown["so-van-ban"] == [("2021", "41", "1")]
    assert [row[0] for row in shown["du-thao"]] == [second.subject]
    assert district.top.officer.full_name in shown["du-thao"][0][1]


def test_a_person_s_part_is_what_the_program_knows_of_them() -> None:
    district = make.district()
    document = received(district)
    commune = district.communes["Châu Hóa"]
    make.say(document.submission, "outreach_points", 5, by=commune.officer)
    client = signed_in(commune.officer)
    his = parts(client.get("/ban-giao/", {"nguoi": commune.officer.pk}))
    assert his["bieu"][0][-1] == "1 số liệu"
    assert len(his["bao-cao-den"]) == 1
    assert len(his["vi-tri"]) == 1
    hers = parts(client.get("/ban-giao/", {"nguoi": commune.head.pk}))
    assert hers["bieu"] == []
    assert hers["bao-cao-den"] == []


@pytest.mark.parametrize("text", ["abc", "0", "99999999999999999999", "-1", "１２"])
def test_somebody_who_never_held_a_post_there_does_not_exist(text: str) -> None:
    district = make.district()
    client = signed_in(district.top.head)
    assert client.get("/ban-giao/", {"nguoi": text}).status_code == 404
    assert client.get(f"/ban-giao/{district.top.organ.pk}/bien-ban/", {"nguoi": text}).status_code == 404
    other = district.communes["Châu Hóa"].officer.pk
    assert client.get("/ban-giao/", {"nguoi": other}).status_code == 404


def test_heads_look_at_offices_of_their_area_officers_do_not() -> None:
    district = make.district()
    commune = district.communes["Châu Hóa"]
    url = f"/ban-giao/{commune.organ.pk}/"
    assert signed_in(district.top.head).get(url).status_code == 200
    refused = signed_in(district.top.officer).get(url)
    assert refused.status_code == 403
    assert "Bạn không được xem bàn giao của Công an xã Châu Hóa." in words(refused)
    assert signed_in(district.communes["Ngư Hóa"].head).get(url).status_code == 404
    for key in (0, 999_999, 10**25):
        assert signed_in(district.top.head).get(f"/ban-giao/{key}/").status_code == 404
        assert signed_in(district.top.head).get(f"/ban-giao/{key}/bien-ban/").status_code == 404
    led = signed_in(district.top.head).get("/ban-giao/", {"co-quan": str(commune.organ.pk)})
    assert led["Location"] == url
    assert signed_in(district.top.head).get("/ban-giao/", {"co-quan": "x"}).status_code == 404


def test_an_administrator_sees_who_holds_what_and_no_figures() -> None:
    district = make.district()
    received(district)
    administrator = factories.make_post(district.top.organ, "administrator").user
    answer = signed_in(administrator).get(f"/ban-giao/{district.communes['Châu Hóa'].organ.pk}/")
    assert set(parts(answer)) == {"bieu", "thu", "so-van-ban", "sap-xep", "vi-tri"}
    assert "Quản trị không xem số liệu" in words(answer)
    assert "/so-lieu/bieu/" not in words(answer)  # no link that would only be refused


def test_somebody_without_a_post_is_told_so() -> None:
    answer = signed_in(factories.make_user()).get("/ban-giao/")
    assert "Tài khoản chưa có vị trí công tác" in words(answer)


def test_a_draft_of_another_organ_stays_its_own_business() -> None:
    district, round_ = full_year()
    papers.draft(by=None, round=round_, organ=district.communes["Châu Hóa"].organ)
    url = f"/ban-giao/{district.communes['Châu Hóa'].organ.pk}/"
    assert parts(signed_in(district.top.head).get(url))["du-thao"] == []
    assert len(parts(signed_in(district.communes["Châu Hóa"].head).get("/ban-giao/"))["du-thao"]) == 1


def _ended(district: make.District, name: str, heir: make.Office) -> int:
    """The commune's organ is no more since ENDED; `heir`'s organ took over."""
    organ = district.communes[name].organ
    for rows in (OrganVersion, OrganPlacement):
        rows.objects.filter(organ=organ).update(ends_on=ENDED)
    Post.objects.filter(organ=organ).update(ends_on=ENDED)
    OrganSuccession.objects.create(old=organ, new=heir.organ, on=ENDED, basis="Kết luận thử")
    return int(organ.pk)


def test_an_ended_office_is_read_by_who_took_over() -> None:
    district = make.district()
    round_ = district.open(title="Năm 2021")
    heir = district.communes["Ngư Hóa"]
    row = make.submission(round_, district.communes["Châu Hóa"])
    key = _ended(district, "Châu Hóa", heir)
    SubmissionPlacement.objects.create(submission=row, unit_id=heir.unit_id, organ=heir.organ, begins_on=ENDED)
    answer = signed_in(heir.officer).get(f"/ban-giao/{key}/")
    text = words(answer)
    assert "đã kết thúc từ 01/12/2021; Công an xã Ngư Hóa tiếp nhận." in text
    assert "Kết luận thử" in text
    shown = parts(answer)
    assert shown["bieu"][0][-1] == "Công an xã Ngư Hóa"
    assert {row[3] for row in shown["vi-tri"]} == {"giữ từ 01/03/2020"}
    assert answer.context["shown"].day == DAY
    own = parts(signed_in(heir.officer).get("/ban-giao/"))["bieu"]
    assert any("xã Châu Hóa" in row[0] for row in own)
    assert signed_in(district.communes["Đồng Lê"].head).get(f"/ban-giao/{key}/").status_code == 404
    assert str(key) in dict(signed_in(heir.officer).get("/ban-giao/").context["offices"])


def test_the_record_is_a_docx_with_room_for_the_pen_and_two_signers() -> None:
    district = make.district()
    district.open(title="Năm 2021")
    commune = district.communes["Châu Hóa"]
    before = AuditEvent.objects.count()
    answer = signed_in(commune.officer).get(f"/ban-giao/{commune.organ.pk}/bien-ban/")
    assert answer["Content-Disposition"] == (
        f'attachment; filename="bien-ban-ban-giao-{commune.organ.pk}-2021-12-22.docx"'
    )
    made = Document(BytesIO(answer.content))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "BIÊN BẢN" in text
    assert "Bàn giao công việc của Công an xã Châu Hóa" in text
    assert text.count("Hồ sơ giấy để ở đâu: …") == 9
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert {"BÊN GIAO", "BÊN NHẬN", "Ký"} <= set(cells)
    assert any("năm 2021 · xã Châu Hóa" in cell for cell in cells)
    assert AuditEvent.objects.count() == before  # nothing of it is stored


def test_the_record_of_a_person_names_them() -> None:
    district = make.district()
    commune = district.communes["Châu Hóa"]
    answer = signed_in(commune.head).get(f"/ban-giao/{commune.organ.pk}/bien-ban/", {"nguoi": str(commune.officer.pk)})
    made = Document(BytesIO(answer.content))
    assert any(f"Bên giao: {commune.officer.full_name}." in paragraph.text for paragraph in made.paragraphs)


def test_what_was_taken_over_and_handed_on_is_no_longer_ones_own() -> None:
    district = make.district()
    round_ = district.open(title="Năm 2021")
    row = make.submission(round_, district.communes["Châu Hóa"])
    heir = district.communes["Ngư Hóa"]
    SubmissionPlacement.objects.create(submission=row, unit_id=heir.unit_id, organ=heir.organ, begins_on=ENDED)
    own = parts(signed_in(district.communes["Châu Hóa"].officer).get("/ban-giao/"))["bieu"]
    assert own == []


def test_the_list_of_offices_costs_the_same_however_many_there_are() -> None:
    counted = []
    for size in (3, 9):
        district = make.district(size)
        with CaptureQueriesContext(connection) as asked:
            assert len(choices(district.top.head, district.top.organ.pk)) == size + 1
        counted.append(len(asked))
    assert counted[0] == counted[1]
