"""Characters of scanned pages, by Tesseract with its Vietnamese data where both are installed; never required.

Pictures are decoded and read in a process of their own (`ocr_worker`), with limits of time and memory; nothing touches
the disk. TUQUAN_OCR=off switches it off.
"""

import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tuquan.reader.opening.pdf_pictures import Box
from tuquan.vn.text import key

LANGUAGE = "vie"
# A page takes two to four seconds on an old office machine.
SECONDS_A_PAGE = 30
LONGEST = 600
MAX_PAGES = 60
MAX_STAMPS = 6
HELP = ", hoặc nhờ quản trị cài phần nhận chữ từ ảnh (Tesseract và gói tiếng Việt “vie”)"
# "BÍ MẬT" that was cut in two lines is no stamp.
PARTED = ("bi", "bao", "co", "than")
MARKS = {"mat": "MẬT", "toi mat": "TỐI MẬT", "tuyet mat": "TUYỆT MẬT"}


@dataclass(frozen=True)
class ReadPage:
    """Lines of a page by its number; `mark`: a secrecy stamp that its letters resemble, "" for none."""

    number: int
    lines: tuple[str, ...]
    mark: str = ""


def available() -> bool:
    """Whether scans can be read here: Tesseract is found and knows Vietnamese."""
    return os.environ.get("TUQUAN_OCR", "").lower() not in ("off", "0", "no") and _installed()


def missing() -> str:
    """What a refusal adds: what to install; "" where it is installed already."""
    return "" if available() else HELP


@functools.cache
def _installed() -> bool:
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in (told.stdout + told.stderr).decode("utf-8", "replace").split()


def read_pages(data: bytes, numbers: Sequence[int] = ()) -> list[ReadPage]:
    """Pages of a pdf by these numbers (from 1), or with none the one picture that `data` is.

    What cannot be read within the limits is left out of the list; without OCR the list is empty.
    """
    return _work(data, [str(number) for number in list(numbers)[:MAX_PAGES]])


def stamp_on(data: bytes, number: int, boxes: Sequence[Box]) -> str:
    """The secrecy stamp in pictures on a page of a pdf that has letters of its own; "" for none and without OCR.

    `boxes`: where the pictures stand, as `pdf_pictures.pictures` gives them.
    """
    asked = ";".join(",".join(f"{side:.1f}" for side in box) for box in boxes[:MAX_STAMPS])
    return next((page.mark for page in _work(data, [f"{number}@{asked}"])), "")


def _work(data: bytes, wanted: list[str]) -> list[ReadPage]:
    if not available():
        return []
    patience = min(SECONDS_A_PAGE * max(len(wanted), 1), LONGEST)
    command = [sys.executable, "-m", "tuquan.reader.opening.ocr_worker", *wanted]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    worker = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        start_new_session=os.name != "nt",
    )  # fmt: skip
    try:
        told, _ = worker.communicate(data, timeout=patience)
    except subprocess.TimeoutExpired:
        _end(worker)
        told, _ = worker.communicate()
    return [page for line in told.decode("utf-8", "replace").splitlines() if (page := _page(line))]


def _end(worker: "subprocess.Popen[bytes]") -> None:
    """End the worker and the Tesseract it started."""
    if os.name == "nt":
        worker.kill()
    else:
        os.killpg(worker.pid, 9)


def _page(line: str) -> ReadPage | None:
    try:
        told = json.loads(line)
        lines = tuple(line for line in str(told["text"]).splitlines() if line.strip())
        return ReadPage(int(told["number"]), lines, stamp((*lines, *str(told["sparse"]).splitlines())))
    except (ValueError, KeyError, TypeError):
        return None  # the worker was ended in the middle of a line


def stamp(lines: Sequence[str]) -> str:
    """The secrecy stamp that stands on a line of its own, in capitals, its accents perhaps lost; "" for none."""
    found, before = [], ""
    for line in lines:
        said = _letters(line)
        if said in MARKS and line == line.upper() and before.rpartition(" ")[2] not in PARTED:
            found.append(MARKS[said])
        before = said or before
    return max(found, key=list(MARKS.values()).index, default="")


def _letters(line: str) -> str:
    return " ".join("".join(letter if letter.isalpha() else " " for letter in key(line)).split())
