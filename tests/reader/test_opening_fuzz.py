"""500 mutated documents: each opens or is refused with a code, whatever its bytes say."""

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.reader import documents as made
from tuquan.reader.opening import Unreadable, open_document
from tuquan.reader.opening.refusals import SENTENCES

SEED = 20211214
FILES = Path(__file__).parent / "files"
KINDS = ["docx", "word docx", "pdf", "txt", "html", "rtf", "bao-cao.doc", "bao-cao.odt", "bieu.xls"]
EACH = 62


def _seeds() -> dict[str, bytes]:
    stored = made.body_docx(
        made.p("Báo cáo ", made.control("a", made.r("03")), " mô hình")
        + made.table([made.p("1"), made.p("Mô hình")], [made.p("2"), made.p("Tổ")]),
        footnotes=f'<w:footnote w:id="1">{made.p("chú thích")}</w:footnote>',
        header1=made.p("UBND xã"),
    )
    return {
        "docx": stored,
        "word docx": made.docx_of(table=made.TABLE),
        "pdf": made.pdf_of("Xây dựng mới 03 mô hình.", "Trang hai", numbered=True),
        "txt": "\n".join(made.REPORT).encode(),
        "html": f"<html><body><p>{'</p><p>'.join(made.REPORT)}</p></body></html>".encode(),
        "rtf": rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}\pard B\'e1o c\'e1o 3 m\u244? h\'ecnh\par\trowd A\cell 03\cell\row}",
        **{name: (FILES / name).read_bytes() for name in ("bao-cao.doc", "bao-cao.odt", "bieu.xls")},
    }


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight mutations: flipped, cut out, doubled, swapped, zeroed, cut short."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(changed)), chance.randint(1, 40)
        match chance.randrange(6):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + length]
            case 3:
                changed[at : at + length] = chance.randbytes(length)
            case 4:
                changed[at : at + length] = bytes(length)
            case 5:
                if chance.random() < 0.15:
                    del changed[at:]
        if not changed:
            return b""
    return bytes(changed)


@pytest.mark.parametrize("kind", KINDS)
def test_a_mutated_document_opens_or_is_refused(kind):
    chance, seed, ends = random.Random(f"{SEED} {kind}"), _seeds()[kind], Counter()
    # A workbook is opened by a process of its own, and pdf is drawn to look for stamps: both take their time.
    times = EACH // 4 if kind in ("bieu.xls", "pdf") else EACH
    for _ in range(times):
        ends[_end(mutated(seed, chance))] += 1
    assert ends["opened"] + sum(ends[code] for code in SENTENCES) == times
    assert len(ends) > 1, "the mutations reach refusals as well as texts"


def _end(data: bytes) -> str:
    try:
        document = open_document(data, file_name="a")
    except Unreadable as refused:
        return refused.code
    for block in document.blocks:
        assert document.text[block.start : block.end].strip()
    assert all(document.text[mark.start : mark.end] == mark.text for mark in document.marks)
    return "opened"


def test_mutated_xml_inside_a_sound_zip_opens_or_is_refused():
    body = made.p("Báo cáo ", made.control("a", made.r("03"))) + made.table([made.p("1"), made.p("2")])
    document = f"<w:document {made.W}><w:body>{body}</w:body></w:document>".encode()
    types = made.content_types({"word/document.xml": made.WORD_MAIN}).encode()
    chance, ends = random.Random(SEED), Counter()
    for number in range(EACH):
        parts = {"[Content_Types].xml": types, "word/document.xml": document}
        name = list(parts)[0 if number % 5 == 0 else 1]
        parts[name] = mutated(parts[name], chance)
        ends[_end(made.zip_of(dict(parts)))] += 1
    assert sum(ends.values()) == EACH
