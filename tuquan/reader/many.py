"""Many files opened and read by processes of their own, so that all cores work; told in the order they are given."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from tuquan.reader import BUNDLED_NAMES, Names, Reading, read
from tuquan.reader.opening import OpenedDocument, Unreadable, open_document
from tuquan.reader.opening.refusals import refusal

WORKERS = 2
# Files on their way for each worker: enough that none is idle, few enough that memory does not grow with the batch.
AHEAD = 2


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file: its text and reading, or the `code` and the Vietnamese `message` of why it cannot be read."""

    name: str
    opened: OpenedDocument | None = None
    reading: Reading | None = None
    code: str = ""
    message: str = ""


@dataclass(slots=True)
class _OnItsWay:
    name: str
    data: bytes
    told: Future[ReadFile] | None = None


def read_many(
    files: Iterable[tuple[str, bytes]], *, names: Names = BUNDLED_NAMES, workers: int = WORKERS
) -> Iterator[ReadFile]:
    """Open and read files, (name, bytes) each, with the packaged words; one result a file.

    `names` goes to the workers and must be picklable: it cannot ask a database. With fewer than two workers this
    process reads. Files are taken from the iterable as they are needed. One that brings its worker down is told as
    damaged, the others are read all the same.
    """
    if workers < 2:
        yield from (_read(name, data, names) for name, data in files)
        return
    waiting = iter(files)
    while True:
        under_way: deque[_OnItsWay] = deque()
        try:
            with _pool(workers, names) as pool:
                yield from _steadily(pool, waiting, under_way, workers * AHEAD)
            return
        except BrokenProcessPool:
            yield from (_apart(file, names) for file in under_way)


def _pool(workers: int, names: Names) -> ProcessPoolExecutor:
    # A process that serves pages has threads: it must not be forked.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(names,))


def _steadily(
    pool: ProcessPoolExecutor, waiting: Iterator[tuple[str, bytes]], under_way: deque[_OnItsWay], most: int
) -> Iterator[ReadFile]:
    for name, data in waiting:
        under_way.append(_OnItsWay(name, data))
        under_way[-1].told = pool.submit(_read_there, name, data)
        if len(under_way) == most:
            yield _first(under_way)
    while under_way:
        yield _first(under_way)


def _first(under_way: deque[_OnItsWay]) -> ReadFile:
    told = under_way[0].told
    assert told is not None
    result = told.result()
    under_way.popleft()
    return result


def _apart(file: _OnItsWay, names: Names) -> ReadFile:
    """A file that was under way when a worker went down, read by a worker of its own."""
    try:
        with _pool(1, names) as pool:
            return pool.submit(_read_there, file.name, file.data).result()
    except BrokenProcessPool:
        broken = refusal("damaged", where="tệp làm dừng trình đọc")
        return ReadFile(file.name, code=broken.code, message=f"Không đọc được tệp “{file.name}”: {broken.message}")


_names: Names = BUNDLED_NAMES


def _begin(names: Names) -> None:
    """What a worker keeps for all its files."""
    global _names
    _names = names


def _read_there(name: str, data: bytes) -> ReadFile:
    return _read(name, data, _names)


def _read(name: str, data: bytes, names: Names) -> ReadFile:
    try:
        opened = open_document(data, file_name=name)
    except Unreadable as refused:
        return ReadFile(name, code=refused.code, message=refused.message)
    return ReadFile(name, opened, read(opened.text, names=names, from_ocr=opened.from_ocr))
