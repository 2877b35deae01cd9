"""Which indicator a number belongs to: every rule whose words hold is weighed, the heaviest wins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter

from tuquan.reader.mentions import Mention
from tuquan.reader.mixed import is_mixed, past_list
from tuquan.reader.openings import words_of
from tuquan.reader.phrases import Phrases
from tuquan.reader.surroundings import Match, Surroundings
from tuquan.reader.words_data import Candidates, Rule, Words

# A number with nothing counted after it.
ALONE = re.compile(r"\s*(?:$|[,.;:)(]|(?:so với|trong|và|năm|trở lên|nhưng|vào)(?!\w))")
NOTHING = "nothing"
SHORT_NAME = 1.6
ADJACENT = 1.5
REMOTE = 35
# Words past the next number, which has words of its own before it, are seldom said of this one.
BEYOND = 5.0
# Indicators found just before, of which one may be followed.
FOLLOWED = 4
NUMBERS = re.compile(r"\d+")
# Another item of a list with words of its own before its number.
VERB_AGAIN = re.compile(r";\s*[^\W\d]")
# A part ("trong đó 5 …", "riêng …") has words of its own: what follows is not said of the number before it.
PART = re.compile(
    r",\s*có\s+(?=\d)|;|(?<!\w)(?:trong đó|riêng|còn lại|qua đó|nhờ đó|từ đó"
    r"|(?:đưa|nâng)(?=\s+(?:[^\s,;]+\s+){1,4}lên))(?!\w)"
)
# Words between verb and number that say nothing against it.
LIGHT = re.compile(
    r"(?<!\w)(?:chừng|khoảng|hơn|trên|gần|được|ít nhất|tới|đến|là|cả|tổng cộng|thêm|đã|cho|tổng số"
    r"|khoảng chừng|tại|ở|có)(?!\w)"
)
# "9 người trong đó đang học nghề": what was said of the whole is not said of the part.
OF_THOSE = re.compile(r"\s*(?:[^\s,.;]+\s+){1,2}(?:trong đó|trong số đó|trong số này)(?!\w)")
FIRST = re.compile(r"[\s\"']*([^\s,.;:()/\"']+)")


def matches(words: Words, mention: Mention, around: Surroundings) -> list[Match]:
    """Matching rules, heaviest first."""
    named = _named(words, mention, around)
    furthest = max((end for _, end in named), default=0)
    phrase = around.left + around.after[: _comma(around.after, furthest)]
    behind, told = words_of(around.behind), _standing(around.topic)
    possible = ((rule, end) for rule, end in named if _possible(rule, around, behind, told))
    found = [m for rule, end in possible if (m := _try(rule, end, phrase, around))]
    longest = max((m.noun_words for m in found), default=0)
    return sorted((_against(m, longest) for m in found), key=lambda m: -m.score)


def _against(match: Match, longest: int) -> Match:
    """A longer name of the counted thing tells more than a shorter one: "tổ hòa giải" is not any "tổ"."""
    short = longest - match.noun_words
    return replace(match, score=match.score - SHORT_NAME * short) if short else match


def _named(words: Words, mention: Mention, around: Surroundings) -> list[tuple[Rule, int]]:
    """Rules whose counted noun stands at the number, with where that noun ends after it."""
    form, share = "plain" if mention.form == "word" else mention.form, mention.of is not None
    first = FIRST.match(around.ahead)
    out: list[tuple[Rule, int]] = []
    for start in ("", first[1]) if first else ("",):
        candidates = words.rules_by_start.get((form, start), NO_CANDIDATES)
        ends = _noun_ends(candidates, around)
        before = _nouns_before(candidates, around) if form == "percent" else {}
        named = [
            (at, rule, end)
            for noun in (before | ends)
            for at, rule in candidates.counting(noun)
            if (end := ends.get(noun, 0 if rule.form == "percent" else None)) is not None
        ]
        named.sort(key=itemgetter(0))
        out += [(rule, end) for _, rule, end in named if rule.fraction is None or rule.fraction == share]
    if form == "plain" and not share:
        mixed = {end for end in {end for _, end in out} if is_mixed(around.ahead, end)}
        out = [(rule, end) for rule, end in out if end not in mixed or rule.indicator in MIXED]
    return out


# Places of several kinds together are the points of a scheme.
MIXED = {"scheme_points"}
NO_CANDIDATES = Candidates((), "")


def _noun_ends(candidates: Candidates, around: Surroundings) -> dict[Phrases | None, int]:
    """Where the nouns end that stand right after the number; rules that count no noun end at once."""
    ends: dict[Phrases | None, int] = {None: 0}
    for noun, spelt in candidates.nouns_among(words_of(around.ahead)).items():
        if found := noun.begins(around.ahead, spelt):
            ends[noun] = found.end()
    return ends


def _nouns_before(candidates: Candidates, around: Surroundings) -> dict[Phrases | None, int]:
    """A percentage may follow what it measures: "hộ ký cam kết đạt 98%"."""
    if not ALONE.match(around.ahead):
        return {}
    behind = around.behind[-80:]
    return {noun: 0 for noun in candidates.nouns_among(words_of(behind)) if noun.loosely.search(behind)}


class Standing(dict[Phrases, bool]):
    """Which phrases may stand in a text, asked once each."""

    def __init__(self, text: str) -> None:
        self._words = words_of(text)

    def __missing__(self, phrases: Phrases) -> bool:
        told = self[phrases] = phrases.may_stand(self._words)
        return told


# The numbers of one sentence have one topic.
_standing = lru_cache(maxsize=8)(Standing)


def _possible(rule: Rule, around: Surroundings, behind: frozenset[str], told: Standing) -> bool:
    """False where words that the rule asks for cannot stand: most rules end here, before anything is looked for."""
    if rule.follows and rule.follows.isdisjoint(around.previous[-FOLLOWED:]):
        return False
    if rule.before and not rule.before.may_stand(behind):
        return False
    for phrases in rule.asks:  # noqa: SIM110
        if not told[phrases]:
            return False
    return True


def _comma(after: str, noun_end: int) -> int | None:
    """Where the phrase of a number ends: at a comma, or at a bracket that goes on to the next number."""
    comma, bracket = after.find(",", noun_end), after.rfind("(")
    open_at = bracket if bracket >= noun_end and ")" not in after[bracket:] else -1
    return min((place for place in (comma, open_at) if place >= 0), default=None)


def _try(rule: Rule, end: int, phrase: str, around: Surroundings) -> Match | None:
    """`phrase` runs from the number before to the end of the longest counted noun's phrase."""
    if rule.never and rule.never.search(phrase):
        return None
    if rule.never_topic and rule.never_topic.search(around.topic):
        return None
    gains: list[Gain] = []
    for gain in _gains(rule, around, end):
        if gain is None:
            return None
        gains.append(gain)
    told = [g for g in gains if g[2]]
    if len(told) > 1:  # not everything may stand in other sentences
        return None
    words = len(around.ahead[:end].split())
    score = rule.weight + words + sum(g[0] for g in gains)
    return Match(rule, score, end, words, max((g[1] for g in gains), default=0.0), bool(told))


