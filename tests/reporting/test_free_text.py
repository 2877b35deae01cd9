"""Explanations and reasons keep no person, no secret and no restricted count."""

from datetime import date

import pytest

from tests.reporting import factories as make
from tuquan.ground.models import AuditEvent, Notice
from tuquan.reporting import actions
from tuquan.reporting.errors import FreeTextRefused
from tuquan.reporting.free_text import kept
from tuquan.reporting.models import Move

REFUSED = [
    "Do ông có CCCD 044093001234 chuyển đi.",
    "Hỏi lại theo số 0912 345 678.",
    "Đối tượng Nguyễn Văn A đã rời xã.",
    "Đã gọi hỏi, răn đe 568 lượt đối tượng.",
    "Hòa giải 12 vụ mâu thuẫn trong dân.",
    "Xử lý 12 (mười hai) vụ phạm tội.",
    "Ông Nguyễn Văn Hùng ở thôn Lâm Lang nghiện ma túy.",
    "Do bà Trần Thị Bình tố giác.",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_not_be_kept_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(FreeTextRefused) as refused:
        kept(text)
    said = str(refused.value)
    assert not any(word in said for word in ("044093001234", "0912", "Nguyễn Văn A", "568"))


@pytest.mark.parametrize(
    "text",
    [
        "Sổ chưa ghi mô hình ra mắt ngày 30/11/2021.",
        "Tăng từ 196 lên 33.446 lượt theo Kế hoạch số 01/KH-BCĐ ngày 21/12/2021.",
        "Kinh phí 250.000.000 đồng chuyển sang năm sau.",
        "Số liệu năm trước tính cả xã Thanh Thạch.",
    ],
)
def test_an_ordinary_sentence_is_kept(text: str) -> None:
    assert kept(f" {text} ") == text


@pytest.mark.django_db
@pytest.mark.parametrize("text", REFUSED)
def test_nothing_of_it_is_written(day: date, text: str) -> None:
    district = make.district(communes=1)
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.say(row, "outreach_points", 5)
    figure = row.figures.get(indicator__code="outreach_points")
    make.send(row)
    before = [kind.objects.count() for kind in (AuditEvent, Notice, Move)]
    for act in (
        lambda: actions.explain(by=None, figure=figure, text=text),
        lambda: actions.send_back(by=None, submission=row, version=row.version, reason=text),
        lambda: actions.reopen(by=None, figure=figure, reason=text),
    ):
        with pytest.raises(FreeTextRefused):
            act()
    assert [kind.objects.count() for kind in (AuditEvent, Notice, Move)] == before
