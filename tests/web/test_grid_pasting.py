"""Cells from Excel: read, shown, then taken all at once or not at all."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.reporting import factories as make
from tuquan.ground.models import AuditEvent
from tuquan.reporting import queries
from tuquan.reporting.models import Answer, Claim, Submission
from tuquan.web.figures.pasting import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: Any) -> make.District:
    return make.district(1)


@pytest.fixture
def row(district: make.District) -> Submission:
    return make.submission(district.open(), district.communes["Châu Hóa"])


@pytest.fixture
def officer(client: Client, district: make.District) -> Client:
    client.force_login(district.communes["Châu Hóa"].officer)
    return client


def lines(row: Submission) -> list[Any]:
    return [line for section in queries.grid(row) for line in section.lines]


def look(client: Client, row: Submission, text: str, start: str) -> Any:
    data = {"text": text, "start": start}
    return client.post(f"/so-lieu/bieu/{row.pk}/dan/", data, headers={"HX-Request": "true"})


def hidden(answer: Any) -> dict[str, str]:
    takes = answer.context["takes"]
    return {f"cell:{p.line.indicator.code}": p.text for p in takes} | {
        f"version:{p.line.indicator.code}": str(p.version) for p in takes
    }


def test_a_column_goes_down_from_its_cell(officer: Client, row: Submission) -> None:
    asked = lines(row)
    start = next(at for at, line in enumerate(asked) if line.indicator.kind == "flow")
    texts = ["33.446", "không phát sinh", "", "03", "mười rưỡi"]
    answer = look(officer, row, "\r\n".join(texts) + "\r\n", asked[start].indicator.code)
    said = {p.line.indicator.code: p for p in answer.context["rows"]}
    codes = [line.indicator.code for line in asked[start : start + 5]]
    assert [said[code].value.text if code in said and said[code].value else None for code in codes] == [
        "33.446", "không phát sinh", None, "3", None,
    ]  # fmt: skip
    html = answer.content.decode()
    assert "không đọc được thành số" in html
    assert "chưa báo cáo" in html
    assert "33.446" in html
    assert "Ghi 3 ô" in html
    assert "Chưa có ô nào được ghi" in html
    assert not Claim.objects.filter(figure__submission=row, source_kind="typed").exists(), "shown, not taken"

    taken = officer.post(
        f"/so-lieu/bieu/{row.pk}/dan/", {"act": "take", "token": "paste-token-1", **hidden(answer)}, follow=True
    )
    assert "Đã ghi 3 ô" in taken.content.decode()
    now = {line.indicator.code: line.value for line in lines(row)}
    assert [now[code].text for code in codes] == ["33.446", "không phát sinh", "chưa báo cáo", "3", "chưa báo cáo"]
    event = AuditEvent.objects.get(action="reporting.fill")
    assert len(event.detail["cells"]) == 3
    assert event.subject_key == str(row.pk)


def test_all_of_a_paste_or_nothing(officer: Client, row: Submission) -> None:
    """Somebody typed into one of the cells between the preview and the taking."""
    asked = [line.indicator.code for line in lines(row) if line.indicator.kind == "flow"][:2]
    answer = look(officer, row, "5\n6", asked[0])
    sent = hidden(answer)
    make.say(row, next(name[5:] for name in list(sent) if name.startswith("cell:")), 9)
    taken = officer.post(f"/so-lieu/bieu/{row.pk}/dan/", {"act": "take", **sent}, follow=True)
    assert "Chưa ghi ô nào" in taken.content.decode()
    assert "ghi 9" in taken.content.decode()
    assert Claim.objects.filter(figure__submission=row, source_kind="typed").count() == 1
    assert not AuditEvent.objects.filter(action="reporting.fill").exists()


def test_a_paste_sent_twice_is_one(officer: Client, row: Submission) -> None:
    start = next(line.indicator.code for line in lines(row) if line.indicator.kind == "flow")
    sent = {"act": "take", "token": "paste-token-2", **hidden(look(officer, row, "5\n6", start))}
    for _ in range(2):
        officer.post(f"/so-lieu/bieu/{row.pk}/dan/", sent)
    assert Claim.objects.filter(figure__submission=row, source_kind="typed").count() == 2


def test_names_in_the_first_column_find_their_lines(row: Submission) -> None:
    asked = lines(row)
    first, last = asked[0], asked[-1]
    text = f"{last.indicator.name.upper()}\t7\nmột chỉ tiêu lạ\t8\n{first.indicator.name}\t9"
    found = list(plan(asked, text, first.indicator.code))
    assert [p.line.indicator.code if p.line else None for p in found] == [
        last.indicator.code, None, first.indicator.code,
    ]  # fmt: skip
    assert "Không có chỉ tiêu này" in found[1].fault


def test_two_columns_are_x_of_y_where_the_line_asks_it(row: Submission) -> None:
    asked = lines(row)
    ratio = next(line for line in asked if line.indicator.kind == "ratio")
    (found,) = plan(asked, "17\t19", ratio.indicator.code)
    assert found.value is not None
    assert found.value.text == "17/19"
    (turned,) = plan(asked, "19/17", ratio.indicator.code)
    assert "lớn hơn tổng số" in turned.fault


def test_more_rows_than_lines_are_said(row: Submission) -> None:
    asked = lines(row)
    found = list(plan(asked, "1\n2\n3", asked[-1].indicator.code))
    assert [bool(p.fault) for p in found[1:]] == [True, True]
    assert "Thừa" in found[1].fault


@given(values=st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_what_is_copied_comes_back_the_same(values: list[int], row: Submission) -> None:
    """The grid copies as it shows; pasted back, nothing changes."""
    from tuquan.vn.numbers import show

    asked = [line for line in lines(row) if line.indicator.kind in ("flow", "stock")][: len(values)]
    text = "\r\n".join(show(value) for value in values)
    found = list(plan(asked, text, asked[0].indicator.code))
    assert [p.value.value for p in found if p.value and p.value.answer == Answer.VALUE] == values


def test_without_scripts_it_is_a_page(officer: Client, row: Submission) -> None:
    start = lines(row)[0].indicator.code
    page = officer.get(f"/so-lieu/bieu/{row.pk}/dan/?start={start}").content.decode()
    assert "Các ô chép từ bảng tính" in page
    html = officer.post(f"/so-lieu/bieu/{row.pk}/dan/", {"text": "4", "start": start}).content.decode()
    assert "Ghi 1 ô" in html
    assert "<html" in html