Gain = tuple[float, float, bool]


def _gains(rule: Rule, around: Surroundings, end: int) -> Iterable[Gain | None]:
    if rule.cue:
        yield _behind(rule.cue, around) or _told_before(rule, rule.cue, around)
    if rule.tail:
        yield _ahead(rule.tail, around.ahead, end)
    for either in (rule.near, rule.also):
        if either:
            sides = [g for g in (_behind(either, around), _ahead(either, around.ahead, end)) if g]
            yield max(sides, default=None) or _told_before(rule, either, around)
    if rule.before:
        yield (8.0, 0.0, False) if rule.before.search(around.behind) else None
    if rule.topic:
        told = f"{around.behind} {around.ahead}" if rule.here else around.topic
        yield (1.5, 0.0, False) if rule.topic.search(told) else None
    if rule.follows:
        yield _follows(rule, around)


def _follows(rule: Rule, around: Surroundings) -> Gain | None:
    recent = around.previous[::-1][:FOLLOWED]
    found = next((i for i, code in enumerate(recent) if code in rule.follows), None)
    return None if found is None else (6.0 - 1.2 * found, 2.0 + 3 * found, False)


def _behind(pattern: Phrases, around: Surroundings) -> Gain | None:
    behind = around.left if OF_THOSE.match(around.ahead) else around.behind
    last = max(pattern.finditer(behind), key=lambda m: m.end(), default=None)
    if last is None:
        return None
    score, away, carried = _weighed(LIGHT.sub(" ", behind[last.end() :]), last[0])
    return score if away else score + ADJACENT, away, carried


