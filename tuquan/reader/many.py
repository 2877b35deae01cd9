"""Many files opened and read by processes of their own, so that all cores work; told in the order they are given."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from tuquan.reader import BUNDLED_NAMES, Names, Reading, read
from tuquan.reader.opening import OpenedDocument, Unreadable, open_document
from tuquan.reader.opening.refusals import refusal

WORKERS = 2
# Files on their way for each worker: enough that none is idle, few enough that memory does not grow with the batch.
AHEAD = 2
STOPPED = "tệp làm dừng trình đọc"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file: its text and reading, or the `code` and the Vietnamese `message` of why it cannot be read."""

    name: str
    opened: OpenedDocument | None = None
    reading: Reading | None = None
    code: str = ""
    message: str = ""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Crew(Generic[T]):
    """What processes of their own do: `begin(*given)` once each, `work(name, data)` for every file.

    `work`, `begin` and `given` go to other processes, so they must be picklable; `broken` says what becomes of a file
    that brought its process down; `alone` works in this process where none can begin.
    """

    work: Callable[[str, bytes], T]
    begin: Callable[..., None]
    given: tuple[Any, ...]
    broken: Callable[[str], T]
    alone: Callable[[str, bytes], T]
    workers: int = WORKERS

    def pool(self, workers: int) -> ProcessPoolExecutor:
        """Processes that have none of this one's threads: one that serves pages must not be forked."""
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=self.begin, initargs=self.given)


@dataclass(slots=True)
class _OnItsWay(Generic[T]):
    name: str
    data: bytes
    told: Future[T] | None = None


def shared_out(files: Iterable[tuple[str, bytes]], crew: Crew[T]) -> Iterator[T]:
    """What the crew made of every file, (name, bytes) each, in order. Files are taken as they are needed.

    One that brings its process down is told as broken, the others are worked on all the same.
    """
    waiting, begun = iter(files), False
    while True:
        under_way: deque[_OnItsWay[T]] = deque()
        try:
            with crew.pool(crew.workers) as pool:
                begun = pool.submit(bool, 1).result()
                yield from _steadily(pool, crew, waiting, under_way)
            return
        except (BrokenProcessPool, OSError) as error:
            if begun and not isinstance(error, BrokenProcessPool):
                raise
            if not begun:
                yield from (crew.alone(name, data) for name, data in waiting)
                return
            yield from (_apart(file, crew) for file in under_way)


def _steadily(
    pool: ProcessPoolExecutor, crew: Crew[T], waiting: Iterator[tuple[str, bytes]], under_way: deque[_OnItsWay[T]]
) -> Iterator[T]:
    for name, data in waiting:
        under_way.append(_OnItsWay(name, data))
        under_way[-1].told = pool.submit(crew.work, name, data)
        if len(under_way) == crew.workers * AHEAD:
            yield _first(under_way)
    while under_way:
        yield _first(under_way)


def _first(under_way: deque[_OnItsWay[T]]) -> T:
    told = under_way[0].told
    assert told is not None
    result = told.result()
    under_way.popleft()
    return result


def _apart(file: _OnItsWay[T], crew: Crew[T]) -> T:
    """A file that was under way when a process went down, in a process of its own."""
    try:
        with crew.pool(1) as pool:
            return pool.submit(crew.work, file.name, file.data).result()
    except BrokenProcessPool:
        return crew.broken(file.name)


def read_many(
    files: Iterable[tuple[str, bytes]], *, names: Names = BUNDLED_NAMES, workers: int = WORKERS
) -> Iterator[ReadFile]:
    """Open and read files, (name, bytes) each, with the packaged words; one result a file.

    `names` goes to the workers and must be picklable: it cannot ask a database. With fewer than two workers this
    process reads. Files are taken from the iterable as they are needed. One that brings its worker down is told as
    damaged, the others are read all the same.
    """
    if workers < 2:
        return (_read(name, data, names) for name, data in files)
    crew = Crew(_read_there, _begin, (names,), _broken, partial(_read, names=names), workers)
    return shared_out(files, crew)


def _broken(name: str) -> ReadFile:
    told = refusal("damaged", where=STOPPED)
    return ReadFile(name, code=told.code, message=f"Không đọc được tệp “{name}”: {told.message}")


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
