"""What stands inside a line of a paper: text, a marked number, a blank for the pen."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from tuquan.marks import MarkError, from_tag
from tuquan.writer.errors import ContentError

# XML 1.0 cannot carry the control characters and lone surrogates; line ends would vanish in Word.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def check_text(what: str, text: str, *, needed: bool = False) -> None:
    """Refuse (ContentError) a line end or control character, and an empty text where one is `needed`."""
    if needed and not text.strip():
        raise ContentError("empty", f"Chưa có {what}; hãy điền rồi xuất lại.")
    if _UNPRINTABLE.search(text):
        raise ContentError(
            "unprintable",
            f"Trong {what} có ký tự xuống dòng hoặc ký tự không in được; hãy tách đoạn hoặc xóa.",
        )


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words, upright unless told otherwise."""

    text: str
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        check_text("nội dung", self.text)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as it is printed (`shown`), the tag of its mark, and a label for people ("mô hình mới")."""

    shown: str
    tag: str
    label: str

    def __post_init__(self) -> None:
        check_text("số in ra của số liệu", self.shown, needed=True)
        check_text("tên gọi của số liệu", self.label, needed=True)
        try:
            from_tag(self.tag)
        except MarkError as error:
            raise ContentError("bad_tag", f"Số liệu “{self.shown}” có nhãn sai: {error.message}") from error


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for a restricted line: nothing is kept of it, a person fills it in by hand after export."""

    label: str

    def __post_init__(self) -> None:
        check_text("tên gọi của chỗ trống", self.label, needed=True)


Inline: TypeAlias = Text | Number | Blank
