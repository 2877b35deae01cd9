"""Two readers over one text: agreement makes a finding surer, disagreement less so; the second alone is doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tuquan.reader import scanned, scope
from tuquan.reader.document import RULES_VERSION, Document, prepared
from tuquan.reader.mentions import Mention
from tuquan.reader.names import Names
from tuquan.reader.reading import Finding, Reading
from tuquan.reader.second.candidates import Candidate
from tuquan.reader.told import signed, told_as
from tuquan.reader.words_data import Words

LEVELS = ("doubtful", "likely", "sure")
AGREED = "Máy đọc thứ hai cũng đọc như vậy."
ALONE = "Chỉ máy đọc thứ hai thấy số này; đối chiếu kỹ với câu văn."
OTHER_TIME = "Máy đọc thứ hai cho rằng đây là {}."


def by_both(reading: Reading, model: str) -> str:
    """The version of a reading that both have made: the rules' and the model's."""
    return f"{reading.version}+{model}"


def agree(
    reading: Reading, text: str, candidates: Sequence[Candidate], *, model: str, names: Names, words: Words
) -> Reading:
    """The reading with the second reader's word on it, in the order of the text; the version says who spoke.

    `text` is the one both have read. Masked findings stay as they are; from a picture nothing becomes sure; of what the
    second reader passes over nothing is concluded. `rule` of a finding that it alone saw is `second.<model>`.
    """
    said: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        said.setdefault(candidate.start, []).append(candidate)
    weighed = [_weighed(f, said.pop(_first(f, said), ()), words) for f in reading.findings]
    alone = _alone(text, [c for told in said.values() for c in told], weighed, model, names, words)
    findings = sorted((*weighed, *alone), key=lambda f: f.start)
    return replace(reading, findings=tuple(findings), version=by_both(reading, model))


def _first(finding: Finding, said: dict[int, list[Candidate]]) -> int:
    """Where the number of a finding begins for the second reader: at the finding, or after its minus sign."""
    return next((at for at in range(finding.start, finding.end) if at in said), -1)


def _weighed(finding: Finding, told: Sequence[Candidate], words: Words) -> Finding:
    if finding.masked or not told:
        return finding
    same = [c for c in told if c.indicator == finding.indicator]
    if not same:
        names = " hoặc ".join(f"«{words.by_code[c.indicator].name or c.indicator}»" for c in told)
        return _moved(finding, -1, f"Máy đọc thứ hai hiểu là {names}.")
    if all(c.planned is not None and c.planned != finding.planned for c in same):
        return _moved(finding, -1, OTHER_TIME.format("việc đã làm" if finding.planned else "kế hoạch"))
    return _moved(finding, 1, AGREED)


def _moved(finding: Finding, steps: int, reason: str) -> Finding:
    """One step surer or less sure. A number read from a picture never becomes sure."""
    top = LEVELS.index("likely") if scanned.REASON in finding.reasons else len(LEVELS) - 1
    level = min(max(LEVELS.index(finding.confidence) + steps, 0), top)
    return replace(finding, confidence=LEVELS[level], reasons=(reason, *finding.reasons))


def _alone(
    text: str, candidates: list[Candidate], known: list[Finding], model: str, names: Names, words: Words
) -> Iterable[Finding]:
    """Findings of the second reader only: value, place and time as the text says them, and doubtful."""
    free = [c for c in candidates if not any(f.start <= c.start < f.end for f in known)]
    if not free:
        return []
    document = prepared(text, names)
    mentions = {document.shadow.back[m.start]: m for m in document.mentions}
    return [_finding(document, mentions[c.start], c, model, words) for c in free if c.start in mentions]


def _finding(document: Document, mention: Mention, candidate: Candidate, model: str, words: Words) -> Finding:
    entry, dark = words.by_code[candidate.indicator], document.shadow
    sentence = next(s for s in document.sentences if s.start <= mention.start < s.end)
    where = document.scope.at(sentence, mention.start, mention.end, told_as(entry))
    start, end = dark.original_span(mention.start, mention.end)
    s_start, s_end = dark.original_span(sentence.start, sentence.end)
    planned = scope.planned(document.scope, sentence, mention.start)
    return Finding(
        indicator=entry.code,
        value=signed(dark.low, mention),
        of=mention.of,
        value_max=mention.value_max,
        start=start,
        end=end,
        quote=dark.original[start:end],
        sentence=dark.original[s_start:s_end],
        sentence_start=s_start,
        sentence_end=s_end,
        place=where.place,
        period_start=where.first,
        period_end=where.last,
        qualifier=mention.qualifier,
        planned=planned if candidate.planned is None else candidate.planned,
        confidence="doubtful",
        reasons=(ALONE,),
        rule=f"second.{model}",
        rule_version=RULES_VERSION,
        measure=entry.measure or None,
        detail=None,
        named=(),
        masked=False,
    )
