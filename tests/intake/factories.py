"""A report of Châu Hóa for tests, and the shortest way to have it received."""

from typing import Any

from tests.reporting.factories import District, submission
from tuquan.intake import actions
from tuquan.intake.models import Finding, SourceDocument

REPORT = """CÔNG AN HUYỆN TUYÊN THỬ
CÔNG AN XÃ CHÂU HÓA
Châu Hóa, ngày 15 tháng 12 năm 2021
BÁO CÁO
Kết quả phong trào toàn dân bảo vệ an ninh Tổ quốc năm 2021
Trong năm 2021 đã xây dựng mới 03 mô hình tự quản về an ninh trật tự: “Camera an ninh”, “Dòng họ tự quản”.
Củng cố 05 mô hình hoạt động chưa đều.
Tổ chức 24 buổi tuyên truyền.
Có 11/12 thôn đạt tiêu chuẩn an toàn về an ninh trật tự.
Quần chúng giúp Công an bắt 47 đối tượng, trong đó có Nguyễn Văn Tèo, CCCD 044085001234, điện thoại 0912345678.
Bắt giữ 53 (năm mươi ba) đối tượng. Giao nộp 61 quả đạn.
Năm 2022 phấn đấu xây dựng mới 02 mô hình.
"""
# What must stand nowhere once the report was received.
FORBIDDEN = ("Văn Tèo", "044085001234", "0912345678", "bắt 47", "giữ 53", "năm mươi ba", "nộp 61")


def received(
    place: District,
    commune: str = "Châu Hóa",
    *,
    text: str = REPORT,
    name: str = "bao-cao.txt",
    by: Any = None,
    round_: Any = None,
) -> SourceDocument:
    """The report received for a commune's submission of a round (opened when none is given)."""
    who = place.communes[commune]
    row = submission(round_ or place.open(), who)
    return actions.receive(
        by=by or who.officer, submission=row, data=text.encode(), file_name=name, secrecy_answer=True
    )


def finding(document: SourceDocument, code: str, *, planned: bool = False) -> Finding:
    """The first finding of an indicator."""
    found = Finding.objects.filter(reading__document=document, indicator_code=code, planned=planned).first()
    assert found is not None, f"{code} was not read"
    return found
