"""A batch of every kind of file, each holding what may not be kept; also run by itself on a data folder of its own.

`python -m tests.intake.traces` (TUQUAN_DATA set) leaves the database as a program that was killed leaves it.
"""

import io
import os
import zipfile
from typing import Any

import xlsxwriter

from tests.reader import documents as made
from tests.reader.scans import typeset

# Every value in all spellings that the files below carry; none may stand anywhere afterwards.
FORBIDDEN = (
    "Văn Tèo", "044085001234", "044.085.001.235", "44085001236", "0912345678", "0987.654.321", "+84 977 111 222",
    "977333444", "1903456789012", "teo.nguyen85@", "12 đường Hàm Nghi", "Thị Lành", "bắt 47", "giữ 53", "năm mươi ba",
    "nộp 61", "87 mô hình", "Kế hoạch riêng", "Đơn tố giác",
)  # fmt: skip
LINES = (
    "CÔNG AN XÃ {name}",
    "{title}, ngày 15 tháng 12 năm 2021",
    "BÁO CÁO",
    "Kết quả phong trào toàn dân bảo vệ an ninh Tổ quốc năm 2021",
    "Trong năm 2021 đã xây dựng mới 03 mô hình tự quản về an ninh trật tự.",
    "Quần chúng giúp Công an bắt 47 đối tượng, trong đó có Nguyễn Văn Tèo, CCCD 044085001234, điện thoại 0912345678.",
    "Bắt giữ 53 (năm mươi ba) đối tượng. Giao nộp 61 quả đạn.",
    "Liên hệ ông Nguyễn Văn Tèo, trú tại số 12 đường Hàm Nghi, phường Nam Lý; STK 1903456789012; teo.nguyen85@thu.vn.",
    "Người tố giác: Cao Thị Lành, CCCD 044.085.001.235, ĐT +84 977 111 222 hoặc 0987.654.321.",
)
TABLE = (("TT", "Họ và tên", "SĐT", "CCCD"), ("1", "Nguyễn Văn Tèo", "977333444", "44085001236"))
SECRET = ("MẬT", "Kế hoạch riêng", "BÁO CÁO", "Trong năm 2021 xây dựng mới 87 mô hình tự quản.")


def lines(name: str) -> list[str]:
    return [line.format(name=name.upper(), title=name) for line in LINES]


def workbook(name: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Báo cáo")
    for at, line in enumerate(lines(name)):
        sheet.write(at, 0, line)
    for at, row in enumerate(TABLE, start=len(LINES)):
        sheet.write_row(at, 0, [int(cell) if cell.isdigit() else cell for cell in row])
    book.close()
    return out.getvalue()


def zipped(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in files:
            new.writestr(name, data)
    return out.getvalue()


def reports() -> list[tuple[str, bytes]]:
    """Reports of three communes as they come, and two that are refused for their secrecy."""
    from tuquan.reader.opening.bundle import unbundle

    inside = zipped(
        ("Zalo/CCCD 044085001234 Nguyễn Văn Tèo.docx", made.docx_of(lines("Đồng Lê"), table=TABLE)),
        ("Zalo/Kế hoạch riêng.docx", made.docx_of(SECRET)),
        ("Đơn tố giác Nguyễn Văn Tèo.rar", b"Rar!\x1a\x07\x00" + "Văn Tèo".encode()),
    )
    return [
        ("Châu Hóa.pdf", typeset(*lines("Châu Hóa"))),
        ("Ngư Hóa 0912345678.xlsx", workbook("Ngư Hóa")),
        *unbundle(inside, "nhom.zip").files,
        ("Kế hoạch riêng_TUYỆT MẬT.docx", made.docx_of(("BÁO CÁO", *SECRET[3:]))),
    ]


def scenario() -> Any:
    """Send the batch, confirm it, let the job receive it, confirm a figure and draft the paper of the district."""
    from tests.papers.factories import _explain_all as explain_all
    from tests.papers.factories import draft
    from tests.reporting.factories import district, send, submission
    from tuquan.ground import jobs
    from tuquan.intake import actions
    from tuquan.intake.models import Finding
    from tuquan.reporting.models import Submission

    place = district(3)
    round_ = place.open()
    files = reports()
    refused = [("Đơn tố giác Nguyễn Văn Tèo.rar", "Không đọc được tệp “Đơn tố giác Nguyễn Văn Tèo.rar”: tệp nén.")]
    batch = actions.open_batch(
        by=place.top.officer, round=round_, files=[n for n, _ in files], refused=refused, secrecy_answer=True
    )
    actions.read_files(batch, [data for _, data in files])
    rows = [submission(round_, office).pk for office in place.communes.values()]
    belongs = {row.pk: rows.pop(0) for row in batch.files.filter(state="read")}
    job = actions.confirm_batch(by=place.top.officer, batch=batch, belongs=belongs)
    jobs.run_job.func(job.pk)
    for row in Submission.objects.filter(pk__in=belongs.values()):
        found = Finding.objects.filter(reading__document__submission=row, indicator_code="schemes_founded").first()
        actions.confirm(by=place.top.officer, finding=found)
        explain_all(row)
        send(row)
    draft(place, round_)
    return batch


def main() -> None:
    """The scenario on an installation of its own; then end at once, with nothing closed or tidied."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tuquan.config.settings"
    import django

    django.setup()
    from datetime import date

    from django.core.management import call_command

    from tuquan.ground import clock

    call_command("migrate", verbosity=0)
    with clock.at(date(2021, 12, 20)):
        scenario()
    os._exit(0)


if __name__ == "__main__":
    main()
