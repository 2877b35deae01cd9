"""Words of the catalogue as plain data: what is counted, under which words, and examples that test them.

`words/*.toml` hold one file a group. A province may pass words of its own: same shape, other file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from tuquan.reader import details
from tuquan.reader.details import Details
from tuquan.reader.phrases import Phrases, Spelt, Vocabulary

FOLDER = Path(__file__).parent / "words"
ACCESS = ("open", "limited", "restricted")
KINDS = ("stock", "flow", "ratio", "distinct", "rate")
FORMS = ("plain", "percent", "money")
LISTS = ("count", "cue", "tail", "near", "also", "topic", "follows", "not", "not_topic", "before")
Pattern = Phrases | None


# Syllables that with the next one are another noun: "tổ chức" is no "tổ", "bản cam kết" no village.
GOES_ON = {
    "tổ": "chức|trưởng|phó|viên",
    "đội": "trưởng|phó|viên",
    "trường": "hợp",
    "khối": "lượng",
    "đoàn": "viên|kết|thể",
    "bản": "cam kết|tin|đăng ký|kiểm điểm|ký kết|kết nghĩa|báo cáo|đồ|án|kê khai|tường trình",
    "khu": "vực|công nghiệp|chế xuất|di tích|đô thị|kinh tế",
    "hội": "nghị|thi|thảo|viên|trường|đồng|diễn|quán",
    "nhà": "trường|trọ|văn hóa|nước|máy|báo|thầu|tình nghĩa|hảo tâm|đại đoàn kết|nghỉ",
    "xã": "hội|viên",
    "làng": "nghề",
    "điểm": "nóng",
    "đường": "dây",
    "buổi": "sáng|chiều|tối|trưa",
    "tin": "nhắn",
}
# A counted noun right after its number, whole.
# "thôn, bản đăng ký": a village in a list of kinds of village.
OF_A_LIST = "(?<!, bản)(?<!thôn bản)(?<!và bản)"
PARTS = "|".join(rf"(?<={word}){OF_A_LIST}\s+(?:{more})(?!\w)" for word, more in GOES_ON.items())
COUNTED = rf"[\s\"']*{{}}(?!{PARTS})"


class WordsInvalid(ValueError):
    """Words that cannot be used; `code` is stable, the message Vietnamese."""

    code = "words_invalid"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way an indicator is written. All conditions given must hold; `id` is `<code>.<number>`."""

    id: str
    indicator: str
    name: str
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
    sure: bool
    here: bool
    asks: tuple[Phrases, ...] = field(init=False)

    def __post_init__(self) -> None:
        """`asks`: the phrases that must all stand somewhere in sentence, paragraph or heading."""
        asked = (self.topic, self.cue, self.tail, self.near, self.also)
        object.__setattr__(self, "asks", tuple(p for p in asked if p))


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own and the figure the indicator must be read with."""

    text: str
    value: Decimal | None
    of: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is known of one indicator; `labels` are the names rows of tables carry, `doubt` what speaks of a
    neighbour that differs only in its field: where sentence, paragraph or heading say it, nothing is sure."""

    code: str
    access: str
    kind: str
    measure: str
    name: str
    labels: tuple[str, ...]
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...]
    doubt: Pattern = None


@dataclass(frozen=True, eq=False)
class Candidates:
    """Rules that numbers of one form before one word may follow, and the different nouns they count."""

    rules: tuple[Rule, ...]
    start: str

    def counting(self, noun: Pattern) -> Sequence[tuple[int, Rule]]:
        """The rules that count a noun, each with its place among all."""
        return self._by_noun.get(noun, ())

    def nouns_among(self, words: frozenset[str]) -> Mapping[Phrases, list[Spelt]]:
        """Nouns that may stand among words, each with those of its spellings that may, longest first."""
        found: dict[Phrases, list[Spelt]] = {}
        if words.isdisjoint(self._marks):
            return found
        for word in self._marks & words:
            for noun, spelt in self._nouns[word]:
                if spelt[1].needs <= words:
                    told = found.setdefault(noun, [])
                    if spelt not in told:
                        told.append(spelt)
        for told in found.values():
            told.sort(key=itemgetter(0))
        return found

    @cached_property
    def _by_noun(self) -> Mapping[Pattern, Sequence[tuple[int, Rule]]]:
        found: dict[Pattern, list[tuple[int, Rule]]] = {}
        for at, rule in enumerate(self.rules):
            found.setdefault(rule.count, []).append((at, rule))
        return found

    @cached_property
    def _nouns(self) -> Mapping[str, Sequence[tuple[Phrases, Spelt]]]:
        """The spellings of the different nouns that may begin as these do, by words of which one must be there."""
        found: dict[str, list[tuple[Phrases, Spelt]]] = {}
        for noun in filter(None, self._by_noun):
            for spelt in enumerate(noun.asked()):
                for word in spelt[1].marks(but=self.start) if spelt[1].may_open(self.start) else ():
                    found.setdefault(word, []).append((noun, spelt))
        return found

    @cached_property
    def _marks(self) -> frozenset[str]:
        return frozenset(self._nouns)


