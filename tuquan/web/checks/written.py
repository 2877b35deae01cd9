"""A rule as it was written on the form: terms by the names of lines, made a draft, with every fault at its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.http import QueryDict

from tuquan.reporting import owning
from tuquan.reporting.checks.drafting import Draft
from tuquan.reporting.checks.language import Leaf
from tuquan.reporting.checks.parsing import decimal, parse, parse_condition, show
from tuquan.reporting.checks.terms import ONE, Term, join, split
from tuquan.reporting.models import Access, CheckOperator, CheckRule, ReportKind, Severity
from tuquan.vn import numbers
from tuquan.vn.dates import DateError, parse_date, show_date
from tuquan.vn.text import key

TERMS = 3
# Whose answer a term means; the functions of the language that a form offers.
WHOSE = [
    ("", "kỳ này"),
    ("truoc", "kỳ trước"),
    ("namtruoc", "cùng kỳ năm trước"),
    ("mau", "tổng số (y) của kỳ này"),
]
SIGNS = [("+", "cộng"), ("-", "trừ")]
AREA = [("so_thon", "số thôn, tổ dân phố của đơn vị"), ("so_ho", "số hộ của đơn vị"), ("so_xa", "số xã của đơn vị")]
SENTENCE = "{tên trái} ({trái}) phải %s {tên phải} ({phải}). Kiểm tra hai số hoặc nói rõ vì sao."


@dataclass
class Names:
    """The lines a province may use: by what is typed, and how each is shown."""

    by_key: dict[str, str]
    shown: dict[str, str]

    @classmethod
    def of(cls, owner_id: int, day: date) -> "Names":
        """Names are made plain where two lines share one: "tổ tự quản (tổ)"."""
        by_key: dict[str, str] = {}
        shown: dict[str, str] = {}
        lines = owning.usable(owner_id, day).exclude(access=Access.RESTRICTED).order_by("position")
        for code, name, measure in lines.values_list("code", "name", "measure"):
            said = name if key(name) not in by_key else f"{name} ({measure})"
            by_key.setdefault(key(said), code)
            shown[code] = said
        for name, said in AREA:
            by_key[key(said)] = name
            shown[name] = said
        return cls(by_key, shown)


@dataclass
class Written:
    """What stands in the form's fields; `faults`: sentences with the field each belongs to."""

    values: dict[str, str]
    faults: list[dict[str, str]] = field(default_factory=list)

    def terms(self, side: str) -> list[dict[str, str]]:
        """The rows of a side as the page draws them."""
        rows = []
        for number in range(1, TERMS + 1):
            names = {part: f"{side}_{part}_{number}" for part in ("sign", "factor", "line", "whose")}
            row = {f"{part}_name": name for part, name in names.items()}
            row |= {part: self.values.get(name, "") for part, name in names.items()}
            rows.append({**row, "number": str(number)})
        return rows

    def fault(self, name: str, message: str) -> None:
        self.faults.append({"message": message, "href": f"#id_{name}"})


def read(data: QueryDict, names: Names) -> tuple[Written, Draft | None, date | None]:
    """The form, the draft it makes and its first day; None for these where a fault stands in the way."""
    written = Written({name: str(data.get(name, "")).strip() for name in data})
    left, right = _side(written, "left", names), _side(written, "right", names)
    condition = _condition(written, names)
    begins_on = _day(written)
    values = written.values
    operator = values.get("operator", "")
    if written.faults:
        return written, None, begins_on
    label = CheckOperator(operator).label if operator in CheckOperator.values else ""
    kind = values.get("report_kind", "")
    level = values.get("level", "")
    draft = Draft(
        name=values.get("name", ""),
        left=left,
        operator=operator,
        right=right,
        condition=condition,
        sentence=values.get("sentence", "") or SENTENCE % label,
        severity=values.get("severity", Severity.WARNING),
        report_kind=ReportKind.objects.filter(pk=int(kind)).first() if kind.isdecimal() else None,
        level=int(level) if level.isdecimal() else None,
        basis=values.get("basis", ""),
    )
    return written, draft, begins_on


