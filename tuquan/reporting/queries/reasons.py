"""Why figures were sent back: what stands until they are presented again, and what a new revision is put down to."""

from tuquan.reporting.models import Move, MoveReason, State, Submission


def reasons_of(submission: Submission) -> dict[int, str]:
    """Figure key → why it was sent back; empty once the submission was presented again (or never came back)."""
    if submission.state != State.SENT_BACK:
        return {}
    last = Move.objects.filter(submission=submission, to_state=State.SENT_BACK).order_by("-id").first()
    return {} if last is None else _by_figure([last.pk])


def returned_because(submission: Submission) -> tuple[str, dict[int, str]]:
    """Every reason since the last approval, the newest said last: of the whole, and by figure."""
    moves = Move.objects.filter(submission=submission).order_by("-id")
    since: list[Move] = []
    for move in moves:
        if move.to_state == State.APPROVED and since:
            break
        if move.to_state == State.SENT_BACK:
            since.insert(0, move)
    whole = "; ".join(dict.fromkeys(move.reason for move in since))
    return whole, _by_figure([move.pk for move in since])


def _by_figure(moves: list[int]) -> dict[int, str]:
    rows = MoveReason.objects.filter(move__in=moves).order_by("id") if moves else []
    return {row.figure_id: row.text for row in rows}
