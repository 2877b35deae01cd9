"""A zip of many reports, as a chat group or a mailbox hands it on: its files, within limits; the rest by name."""

import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from tuquan.reader.opening import limits
from tuquan.reader.opening.archive import Archive
from tuquan.reader.opening.refusals import Unreadable, refusal

MAX_FILES = 300
MAX_BUNDLE_BYTES = 64 * 1024 * 1024
UTF8_NAME = 0x800
# What marks a zip as one office file, not a bundle of them.
OFFICE = ("[Content_Types].xml", "mimetype")
# What systems leave beside the files: no reports, nobody put them there.
LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
PACKED = (".zip", ".rar", ".7z", ".gz", ".tar")


@dataclass(frozen=True)
class LeftOut:
    """A member that is not handed on, with the code and the sentence that say why."""

    name: str
    code: str
    message: str


@dataclass(frozen=True)
class Bundle:
    """Files in the order of the zip, as (name, bytes), and what was left out."""

    files: tuple[tuple[str, bytes], ...]
    left_out: tuple[LeftOut, ...]


def is_bundle(data: bytes) -> bool:
    """Whether the bytes are a zip that is no office file itself."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        return not any(name in OFFICE for name in Archive(data).names)
    except Unreadable:
        return False


def unbundle(data: bytes, file_name: str) -> Bundle:
    """The files of a zip; a zip inside it, an encrypted or a broken member is left out by name.

    Raises Unreadable (too_big, bomb, damaged, bundle_empty, bundle_many) for the whole zip: `file_name` is in it.
    """
    try:
        return _unbundle(data)
    except Unreadable as reason:
        raise Unreadable(reason.code, f"Không mở được tệp nén “{file_name}”: {reason.message}") from reason


def _unbundle(data: bytes) -> Bundle:
    if len(data) > MAX_BUNDLE_BYTES:
        raise refusal("too_big", megabytes=-(-len(data) // 1024**2), limit=MAX_BUNDLE_BYTES // 1024**2)
    archive = Archive(data)
    members = [info for info in archive.members if not _folder(info.filename) and not _litter(info.filename)]
    if not members:
        raise refusal("bundle_empty")
    if len(members) > MAX_FILES:
        raise refusal("bundle_many", files=len(members), limit=MAX_FILES)
    files, left_out = [], []
    for info in members:
        name = shown_name(info)
        try:
            files.append((name, _content(archive, info, name)))
        except Unreadable as reason:
            if reason.code == "bomb":
                raise
            left_out.append(LeftOut(name, reason.code, f"Không đọc được tệp “{name}”: {reason.message}"))
    return Bundle(tuple(files), tuple(left_out))


def _folder(name: str) -> bool:
    """A folder, or a name that was lost: `ZipInfo.is_dir` fails on the latter."""
    return not name or name.endswith("/")


def _content(archive: Archive, info: zipfile.ZipInfo, name: str) -> bytes:
    if name.lower().endswith(PACKED):
        raise refusal("nested")
    if info.file_size > limits.MAX_FILE_BYTES:
        raise refusal("too_big", megabytes=-(-info.file_size // 1024**2), limit=limits.MAX_FILE_BYTES // 1024**2)
    content = archive.content(info)
    if is_bundle(content):
        raise refusal("nested")
    return content


def _litter(path: str) -> bool:
    pure = PurePosixPath(path.replace("\\", "/"))
    # "~$Báo cáo.docx" is the lock that Word leaves while a file is open.
    return any(part in LITTER for part in pure.parts) or pure.name.startswith(("~$", "._"))


def shown_name(info: zipfile.ZipInfo) -> str:
    """The last part of the member's path. Without the UTF-8 flag zips mean cp437, yet many write UTF-8 or cp1258."""
    name = info.filename
    if not info.flag_bits & UTF8_NAME:
        name = _decoded(name)
    return PurePosixPath(name.replace("\\", "/")).name


def _decoded(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "cp1258"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
