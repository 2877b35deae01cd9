"""A chat group's files for one round, and that round opened in a copy of the demonstration."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.browser.acts import report
from tests.browser.station import environment

TITLE = "Năm 2021, nhận trong nhóm"
OPEN = f"""
from datetime import date
from tuquan.cli.station import open_station
open_station(migrate=True)
from tuquan.ground import clock
from tuquan.reporting import actions
from tuquan.reporting.models import Round
from tuquan.vn.windows import Window
year = Round.objects.get(title="Năm 2021")
with clock.at(date(2021, 12, 31)):
    actions.open_round(
        by=None, report_kind=year.report_kind, scope_id=year.scope_id,
        window=Window(date(2020, 12, 15), date(2021, 12, 14)), title="{TITLE}",
        dues={{row.level: row.due_on for row in year.dues.all()}},
        organs=dict(year.submissions.values_list("unit_id", "organ_id")),
    )
"""
UNITS = ("xã Cao Quảng", "xã Châu Hóa", "xã Đồng Hóa", "thị trấn Đồng Lê", "xã Đức Hóa", "xã Kim Hóa")


def open_round(data: Path) -> None:
    """A round of which every submission is still open, for the same year."""
    subprocess.run([sys.executable, "-c", OPEN], env=environment(data), check=True, capture_output=True)


def word(*lines: str) -> bytes:
    """A docx of these paragraphs."""
    from docx import Document

    paper, made = Document(), io.BytesIO()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(made)
    return made.getvalue()


def group(times: int = 5) -> bytes:
    """A zip of 34 files: reports and their supplements, one twice, one with a secrecy mark, one broken, one unclear."""
    made, first = io.BytesIO(), b""
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        for number, unit in enumerate(UNITS, start=1):
            name, data = report(unit)
            first = first or data
            pack.writestr(f"Zalo/{number:02d} {name}", data)
        for more in range(1, times):
            for number, unit in enumerate(UNITS, start=1):
                pack.writestr(f"Zalo/{number:02d} bo sung {more}.docx", supplement(unit, more))
        pack.writestr("Zalo/ban sao.docx", first)
        pack.writestr("Zalo/co dau.docx", word("CÔNG AN XÃ CHÂU HÓA", "MẬT", "BÁO CÁO", "Nội dung."))
        pack.writestr("Zalo/hong.docx", b"PK\x03\x04 hong")
        pack.writestr("Zalo/khong ro.docx", word("Tổ chức 12 buổi tuyên truyền trong năm 2021."))
    return made.getvalue()


def supplement(unit: str, number: int) -> bytes:
    return word(
        "CÔNG AN HUYỆN TUYÊN HÓA",
        f"CÔNG AN {unit.upper()}",
        "BÁO CÁO",
        f"Bổ sung lần {number} kết quả phong trào năm 2021",
        f"Trong năm 2021 đã củng cố {number + 2:02d} mô hình tự quản về an ninh, trật tự.",
    )
