"""`make bench`: every benchmark on the demonstration completed to 19/19, in a folder that is thrown away.

The country's units have databases of their own: each of their benchmarks runs as a program by itself.
"""

import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="tuquan-bench-") as folder:
        os.environ["TUQUAN_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        return (
            _measure()
            or _alone("benchmarks.country")
            or _alone("benchmarks.restating")
            or _alone("benchmarks.importing")
        )


def _alone(module: str) -> int:
    """Run a benchmark that starts from a database of its own."""
    return subprocess.run([sys.executable, "-m", module], check=False).returncode


def _measure() -> int:
    from tuquan.cli.station import open_station

    open_station(migrate=True)
    from tuquan.cli.demonstration import district, loading, showing

    print("Nạp huyện minh họa và hoàn tất 19/19 …", flush=True)
    loading.lay_ground(_quietly)
    showing._communes(Path(os.environ["TUQUAN_DATA"]))
    district.finish(_quietly)
    from benchmarks import batch, reading, roll_up, segmenting, writing

    print(f"Python {platform.python_version()}, {os.cpu_count()} nhân; trung vị của 7 lần, xen kẽ với mức nền.\n")
    for module in (reading, roll_up, writing):
        for result in module.results():
            print(result.line(), flush=True)
    for program in (segmenting, batch):
        print(*program.lines(), sep="\n", flush=True)
    return 0


def _quietly(_: str) -> None:
    """The steps of the demonstration are not what is measured."""


if __name__ == "__main__":
    sys.exit(main())
