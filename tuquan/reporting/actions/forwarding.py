"""The second channel: a submission that goes up is shown to another organ as it was sent; that organ may answer.

It counts nothing and changes nothing: figures add up once, where the main channel approves them.
"""

from typing import Any

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, notices
from tuquan.reporting import channels, free_text, sentences
from tuquan.reporting.errors import ChannelRefused, ReasonMissing
from tuquan.reporting.models import Access, Forwarding, Submission
from tuquan.reporting.queries.keeping import approver, keeper

State = Forwarding.State


def forward(held: Submission, by: User | None) -> list[Forwarding]:
    """Show what was just sent to each organ of the second channel; inside the transaction of the sending."""
    day = clock.today()
    takers = channels.second_takers(held, approver(held, day), day)
    if not takers:
        return []
    content = content_of(held)
    made = [
        Forwarding.objects.create(
            submission=held, version=held.version, to_organ_id=organ, content=content, sent_on=day
        )
        for organ in takers
    ]
    for row in made:
        _tell_taker(row, held, by, "gửi để biết, theo kênh thứ hai")
    return made


def content_of(held: Submission) -> list[list[str | None]]:
    """A row a figure, [code, scope, answer, value, of]; lines of limited access stay in their own channel."""
    rows = held.figures.filter(indicator__access=Access.OPEN).select_related("chosen", "indicator").order_by("pk")
    return [
        [row.indicator.code, row.scope, row.answer, *_numbers(row.chosen)]
        for row in rows
    ]  # fmt: skip


def _numbers(chosen: Any) -> tuple[str | None, str | None]:
    if chosen is None:
        return None, None
    return str(chosen.value), None if chosen.of is None else str(chosen.of)


def tell_of_newer(held: Submission, by: User | None) -> None:
    """Something approved is another now: the organs that were shown it hear that there is a newer state."""
    for row in newest(held):
        _tell_taker(row, held, by, "đã có bản mới hơn")


def newest(held: Submission) -> list[Forwarding]:
    """The last thing that each second organ was shown of a submission."""
    found: dict[int, Forwarding] = {}
    for row in Forwarding.objects.filter(submission=held).order_by("pk"):
        found[row.to_organ_id] = row
    return list(found.values())


@transaction.atomic
def see(*, by: User | None, forwarding: Forwarding) -> Forwarding:
    """The first look of somebody of the organ; nothing when it was seen before. Raises PermissionRefused."""
    held = _held(by, forwarding, Permission.VIEW_AREA)
    if held.state == State.SENT:
        held.state, held.seen_on = State.SEEN, clock.today()
        held.save(update_fields=["state", "seen_on"])
    return held


@transaction.atomic
def acknowledge(*, by: User | None, forwarding: Forwarding) -> Forwarding:
    """Đã nhận, không có ý kiến. Raises PermissionRefused, ChannelRefused (answered already)."""
    return _answer(by, forwarding, State.ACKNOWLEDGED, "")


@transaction.atomic
def remark(*, by: User | None, forwarding: Forwarding, text: str) -> Forwarding:
    """A remark to the sender and to who approves; the figures and their state stay as they are.

    Raises PermissionRefused, ReasonMissing, FreeTextRefused, ChannelRefused (answered already).
    """
    said = free_text.kept(text)
    if not said:
        raise ReasonMissing("Chưa ghi ý kiến. Viết rõ số nào cần xem lại, vì sao.")
    return _answer(by, forwarding, State.REMARKED, said)


def _held(by: User | None, forwarding: Forwarding, permission: Permission) -> Forwarding:
    held = Forwarding.objects.select_for_update(of=("self",)).select_related("submission__round").get(pk=forwarding.pk)
    accounts.require(by, permission, organ_id=held.to_organ_id, on=clock.today())
    return held


def _answer(by: User | None, forwarding: Forwarding, state: Forwarding.State, text: str) -> Forwarding:
    held = _held(by, forwarding, Permission.PRESENT)
    if held.state in (State.ACKNOWLEDGED, State.REMARKED):
        raise ChannelRefused("Bản gửi này đã được trả lời. Tải lại trang để xem.")
    held.state, held.remark = state, text
    held.seen_on, held.answered_on, held.answered_by = held.seen_on or clock.today(), clock.today(), by
    held.save()
    who = sentences.organ_named(held.to_organ_id, clock.today())
    about = f"{sentences.organ(held.submission)}, {held.submission.round.title}"
    said = f"{who}: {State(state).label} về biểu của {about}."
    audit.record(
        by=by, action="reporting.forwarding_remarked" if text else "reporting.forwarding_acknowledged",
        subject_kind="submission", subject_key=held.submission_id,
        summary=f"{said} {text}".strip(), unit_key=held.submission.unit_id, detail={"forwarding": held.pk},
    )  # fmt: skip
    organs = {keeper(held.submission, clock.today()), approver(held.submission, clock.today())} - {None}
    hear = {u.pk for o in organs if o for u in accounts.users_with(Permission.PRESENT, organ_id=o, on=clock.today())}
    notices.tell(
        user_keys=hear - {by.pk if by else None}, text=f"{said} {text}".strip(),
        url=f"submission:{held.submission_id}", mail=said,
    )  # fmt: skip
    return held


def _tell_taker(row: Forwarding, held: Submission, by: User | None, what: str) -> None:
    hear = accounts.users_with(Permission.PRESENT, organ_id=row.to_organ_id, on=clock.today())
    said = f"{sentences.organ(held)}, {held.round.title}: {what}."
    keys = [user.pk for user in hear if by is None or user.pk != by.pk]
    notices.tell(user_keys=keys, text=said, url=f"forwarding:{row.pk}", mail=said)
