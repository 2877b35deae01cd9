"""Free sentences of officers (explanations, reasons): kept only where they point to no person and no restricted count.

House rule "counts, not dossiers"; domain study 7.6: the lint belongs to every free-text field.
"""

from tuquan.reader import read
from tuquan.reader.lint import personal_spans, secrecy_mark
from tuquan.reporting.errors import FreeTextRefused

_KINDS = {
    "id_number": "số định danh",
    "phone": "số điện thoại",
    "plate": "biển số xe",
    "name": "tên người",
}


def kept(text: str) -> str:
    """The text without spaces around it, "" if nothing is left.

    Raises FreeTextRefused, which says what is in the way without repeating it.
    """
    text = text.strip()
    if secrecy_mark(text):
        raise FreeTextRefused("Câu này có dấu độ mật. Phần mềm không giữ nội dung mật; viết lại câu khác.")
    if kinds := {span.kind for span in personal_spans(text)}:
        named = ", ".join(word for kind, word in _KINDS.items() if kind in kinds)
        raise FreeTextRefused(f"Câu này có {named}. Phần mềm không giữ dữ liệu về cá nhân; viết lại không kèm {named}.")
    if any(finding.masked for finding in read(text).findings):
        raise FreeTextRefused("Câu này có số liệu nghiệp vụ không được lưu ở đây. Viết lại không kèm số liệu đó.")
    return text
