"""From report to report of one batch: which one this is, how far the whole batch is, which one comes next."""

from dataclasses import dataclass

from tuquan.accounts.models import User
from tuquan.intake.models import SourceDocument
from tuquan.intake.queries.going_through import Gone, Through, batch_of, through


@dataclass(frozen=True)
class Walk:
    """Where a report stands in its batch; `after` and `before` are the next ones that still wait."""

    through: Through
    number: int
    after: Gone | None
    before: Gone | None

    @property
    def reports(self) -> int:
        return len(self.through.rows)


def walk_of(document: SourceDocument, user: User | None) -> Walk | None:
    """None for a report that did not come in a batch of this person."""
    batch = batch_of(document, user)
    if batch is None:
        return None
    gone = through(batch)
    keys = [row.document.pk for row in gone.rows]
    if document.pk not in keys:
        return None
    return Walk(gone, keys.index(document.pk) + 1, gone.after(document.pk), gone.after(document.pk, way=-1))
