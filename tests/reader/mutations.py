"""Sound documents of every kind, and what may happen to a file on its way: the same chance, the same documents."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from benchmarks import reports
from tests.reader import documents as made

FILES = Path(__file__).parent / "files"
# Of a hundred documents, so many of each kind; those that a process of its own opens are few.
KINDS = {"docx": 42, "pdf": 20, "txt": 20, "html": 4, "rtf": 4, "doc": 4, "odt": 3, "zip": 2, "xlsx": 1}
TAG = re.compile(rb"<[^<>]{1,300}>")
NUMBER = re.compile(r"\d+")
ENCODINGS = ("utf-8", "utf-16", "utf-16-be", "cp1258", "latin-1", "utf-8-sig", "cp1252")
# Letters that stand for nothing, join to others, are not seen, turn the line or look like figures.
ODD = "\u0301\u0323\u031b\u200b\u202e\u00ad\ufeff\x00\x0c\u2028\u0660\u00bc\u1ec7\ud7a3\u1100\U0001f600█¦\t\r\u00a0"
# Twenty pages of the same: what takes too long shows itself, and a longer text is only longer.
HUGE = 40_000


def document(chance: Random) -> tuple[str, bytes]:
    """A kind and a mutated document of it."""
    kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
    data = sound(kind, chance.randrange(8))
    for _ in range(chance.randint(1, 3)):
        data = MUTATE.get(kind, in_bytes)(data, chance) if chance.random() < 0.75 else in_bytes(data, chance)
    return kind, data


@cache
def sound(kind: str, number: int) -> bytes:
    """One of eight documents of a kind, as its program would have written it."""
    chance = Random(f"{kind} {number}")
    text = reports.text(chance, characters=chance.choice([200, 800, 1500]))
    match kind:
        case "docx":
            return _docx(chance, text, number)
        case "pdf":
            return _pdf(text, number)
        case "html":
            return f"<html><body><nav>Menu</nav><p>{text.replace(chr(10), '</p><p>')}</p></body></html>".encode()
        case "rtf":
            return ("{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\pard " + _rtf(text) + "}").encode()
        case "doc" | "odt":
            return (FILES / f"bao-cao.{kind}").read_bytes()
        case "zip":
            return made.zip_of({f"{at}.docx": sound("docx", at) for at in range(number % 3 + 1)} | {"a.txt": text})
        case "xlsx":
            return _xlsx(chance)
    return text.encode()


def _docx(chance: Random, text: str, number: int) -> bytes:
    table = [list(row) for row in reports.rows(chance, count=4)]
    if number % 2:
        return made.docx_of(text.split("\n"), table=table, header="UBND xã Khuôn Hà")
    rows = ([made.p(cell) for cell in row] for row in table)
    body = "".join(made.p(line) for line in text.split("\n")) + made.table(*rows)
    return made.body_docx(
        body + made.p(made.control("a", made.r("03"))),
        footnotes=f'<w:footnote w:id="1">{made.p("chú thích")}</w:footnote>',
        header1=made.p("UBND xã"),
    )


def _pdf(text: str, number: int) -> bytes:
    if number % 2:
        return made.pdf_of(*re.sub(r"[#$*_@<>\[\]\\=/\"`~]", " ", text).split("\n\n"), header="UBND", numbered=True)
    lines = re.sub(r"[^ -~\n]|[()\\]", "", text).split("\n")
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    return made.handmade_pdf(made.stream(f"BT /F1 11 Tf 40 800 Td {shown} ET".encode()), resources=font)


def _rtf(text: str) -> str:
    return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text.replace("\n", "\\par\n"))


def _xlsx(chance: Random) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Biểu")
        for at, row in enumerate(reports.rows(chance)):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def in_bytes(data: bytes, chance: Random) -> bytes:
    """One to four pieces flipped, cut out, doubled, swapped, zeroed; now and then cut short."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if not changed:
            break
        at, length = chance.randrange(len(changed)), chance.choice([1, 4, 40, 400])
        match chance.randrange(7):
            case 0 | 1:
                changed[at] ^= 1 << chance.randrange(8)
            case 2:
                del changed[at : at + length]
            case 3:
                changed[at:at] = changed[at : at + length] * chance.choice([1, 1, 50])
            case 4:
                changed[at : at + length] = chance.randbytes(length)
            case 5:
                changed[at : at + length] = bytes(length)
            case 6:
                if chance.random() < 0.2:
                    del changed[at:]
    return bytes(changed)


