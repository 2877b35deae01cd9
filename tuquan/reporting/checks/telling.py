"""A rule in plain words, for who reads the list: what has to hold, when it is asked, of whom."""

from collections.abc import Callable
from fractions import Fraction
from itertools import count

from tuquan.reporting.checks.language import THIS_LINE, Facts, Leaf, Relation
from tuquan.reporting.checks.parsing import parse
from tuquan.reporting.checks.reading_rules import all_leaves, sides_of
from tuquan.reporting.checks.relations import told
from tuquan.reporting.checks.wording import words
from tuquan.reporting.models import CheckKind, CheckLines, CheckOperator, CheckRule
from tuquan.units.models import Level

NameOf = Callable[[str], str]
_EACH = "chỉ tiêu"
_MEASURES = {
    "least": "có ít nhất {} số để so",
    "times": "cách mức giữa quá {} lần độ dao động",
    "spread": "độ dao động tính ít nhất {} của mức giữa",
    "difference": "chênh ít nhất {}",
}


def plainly(rule: CheckRule, name_of: NameOf) -> str:
    """What has to hold: "mô hình xây dựng mới không lớn hơn mô hình đang hoạt động"."""
    if rule.kind != CheckKind.RELATION:
        return _worked_out(rule)
    condition, relation = sides_of(rule)
    names = naming(name_of)
    whose = "" if rule.lines == CheckLines.WRITTEN else f"{CheckLines(rule.lines).label}: "
    when = " và ".join(_said(part, names) for part in condition)
    return f"{whose}{_said(relation, names)}{f', khi {when}' if when else ''}"


def naming(name_of: NameOf) -> NameOf:
    """As `name_of`, with a word for the line that a rule of each line is asked of."""
    return lambda code: _EACH if code == THIS_LINE else name_of(code)


def _said(relation: Relation, names: NameOf) -> str:
    operator = CheckOperator(relation.operator).label
    return f"{words(relation.left, names)} {operator} {words(relation.right, names)}"


def _worked_out(rule: CheckRule) -> str:
    if rule.kind not in (CheckKind.HISTORY, CheckKind.PEERS):
        return CheckKind(rule.kind).label
    limits = (said.format(rule.parameters[key]) for key, said in _MEASURES.items() if key in rule.parameters)
    return f"{CheckKind(rule.kind).label}: hỏi khi {', '.join(limits)}"


def of_whom(rule: CheckRule) -> str:
    """Which submissions are asked: "mọi cấp", "cấp xã", with the report where it is one."""
    level = "mọi cấp" if rule.level is None else f"cấp {Level(rule.level).label}"
    return f"{level}, {rule.report_kind.name}" if rule.report_kind else level


def sample(rule: CheckRule, name_of: NameOf, facts: Facts | None = None) -> str:
    """The question as an officer would read it, with `facts` or numbers made up for the occasion; "" for rules whose
    sentence is quoted from elsewhere."""
    if rule.kind != CheckKind.RELATION:
        return ""
    said = told(rule.sentence, sides_of(rule), naming(name_of), facts or _made_up(rule))
    return said[:1].upper() + said[1:]


def _made_up(rule: CheckRule) -> Facts:
    numbers = count(12, -5)
    made: dict[Leaf, Fraction] = {}
    for leaf in all_leaves(rule):
        if leaf not in made:
            made[leaf] = Fraction(max(next(numbers), 1))
    return made.get


def example(texts: dict[str, str]) -> Facts:
    """The facts of a packaged example ("truoc(a)" → "4")."""
    facts = {parse(name): Fraction(value) for name, value in texts.items()}
    return lambda leaf: facts.get(leaf)
