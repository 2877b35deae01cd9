"""A docx: its body, then text boxes and notes; headers and footers only when they bear a secrecy mark."""

from xml.etree.ElementTree import Element

from tuquan.reader.opening.archive import Archive
from tuquan.reader.opening.body import Body
from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.numbering import Numbering
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.package import WordParts, word_parts
from tuquan.reader.opening.refusals import refusal
from tuquan.reader.opening.styles import Styles
from tuquan.reader.opening.xml import first, named, parse, word_attribute
from tuquan.reader.secrecy import secrecy_mark

# Notes of these kinds are Word's own separator lines.
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def open_docx(data: bytes) -> OpenedDocument:
    """The text of a docx; raises Unreadable."""
    archive = Archive(data)
    parts = word_parts(archive)
    composer = Composer()
    styles = Styles(_root(archive, parts.styles))
    body = Body(composer, Numbering(_root(archive, parts.numbering), styles))
    _headers(archive, parts, composer, styles)
    root = parse(archive.part(parts.main), where=parts.main)
    main = first(root, "body")
    if main is None:
        raise refusal("damaged", where=f"{parts.main} không có thân văn bản")
    body.write(main)
    _footnotes(archive, parts, body)
    _text_boxes(body)
    composer.counts["macro"] += parts.macro
    text = composer.text()
    return OpenedDocument(text, tuple(composer.blocks), "docx", sentences(composer.counts), composer.marks())


def _root(archive: Archive, name: str | None) -> Element | None:
    return parse(archive.part(name), where=name) if name else None


def _headers(archive: Archive, parts: WordParts, composer: Composer, styles: Styles) -> None:
    for name in parts.around:
        aside = Composer()
        body = Body(aside, Numbering(styles=styles))
        body.write(parse(archive.part(name), where=name))
        _text_boxes(body)
        if not aside.text():
            continue
        composer.counts["header"] += 1
        if mark := secrecy_mark(aside.text()):
            _raise_mark(composer, mark)


def _raise_mark(composer: Composer, mark: str) -> None:
    place = composer.place
    composer.write(mark)
    composer.block("paragraph", place, "đầu trang, chân trang")
    composer.separate("\n")
    composer.counts["header_mark"] = 1


def _footnotes(archive: Archive, parts: WordParts, body: Body) -> None:
    number = 0
    for name in parts.notes:
        for note in _notes(parse(archive.part(name), where=name)):
            number += 1
            before = body.composer.place
            body.write(note, inside=f"chú thích {number}, ")
            body.composer.counts["footnote"] += body.composer.place != before


def _notes(root: Element) -> list[Element]:
    both = [*named(root, "footnote"), *named(root, "endnote")]
    return [note for note in both if word_attribute(note, "type") not in SEPARATORS]


def _text_boxes(body: Body) -> None:
    # A box may hold another: the list grows while it is walked.
    for number, box in enumerate(body.runs.boxes, start=1):
        before = body.composer.place
        body.write(box, inside=f"khung chữ {number}, ")
        body.composer.counts["text_box"] += body.composer.place != before
