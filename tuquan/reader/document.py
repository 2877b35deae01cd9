"""`read`: text to findings. Pure: same text, names and words, same reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tuquan.reader import confidence, details, going_on, heads, labels, named, restricted, scope, tables, traps
from tuquan.reader.engine import FIRST, NOTHING, PART, matches
from tuquan.reader.mentions import Mention, mentions, minus
from tuquan.reader.names import Names
from tuquan.reader.reading import Finding, Reading
from tuquan.reader.sentences import Sentence, split
from tuquan.reader.shadow import Shadow, shadow
from tuquan.reader.spans import InOrder
from tuquan.reader.surroundings import Match, Surroundings
from tuquan.reader.told import signed, told_as
from tuquan.reader.words_data import Words

RULES_VERSION = "2026.11.3"


@dataclass(frozen=True, slots=True)
class Document:
    """A prepared text with all that is found once: sentences, numbers, times, places, heading; `nouns` holds what each
    sentence counts, in order, as it is read."""

    shadow: Shadow
    sentences: list[Sentence]
    mentions: InOrder[Mention]
    scope: scope.Scope
    lead: tuple[tuple[int, str], ...]
    nouns: dict[int, list[str]] = field(default_factory=dict)


def read_text(text: str, names: Names, words: Words) -> Reading:
    """Findings of a text, in order. Never raises for any text."""
    document = prepared(text, names)
    findings: list[Finding] = []
    for i, sentence in enumerate(document.sentences):
        findings += _sentence(document, i, sentence, words)
    return Reading(tuple(_covered(text, findings)), RULES_VERSION, heads.head(document.shadow, document.scope))


def prepared(text: str, names: Names) -> Document:
    """Find sentences, numbers, times and places of a text once."""
    dark = shadow(text)
    where, sentences = scope.prepare(dark, names), split(dark.plain)
    return Document(dark, sentences, InOrder(counting(dark.low)), where, _lead(dark.low, where, sentences))


def _covered(text: str, findings: list[Finding]) -> list[Finding]:
    """Restricted numbers are blanked in every quote and sentence that would show them."""
    shown = list(text)
    for f in findings:
        if f.masked:
            shown[f.start : f.end] = restricted.cover(text[f.start : f.end])
    covered = "".join(shown)
    return [
        replace(f, quote=covered[f.start : f.end], sentence=covered[f.sentence_start : f.sentence_end])
        for f in findings
    ]


# "* …", "2. …": what one item of a list says is not what the others are about.
ITEM = re.compile(r"(?:[-+•*]|\d{1,2}[.)]|[ivx]+[.)]|[a-zđ][.)])\s")


def _lead(low: str, where: scope.Scope, sentences: list[Sentence]) -> tuple[tuple[int, str], ...]:
    """Heading and first sentences with where they stand: what the text after them is about."""
    after = where.title_end if where.title_end < len(low) // 2 else 0
    first = [s for s in sentences if s.start >= after and s.end - s.start > 30][:2]
    first = [s for s in first if not (s.opens and ITEM.match(low, s.start))]
    return (0, where.title[:450]), *((s.start, low[s.start : s.end][:450]) for s in first)


def counting(low: str) -> list[Mention]:
    """Numbers of a prepared text that may count something: no dates, document numbers, ages or names."""
    hidden = traps.dates(low) + traps.quoted(low) + traps.other_titles(low)
    kept = [m for m in mentions(low) if not traps.is_trap(low, m, hidden)]
    return [m for m, before in zip(kept, [None, *kept], strict=False) if not traps.repeats(low, before, m)]


@dataclass(frozen=True, slots=True)
class Decision:
    """What one number was taken for: the rules that hold, heaviest first, and the row that names it, if any; `crowd` is
    how many numbers its sentence holds."""

    mention: Mention
    found: list[Match]
    around: Surroundings
    row: tables.Row | None
    listed: named.Listed
    crowd: int = 1

    @property
    def rule(self) -> str:
        """The rule that won; rules of `nothing` keep a number from being read."""
        return self.found[0].rule.id


def decisions(text: str, names: Names, words: Words) -> list[Decision]:
    """What every number of a text was taken for, those of no indicator too. Never raises for any text."""
    document = prepared(text, names)
    pairs = enumerate(document.sentences)
    return [decision for i, sentence in pairs for decision in _decisions(document, i, sentence, words)]


def _decisions(document: Document, index: int, sentence: Sentence, words: Words) -> Iterator[Decision]:
    inside = document.mentions.between(sentence.start, sentence.end)
    previous: list[str] = []
    before = _nouns_before(document, index)
    counted, listed, noun, elided = 0, named.NONE, before[0] if before else "", False
    for i, mention in enumerate(inside):
        if listed.holds(mention.start):
            continue
        around = _surroundings(document, index, sentence, inside, i, tuple(previous), counted)
        around = replace(around, noun=noun, nouns=before)
        row = tables.row(document.shadow.low, mention.start, words)
        found = _of_row(row, mention) if row else _of_sentence(mention, around, words)
        found = found or _of_label(document.shadow.low, mention, around, words)
        if found and not _told_again(document.shadow.low, inside[i - 1] if i else None, mention, found, previous):
            previous.append(found[0].rule.indicator)
            counted = mention.end + max(m.noun_end for m in found if m.rule.indicator == previous[-1])
            if not elided and around.behind.count("(") <= around.behind.count(")"):
                noun = document.shadow.low[mention.end : mention.end + found[0].noun_end].strip() or noun
            elided = found[0].resembles
            document.nouns.setdefault(index, []).append(noun)
            listed = _listed(document, sentence, mention, found[0], words)
            yield Decision(mention, found, around, row, listed, len(inside))


def _sentence(document: Document, index: int, sentence: Sentence, words: Words) -> Iterator[Finding]:
    for told in _decisions(document, index, sentence, words):
        if told.found[0].rule.indicator != NOTHING:
            scaled = replace(told.mention, value=told.mention.value * told.row.scale) if told.row else told.mention
            yield _finding(document, sentence, replace(told, mention=scaled), words)


def _nouns_before(document: Document, index: int) -> tuple[str, ...]:
    """What the sentence before counted, if it stands in the same paragraph or the line above."""
    near = index > 0 and document.sentences[index].line - document.sentences[index - 1].line <= 1
    return tuple(dict.fromkeys(filter(None, document.nouns.get(index - 1, ())))) if near else ()


def _share(indicator: str) -> str:
    """Who meets the standard is told in turn: shares of one kind."""
    return MEETING if indicator.endswith(MEETING) else indicator


MEETING = "_meeting_standard"


def _told_again(low: str, before: Mention | None, mention: Mention, found: list[Match], previous: list[str]) -> bool:
    """Whether a percentage only repeats the count before it, of the same indicator."""
    same = bool(previous) and _share(found[0].rule.indicator) == _share(previous[-1])
    return before is not None and same and traps.told_again(low, before, mention)


def _of_row(row: tables.Row, mention: Mention) -> list[Match]:
    hit = tables.match(row, mention)
    return [hit] if hit else []


def _of_sentence(mention: Mention, around: Surroundings, words: Words) -> list[Match]:
    """Rules that hold; where nothing counted follows the number, the noun is read before it."""
    if labels.stands_alone(around):
        return labels.alone(mention, around, words)
    return matches(words, mention, around) or labels.elided(mention, around, words)


# Rows of tables state what there is.
STATE = "hiện có "


def _of_label(low: str, mention: Mention, around: Surroundings, words: Words) -> list[Match]:
    """A row whose label only resembles the name of an indicator, read as if the label stood after the number."""
    label = tables.label(low, mention.start)
    if label is None or mention.form not in ("plain", "word"):
        return []
    told = replace(around, behind=STATE, ahead=f" {label}", left=STATE, after=f" {label}", previous=())
    return [replace(m, noun_end=0, resembles=True) for m in matches(words, mention, told)]


# ", UBND xã ban hành 04 kế hoạch": who acts is named anew.
SUBJECT = re.compile(
    r",\s*(?=(?:ubnd|công an|đảng ủy|chi bộ|huyện ủy|hội|đoàn|mttq|mặt trận|ban chỉ đạo|bcđ|ngân sách|nhân dân|bà con"
    r"|cấp (?:tỉnh|huyện|xã)|doanh nghiệp)\s+(?:[^\s,;]+\s+){0,4}$)"
)


def _past_noun(low: str, start: int, end: int, number_end: int) -> int:
    """Where another subject begins after the number before: what that number counts says nothing of this one."""
    subjects = list(SUBJECT.finditer(low, start, end))
    if subjects:
        return subjects[-1].end()
    same = FIRST.match(low, start, end)
    comma = low.rfind(",", start, end)
    listed = same and comma >= 0 and not low[comma + 1 : end].strip() and low.startswith(same[1], number_end + 1)
    return comma + 1 if listed else start


def _surroundings(
    document: Document,
    index: int,
    sentence: Sentence,
    inside: list[Mention],
    i: int,
    previous: tuple[str, ...],
    counted: int,
) -> Surroundings:
    low, mention = document.shadow.low, inside[i]
    before = _past_noun(low, inside[i - 1].end, mention.start, mention.end) if i else sentence.start
    past = going_on.past_counted(low, counted, mention.start, i > 0 and inside[i - 1].form == "money")
    left = max(before, past, low.rfind(";", sentence.start, mention.start) + 1)
    right = inside[i + 1].start if i + 1 < len(inside) else sentence.end
    stop = PART.search(low, mention.end, right)
    end = min(stop.start() if stop else right, going_on.next_money(low, inside, i))
    near = document.sentences[max(0, index - 2) : index]
    carried = " . ".join(low[s.start : s.end] for s in near if sentence.line - s.line <= 1)
    lead = " . ".join(told for start, told in document.lead if start < sentence.start)
    earlier = " . ".join((document.lead[0][1], carried))  # the verb of a number far off stands in the heading at most
    return Surroundings(
        behind=low[sentence.start : mention.start],
        ahead=named.without_names(document.shadow.plain, low, mention.end, sentence.end),
        left=low[left : mention.end],
        after=low[mention.end : end],
        topic=f"{lead} . {carried} . {low[sentence.start : sentence.end]}",
        earlier=earlier,
        previous=previous,
    )


def _finding(document: Document, sentence: Sentence, told: Decision, words: Words) -> Finding:
    mention, found, around = told.mention, told.found, told.around
    best, dark = found[0], document.shadow
    entry = words.by_code[best.rule.indicator]
    masked = entry.access == "restricted"
    end = mention.end + best.noun_end
    where = document.scope.at(sentence, mention.start, end, told_as(entry))
    planned = scope.planned(document.scope, sentence, mention.start) if best.rule.planned is None else best.rule.planned
    level, reasons = confidence.judge(mention, found, around.behind, around.ahead[best.noun_end :])
    if level == "sure" and (why := confidence.hesitation(found, entry, around.topic, told.crowd)):
        level, reasons = "likely", why
    sign = minus(dark.low, mention.start)
    if sign:
        level, reasons = "doubtful", (*reasons, confidence.NEGATIVE)
    start, stop = dark.original_span(mention.start - sign, end)
    s_start, s_end = dark.original_span(sentence.start, sentence.end)
    text = dark.original
    value = signed(dark.low, mention)
    return Finding(
        indicator=entry.code,
        value=None if masked else value,
        of=None if masked else mention.of,
        value_max=None if masked else mention.value_max,
        start=start,
        end=stop,
        quote=text[start:stop],
        sentence=text[s_start:s_end],
        sentence_start=s_start,
        sentence_end=s_end,
        place=where.place,
        period_start=where.first,
        period_end=where.last,
        qualifier=mention.qualifier,
        planned=planned,
        confidence=level,
        reasons=(*reasons, *where.supposed),
        rule=best.rule.id,
        rule_version=RULES_VERSION,
        measure=entry.measure or None,
        detail=best.rule.detail
        or details.told(words.details, entry.code, low=dark.low, start=sentence.start, end=mention.end, noun_end=end),
        named=told.listed.names,
        masked=masked,
    )


def _listed(document: Document, sentence: Sentence, mention: Mention, best: Match, words: Words) -> named.Listed:
    """Names of what was counted, where it is something that bears names."""
    entry = words.by_code[best.rule.indicator]
    if entry.access == "restricted" or not named.NAMEABLE.match(entry.measure):
        return named.NONE
    return named.listed(document.shadow.plain, mention.end + best.noun_end, sentence.end, int(mention.value))
