"""What the head has settled holds: against later counts of records, and a report that was signed is not passed over."""

from tuquan.reporting.errors import SignedDiffers
from tuquan.reporting.models import Figure, Settlement, Submission
from tuquan.reporting.queries.settling import differences


def is_settled(figure: Figure) -> bool:
    """Whether the head chose the figure's present answer: no refresh changes it by itself."""
    last = Settlement.objects.filter(figure=figure).last()
    return last is not None and last.claim_id == figure.chosen_id


def refuse_signed_differing(submission: Submission) -> None:
    """Raise SignedDiffers while a figure differs from a signed report, neither explained nor settled."""
    found = [row for row in differences(submission) if row.signed and row.open]
    if found:
        told = " ".join(row.sentence for row in found[:5])
        raise SignedDiffers(
            f"{len(found)} số khác với báo cáo có chữ ký. {told} Giải trình, hoặc lãnh đạo chốt số gửi đi.",
            tuple(row.figure.pk for row in found),
        )
