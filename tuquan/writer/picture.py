"""A table as a png for a phone: what a group chat shows without opening a file."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import as_file, files

import typst

TONES = ("", "plain", "info", "success", "warning", "error")
_FACE = "Be Vietnam Pro"
_PPI = 144.0


@dataclass(frozen=True)
class PictureCell:
    """Words; with a tone they stand on a coloured ground (the words alone say it too)."""

    text: str
    tone: str = ""


def table_png(
    *, title: str, lead: str, header: Sequence[str], rows: Sequence[Sequence[PictureCell]], foot: str
) -> bytes:
    """The picture, 860 pixels wide and as high as its rows. Words travel as data and are never run.

    Every row has a cell for each word of the header.
    """
    plan = {
        "title": title,
        "lead": lead,
        "header": list(header),
        "rows": [[asdict(cell) for cell in row] for row in rows],
        "foot": foot,
        "faces": [_FACE],
    }
    with as_file(files("tuquan.writer") / "picture.typ") as template:
        made: bytes = typst.compile(
            str(template),
            format="png",
            ppi=_PPI,
            root=str(template.parent),
            font_paths=[str(files("fontpkg_be_vietnam_pro") / "files")],
            ignore_system_fonts=True,
            sys_inputs={"plan": json.dumps(plan, ensure_ascii=False)},
        )
    return made
