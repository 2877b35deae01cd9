"""Every number can be asked where it comes from."""

from datetime import date

import pytest

from tests.reporting import factories as make
from tuquan.reporting import actions, tracing
from tuquan.reporting.tracing import Step
from tuquan.vn.windows import calendar_window

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=1)


def test_another_room_tells_of_its_own_sources(district: make.District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "_TELLERS", dict(tracing._TELLERS))
    tracing.register("read", lambda key: [Step("Câu trong báo cáo", f"“{key}”", "finding", key)])
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 5, source_kind="read", source_key="finding:7", source_label="bc.docx")
    steps = tracing.trace(row.figures.get(indicator__code="outreach_points"))
    assert [(step.kind, step.key) for step in steps if step.kind == "finding"] == [("finding", "finding:7")]


def test_what_else_was_said_and_done_follows(district: make.District) -> None:
    commune = district.communes["Châu Hóa"]
    row = make.submission(district.open(), commune)
    make.say(row, "outreach_points", 5, by=commune.officer, source_label="sổ tay")
    make.say(row, "outreach_points", 6, by=commune.head)
    figure = row.figures.get(indicator__code="outreach_points")
    actions.explain(by=None, figure=figure, text="Đếm lại.")
    make.send(row)
    actions.send_back(by=district.top.officer, submission=row, version=row.version, reason="Thiếu một điểm.")
    make.say(row, "outreach_points", 7)
    make.send(row)
    figure.refresh_from_db()
    steps = tracing.trace(figure)
    assert [step.title for step in steps if step.kind == "claim"] == ["Số được chọn", *["Số khác được nêu"] * 2]
    assert "sổ tay" in steps[4].text
    assert [step.title for step in steps if step.kind == "revision"] == ["Duyệt lần 2", "Duyệt lần 1"]
    assert next(step for step in steps if step.title == "Duyệt lần 1").text.endswith("đã có bản mới hơn.")
    assert any("Lý do: Thiếu một điểm." in step.text for step in steps if step.kind == "move")
    assert all(step.text[-1] in ".”!?" or step.kind == "explanation" for step in steps)


def test_a_carried_number_leads_to_the_last_round(district: make.District) -> None:
    commune = district.communes["Châu Hóa"]
    last = make.submission(district.open(calendar_window("year", 2020), title="năm 2020"), commune)
    make.say(last, "steering_committees", 1)
    make.say(last, "steering_committee_members", 13)
    make.send(last)
    row = make.submission(district.open(), commune)
    claim = actions.carry(by=commune.officer, submission=row, indicator="steering_committee_members")
    assert claim is not None
    assert [step.text for step in tracing.tell(claim)] == ["Thành viên Ban Chỉ đạo cấp xã: 13 (xã Châu Hóa, năm 2020)."]


def test_silence_has_a_trace_too(district: make.District) -> None:
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    (step,) = tracing.trace(row.figures.get(indicator__code="outreach_points"))
    assert step.text == "Điểm tuyên truyền: chưa báo cáo (xã Châu Hóa, năm 2021)."
