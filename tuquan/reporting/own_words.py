"""Words a person gives to a line: its code, its parts, and what no line may count."""

import re
from datetime import date

from tuquan.reader import read
from tuquan.reporting import free_text
from tuquan.reporting.catalogue_errors import CatalogueRefused, CodeTaken, VersionRefused
from tuquan.reporting.models import Access, Indicator, IndicatorKind
from tuquan.units import queries as units
from tuquan.vn.text import key

_CODE = re.compile(r"[a-z][a-z0-9_]*")
LONGEST_CODE = 50


def prefix(owner_id: int | None, day: date) -> str:
    """What the codes of a province's own lines begin with: "quang_binh_"; nothing for everybody's."""
    return "" if owner_id is None else _slug(units.version(owner_id, day).name) + "_"


def code_for(owner_id: int | None, name: str, wanted: str, day: date) -> str:
    """The code of a new line: as wanted or made of its name, with the province's prefix. Raises CodeTaken,
    CatalogueRefused."""
    begins = prefix(owner_id, day)
    code = wanted.strip() or _slug(name)
    if begins and not code.startswith(begins):
        code = begins + code
    code = code[:LONGEST_CODE].rstrip("_") if not wanted.strip() else code
    if not _CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise CatalogueRefused("Mã chỉ gồm chữ thường không dấu, chữ số và gạch dưới, không quá 50 ký tự.")
    if Indicator.objects.filter(code=code).exists():
        raise CodeTaken(f"Mã « {code} » đã có trong danh mục. Đặt mã khác.")
    return code


def report_code(owner_id: int | None, name: str) -> str:
    """The code of a report kind, made of its name: for a province, with its key."""
    return f"{'' if owner_id is None else f'u{owner_id}_'}{_slug(name)}"[:40].rstrip("_")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", key(text)).strip("_")


def definition(kind: str, text: str, numerator: str, denominator: str) -> str:
    """What the line counts. A share says both its parts: "Tử số: …; mẫu số: …". Raises VersionRefused."""
    text, numerator, denominator = (free_text.kept(part) for part in (text, numerator, denominator))
    if kind != IndicatorKind.RATIO:
        if not text:
            raise VersionRefused("Chưa có nội dung chỉ tiêu. Viết rõ đếm cái gì, không tính cái gì.")
        return text
    if not numerator or not denominator:
        raise VersionRefused("Chỉ tiêu dạng x trên y phải ghi rõ tử số và mẫu số.")
    above, below = numerator.rstrip(" .;"), denominator.rstrip(" .;")
    return f"Tử số: {above}; mẫu số: {below}{'; ' + text if text else '.'}"


def refuse_hidden(name: str, access: str) -> None:
    """Raise CatalogueRefused for a name that counts what the catalogue does not store, or keeps closed."""
    found = {finding.indicator for finding in read(f"Trong kỳ có 12 {name}.").findings}
    shut = Indicator.objects.filter(code__in=found).exclude(access=Access.OPEN)
    for line in shut:
        if line.access == Access.RESTRICTED:
            raise CatalogueRefused(
                f"Không đặt được chỉ tiêu này: nội dung trùng với « {line.name} », số nghiệp vụ phần mềm không lưu."
            )
        if access != Access.LIMITED:
            raise CatalogueRefused(
                f"Nội dung trùng với chỉ tiêu hạn chế « {line.name} ». Dùng chỉ tiêu ấy và đề nghị mở theo quyết định."
            )
