"""Uploads stay in memory and are cut off at the size limit: an original never touches the disk."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

from tuquan.reader.opening.limits import MAX_FILE_BYTES


class QuarantineUploadHandler(MemoryFileUploadHandler):
    """Like Django's memory handler, but always in memory, and keeps nothing past the limit."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True
        self.kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start > MAX_FILE_BYTES:
            # Enough is kept for the door to see that the file is too big; the rest goes nowhere.
            return
        self.file.write(raw_data)
        self.kept = start + len(raw_data)

    def file_complete(self, file_size: int) -> Any:
        del file_size
        return super().file_complete(self.kept)
