"""Pictures, stamps and invisible letters of a pdf page: what its text layer alone does not tell."""

import ctypes

import pypdfium2
import pypdfium2.raw

Box = tuple[float, float, float, float]
# Points. Smaller ones are bullets, rules and the dots of a form.
LEAST_SIDE = 15
DEPTH = 3
# Letters asked for how they are drawn, spread over the page.
ASKED = 60
STAMPS = (pypdfium2.raw.FPDF_ANNOT_STAMP, pypdfium2.raw.FPDF_ANNOT_FREETEXT)


def pictures(page: pypdfium2.PdfPage) -> tuple[Box, ...]:
    """Where pictures and stamps laid over the page stand: left, bottom, right, top in points."""
    whole = (0.0, 0.0, *page.get_size())
    found = [
        whole if picture.level else picture.get_bounds()  # inside a form the bounds are those of the form
        for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEPTH)
    ]
    return (*filter(_large, found), *_stamps(page))


def _large(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) >= LEAST_SIDE


def _stamps(page: pypdfium2.PdfPage) -> list[Box]:
    """Stamps and free text that a viewer laid over the page; their letters are not in its text layer."""
    found = []
    for at in range(pypdfium2.raw.FPDFPage_GetAnnotCount(page)):
        note = pypdfium2.raw.FPDFPage_GetAnnot(page, at)
        box = pypdfium2.raw.FS_RECTF()
        if pypdfium2.raw.FPDFAnnot_GetSubtype(note) in STAMPS and pypdfium2.raw.FPDFAnnot_GetRect(
            note, ctypes.byref(box)
        ):
            found.append((box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)))
        pypdfium2.raw.FPDFPage_CloseAnnot(note)
    return found


def drawn_unseen(layer: pypdfium2.PdfTextPage) -> bool:
    """Whether most letters are drawn invisibly, as a scanner lays what it recognised under its picture."""
    asked = _spread(layer)
    unseen = sum(_mode(layer, at) == pypdfium2.raw.FPDF_TEXTRENDERMODE_INVISIBLE for at in asked)
    return bool(asked) and unseen * 2 > len(asked)


def _mode(layer: pypdfium2.PdfTextPage, at: int) -> int:
    drawn = pypdfium2.raw.FPDFText_GetTextObject(layer, at)
    return int(pypdfium2.raw.FPDFTextObj_GetTextRenderMode(drawn)) if drawn else -1


def unmapped(layer: pypdfium2.PdfTextPage) -> bool:
    """Whether a good part of the letters come from fonts that do not say which letters they are."""
    asked = _spread(layer)
    return bool(asked) and sum(_unknown(layer, at) for at in asked) * 4 > len(asked)


def _unknown(layer: pypdfium2.PdfTextPage, at: int) -> bool:
    code = pypdfium2.raw.FPDFText_GetUnicode(layer, at)
    private = code in (0, 0xFFFD) or 0xE000 <= code <= 0xF8FF
    return private or pypdfium2.raw.FPDFText_HasUnicodeMapError(layer, at) == 1


def _spread(layer: pypdfium2.PdfTextPage) -> list[int]:
    """Indexes of letters spread over the page; spaces and line ends that pdfium adds are left out."""
    step = max(1, layer.count_chars() // ASKED)
    return [
        at
        for at in range(0, layer.count_chars(), step)
        if not pypdfium2.raw.FPDFText_IsGenerated(layer, at)
        and not chr(min(pypdfium2.raw.FPDFText_GetUnicode(layer, at), 0x10FFFF)).isspace()
    ]
