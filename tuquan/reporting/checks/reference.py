"""The shared rules as a table for docs/reference/checks.md, which a test holds equal to the data."""

from tuquan.reporting.checks.packaged import packaged
from tuquan.reporting.checks.telling import of_whom, plainly
from tuquan.reporting.data.tables import rows
from tuquan.reporting.models import Severity

HEAD = ("| no. | code | what has to hold | asked of | |", "|---|---|---|---|---|")


def table() -> str:
    """One line a rule: its number in the domain study, its code, what has to hold, of whom, whether it blocks."""
    names = {row["code"]: row["name_vi"] for row in rows("indicators.csv")}
    lines = [
        f"| {item.number or '–'} | `{item.rule.code}` | {plainly(item.rule, names.__getitem__)} | "
        f"{of_whom(item.rule)} | {'**lỗi**' if item.rule.severity == Severity.ERROR else 'giải trình'} |"
        for item in packaged()
    ]
    return "\n".join([*HEAD, *lines])
