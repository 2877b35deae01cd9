"""One number's way: claimed, presented, sent, approved, in the district's total, and back again by its trace."""

from datetime import date
from decimal import Decimal

import pytest

from tests.reporting import factories as make
from tuquan.ground.models import AuditEvent, Notice
from tuquan.reporting import actions, queries, rollup, tracing
from tuquan.reporting.models import Answer, FigureRevision, Move, State

pytestmark = pytest.mark.django_db


def test_a_number_goes_up_and_can_be_walked_back(day: date) -> None:
    district = make.district()
    round_ = district.open(by=district.top.officer)
    commune = district.communes["Châu Hóa"]
    row = make.submission(round_, commune)
    make.say(row, "outreach_points", 12, by=commune.officer)
    make.say(row, "outreach_attendances", 33446, by=commune.officer)
    make.none_for_the_rest(row)
    actions.present(by=commune.officer, submission=row, version=row.version)
    actions.submit(by=commune.head, submission=row, version=row.version)
    assert rollup.total(round=round_, unit_id=district.top.unit_id, indicator="outreach_points").value is None
    actions.approve(by=district.top.officer, submission=row, version=row.version)
    total = rollup.total(round=round_, unit_id=district.top.unit_id, indicator="outreach_attendances")
    assert (total.value, total.answer, total.coverage.text) == (Decimal(33446), Answer.VALUE, "1/3 xã, thị trấn")
    assert total.coverage.missing == ("Đồng Lê", "Ngư Hóa")
    revision = FigureRevision.objects.get(pk=next(part.revision_id for part in total.parts if part.value))
    steps = tracing.trace(revision)
    assert [step.kind for step in steps] == ["figure", "claim", "typed", "revision", "move", "move", "move"]
    assert "33.446" in steps[0].text
    assert "xã Châu Hóa" in steps[0].text
    assert row.state == State.APPROVED
    assert Move.objects.filter(submission=row).count() == 3
    assert AuditEvent.objects.filter(action="reporting.approve", actor_key=district.top.officer.pk).count() == 1
    assert Notice.objects.filter(user_key=commune.head.pk, text__contains="trình").exists()
    assert Notice.objects.filter(user_key=district.top.officer.pk, text__contains="gửi cấp trên").exists()


def test_the_pages_of_a_round_can_be_drawn(day: date) -> None:
    district = make.district()
    round_ = district.open()
    row = make.submission(round_, district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 12)
    board = queries.board(round_)
    assert board.sentence == "0/3 xã, thị trấn đã gửi; chưa gửi: Châu Hóa, Đồng Lê, Ngư Hóa"
    assert {found.name: found.due_text for found in board.rows}["Châu Hóa"] == "còn 3 ngày làm việc"
    sections = queries.grid(row)
    assert [section.title for section in sections] == ["Tuyên truyền", "Mô hình", "Lực lượng"]
    points = next(found for section in sections for found in section.lines if found.indicator.code == "outreach_points")
    assert (points.value.text, points.source_label) == ("12", "nhập tay")
    assert queries.grid(make.submission(round_, district.top))
    readiness = queries.readiness(row)
    assert not readiness.ready
    assert readiness.answered == 1
