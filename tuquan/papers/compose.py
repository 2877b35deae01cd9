"""Sentences that follow the figures: known, none arose, or left out and said to be missing."""

from dataclasses import dataclass, field

from tuquan.papers.facts import Facts
from tuquan.papers.numbers import Ledger
from tuquan.papers.outline import Outline, Part, Sentence
from tuquan.reporting.models import Answer
from tuquan.reporting.rollup import Total
from tuquan.writer.content import Block, Heading, Paragraph
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
    if got == expected:
        return
    names = f" (chưa có: {', '.join(missing)})" if missing else ""
    sentence = f"Số liệu tổng hợp từ {got} trên tổng số {expected} {facts.units_word()}{names}."
    done.blocks.append(Paragraph("coverage", (Text(sentence, italic=True),)))
    done.incomplete.append(sentence)


def _free(part: Part, free_text: dict[str, str], done: Composed) -> list[Block]:
    written = free_text.get(part.key, "").strip()
    if written:
        lines = [line.strip() for line in written.splitlines() if line.strip()]
        return [Paragraph(f"{part.key}.free.{n}", (Text(line),)) for n, line in enumerate(lines)]
    if part.free and not part.optional:
        done.incomplete.append(f"Mục “{part.title}” chưa có lời văn.")
    return []


def _sentences(part: Part, facts: Facts, ledger: Ledger, done: Composed) -> list[Block]:
    found: list[Block] = []
    for number, sentence in enumerate(part.sentences):
        inlines = _inlines(sentence, facts, ledger, done)
        if inlines:
            found.append(Paragraph(f"{part.key}.{number}", tuple(inlines)))
    return found


def _inlines(sentence: Sentence, facts: Facts, ledger: Ledger, done: Composed) -> list[Inline]:
    needed = [facts.totals[code] for code in sentence.needs if code in facts.totals]
    if len(needed) < len(sentence.needs):
        return []
    silent = [total for total in needed if total.value is None and total.answer != Answer.NONE_AROSE]
    if silent:
        done.incomplete += [f"Chưa có số liệu: {total.indicator.name}." for total in silent]
        return []
    if needed and not any(total.value for total in needed):
        return [Text(sentence.none)] if sentence.none else []
    return _filled(sentence, facts, ledger, done)


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
        return [Text(facts.organ.name)]
    if piece == "units_word":
        return [Text(facts.units_word())]
    if word == "blank":
        return [Text("…… "), Blank("số liệu nghiệp vụ, ghi tay sau khi in"), Text(f" {code}")]
    if word == "trend":
        return _trend(facts, code)
    if word == "names":
        return _names(facts, code, done)
    if word == "x/y":
        total = facts.totals[code]
        whole: list[Inline] = [Text("/"), ledger.number(total, facts.round, part="of", pad=False)] if total.of else []
        return [ledger.number(total, facts.round, pad=False), *whole]
    return [ledger.number(facts.totals[piece], facts.round)]


def _trend(facts: Facts, code: str) -> list[Inline]:
    """In words only, and only where both rounds are whole: the numbers of last round stand in the appendix."""
    now, before = facts.totals[code], facts.last.get(code)
    if not _comparable(now, before) or before is None or now.value is None or before.value is None:
        return []
    title = facts.last_round.title.lower() if facts.last_round else ""
    if now.value == before.value:
        return [Text(f", bằng {title}")]
    return [Text(f", {'tăng' if now.value > before.value else 'giảm'} so với {title}")]


def _comparable(now: Total, before: Total | None) -> bool:
    return before is not None and now.coverage.complete and before.coverage.complete


def _names(facts: Facts, code: str, done: Composed) -> list[Inline]:
    """Names from the registry, only where as many are registered as the approved figure says."""
    names = facts.named.get(code, [])
    total = facts.totals[code]
    if total.value != len(names):
        done.incomplete.append(
            f"{total.indicator.name}: số đã duyệt là {total.text}, sổ mô hình kể được {len(names)}; "
            "chưa kể tên trong báo cáo."
        )
        return []
    return [Text(f": {'; '.join(f'mô hình {name}' for name in names)}")]
