"""Uploads stay in memory and are cut off at the size limit: an original never touches the disk."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

from tuquan.reader.opening.bundle import MAX_BUNDLE_BYTES
from tuquan.reader.opening.limits import MAX_FILE_BYTES

# The one address that takes many files at once.
MANY = "/nhan-nhieu-bao-cao/"


class QuarantineUploadHandler(MemoryFileUploadHandler):
    """Like Django's memory handler, but always in memory, and keeps nothing past the limit.

    The limit holds for all files of a request together. A file that was cut off tells how much was sent
    (`sent_size`), so that it is refused for its true size.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True
        many = self.request is not None and self.request.path_info.endswith(MANY)
        self.room = MAX_BUNDLE_BYTES if many else MAX_FILE_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.kept = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        piece = raw_data[: self.room]
        self.file.write(piece)
        self.room -= len(piece)
        self.kept += len(piece)

    def file_complete(self, file_size: int) -> Any:
        uploaded = super().file_complete(self.kept)
        if uploaded is not None:
            uploaded.sent_size = file_size  # type: ignore[attr-defined]
        return uploaded
