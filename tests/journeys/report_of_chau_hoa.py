"""The commune, its register and its report, as the journey of a number finds them."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import docx

from tests.reporting import factories as make
from tuquan.accounts.models import OrganVersion
from tuquan.reporting.models import Round, Submission
from tuquan.schemes import actions as schemes
from tuquan.schemes.models import Scheme

FILE_NAME = "bao-cao-chau-hoa.docx"
SENTENCE = "Trong năm 2021, Công an xã đã tham mưu xây dựng mới 03 mô hình tự quản về an ninh trật tự."
PARAGRAPHS = (
    "CÔNG AN XÃ CHÂU HÓA",
    "Châu Hóa, ngày 15 tháng 12 năm 2021",
    "BÁO CÁO",
    "Kết quả công tác xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc năm 2021",
    f"{SENTENCE} Thanh loại 01 mô hình hoạt động không hiệu quả.",
    "Tổ chức 14 điểm tuyên truyền, có 2.269 lượt người tham gia.",
)


@dataclass(frozen=True)
class Ground:
    """A district whose round of 2021 is open, and Châu Hóa's schemes in the register."""

    district: make.District
    round: Round
    submission: Submission
    founded: list[Scheme]

    @property
    def commune(self) -> make.Office:
        return self.district.communes["Châu Hóa"]


def lay_ground() -> Ground:
    """Two schemes founded in the year stand in its register when the round opens; its report will tell three."""
    district = make.district()
    for office, symbol in ((district.top, "BC-CAH"), (district.communes["Châu Hóa"], "BC-CAX")):
        OrganVersion.objects.filter(organ=office.organ).update(symbol=symbol, place_name="Tuyên Thử")
    founded = [_found(district.communes["Châu Hóa"], place, day) for place, day in PLACES]
    _found(district.communes["Ngư Hóa"], "bản Cáo", date(2021, 5, 12))
    round_ = district.open(title="Năm 2021", by=district.top.officer)
    return Ground(district, round_, make.submission(round_, district.communes["Châu Hóa"]), founded)


PLACES = (("thôn Lâm Lang", date(2021, 3, 3)), ("thôn Kinh Châu", date(2021, 9, 2)))


def _found(who: make.Office, place: str, day: date) -> Scheme:
    kind = schemes.add_kind(by=None, name=f"Tự quản {place}", field="residential_area")
    return schemes.found(
        by=who.officer, kind=kind, name=f"Tự quản {place}", unit_id=who.unit_id, place_name=place, on=day,
        decision_number=f"{day.day}/QĐ-UBND", decision_date=day, decision_issuer="UBND xã", has_dossier=True,
    )  # fmt: skip


def the_docx() -> bytes:
    """The narrative report as the commune would send it."""
    paper = docx.Document()
    for text in PARAGRAPHS:
        paper.add_paragraph(text)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def tags_of(data: bytes) -> dict[str, str]:
    """Content controls of a docx: tag → the text that Word shows in it."""
    paper: Any = docx.Document(io.BytesIO(data))
    found = {}
    for control in paper.element.body.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        found[tag] = "".join(run.text or "" for run in control.iter(f"{W}t"))
    return found


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
