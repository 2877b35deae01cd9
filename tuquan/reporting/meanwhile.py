"""What somebody else answered while a person was typing: told beside what they typed, never overwritten in silence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tuquan.ground import audit, clock
from tuquan.ground.models import AuditEvent
from tuquan.reporting.errors import StaleFigure
from tuquan.reporting.models import Answer, Figure
from tuquan.reporting.values import Value

_VERBS = ("claim", "choose", "say_none_arose", "clear", "explain", "refresh_records", "settle", "reopen_figure")
_CHANGES = tuple(f"reporting.{verb}" for verb in _VERBS)
# Acts over many cells are few; the last of them are looked at.
_FILLS = 20


@dataclass(frozen=True)
class Standing:
    """The answer of a figure as it stands, who gave it and when (both unknown where the program did)."""

    value: Value
    by: str
    at: datetime | None

    @property
    def sentence(self) -> str:
        """ "Trần Thị Lan ghi 12 lúc 14:05" (with the day where it was not today)."""
        return f"{self.by or 'Chương trình'} ghi {self.value.text}{self._when}"

    @property
    def _when(self) -> str:
        if self.at is None:
            return ""
        # Of the wall clock, like the events of the audit: a demonstration may stand on another day.
        then, now = self.at.astimezone(clock.VIETNAM), timezone.now().astimezone(clock.VIETNAM)
        return f" lúc {then:%H:%M}" + ("" if then.date() == now.date() else f" ngày {then:%d/%m/%Y}")


def standing(figure: Figure) -> Standing:
    """Who said last what the figure says; asked of the audit, which alone knows who chose or took an answer away."""
    chosen = figure.chosen
    said = Value(Answer(figure.answer), chosen.value if chosen else None, chosen.of if chosen else None)
    last = max(_changes(figure), key=lambda event: event.pk, default=None)
    return Standing(said, last.actor if last else "", last.at if last else None)


def _changes(figure: Figure) -> Iterator[AuditEvent]:
    """The last events that gave the figure its answer: one of its own, one of an act over many cells."""
    own = audit.of_subject("figure", figure.pk).filter(action__in=_CHANGES).first()
    if own is not None:
        yield own
    for event in audit.of_subject("submission", figure.submission_id).filter(action="reporting.fill")[:_FILLS]:
        if any(cell.get("indicator") == figure.indicator.code for cell in event.detail.get("cells", ())):
            yield event
            return


def refuse_stale(figure: Figure, version: int | None) -> None:
    """Raise StaleFigure, which says what stands there now, where the person saw an older version of the figure."""
    if version is None or version == figure.version:
        return
    raise StaleFigure(
        f"« {figure.indicator.name} » vừa được người khác sửa: {standing(figure).sentence}. "
        "Số của đồng chí chưa ghi; xem hai số rồi chọn một."
    )
