"""Words of the catalogue as plain data: what is counted, under which words, and examples that test them.

`words/*.toml` hold one file a group. A province may pass words of its own: same shape, other file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from tuquan.reader.phrases import source, union

FOLDER = Path(__file__).parent / "words"
ACCESS = ("open", "limited", "restricted")
KINDS = ("stock", "flow", "ratio", "distinct", "rate")
LISTS = ("count", "cue", "tail", "near", "also", "topic", "follows", "not", "not_topic", "before")
Pattern = re.Pattern[str] | None


class WordsInvalid(ValueError):
    """Words that cannot be used; `code` is stable, the message Vietnamese."""

    code = "words_invalid"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way an indicator is written. All conditions given must hold; `id` is `<code>.<number>`."""

    id: str
    indicator: str
    count: Pattern
    starts: frozenset[str]
    cue: Pattern
    tail: Pattern
    near: Pattern
    also: Pattern
    before: Pattern
    topic: Pattern
    follows: frozenset[str]
    never: Pattern
    never_topic: Pattern
    form: str
    fraction: bool | None
    weight: float
    planned: bool | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own and the figure the indicator must be read with."""

    text: str
    value: Decimal | None
    of: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is known of one indicator; `labels` are the names rows of tables carry."""

    code: str
    access: str
    kind: str
    measure: str
    name: str
    labels: tuple[str, ...]
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Words:
    """Frozen word data, one entry an indicator; `nothing` is what counts but is no indicator."""

    entries: tuple[Entry, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Entry]:
        """Entries by indicator code."""
        return {entry.code: entry for entry in self.entries}

    @cached_property
    def rules_by_start(self) -> Mapping[str, tuple[Rule, ...]]:
        """Rules by the first word of what they count; the empty key holds rules with no counted noun."""
        found: dict[str, list[Rule]] = {}
        for entry in self.entries:
            for rule in entry.rules:
                for start in rule.starts or {""}:
                    found.setdefault(start, []).append(rule)
        return {start: tuple(rules) for start, rules in found.items()}


def load(folder: Path = FOLDER) -> Words:
    """Read every `*.toml` of a folder. Raises WordsInvalid naming file and indicator."""
    families = _families(folder)
    entries: list[Entry] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name != "families.toml":
            entries += _file(path, families)
    return Words(tuple(_without_doubles(entries)))


def _families(folder: Path) -> Mapping[str, list[str]]:
    path = folder / "families.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def _file(path: Path, families: Mapping[str, list[str]]) -> Iterable[Entry]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise WordsInvalid(f"Tệp {path.name} không đọc được: {error}. Sửa lại cú pháp TOML.") from error
    for raw in data.get("indicator", []):
        try:
            yield _entry(raw, families)
        except (KeyError, ValueError, TypeError) as error:
            code = raw.get("code", "?")
            raise WordsInvalid(f"Tệp {path.name}, chỉ tiêu {code}: {error}. Sửa lại từ ngữ.") from error


def _without_doubles(entries: list[Entry]) -> list[Entry]:
    seen: set[str] = set()
    for entry in entries:
        if entry.code in seen:
            raise WordsInvalid(f"Chỉ tiêu {entry.code} có trong hai chỗ của từ ngữ. Bỏ bớt một chỗ.")
        seen.add(entry.code)
    return entries


def _entry(raw: Mapping[str, Any], families: Mapping[str, list[str]]) -> Entry:
    if raw["access"] not in ACCESS or raw["kind"] not in KINDS:
        raise ValueError("access hoặc kind không đúng")
    code, common = raw["code"], raw.get("count", [])
    rules = [_rule(code, i, r, common, families) for i, r in enumerate(raw.get("rules", []), 1)]
    examples = [
        Example(e["text"], _number(e.get("value")), _number(e.get("of"))) for e in raw.get("examples", [])
    ]
    return Entry(
        code, raw["access"], raw["kind"], raw.get("measure", ""), raw.get("name", ""),
        tuple(raw.get("labels", ())), tuple(rules), tuple(examples),
    )  # fmt: skip


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _rule(
    code: str, number: int, raw: Mapping[str, Any], common: list[str], families: Mapping[str, list[str]]
) -> Rule:
    unknown = set(raw) - {*LISTS, "form", "fraction", "weight", "planned", "detail"}
    if unknown:
        raise ValueError(f"quy tắc {number} có khóa lạ {sorted(unknown)}")
    count = raw.get("count", common)
    return Rule(
        id=f"{code}.{number}",
        indicator=code,
        count=_at_start(count, families),
        starts=_starts(count, families),
        cue=union(raw.get("cue", ()), families),
        tail=union(raw.get("tail", ()), families),
        near=union(raw.get("near", ()), families),
        also=union(raw.get("also", ()), families),
        before=_at_end(raw.get("before", ()), families),
        topic=union(raw.get("topic", ()), families),
        follows=frozenset(raw.get("follows", ())),
        never=union(raw.get("not", ()), families),
        never_topic=union(raw.get("not_topic", ()), families),
        form=raw.get("form", "plain"),
        fraction=raw.get("fraction"),
        weight=float(raw.get("weight", 0)),
        planned=raw.get("planned"),
        detail=raw.get("detail"),
    )


def _at_start(phrases: list[str], families: Mapping[str, list[str]]) -> Pattern:
    found = union(phrases, families)
    return re.compile(rf"[\s\"']*{found.pattern}") if found else None


def _at_end(phrases: Iterable[str], families: Mapping[str, list[str]]) -> Pattern:
    found = union(tuple(phrases), families)
    return re.compile(rf"{found.pattern}[\s:,]*$") if found else None


def _starts(phrases: list[str], families: Mapping[str, list[str]]) -> frozenset[str]:
    """First words a count phrase can begin with, found in its expression."""
    words: set[str] = set()
    for phrase in phrases:
        words |= _first_words(source(phrase, families))
    return frozenset(words)


def _first_words(body: str) -> set[str]:
    out: set[str] = set()
    for alternative in _alternatives(body):
        head, optional, rest = _leading_group(alternative)
        if head is None:
            out.add(re.split(r"\\s|,\?|\(|\\", alternative, maxsplit=1)[0])
            continue
        out |= _first_words(head)
        if optional:
            out |= _first_words(rest)
    return {w.strip() for w in out if w.strip()}


def _alternatives(body: str) -> list[str]:
    parts, depth, last = [], 0, 0
    for i, char in enumerate(body):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(body[last:i])
            last = i + 1
    return [*parts, body[last:]]


def _leading_group(body: str) -> tuple[str | None, bool, str]:
    if not body.startswith("(?:"):
        return None, False, body
    depth = 0
    for i, char in enumerate(body):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            rest = body[i + 1 :]
            optional = rest.startswith("?")
            return body[3:i].removesuffix(r"\s+"), optional, rest.removeprefix("?").removeprefix(r"\s+")
    return None, False, body


@lru_cache(maxsize=1)
def bundled() -> Words:
    """The packaged words, read once."""
    return load()
