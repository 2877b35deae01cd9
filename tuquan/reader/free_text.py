"""What must not be kept of words that a person types: one judgement for every room that stores such words.

House rule "counts, not dossiers". Stricter than the lint of received reports, whose text is blanked where it fails:
typed words are refused whole, and the person writes them anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tuquan.reader import BUNDLED_WORDS, read
from tuquan.reader.lint import personal_spans, secrecy_mark
from tuquan.reader.spelling import without_spelling
from tuquan.reader.typed_names import names_a_person

FaultKind = Literal["secrecy", "id_number", "phone", "account", "email", "address", "plate", "name", "count"]

_SENTENCES: dict[FaultKind, str] = {
    "secrecy": "Có dấu độ mật. Phần mềm không giữ nội dung mật; viết lại câu khác.",
    "id_number": "Có số định danh. Phần mềm không giữ dữ liệu về cá nhân; viết lại không kèm số định danh.",
    "phone": "Có số điện thoại. Phần mềm không giữ dữ liệu về cá nhân; viết lại không kèm số điện thoại.",
    "account": "Có số tài khoản. Phần mềm không giữ dữ liệu về cá nhân; viết lại không kèm số tài khoản.",
    "email": "Có địa chỉ thư điện tử. Phần mềm không giữ dữ liệu về cá nhân; viết lại không kèm địa chỉ đó.",
    "address": "Có nơi ở của một người. Phần mềm không giữ dữ liệu về cá nhân; viết lại không kèm nơi ở.",
    "plate": "Có biển số xe. Phần mềm không giữ dữ liệu về cá nhân; viết lại không kèm biển số xe.",
    "name": "Có tên người. Phần mềm không giữ dữ liệu về cá nhân; viết lại không kèm tên người.",
    "count": "Có số liệu nghiệp vụ không được lưu ở đây. Viết lại không kèm số liệu đó.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in the way: `kind` is stable, `sentence` Vietnamese and without a word of the text."""

    kind: FaultKind
    sentence: str


def faults(text: str) -> tuple[Fault, ...]:
    """Why the text may not be kept, each kind once; () if it may.

    A secrecy mark, an identity number, telephone or plate, a person's name, a count that the catalogue closes
    (restricted or limited), also where the number is spelled out as well ("12 (mười hai) vụ").
    """
    found = set(_kinds(text))
    return tuple(Fault(kind, sentence) for kind, sentence in _SENTENCES.items() if kind in found)


def sentences(found: tuple[Fault, ...]) -> str:
    """The sentences of the faults as one message."""
    return " ".join(fault.sentence for fault in found)


def _kinds(text: str) -> Iterator[FaultKind]:
    # A line at a time as well: a mark is looked for at the head of a report, people type it anywhere.
    if any(map(secrecy_mark, (text, *text.splitlines()[1:]))):
        yield "secrecy"
    yield from (span.kind for span in personal_spans(text))
    if names_a_person(text):
        yield "name"
    if _counts_closed(text):
        yield "count"


def _counts_closed(text: str) -> bool:
    access = BUNDLED_WORDS.by_code
    return any(f.masked or access[f.indicator].access != "open" for f in read(without_spelling(text)).findings)
