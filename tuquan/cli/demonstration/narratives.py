"""The reports of the demonstration's communes: packaged sentences, each commune's own choice, its own figures."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from tuquan.cli.demonstration import figures
from tuquan.vn.numbers import show

YEAR = 2021
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
# Contradicts the register on purpose: the report counts a scheme that was never decided.
CONTRADICTS = "xã Tiến Hóa"
TITLE = "Kết quả công tác xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc năm 2021"


@dataclass(frozen=True)
class Block:
    """A "heading", a "paragraph" (both one cell in `rows`) or a "table" (its first row is its head)."""

    kind: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        return self.rows[0][0]


@dataclass(frozen=True)
class Narrative:
    """A report: who says it, when and where, and what."""

    unit: str
    issuer: str
    superior: str
    number: str
    place: str
    issued_on: date
    signer: str
    blocks: tuple[Block, ...]


def compose(unit: str) -> Narrative:
    """The report of one of the 19 communes for 2021. The same every time."""
    at = figures.units().index(unit)
    kind = "thị trấn" if unit.startswith("thị trấn") else "xã"
    name = unit.removeprefix(kind).strip()
    return Narrative(
        unit=unit,
        issuer=f"Công an {unit}",
        superior="Công an huyện Tuyên Hóa",
        number=f"{31 + at * 3}/BC-CA{'TT' if kind == 'thị trấn' else 'X'}",
        place=name,
        issued_on=date(YEAR, 12, 14 + at % 8),
        signer=f"Trưởng Công an {kind}",
        blocks=tuple(_blocks(unit, kind, at)),
    )


def district() -> Narrative:
    """The district's own report for 2021, in our words, with every programme figure of the year."""
    paragraphs = _phrases()["district"]["paragraphs"]
    return Narrative(
        "huyện Tuyên Hóa", "Công an huyện Tuyên Hóa", "Công an tỉnh Quảng Bình", "412/BC-CAH", "Tuyên Hóa",
        date(YEAR, 12, 30), "Trưởng Công an huyện", tuple(_paragraph(text) for text in paragraphs),
    )  # fmt: skip


def in_words(unit: str) -> dict[str, int]:
    """The figures a commune's report states: the tables' own, but for the one that contradicts the register."""
    said = figures.of_unit(unit, YEAR)
    return {**said, "schemes_active": said["schemes_active"] + 1} if unit == CONTRADICTS else said


@cache
def _phrases() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data", "phrases.toml").read_text("utf-8"))


def _blocks(unit: str, kind: str, at: int) -> list[Block]:
    said = _Words(unit, kind, at)
    names = ["situation", "direction", "outreach", "schemes", "forces", "limits", "tasks"]
    if at % 3 == 1:
        names[3:5] = ["forces", "schemes"]
    blocks: list[Block] = []
    for place, name in enumerate(names):
        blocks += _heading(name, place, at)
        blocks += said.section(name)
    return blocks


def _heading(name: str, place: int, at: int) -> list[Block]:
    title = _phrases()["headings"][name][at % 2]
    styles = (f"{ROMAN[place]}. {title.upper()}", f"{place + 1}. {title}", "", f"{ROMAN[place]}. {title}")
    text = styles[at % 4]
    return [Block("heading", ((text,),))] if text else []


class _Words:
    """The sentences of one commune. `at` chooses among the wordings, so that neighbours differ."""

    def __init__(self, unit: str, kind: str, at: int) -> None:
        self.unit, self.at = unit, at
        self.values = in_words(unit)
        villages = "tiểu khu, thôn" if kind == "thị trấn" else "thôn, bản"
        village = "tiểu khu" if kind == "thị trấn" else "thôn"
        self.facts = {code: show(Decimal(value), pad=True) for code, value in self.values.items()}
        self.facts |= {"unit": unit, "kind": kind, "villages": villages, "village": village}
        self.own = [row for row in figures.schemes() if row.district.endswith("Tuyên Hóa") and row.unit == unit]

    def section(self, name: str) -> list[Block]:
        made = {"outreach": self._outreach, "schemes": self._schemes, "forces": self._forces}
        if name in made:
            return made[name]()
        text = self._say(name)
        if name == "direction" and (more := self._say("standard")):
            return [_paragraph(text), _paragraph(more)]
        return [_paragraph(text)]

    def _say(self, name: str, **more: str) -> str:
        choices = _phrases()[name]
        return str(choices[self.at % len(choices)]).format(**self.facts, **more)

    def _outreach(self) -> list[Block]:
        restricted = _phrases()["restricted"].get(self.unit, "")
        return [_paragraph(f"{self._say('outreach')} {restricted}".strip())]

    def _schemes(self) -> list[Block]:
        said = [self._say("schemes_standing")]
        for code, event in figures.EVENTS.items():
            rows = [row for row in self.own if any(k == event and day.year == YEAR for k, day in row.events)]
            if rows:
                said.append(self._say(code, named="; ".join(row.named() for row in rows)))
        if len(said) == 1:
            said.append(self._say("schemes_nothing"))
        return [_paragraph(" ".join(said))]

    def _forces(self) -> list[Block]:
        if self.at % 5 == 4:
            return [_paragraph(f"Lực lượng nòng cốt của {self.unit} đến cuối năm 2021 như sau:"), self._table()]
        said = [
            self._say("forces"),
            self._say("guards_both" if self.values["facility_guards_full_time"] else "guards_part"),
        ]
        if self.values["ward_guard_boards"]:
            said.insert(1, self._say("ward_guards"))
        return [_paragraph(" ".join(said))]

    def _table(self) -> Block:
        labels = _phrases()["table"]
        codes = [code for code in labels if code != "heads" and self.values[code]]
        lines = [(str(n), labels[code], self.facts[code]) for n, code in enumerate(codes, start=1)]
        return Block("table", (tuple(labels["heads"]), *lines))


def _paragraph(text: str) -> Block:
    return Block("paragraph", ((text,),))
