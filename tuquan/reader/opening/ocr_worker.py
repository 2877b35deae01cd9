"""The process that decodes pictures: `python -m tuquan.reader.opening.ocr_worker 1 3 < scan.pdf`; a JSON line a page.

Without page numbers its input is a picture. It limits itself before it touches the input.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress

MEMORY = 1536 * 1024 * 1024
SECONDS = 900
DPI = 300
# A4 at 300 dpi has 8.7 million; a hostile page can be metres wide.
MAX_PIXELS = 16_000_000
SECONDS_A_RUN = 60
LANGUAGE = "vie"


def main() -> None:
    """Read stdin, answer on stdout."""
    _limit()
    data = sys.stdin.buffer.read()
    numbers = [int(number) for number in sys.argv[1:]]
    for at, number in enumerate(numbers or [1]):
        with suppress(Exception):  # a page that fails is left out; the opener lists it
            _tell(number, _rendered(data, number) if numbers else data, first=at == 0)


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _tell(number: int, picture: bytes, *, first: bool) -> None:
    # Stamps stand askew or over other words: sparse text finds them where the page layout does not.
    sparse = _tesseract(picture, "11") if first else ""
    print(json.dumps({"number": number, "text": _tesseract(picture, "4"), "sparse": sparse}), flush=True)


def _rendered(data: bytes, number: int) -> bytes:
    """The page as a grey picture (PGM), at 300 dpi or less where it is huge."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        raw, stride = bytes(bitmap.buffer), bitmap.stride
        rows = b"".join(raw[row * stride : row * stride + bitmap.width] for row in range(bitmap.height))
        return b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + rows


def _tesseract(picture: bytes, layout: str) -> str:
    command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--psm", layout, "--dpi", str(DPI)]
    done = subprocess.run(
        command, input=picture, capture_output=True, timeout=SECONDS_A_RUN, check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace").replace("\f", "")


if __name__ == "__main__":
    main()