@dataclass(frozen=True, eq=False)
class Words:
    """Frozen word data, one entry an indicator; `nothing` is what counts but is no indicator."""

    entries: tuple[Entry, ...]
    details: Details = field(default_factory=Details)

    @cached_property
    def by_code(self) -> Mapping[str, Entry]:
        """Entries by indicator code."""
        return {entry.code: entry for entry in self.entries}

    @cached_property
    def rules_by_start(self) -> Mapping[tuple[str, str], Candidates]:
        """Rules by form of number and first word of what they count, the empty word where they count no noun."""
        found: dict[tuple[str, str], list[Rule]] = {}
        for rule in (rule for entry in self.entries for rule in entry.rules):
            for start in {""} if rule.form == "percent" else rule.starts or {""}:
                for form in FORMS if rule.form == "any" else (rule.form,):
                    found.setdefault((form, start), []).append(rule)
        return {key: Candidates(tuple(rules), key[1]) for key, rules in found.items()}


def load(folder: Path = FOLDER) -> Words:
    """Read every `*.toml` of a folder. Raises WordsInvalid naming file and indicator."""
    vocabulary = Vocabulary(_families(folder))
    entries: list[Entry] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name not in ("families.toml", "details.toml"):
            entries += _file(path, vocabulary)
    return Words(tuple(_without_doubles(entries)), _details(folder / "details.toml", vocabulary))


def _families(folder: Path) -> Mapping[str, list[str]]:
    path = folder / "families.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def _details(path: Path, vocabulary: Vocabulary) -> Details:
    try:
        return (
            details.load(tomllib.loads(path.read_text("utf-8"))["detail"], vocabulary) if path.exists() else Details()
        )
    except (KeyError, ValueError, TypeError) as error:
        raise WordsInvalid(f"Tệp {path.name}: {error}. Sửa lại từ ngữ.") from error


def _file(path: Path, vocabulary: Vocabulary) -> Iterable[Entry]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise WordsInvalid(f"Tệp {path.name} không đọc được: {error}. Sửa lại cú pháp TOML.") from error
    for raw in data.get("indicator", []):
        try:
            yield _entry(raw, vocabulary)
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


def _entry(raw: Mapping[str, Any], vocabulary: Vocabulary) -> Entry:
    if raw["access"] not in ACCESS or raw["kind"] not in KINDS:
        raise ValueError("access hoặc kind không đúng")
    code, common = raw["code"], raw.get("count", [])
    rules = [
        replace(_rule(code, i, r, common, vocabulary), name=raw.get("name", code))
        for i, r in enumerate(raw.get("rules", []), 1)
    ]
    examples = [Example(e["text"], _number(e.get("value")), _number(e.get("of"))) for e in raw.get("examples", [])]
    return Entry(
        code, raw["access"], raw["kind"], raw.get("measure", ""), raw.get("name", ""),
        tuple(raw.get("labels", ())), tuple(rules), tuple(examples), vocabulary.phrases(raw.get("doubt", ())),
    )  # fmt: skip


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _rule(code: str, number: int, raw: Mapping[str, Any], common: list[str], vocabulary: Vocabulary) -> Rule:
    unknown = set(raw) - {*LISTS, "form", "fraction", "weight", "planned", "detail", "sure", "here"}
    if unknown:
        raise ValueError(f"quy tắc {number} có khóa lạ {sorted(unknown)}")
    counted = vocabulary.phrases(raw.get("count", common), COUNTED)
    return Rule(
        id=f"{code}.{number}",
        indicator=code,
        name=code,
        count=counted,
        starts=frozenset(counted.first_words() if counted else ()),
        cue=vocabulary.phrases(raw.get("cue", ())),
        tail=vocabulary.phrases(raw.get("tail", ())),
        near=vocabulary.phrases(raw.get("near", ())),
        also=vocabulary.phrases(raw.get("also", ())),
        before=vocabulary.phrases(raw.get("before", ()), r"{}[\s:]*$"),
        topic=vocabulary.phrases(raw.get("topic", ())),
        follows=frozenset(raw.get("follows", ())),
        never=vocabulary.phrases(raw.get("not", ())),
        never_topic=vocabulary.phrases(raw.get("not_topic", ())),
        form=raw.get("form", "plain"),
        fraction=raw.get("fraction"),
        weight=float(raw.get("weight", 0)),
        planned=raw.get("planned"),
        detail=raw.get("detail"),
        sure=raw.get("sure", True),
        here=raw.get("here", False),
    )


@lru_cache(maxsize=1)
def bundled() -> Words:
    """The packaged words, read once."""
    return load()
