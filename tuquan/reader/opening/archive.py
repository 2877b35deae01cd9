"""The zip around a docx: measured by its directory before anything is inflated, and again while inflating."""

import io
import zipfile
import zlib

from tuquan.reader.opening import limits
from tuquan.reader.opening.refusals import Unreadable, refusal

ENCRYPTED_FLAG = 0x1
READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile and zlib raise on broken input, by experience and by the fuzz test.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, RuntimeError, OverflowError)
CHUNK = 1 << 16


class Archive:
    """The entries of a zip that passed its limits; parts are inflated one at a time, each within its own."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as broken:
            raise refusal("damaged", where="không đọc được mục lục của tệp nén") from broken
        self._entries = {info.filename: info for info in self._zip.infolist()}
        self._unpacked = 0
        _check_directory(self._zip.infolist())

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the entries."""
        return tuple(self._entries)

    @property
    def members(self) -> tuple[zipfile.ZipInfo, ...]:
        """The entries in the order of the zip, also those that bear one name."""
        return tuple(self._zip.infolist())

    def part(self, name: str) -> bytes:
        """The inflated entry; raises Unreadable when it is missing, broken or larger than it may be."""
        info = self._entries.get(name)
        if info is None:
            raise refusal("damaged", where=f"thiếu phần {name}")
        return self.content(info)

    def content(self, info: zipfile.ZipInfo) -> bytes:
        """As `part`, of one of `members`."""
        try:
            return self._inflate(info)
        except Unreadable:
            raise
        except BROKEN as broken:
            raise refusal("damaged", where=f"phần {info.filename}") from broken

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & ENCRYPTED_FLAG:
            raise refusal("encrypted")
        if info.compress_type not in READABLE:
            raise refusal("damaged", where=f"phần {info.filename} nén kiểu lạ")
        inflated = bytearray()
        with self._zip.open(info) as stream:
            while chunk := stream.read(CHUNK):
                inflated += chunk
                self._unpacked += len(chunk)
                self._measure(info.filename, len(inflated))
        return bytes(inflated)

    def _measure(self, name: str, size: int) -> None:
        if size > limits.MAX_PART_BYTES or self._unpacked > limits.MAX_UNPACKED_BYTES:
            raise refusal("bomb", where=f"phần {name}")


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.MAX_ENTRIES:
        raise refusal("bomb", where=f"{len(entries)} phần bên trong")
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if total > limits.MAX_UNPACKED_BYTES:
        raise refusal("bomb", where=f"bung ra {total // 1024**2} MB")
    if _ratio_too_high(total, packed) or any(_ratio_too_high(e.file_size, e.compress_size) for e in entries):
        raise refusal("bomb", where=f"nén hơn {limits.MAX_RATIO} lần")


def _ratio_too_high(size: int, packed: int) -> bool:
    return size > limits.RATIO_MATTERS_FROM and size > limits.MAX_RATIO * max(packed, 1)