def of_rule(rule: CheckRule, names: Names, day: date) -> Written | None:
    """The form as a kept rule would fill it, or None where the form cannot say the rule."""
    left, right = split(parse(rule.left)), split(parse(rule.right))
    condition = parse_condition(rule.condition)
    if left is None or right is None or max(len(left), len(right)) > TERMS or len(condition) > 1:
        return None
    values = {
        "name": rule.name, "operator": rule.operator, "severity": rule.severity, "sentence": rule.sentence,
        "basis": rule.basis, "level": "" if rule.level is None else str(rule.level),
        "report_kind": "" if rule.report_kind_id is None else str(rule.report_kind_id),
        "begins_on": show_date(max(day, rule.begins_on)),
    }  # fmt: skip
    values |= _filled("left", left, names) | _filled("right", right, names)
    for part in condition:
        if not isinstance(part.left, Leaf):
            return None
        values |= {
            "when_line": _name(part.left, names), "when_whose": part.left.function if part.left.code else "",
            "when_operator": part.operator, "when_number": show(part.right),
        }  # fmt: skip
    return Written(values)


def _filled(side: str, terms: Iterable[Term], names: Names) -> dict[str, str]:
    values = {}
    for number, term in enumerate(terms, start=1):
        values[f"{side}_sign_{number}"] = "-" if term.minus else "+"
        values[f"{side}_factor_{number}"] = (
            "" if term.leaf and term.factor == ONE else numbers.show(decimal(term.factor))
        )
        values[f"{side}_line_{number}"] = _name(term.leaf, names) if term.leaf else ""
        values[f"{side}_whose_{number}"] = term.leaf.function if term.leaf and term.leaf.code else ""
    return values


def _name(leaf: Leaf, names: Names) -> str:
    return names.shown.get(leaf.code or leaf.function, "")


def _side(written: Written, side: str, names: Names) -> str:
    terms = [term for row in written.terms(side) if (term := _term(written, row, names)) is not None]
    if not terms and not written.faults:
        written.fault(f"{side}_line_1", f"Vế {'trái' if side == 'left' else 'phải'} chưa có chỉ tiêu hoặc số.")
    return show(join(terms)) if terms else ""


def _term(written: Written, row: dict[str, str], names: Names) -> Term | None:
    factor = _factor(written, row)
    if not row["line"]:
        return None if factor is None else Term(factor, None, row["sign"] == "-")
    leaf = _leaf(written, row["line_name"], row["line"], row["whose"], names)
    return None if leaf is None else Term(ONE if factor is None else factor, leaf, row["sign"] == "-")


def _factor(written: Written, row: dict[str, str]) -> Fraction | None:
    text = row["factor"]
    if not text:
        return None
    try:
        value = Fraction(numbers.parse(text.removesuffix("%").strip())) / (100 if text.endswith("%") else 1)
    except numbers.NumberError as refused:
        written.fault(row["factor_name"], str(refused))
        return None
    if value < 0:
        written.fault(row["factor_name"], "Số nhân không âm; muốn trừ thì chọn « trừ ».")
    return abs(value)


def _leaf(written: Written, name: str, said: str, whose: str, names: Names) -> Leaf | None:
    code = names.by_key.get(key(said))
    if code is None:
        written.fault(name, f"Danh mục không có chỉ tiêu “{said[:80]}”. Chọn một tên trong danh sách.")
        return None
    if code in dict(AREA):
        return Leaf(code, "")
    return Leaf(whose if whose in dict(WHOSE) else "", code)


def _condition(written: Written, names: Names) -> str:
    said = written.values.get("when_line", "")
    if not said:
        return ""
    leaf = _leaf(written, "when_line", said, written.values.get("when_whose", ""), names)
    number, operator = written.values.get("when_number", "") or "0", written.values.get("when_operator", "")
    if operator not in CheckOperator.values:
        written.fault("when_operator", "Chưa chọn phép so sánh của điều kiện.")
    try:
        value = Fraction(numbers.parse(number))
    except numbers.NumberError as refused:
        written.fault("when_number", str(refused))
        return ""
    return "" if leaf is None else f"{show(leaf)} {operator} {numbers.show(decimal(value))}"


def _day(written: Written) -> date | None:
    try:
        return parse_date(written.values.get("begins_on", ""))
    except DateError as refused:
        written.fault("begins_on", str(refused))
        return None
