"""What a paper's organ and unit were called for its round, also where either began later or ended earlier."""

from tuquan.accounts.errors import OrganUnknown
from tuquan.papers.ended import day_in, organ_in
from tuquan.papers.models import Paper
from tuquan.units import queries as units


def organ_name(paper: Paper) -> str:
    """ "Công an xã Châu Hóa"; "cơ quan đã đổi" where no name is known."""
    try:
        return organ_in(paper.round, paper.organ_id).name
    except OrganUnknown:
        return "cơ quan đã đổi"


def unit_name(paper: Paper, unit_id: int | None = None) -> str:
    """ "xã Châu Hóa": the unit that the paper tells of, or another one of its numbers."""
    key = paper.unit_id if unit_id is None else unit_id
    return units.full_name(key, day_in(paper.round, key))