def in_zip(data: bytes, chance: Random) -> bytes:
    """Members swapped, dropped, doubled, or changed inside a zip that is sound again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # a mutation before this one broke the zip
        return in_bytes(data, chance)
    names = list(parts)
    if not names:
        return in_bytes(data, chance)
    one, other = chance.choice(names), chance.choice(names)
    match chance.randrange(8):
        case 0:
            parts[one], parts[other] = parts[other], parts[one]
        case 1:
            del parts[one]
        case 2:
            parts[one + chance.choice(["", "x", "/", ".xml"])] = parts[other]
        case 3:
            parts[one] = in_bytes(bytes(parts[one]), chance)  # type: ignore[arg-type]
        case _:
            main = max(parts, key=lambda name: len(parts[name]))
            chosen = main if chance.random() < 0.7 else one
            parts[chosen] = in_xml(bytes(parts[chosen]), chance)  # type: ignore[arg-type]
    return made.zip_of(parts)


def in_xml(data: bytes, chance: Random) -> bytes:
    """Elements doubled, dropped, nested, repeated, their numbers grown; words of the text changed."""
    tags = list(TAG.finditer(data))
    if len(tags) < 2:
        return in_bytes(data, chance)
    first, second = sorted(chance.sample(range(len(tags)), 2))
    start, end = tags[first].start(), tags[min(second, first + chance.choice([1, 5, 60]))].end()
    piece = data[start:end]
    match chance.randrange(6):
        case 0:
            piece = piece * 2
        case 1:
            piece = b""
        case 2:
            piece = piece * min(chance.choice([3, 10, 300, 5000]), HUGE // max(len(piece), 1) + 1)
        case 3:
            piece = tags[first][0] * chance.choice([3, 150, 1000]) + piece
        case 4:
            piece = re.sub(rb'"\d+"', b'"%d"' % chance.choice([0, 99999, 2**31, 10**20]), piece)
        case 5:
            piece = in_words(piece.decode("utf-8", "replace"), chance).encode("utf-8", "replace")
    return data[:start] + piece + data[end:]


def in_words(text: str, chance: Random) -> str:
    """Letters and figures changed, odd letters put in, pieces repeated very often, line ends lost or put in."""
    at, length = chance.randrange(len(text) + 1), chance.choice([1, 8, 60, 600])
    piece = text[at : at + length]
    match chance.randrange(9):
        case 0:
            piece = NUMBER.sub(lambda m: str(chance.randrange(10 ** chance.choice([1, 4, 30]))), piece)
        case 1:
            piece = "".join(chance.sample(piece, len(piece)))
        case 2:
            piece = piece + chance.choice(ODD) * chance.choice([1, 2, 40, 5000])
        case 3:
            piece = piece * min(chance.choice([3, 3, 60, 4000]), HUGE // max(len(piece), 1) + 1)
        case 4:
            return text.replace("\n", chance.choice(["", " ", "\n\n", "\t", ". "]))
        case 5:
            return text.replace(chance.choice([" ", ".", ",", "a", "0"]), chance.choice(["", "\n", "  ", ";", "1"]))
        case 6:
            piece = chance.choice([" ", "\n", "(", '"', "xã ", "1.", "trong ", "- ", "I. "]) * chance.choice([9, 9000])
        case 7:
            piece = piece.upper() if chance.random() < 0.5 else piece.swapcase()
        case 8:
            return text * min(chance.choice([2, 2, 30]), HUGE // max(len(text), 1) + 1)
    return text[:at] + piece + text[at + length :]


def in_text(data: bytes, chance: Random) -> bytes:
    """Words changed, or the whole written in another encoding."""
    text = data.decode("utf-8", "replace")
    if chance.random() < 0.2:
        return text.encode(chance.choice(ENCODINGS), chance.choice(["replace", "ignore"]))
    return in_words(text, chance).encode("utf-8", "replace")


def in_pdf(data: bytes, chance: Random) -> bytes:
    """Numbers of the file changed, pieces between objects doubled, dropped or repeated."""
    pieces = re.split(rb"(?<=endobj)|(?<=Tj)|(?= \d)", data)
    at = chance.randrange(len(pieces))
    match chance.randrange(4):
        case 0:
            pieces[at] = re.sub(rb"\d+", b"%d" % chance.choice([0, 1, 7, 65536, 2**31, 10**12]), pieces[at], count=1)
        case 1:
            pieces[at] = b""
        case 2:
            pieces[at] *= min(chance.choice([2, 500]), HUGE // max(len(pieces[at]), 1) + 1)
        case 3:
            other = chance.randrange(len(pieces))
            pieces[at], pieces[other] = pieces[other], pieces[at]
    return b"".join(pieces)


MUTATE: dict[str, Callable[[bytes, Random], bytes]] = {
    "docx": in_zip, "odt": in_zip, "zip": in_zip, "xlsx": in_zip,
    "pdf": in_pdf, "txt": in_text, "html": in_xml, "rtf": in_text,
}  # fmt: skip
