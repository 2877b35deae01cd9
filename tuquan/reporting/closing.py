"""A closed round stands: nothing of it is typed, moved or reopened until it is opened again with a reason."""

from tuquan.reporting.errors import RoundClosed
from tuquan.reporting.models import Round
from tuquan.vn.dates import show_date


def refuse_closed_round(round: Round) -> None:
    """Raise RoundClosed for a round that is closed now, whatever the object in hand remembers.

    Ask it after the submission was locked (`locking.hold`): closing takes the same locks, so neither slips by.
    """
    held = Round.objects.filter(pk=round.pk, closed_on__isnull=False).only("title", "closed_on").first()
    if held is not None and held.closed_on is not None:
        raise RoundClosed(
            f"Kỳ « {held.title} » đã chốt ngày {show_date(held.closed_on)}, không sửa, gửi hay mở lại số liệu được. "
            "Đề nghị lãnh đạo mở lại kỳ, nói rõ vì sao."
        )