def _told_before(rule: Rule, pattern: Phrases, around: Surroundings) -> Gain | None:
    """The deciding words stand in an earlier sentence or the heading, and are not repeated.

    A single word ("đạt", "có") is too common to reach so far, and what counts nothing says so in its own sentence.
    """
    if rule.here or rule.indicator == NOTHING:
        return None
    last = _told(pattern, around.earlier)
    return (CARRIED + RECENT * last / len(around.earlier), 10.0, True) if last else None


# Words told before weigh little, and the less the longer ago.
CARRIED = -1.0
RECENT = 2.0


@lru_cache(maxsize=256)
def _told(pattern: Phrases, earlier: str) -> int:
    """Where the last of the words stands in what was told before; 0 for nowhere."""
    return max((m.start() + 1 for m in pattern.finditer(earlier) if " " in m[0]), default=0)


def _ahead(pattern: Phrases, ahead: str, noun_end: int) -> Gain | None:
    """The words after the counted noun, or inside it ("lớp tập huấn")."""
    if not pattern.may_stand(words_of(ahead)):
        return None
    noun_end = past_list(ahead, noun_end)
    found = _first(pattern, ahead, noun_end)
    if found is None:
        inside = pattern.search(ahead, 0, noun_end)
        return _weighed("", inside[0]) if inside else None
    between = ahead[noun_end : found.start()]
    score, away, carried = _weighed(between, found[0])
    if found.start() >= _reach(ahead, noun_end)[2]:
        score, away = score - BEYOND, away + BEYOND
    return score if between.strip() else score + ADJACENT, away, carried


# "…, ngân sách cấp 60": a clause with words of its own before the next number speaks of that number.
NEXT = re.compile(
    r"(?:[,;:]|\((?=[^()]*\d[\d.]*\s+[^\W\d]))\s*(?P<own>[^\W\d][^,;:\d]*?)(?=\s*\d)"
    r"(?!\s*(?:(?:19|20)\d\d(?!\d|[.,/]\d|%)|\d{1,2}[.-]\d{1,2}(?!\d)))"
)


@lru_cache(maxsize=64)
def _reach(ahead: str, noun_end: int) -> tuple[int, tuple[tuple[int, int], ...], int]:
    """How far words after the counted noun are said of it, what parts of them are told of later numbers, and where
    the first of those ends."""
    part = PART.search(ahead, noun_end)
    end = min(part.start() if part else len(ahead), _again(ahead, noun_end))
    taken = tuple(found.span("own") for found in NEXT.finditer(ahead, noun_end, end))
    return end, taken, taken[0][1] if taken else end + 1


def _again(ahead: str, noun_end: int) -> int:
    """Where the same noun is counted anew ("9 mô hình ở khu dân cư, 3 mô hình ở cơ quan"): its words are its own."""
    noun = FIRST.match(ahead[:noun_end])
    again = re.compile(rf"[,;]\s*\d[\d.,/]*\s+{re.escape(noun[1])}(?!\w)").search(ahead, noun_end) if noun else None
    return again.start() if again and ahead[noun_end : again.start()].strip() else len(ahead)


def _first(pattern: Phrases, ahead: str, noun_end: int) -> re.Match[str] | None:
    """The first of the words after the counted noun which is not told of the next number."""
    end, taken, _ = _reach(ahead, noun_end)
    for found in pattern.finditer(ahead, noun_end, end):
        if not any(start <= found.start() < stop for start, stop in taken):
            return found
    return None


def _weighed(between: str, phrase: str) -> Gain:
    """Nearer words weigh more; another number, a comma or a clause between weighs against.

    What a colon opens ("Dựng mới: 3 mô hình …; 1 mô hình …") is said of the whole list after it.
    """
    if between.startswith(":") and "; " in between and not VERB_AGAIN.search(between):
        between = between[: between.index(";")]
    away = len(between.split()) + 3 * len(NUMBERS.findall(between)) + 12 * between.count(";") + 2 * between.count(",")
    length = min(len(phrase.split()), 4) * 0.4
    return max(6.0 - 0.2 * away, 0.8 if away <= REMOTE else -1.0) + length, float(away), False
