"""The shared rules: one packaged table, read once, with an example that holds and one that fails for each row."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from tuquan.reporting.checks.reading_rules import faults_of
from tuquan.reporting.data.tables import rows
from tuquan.reporting.errors import DataRefused
from tuquan.reporting.forms import LEVELS
from tuquan.reporting.models import CheckKind, CheckLines, CheckRule, Severity

TABLE = "checks.csv"
_Row = dict[str, str]


@dataclass(frozen=True)
class Packaged:
    """A shared rule (an unsaved row), the number it has in domain study 7.5, its report kind's code, its examples."""

    rule: CheckRule
    number: str
    report_kind: str
    holds: dict[str, str]
    fails: dict[str, str]


@cache
def packaged() -> tuple[Packaged, ...]:
    """All rows of checks.csv in order. Raises DataRefused with every fault."""
    return parse(rows(TABLE))


def parse(table: list[_Row]) -> tuple[Packaged, ...]:
    """The rules of a table. Raises DataRefused with every fault, one sentence each."""
    found = [_packaged(row, position) for position, row in enumerate(table, start=1)]
    faults = [f"Dòng {n}, {p.rule.code}: {fault}" for n, p in enumerate(found, start=2) for fault in faults_of(p.rule)]
    seen: set[tuple[str, date]] = set()
    for item in found:
        if (item.rule.code, item.rule.begins_on) in seen:
            faults.append(f"Quy tắc « {item.rule.code} » ghi hai lần.")
        seen.add((item.rule.code, item.rule.begins_on))
    if faults:
        raise DataRefused("Quy tắc kiểm tra", faults)
    return tuple(found)


def _packaged(row: _Row, position: int) -> Packaged:
    rule = CheckRule(
        code=row["code"],
        level=LEVELS[row["level"]].value if row["level"] else None,
        kind=CheckKind(row["kind"]),
        lines=CheckLines(row["lines"]),
        begins_on=date.fromisoformat(row["begins_on"]),
        ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
        severity=Severity(row["severity"]),
        name=row["name"],
        condition=row["condition"],
        left=row["left"],
        operator=row["operator"],
        right=row["right"],
        parameters=pairs(row["parameters"]),
        sentence=row["sentence"],
        basis=row["basis"],
        position=position,
    )
    return Packaged(rule, row["rule"], row["report_kind"], pairs(row["holds"]), pairs(row["fails"]))


def pairs(text: str) -> dict[str, str]:
    """ "a=1; b=2" as a dict of texts."""
    parts = (part.partition("=") for part in text.split(";") if part.strip())
    return {key.strip(): value.strip() for key, _, value in parts}
