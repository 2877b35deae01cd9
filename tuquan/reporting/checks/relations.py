"""Rules that compare two sides: silent where an operand is unknown, asked where what has to hold does not."""

from collections.abc import Callable, Iterator

from tuquan.reporting.checks.language import Facts, Leaf, bind, holds
from tuquan.reporting.checks.parsing import show
from tuquan.reporting.checks.reading_rules import PLACE, Sides, all_leaves, place_side, sides_of
from tuquan.reporting.checks.subject import Subject
from tuquan.reporting.checks.wording import value_of, words, worked
from tuquan.reporting.models import CheckKind, CheckLines, CheckRule, Figure, IndicatorKind, Severity
from tuquan.reporting.questions import Question

_KINDS = {
    CheckLines.STOCK: IndicatorKind.STOCK,
    CheckLines.FLOW: IndicatorKind.FLOW,
    CheckLines.RATIO: IndicatorKind.RATIO,
}


def relation(rule: CheckRule, subject: Subject) -> Iterator[Question]:
    """The questions of one relation, one for each line where it is asked of each."""
    for code in lines_of(rule, subject):
        asked = sides_of(rule, code)
        if breaks(asked, subject.facts):
            figure = _anchor(rule, subject, code)
            if figure is not None or rule.severity == Severity.ERROR:
                yield _question(rule, subject, code, asked, figure)


def breaks(asked: Sides, facts: Facts) -> bool:
    """Whether the condition holds and the relation does not; what is unknown breaks nothing."""
    return holds(asked.relation, facts) is False and all(holds(part, facts) for part in asked.condition)


def judges(rule: CheckRule, subject: Subject) -> bool:
    """Whether the rule can say anything of the subject: both sides are known, of one line at least."""
    if rule.kind != CheckKind.RELATION:
        return True
    return any(holds(sides_of(rule, code).relation, subject.facts) is not None for code in lines_of(rule, subject))


def lines_of(rule: CheckRule, subject: Subject) -> list[str]:
    """The lines of which the relation is asked; one empty code where it names its lines itself."""
    if rule.lines == CheckLines.WRITTEN:
        return [""]
    kind = _KINDS.get(CheckLines(rule.lines))
    return [code for code, figure in subject.figures.items() if kind in (None, figure.indicator.kind)]


def _anchor(rule: CheckRule, subject: Subject, code: str) -> Figure | None:
    stated = {figure.indicator.code: figure for figure in subject.stated}
    for leaf in all_leaves(rule, code):
        figure = subject.figures.get(leaf.code) or stated.get(leaf.code)
        if figure is not None:
            return figure
    return None


def _question(rule: CheckRule, subject: Subject, code: str, asked: Sides, figure: Figure | None) -> Question:
    seen = {leaf: subject.facts(leaf) for leaf in all_leaves(rule, code)}
    about = "; ".join(f"{show(leaf)}={value}" for leaf, value in seen.items())
    first: Leaf | None = next(iter(seen), None)
    return subject.ask(
        rule.code,
        told(rule.sentence, asked, subject.name, subject.facts, code),
        figure,
        code=first.code if first else "",
        blocking=rule.severity == Severity.ERROR,
        about=about,
    )


def told(sentence: str, asked: Sides, name: Callable[[str], str], facts: Facts, code: str = "") -> str:
    """The sentence with its places filled: names and numbers of the sides, or of any expression in braces."""
    left, right = asked.relation.left, asked.relation.right

    def fill(place: str) -> str:
        for words_of, side in (("trái", left), ("phải", right)):
            if place == words_of:
                return value_of(side, facts)
            if place == f"tên {words_of}":
                return words(side, name)
            if place == f"tính {words_of}":
                return worked(side, name, facts)
        side = bind(place_side(place), code) if code else place_side(place)
        return words(side, name) if place.startswith("tên ") else value_of(side, facts)

    return PLACE.sub(lambda match: fill(match[1]), sentence)
