"""What issued reports printed of a submission's own figures: sources that compete with what is answered now."""

from decimal import Decimal

from tuquan.marks import from_tag
from tuquan.papers.models import Paper, PaperNumber
from tuquan.reporting import printed
from tuquan.reporting.models import Submission
from tuquan.reporting.printed import Printed
from tuquan.vn.dates import show_date


def register() -> None:
    """Let reporting ask what issued reports printed."""
    printed.register("papers", of_submission)


def of_submission(submission: Submission) -> list[Printed]:
    """The numbers of the last report that the submission's organ issued about its unit in its round. Two queries."""
    issued = Paper.objects.filter(
        round=submission.round_id, organ=submission.organ_id, unit=submission.unit_id, state=Paper.State.ISSUED
    )
    paper = issued.order_by("issued_at", "pk").last()
    if paper is None or paper.issued_at is None:
        return []
    label = f"báo cáo số {paper.number}/{paper.year} ngày {show_date(paper.issued_at.date())}"
    rows = paper.numbers.filter(unit=submission.unit_id, value__isnull=False).select_related("indicator")
    values, wholes = dict[str, Decimal](), dict[str, Decimal]()
    for row in rows:
        if _of_this_round(row, submission):
            into = wholes if from_tag(row.tag).part == "of" else values
            into[row.indicator.code] = row.value or Decimal(0)
    return [Printed(code, value, wholes.get(code), f"paper:{paper.pk}", label) for code, value in values.items()]


def _of_this_round(row: PaperNumber, submission: Submission) -> bool:
    return from_tag(row.tag).round == submission.round_id
