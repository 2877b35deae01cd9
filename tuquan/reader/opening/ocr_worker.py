"""The process that decodes pictures: `python -m tuquan.reader.opening.ocr_worker 1 3 < scan.pdf`; a JSON line a page.

"1@60,700,120,760;…" looks for a stamp inside these boxes of page 1 only. Without page numbers its input is a picture.
It limits itself before it touches the input.
"""

import json
import math
import os
import subprocess
import sys
from contextlib import suppress

import pypdfium2
import pypdfium2.raw

MEMORY = 1536 * 1024 * 1024
SECONDS = 900
DPI = 300
# A4 at 300 dpi has 8.7 million; a hostile page can be metres wide.
MAX_PIXELS = 16_000_000
SECONDS_A_RUN = 60
LANGUAGE = "vie"
# Layouts of Tesseract: a page in columns of lines; words here and there.
PAGE, SPARSE = "4", "11"
# Points around a picture, so that its letters do not touch the edge.
MARGIN = 6
LIGHT = bytes(255 if value > 130 else 0 for value in range(256))
DARK = bytes(255 if value < 110 else 0 for value in range(256))
INVERTED = bytes(255 - value for value in range(256))
LEAST_RED = 300
# Degrees; a hand does not stamp straighter.
ASKEW = (-8, 8)


def main() -> None:
    """Read stdin, answer on stdout."""
    _limit()
    data = sys.stdin.buffer.read()
    if len(sys.argv) == 1:
        _tell(1, _tesseract(data, PAGE), _tesseract(data, SPARSE))
    for at, asked in enumerate(sys.argv[1:]):
        with suppress(Exception):  # a page that fails is left out; the opener lists it
            _page(data, asked, first=at == 0)


def _page(data: bytes, asked: str, *, first: bool) -> None:
    number, _, listed = asked.partition("@")
    with pypdfium2.PdfDocument(data) as document:
        page = document[int(number) - 1]
        if listed:
            boxes = [tuple(float(side) for side in box.split(",")) for box in listed.split(";")]
            _tell(int(number), "", "\n".join(_stamps(page, box) for box in boxes))
        else:
            text = _tesseract(_pgm(page.render(scale=_scale(page), grayscale=True)), PAGE)
            _tell(int(number), text, _stamps(page, (0, 0, *page.get_size())) if first else "")


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _tell(number: int, text: str, sparse: str) -> None:
    print(json.dumps({"number": number, "text": text, "sparse": sparse}), flush=True)


def _stamps(page: pypdfium2.PdfPage, box: tuple[float, ...]) -> str:
    """Words inside the box: as they are, and what is red alone (a stamp over other words), straight and askew.

    Stamps stand apart from the lines: sparse text finds them where the page layout does not.
    """
    bitmap = _turned(page, box, 0)
    said = [_tesseract(_grey(bitmap), SPARSE)]
    if red := _red(bitmap):
        said.append(_tesseract(red, SPARSE))
        said += [_tesseract(_red(_turned(page, box, angle)) or red, SPARSE) for angle in ASKEW]
    return "\n".join(said)


def _turned(page: pypdfium2.PdfPage, box: tuple[float, ...], angle: float) -> pypdfium2.PdfBitmap:
    """What stands in the box of the page, in colour, turned around its middle by some degrees."""
    scale, height = _scale(page), page.get_size()[1]
    across, up = box[2] - box[0] + 2 * MARGIN, box[3] - box[1] + 2 * MARGIN
    bitmap = pypdfium2.PdfBitmap.new_native(int(across * scale), int(up * scale), pypdfium2.raw.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, bitmap.width, bitmap.height)
    cosine, sine = scale * math.cos(math.radians(angle)), scale * math.sin(math.radians(angle))
    # Pages count from the lower left corner, bitmaps from the upper one.
    middle = (box[0] + box[2]) / 2, height - (box[1] + box[3]) / 2
    right = bitmap.width / 2 - cosine * middle[0] + sine * middle[1]
    down = bitmap.height / 2 - sine * middle[0] - cosine * middle[1]
    matrix = pypdfium2.raw.FS_MATRIX(cosine, sine, -sine, cosine, right, down)
    whole = pypdfium2.raw.FS_RECTF(0, 0, bitmap.width, bitmap.height)
    pypdfium2.raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, whole, pypdfium2.raw.FPDF_ANNOT)
    return bitmap


def _scale(page: pypdfium2.PdfPage) -> float:
    """300 dpi, less where the page is huge."""
    width, height = page.get_size()
    return float(min(DPI / 72, (MAX_PIXELS / max(width * height, 1)) ** 0.5))


def _grey(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """A colour picture by its green channel alone, which shows black and red alike as dark."""
    return _header(bitmap) + _rows(bitmap, bitmap.n_channels)[1 :: bitmap.n_channels]


def _pgm(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """A grey picture in the plainest of formats."""
    return _header(bitmap) + _rows(bitmap, 1)


def _red(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """What is red (light in the red channel, dark in the green one), as black on white; b"" where hardly any is."""
    pixels = _rows(bitmap, bitmap.n_channels)
    red, green = pixels[2 :: bitmap.n_channels], pixels[1 :: bitmap.n_channels]
    both = int.from_bytes(red.translate(LIGHT)) & int.from_bytes(green.translate(DARK))
    ink = both.to_bytes(len(red))
    return _header(bitmap) + ink.translate(INVERTED) if ink.count(255) >= LEAST_RED else b""


def _header(bitmap: pypdfium2.PdfBitmap) -> bytes:
    return b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height)


def _rows(bitmap: pypdfium2.PdfBitmap, channels: int) -> bytes:
    """The pixels without the padding at the end of each row."""
    raw, stride, width = bytes(bitmap.buffer), bitmap.stride, bitmap.width * channels
    return b"".join(raw[row * stride : row * stride + width] for row in range(bitmap.height))


def _tesseract(picture: bytes, layout: str) -> str:
    command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--psm", layout, "--dpi", str(DPI)]
    done = subprocess.run(
        command, input=picture, capture_output=True, timeout=SECONDS_A_RUN, check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace").replace("\f", "")


if __name__ == "__main__":
    main()
