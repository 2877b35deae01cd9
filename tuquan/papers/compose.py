"""Sentences that follow the figures: known, none arose, or left out and said to be missing."""

from dataclasses import dataclass, field

from tuquan.papers.facts import Facts
from tuquan.papers.numbers import Ledger
from tuquan.papers.outline import Outline, Part, Sentence
from tuquan.reporting.models import Answer, Round
from tuquan.reporting.rollup import Total
from tuquan.writer.content import Block, Heading, Kind, Paragraph
from tuquan.writer.inlines import Blank, Inline, Text


@dataclass
class Composed:
    """The body of a paper, the numbers in it, and what is still missing, said in sentences."""

    blocks: list[Block] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)


def compose(facts: Facts, outline: Outline, ledger: Ledger, free_text: dict[str, str]) -> Composed:
    """Write every part: the person's own words first, then the sentences that the figures allow."""
    done = Composed()
    _say_coverage(facts, done)
    for position, part in enumerate(outline.parts):
        blocks = [*_free(part, free_text, done), *_sentences(part, facts, ledger, done)]
        if blocks or _has_children(outline, position):
            done.blocks += [Heading(part.level, part.title), *blocks]
    return done


def _has_children(outline: Outline, position: int) -> bool:
    after = outline.parts[position + 1 : position + 2]
    return bool(after) and after[0].level > outline.parts[position].level


def _say_coverage(facts: Facts, done: Composed) -> None:
    got, expected, missing = facts.coverage()
    if missing:
        measure, names = facts.units_word(), ", ".join(missing)
        sentence = f"Báo cáo này chưa có số liệu của {len(missing):02d} {measure}: {names}."
        done.blocks.append(Paragraph("coverage", (Text(sentence, italic=True),)))
        done.incomplete.append(f"Mới có số liệu của {got}/{expected} {measure}; chưa có: {names}.")
    done.incomplete += [
        f"{_capital(total.indicator.name)}: mới có ở {total.coverage.text}."
        for total in facts.totals.values()
        if total.indicator.code in facts.asked and 0 < total.coverage.got < got
    ]


def _free(part: Part, free_text: dict[str, str], done: Composed) -> list[Block]:
    written = free_text.get(part.key, "").strip()
    if written:
        lines = [line.strip() for line in written.splitlines() if line.strip()]
        return [Paragraph(f"{part.key}.free.{n}", (Text(line),)) for n, line in enumerate(lines)]
    if part.free and not part.optional:
        done.incomplete.append(f"Mục “{part.title}” chưa có lời văn.")
    return []


def _sentences(part: Part, facts: Facts, ledger: Ledger, done: Composed) -> list[Block]:
    told = [(number, _inlines(each, facts, ledger, done)) for number, each in enumerate(part.sentences)]
    told = [(number, inlines) for number, inlines in told if inlines]
    kind: Kind = "item" if len(told) > 1 else "body"
    return [Paragraph(f"{part.key}.{number}", tuple(inlines), kind) for number, inlines in told]


def _inlines(sentence: Sentence, facts: Facts, ledger: Ledger, done: Composed) -> list[Inline]:
    told = next((each for each in (sentence, *sentence.instead) if _can_be_told(each, facts)), None)
    if told is not sentence:
        done.incomplete += _gaps(sentence, facts, told)
    if told is not None:
        return _filled(told, facts, ledger, done)
    needed = [facts.totals[code] for code in sentence.needs]
    # Nought and không phát sinh are told in words; what nobody said is not told at all.
    none_arose = all(total.answer == Answer.NONE_AROSE or total.value == 0 for total in needed)
    return [Text(sentence.none)] if sentence.none and none_arose else []


def _can_be_told(sentence: Sentence, facts: Facts) -> bool:
    """Every number is known, and at least one of them is something."""
    values = [facts.totals[code].value for code in sentence.needs]
    return not values or (None not in values and any(values))


def _gaps(sentence: Sentence, facts: Facts, told: Sentence | None) -> list[str]:
    """Why a sentence could not be told: nobody said, it cannot be added, or its halves contradict each other."""
    needed = [facts.totals[code] for code in sentence.needs if code in facts.asked]
    some = next((total for total in needed if total.value), None)
    found = []
    for total in needed:
        if total.value is None and total.answer != Answer.NONE_AROSE:
            found.append(f"{_capital(total.indicator.name)}: {_why(total)}.")
        elif total.value is None and some is not None and told is None:
            other = f"{some.indicator.name} là {some.text}"
            found.append(f"{_capital(total.indicator.name)}: không phát sinh, nhưng {other}; kiểm tra lại hai số.")
    return found


def _why(total: Total) -> str:
    if not total.comparable:
        return f"không so sánh được: {total.why_not}"
    return total.comparable_note or "chưa có số liệu"


def _filled(sentence: Sentence, facts: Facts, ledger: Ledger, done: Composed) -> list[Inline]:
    inlines: list[Inline] = []
    for place, piece in enumerate(sentence.pieces()):
        if place % 2:
            inlines += _piece(piece, facts, ledger, done)
        elif piece:
            inlines.append(Text(piece))
    return inlines


def _piece(piece: str, facts: Facts, ledger: Ledger, done: Composed) -> list[Inline]:
    word, _, code = piece.partition(" ")
    if piece == "organ":
        return [Text(facts.doer)]
    if piece == "units_word":
        return [Text(facts.units_word())]
    if word == "blank":
        return [Blank("số liệu nghiệp vụ"), Text(f" {code}")]
    if word == "trend":
        return _trend(facts, code)
    if word == "names":
        return _names(facts, code, done)
    if word == "x/y":
        return share(facts.totals[code], facts.round, ledger)
    return [ledger.number(facts.totals[piece], facts.round)]


def share(total: Total, round: Round, ledger: Ledger) -> list[Inline]:
    """ "18/19" with a mark on either number, or one number where the whole is unknown."""
    number = ledger.number(total, round)
    return [number] if total.of is None else [number, Text("/"), ledger.number(total, round, part="of")]


def _trend(facts: Facts, code: str) -> list[Inline]:
    """In words only, and only where both rounds are whole: the numbers of last round stand in the appendix."""
    now, before = facts.totals[code], facts.last.get(code)
    if not _comparable(now, before) or before is None or now.value is None or before.value is None:
        return []
    # Without a year: a reader of this paper would take "so với năm 2020" for the period of the next number.
    then = "năm trước" if facts.round.window.whole_months == 12 else "kỳ trước"
    if now.value == before.value:
        return [Text(f", bằng {then}")]
    return [Text(f", {'tăng' if now.value > before.value else 'giảm'} so với {then}")]


def _comparable(now: Total, before: Total | None) -> bool:
    if before is None or not (now.comparable and before.comparable):
        return False
    return now.coverage.complete and before.coverage.complete


def _names(facts: Facts, code: str, done: Composed) -> list[Inline]:
    """Names from the registry, only where as many are registered as the approved figure says."""
    names = facts.named.get(code, [])
    total = facts.totals[code]
    if total.value != len(names):
        done.incomplete.append(
            f"{_capital(total.indicator.name)}: số đã duyệt là {total.text}, sổ mô hình có {len(names)}; "
            "báo cáo chưa kể tên các mô hình này."
        )
        return []
    return [Text(f": {'; '.join(f'mô hình {name}' for name in names)}")]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
