"""What is kept of an unexpected error: a trace in a file, never on the screen of an officer."""

import tempfile
import traceback
from pathlib import Path


def keep(error: BaseException) -> Path:
    """Write the trace to a file of its own and return its path. No values of variables are written."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="tuquan-loi-", suffix=".txt", delete=False) as out:
        out.writelines(traceback.format_exception(error))
    return Path(out.name)
