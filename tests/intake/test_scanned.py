"""A pdf of which a part is a picture: only that part is doubted, now and when it is read again; a stamp refuses it."""

from pathlib import Path

import pytest

from tests.intake.test_receive import everything
from tests.reader.scans import joined, scanned, stamp, typeset, with_picture
from tests.reporting.factories import District, district, submission
from tuquan.intake import actions, quarantine
from tuquan.intake.errors import SecrecyMark
from tuquan.intake.models import Finding, SourceDocument
from tuquan.reader import BUNDLED_NAMES
from tuquan.reader.opening import ocr
from tuquan.reader.scanned import REASON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
installed = pytest.mark.skipif(not ocr.available(), reason="Tesseract with Vietnamese is not installed")
TYPED = (
    "BÁO CÁO",
    "Trong năm 2021 đã xây dựng mới 03 mô hình tự quản về an ninh trật tự.",
    "Tổ chức 24 buổi tuyên truyền, có 1.284 lượt người tham gia.",
)
APPENDIX = ("Củng cố 05 mô hình hoạt động chưa đều.",)


@pytest.fixture
def place() -> District:
    return district(1)


def take(place: District, data: bytes, name: str = "bao-cao.pdf") -> SourceDocument:
    who = place.communes["Châu Hóa"]
    return actions.receive(
        by=who.officer, submission=submission(place.open(), who), data=data, file_name=name, secrecy_answer=True
    )


@installed
def test_only_what_came_from_a_picture_is_doubted_now_and_when_read_again(place: District) -> None:
    document = take(place, joined(typeset(*TYPED), scanned(typeset(*APPENDIX))))
    assert [bool(block.get("ocr")) for block in document.blocks] == [False, False, False, True]
    rows = {row.indicator_code: row for row in Finding.objects.filter(reading__document=document)}
    assert rows["schemes_founded"].confidence == "sure"
    assert rows["schemes_consolidated"].reasons[0] == REASON
    pictures = quarantine.from_pictures(document.kind, document.blocks)
    again = quarantine.clear_again(document.text, BUNDLED_NAMES, from_ocr=pictures)[0]
    doubted = {f.indicator for f in again.findings if f.reasons[0] == REASON}
    assert doubted == {"schemes_consolidated"}


def test_a_scan_kept_before_blocks_said_so_is_doubted_as_a_whole() -> None:
    assert quarantine.from_pictures("scan", [{"kind": "line", "start": 0, "end": 3, "label": "x"}]) is True
    assert quarantine.from_pictures("pdf", [{"kind": "line", "start": 0, "end": 3, "label": "x"}]) == ()


@installed
def test_a_stamp_in_a_picture_refuses_the_pdf_and_nothing_of_it_is_kept(place: District, tmp_path: Path) -> None:
    row = submission(place.open(), place.communes["Châu Hóa"])
    before = everything(tmp_path)
    pages = joined(with_picture(typeset(*TYPED), stamp("TỐI MẬT"), left=60, bottom=700), scanned(typeset(*APPENDIX)))
    with pytest.raises(SecrecyMark):
        actions.receive(
            by=place.communes["Châu Hóa"].officer,
            submission=row,
            data=pages,
            file_name="ke-hoach-rieng.pdf",
            secrecy_answer=True,
        )
    assert everything(tmp_path) == before
