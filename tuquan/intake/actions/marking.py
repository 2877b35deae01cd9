"""A figure that the reader missed, marked in the report by a person."""

from decimal import Decimal

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.intake.actions.answers import confirm, open_submission, refuse_set_aside
from tuquan.intake.errors import NoSuchSpan
from tuquan.intake.models import Finding, FindingAnswer, Reading, SourceDocument
from tuquan.reader.lint import BLANK
from tuquan.reader.restricted import WORDS
from tuquan.reporting import catalogue
from tuquan.reporting.values import checked, refuse_closed

BY_HAND = "by_hand"


@transaction.atomic
def add_by_hand(
    *,
    by: User | None,
    document: SourceDocument,
    start: int,
    end: int,
    indicator_code: str,
    value: Decimal,
    of: Decimal | None = None,
) -> FindingAnswer:
    """Mark characters `start`..`end` (code points) of the kept text as a figure the reader missed, and confirm it.

    Raises NoSuchSpan (outside the text, without a number, or blanked), and what `confirm` raises.
    """
    open_submission(by, document)
    refuse_set_aside(document)
    _refuse_span(document.text, start, end)
    line = catalogue.indicator(indicator_code)
    refuse_closed(line, document.submission.unit_id)
    exact, whole = checked(line, value, of)
    reading = document.readings.first() or Reading.objects.create(document=document, rules_version=BY_HAND)
    finding = Finding.objects.create(
        reading=reading,
        position=reading.findings.count(),
        indicator_code=line.code,
        value=exact,
        of=whole,
        start=start,
        end=end,
        sentence_start=document.text.rfind("\n", 0, start) + 1,
        sentence_end=_line_end(document.text, end),
        confidence=Finding.Confidence.SURE,
        reasons=["Do người xác nhận đánh dấu trong báo cáo."],
        rule=BY_HAND,
        rule_version="1",
        measure=line.measure,
    )
    return confirm(by=by, finding=finding)


def _refuse_span(text: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(text):
        raise NoSuchSpan("Đoạn được chọn nằm ngoài báo cáo. Tải lại trang rồi chọn lại chỗ có số liệu.")
    if BLANK in text[start:end]:
        raise NoSuchSpan("Đoạn được chọn đã che vì là số liệu nghiệp vụ hoặc thông tin cá nhân; không ghi lại được.")
    if not any(character.isdigit() for character in text[start:end]) and not WORDS.search(text[start:end]):
        raise NoSuchSpan("Đoạn được chọn không có con số nào. Chọn lại đúng chỗ có số liệu trong báo cáo.")


def _line_end(text: str, end: int) -> int:
    found = text.find("\n", end)
    return len(text) if found < 0 else found
