"""What the second channel was shown, and what is another now."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tuquan.reporting.models import Access, Answer, Figure, FigureRevision, Forwarding, Indicator, Scope, State
from tuquan.reporting.values import Value


@dataclass(frozen=True)
class Shown:
    """One line as it was sent; `now` is set only where something newer was approved or sent and says otherwise."""

    name: str
    measure: str
    value: Value
    now: Value | None
    stated: bool


@dataclass(frozen=True)
class Compared:
    """`newer`: a later sending to the same organ, by its key; `changed`: how many lines are another now."""

    lines: list[Shown]
    newer: int | None

    @property
    def changed(self) -> int:
        return sum(line.now is not None for line in self.lines)


def compared(forwarding: Forwarding) -> Compared:
    """The lines as they were sent, beside what is approved now, else beside the latest sending."""
    later = Forwarding.objects.filter(submission=forwarding.submission_id, to_organ=forwarding.to_organ_id)
    last = later.filter(pk__gt=forwarding.pk).order_by("-pk").first()
    was = _values(forwarding.content)
    now = _approved(forwarding) if forwarding.submission.state == State.APPROVED else {}
    now = now or (_values(last.content) if last else {})
    lines = Indicator.objects.in_bulk({code for code, _ in was}, field_name="code")
    return Compared(
        [
            Shown(
                lines[code].name, lines[code].measure, value,
                now[code, scope] if (code, scope) in now and now[code, scope] != value else None,
                scope == Scope.STATED,
            )
            for (code, scope), value in was.items()
            if code in lines and lines[code].access == Access.OPEN
        ],
        last.pk if last else None,
    )  # fmt: skip


def _values(content: Iterable[Iterable[str | None]]) -> dict[tuple[str, str], Value]:
    found = {}
    for code, scope, answer, value, of in content:
        if code and scope and answer:
            found[code, scope] = Value(Answer(answer), _number(value), _number(of))
    return found


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _approved(forwarding: Forwarding) -> dict[tuple[str, str], Value]:
    figures = Figure.objects.filter(submission=forwarding.submission_id)
    rows = FigureRevision.objects.filter(figure__in=figures, superseded_at=None).select_related("figure__indicator")
    return {(row.figure.indicator.code, row.figure.scope): Value(Answer(row.answer), row.value, row.of) for row in rows}
