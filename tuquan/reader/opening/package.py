"""Which parts of a zip make the Word document, and what else a zip may turn out to be."""

import posixpath
from dataclasses import dataclass

from tuquan.reader.opening.archive import Archive
from tuquan.reader.opening.refusals import Unreadable, refusal
from tuquan.reader.opening.xml import parse

TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"


@dataclass(frozen=True)
class WordParts:
    """Names of the parts that hold text; `around` are headers and footers."""

    main: str
    around: tuple[str, ...]
    notes: tuple[str, ...]
    macro: bool
    styles: str | None
    numbering: str | None


def word_parts(archive: Archive) -> WordParts:
    """The parts of a Word document; raises Unreadable when the zip is something else."""
    names = archive.names
    if TYPES not in names:
        raise _not_word(archive)
    types = _content_types(archive)
    main = _main_part(archive, types)
    return WordParts(
        main=main,
        around=tuple(sorted(n for n, t in types.items() if n in names and t.endswith(("header+xml", "footer+xml")))),
        notes=tuple(sorted(n for n, t in types.items() if n in names and t.endswith("notes+xml"))),
        macro=any(name.endswith("vbaProject.bin") for name in names),
        styles=_of_type(names, types, ".styles+xml"),
        numbering=_of_type(names, types, ".numbering+xml"),
    )


def _of_type(names: tuple[str, ...], types: dict[str, str], ending: str) -> str | None:
    return next((name for name, kind in types.items() if name in names and kind.endswith(ending)), None)


def _not_word(archive: Archive) -> Unreadable:
    if any(name.startswith("word/") for name in archive.names):
        return refusal("damaged", where=f"thiếu phần {TYPES}")
    return refusal("archive")


def _content_types(archive: Archive) -> dict[str, str]:
    root = parse(archive.part(TYPES), where=TYPES)
    return {
        element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
        for element in root
        if element.get("PartName")
    }


def _main_part(archive: Archive, types: dict[str, str]) -> str:
    listed = " ".join(types.values())
    if "wordprocessingml" not in listed and "ms-word" not in listed:
        raise _other_office(listed)
    main = _office_document(archive) or next((n for n, t in types.items() if t.endswith("main+xml")), "")
    if main not in archive.names:
        raise refusal("damaged", where="thiếu phần văn bản chính")
    return main


def _other_office(listed: str) -> Unreadable:
    if "presentationml" in listed or "ms-powerpoint" in listed:
        return refusal("presentation")
    return refusal("unknown_type")


def _office_document(archive: Archive) -> str | None:
    if ROOT_RELATIONS not in archive.names:
        return None
    for relation in parse(archive.part(ROOT_RELATIONS), where=ROOT_RELATIONS):
        if relation.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(relation.get("Target", "").lstrip("/"))
    return None
