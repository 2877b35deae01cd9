"""A rule as a person writes it, and what is refused of it before it is kept."""

from dataclasses import dataclass, replace
from datetime import date

from tuquan.reporting import free_text, owning
from tuquan.reporting.checks.language import THIS_LINE, leaves
from tuquan.reporting.checks.reading_rules import PLACE, PLACES, all_leaves, faults_of, place_side
from tuquan.reporting.errors import CheckRefused
from tuquan.reporting.models import (
    Access,
    CheckKind,
    CheckLines,
    CheckOperator,
    CheckRule,
    Indicator,
    ReportKind,
    Severity,
)
from tuquan.reporting.values import refuse_closed
from tuquan.units.models import Level

# A province's own rules stand after the shared ones.
FIRST_OWN = 10_000
# How long each text may be, and what it is called.
LONGEST = {
    "name": (250, "tên quy tắc"),
    "left": (500, "vế trái"),
    "right": (500, "vế phải"),
    "condition": (500, "chỉ xét khi"),
    "sentence": (600, "câu hỏi"),
    "basis": (300, "căn cứ"),
}


@dataclass(frozen=True)
class Draft:
    """A rule as it is written: sides in the language of checks, the question in words with its places."""

    name: str
    left: str
    operator: str
    right: str
    sentence: str
    severity: str = Severity.WARNING
    condition: str = ""
    lines: str = CheckLines.WRITTEN
    report_kind: ReportKind | None = None
    level: int | None = None
    basis: str = ""

    def rule(self, *, owner_id: int | None, begins_on: date) -> CheckRule:
        """The rule, not yet kept."""
        return CheckRule(
            owner_id=owner_id,
            begins_on=begins_on,
            kind=CheckKind.RELATION,
            name=self.name.strip(),
            condition=self.condition.strip(),
            left=self.left.strip(),
            operator=self.operator,
            right=self.right.strip(),
            sentence=self.sentence.strip(),
            severity=self.severity,
            lines=self.lines,
            report_kind=self.report_kind,
            level=self.level,
            basis=self.basis.strip(),
            position=FIRST_OWN,
        )


def checked(draft: Draft, *, owner_id: int, begins_on: date) -> CheckRule:
    """The rule that a draft makes, not kept. Raises CheckRefused, IndicatorRestricted, FreeTextRefused."""
    kept = replace(
        draft,
        name=free_text.kept(draft.name),
        sentence=free_text.kept(draft.sentence),
        basis=free_text.kept(draft.basis),
    )
    rule = kept.rule(owner_id=owner_id, begins_on=begins_on)
    if not rule.name:
        raise CheckRefused("Chưa có tên quy tắc. Viết một câu ngắn nói điều phải đúng.")
    if rule.operator not in CheckOperator.values or rule.severity not in Severity.values:
        raise CheckRefused("Chưa chọn phép so sánh hoặc mức độ. Chọn lại trong danh sách.")
    if rule.lines not in CheckLines.values or rule.level not in (None, *Level.values):
        raise CheckRefused("Chưa chọn đúng chỉ tiêu hoặc cấp được xét. Chọn lại trong danh sách.")
    if faults := faults_of(rule):
        raise CheckRefused(f"Quy tắc chưa dùng được: {' '.join(faults)}")
    _refuse_lines(rule, owner_id, begins_on)
    _refuse_long(rule)
    return rule


def _refuse_lines(rule: CheckRule, owner_id: int, day: date) -> None:
    """Every line a rule or its sentence names is one the province may use. Restricted ones are refused by name, limited
    ones too: a rule tells the number of one unit."""
    asked = list(all_leaves(rule))
    told = [leaf for place in PLACE.findall(rule.sentence) if place not in PLACES for leaf in leaves(place_side(place))]
    codes = {leaf.code for leaf in (*asked, *told) if leaf.code and leaf.code != THIS_LINE}
    for line in Indicator.objects.filter(code__in=codes).exclude(access=Access.OPEN):
        refuse_closed(line)
    usable = set(owning.usable(owner_id, day).filter(code__in=codes).values_list("code", flat=True))
    if codes - usable:
        raise CheckRefused("Quy tắc nêu chỉ tiêu không có trong danh mục của địa phương. Chọn lại chỉ tiêu.")
    if not any(leaf.function in ("", "mau", "neu_co") for leaf in asked if leaf.code):
        raise CheckRefused("Quy tắc phải nêu ít nhất một số của kỳ này, để biết hỏi ở ô nào.")


def _refuse_long(rule: CheckRule) -> None:
    for name, (longest, called) in LONGEST.items():
        if len(getattr(rule, name)) > longest:
            raise CheckRefused(f"Phần « {called} » dài quá {longest} ký tự. Viết gọn lại.")
