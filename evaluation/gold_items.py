"""Our own marked texts, read from `gold/*.json`: one file a topic, each a list of items.

An item is {"text", "figures", "phenomena"?}. A figure is {"indicator", "value", "of"?, "value_max"?, "planned"?,
"place"?, "period_start"?, "period_end"?, "doubtful"?}; a value of null is a restricted figure, which must be
found and masked; one marked doubtful is told so dimly that it is enough to offer it as doubtful. An item without
figures is a trap: nothing in it may be read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold"
# Sentences made so that each rule wins once: they prove that rules work, not how well texts are read.
MADE_FOR_RULES = "rules"
Figure = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One marked text; `file` and its place in it name it for a person, `key` across re-orderings."""

    file: str
    number: int
    text: str
    figures: tuple[Figure, ...]
    phenomena: frozenset[str]

    @property
    def key(self) -> str:
        return sha256(self.text.encode()).hexdigest()[:16]

    @property
    def trap(self) -> bool:
        """Whether nothing in it may be read."""
        return not self.figures


def items(folder: Path = GOLD) -> list[Item]:
    """All items, by file name and place; a text that stands in two files is taken once."""
    found: dict[str, Item] = {}
    for path in sorted(folder.glob("*.json")):
        for number, raw in enumerate(json.loads(path.read_text("utf-8")), 1):
            tags = frozenset(raw.get("phenomena", ()))
            item = Item(path.stem, number, raw["text"], tuple(raw["figures"]), tags)
            found.setdefault(item.text, item)
    return list(found.values())
