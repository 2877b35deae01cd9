"""A sheet of clusters (Cụm, Đơn vị) as groups with members; nothing is written on any fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tuquan.sheets import Table
from tuquan.units.models import GroupType

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor


@dataclass(frozen=True)
class Cluster:
    """One group of the sheet: which of its units are new to it; `standing`: the group is there already."""

    name: str
    standing: bool
    members: tuple[str, ...]
    joining: tuple[int, ...]


@dataclass(frozen=True)
class Preview:
    """`unplaced`: units of the area in no cluster of the sheet."""

    clusters: tuple[Cluster, ...]
    faults: tuple[str, ...]
    unplaced: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.faults and any(cluster.joining or not cluster.standing for cluster in self.clusters)


def preview(
    *, scope_id: int, day: date, tables: Sequence[Table], type: GroupType = GroupType.EMULATION_CLUSTER
) -> Preview:
    """What the tables would do to the groups of a unit on a day."""
    raise NotImplementedError


def take(
    *,
    by: "Actor | None",
    scope_id: int,
    day: date,
    tables: Sequence[Table],
    type: GroupType = GroupType.EMULATION_CLUSTER,
    source: str = "",
) -> int:
    """Write what `preview` shows, in one transaction: how many units joined. Raises SheetFaulty."""
    raise NotImplementedError
