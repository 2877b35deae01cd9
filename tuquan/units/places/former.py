"""Former districts as groups of today's units, drafted from the successions; a person says which to keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tuquan.units.models import UnitGroup

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor


@dataclass(frozen=True)
class Heir:
    """A unit of today that holds area of the district; `shared_with`: other former districts whose area it holds too.

    `whole` False: only parts of the district's communes came to it, so it is no member.
    """

    unit_id: int
    full_name: str
    whole: bool
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class GroupDraft:
    """A group to be: `key` is the ended district's unit."""

    key: int
    name: str
    source: str
    heirs: tuple[Heir, ...]

    @property
    def members(self) -> tuple[int, ...]:
        return tuple(heir.unit_id for heir in self.heirs if heir.whole)


def former_districts(province_id: int, day: date) -> list[GroupDraft]:
    """Drafts "Huyện Tuyên Hóa (trước 01/07/2025)" for a province of `day`; writes nothing."""
    raise NotImplementedError


def found_former(
    *, by: "Actor | None", province_id: int, on: date, keys: Iterable[int] | None = None
) -> list[UnitGroup]:
    """Found the drafted groups (all, or those of `keys`) with their members; a group of that name is left alone."""
    raise NotImplementedError
