"""The catalogue of indicators: one packaged table, loaded as often as one likes; words on a day."""

from dataclasses import dataclass

from django.db import transaction

from tuquan.reporting.catalogue_table import DEFAULTS, parse
from tuquan.reporting.data.tables import rows
from tuquan.reporting.errors import DataRefused, IndicatorUnknown
from tuquan.reporting.models import Indicator, IndicatorVersion
from tuquan.reporting.wording import FIRST_DAY, WORDED, sync, version_of, worded, worded_all

__all__ = ["DEFAULTS", "Loaded", "exceptions", "indicator", "load", "parse", "sync", "worded", "worded_all"]


@dataclass(frozen=True)
class Loaded:
    """What a load did: how many lines are new, changed, and stood already."""

    made: int
    changed: int
    kept: int


def indicator(code: str) -> Indicator:
    """The line of that code. Raises IndicatorUnknown."""
    found = Indicator.objects.filter(code=code).first()
    if found is None:
        raise IndicatorUnknown(f"Danh mục không có chỉ tiêu mã « {code} ». Nạp lại danh mục hoặc kiểm tra mã.")
    return found


def exceptions() -> dict[str, str]:
    """Why a line adds up otherwise than its kind does, by code."""
    return {row["code"]: row["reason"] for row in rows("exceptions.csv")}


@transaction.atomic
def load() -> Loaded:
    """Write the packaged catalogue: new lines made with a first version, changed ones put right, none deleted.

    The packaged words are the first version's; one that was reworded since keeps its later versions and the words in
    force today. Raises DataRefused with every fault of the tables; then nothing is written.
    """
    lines = parse(rows("indicators.csv"), rows("exceptions.csv"))
    standing = {line.code: line for line in Indicator.objects.all()}
    _refuse_other_measures(lines, standing)
    new = [line for line in lines if line.code not in standing]
    Indicator.objects.bulk_create(new)
    changed = _put_right([line for line in lines if line.code in standing], standing)
    changed |= _first_versions(lines, standing | {line.code: line for line in new}) - {line.pk for line in new}
    changed |= sync()
    return Loaded(len(new), len(changed), len(lines) - len(new) - len(changed))


# What no version says: it is the line's for life, or only how lists are kept.
_FIXED = ("group", "name_en", "position")


def _refuse_other_measures(lines: list[Indicator], standing: dict[str, Indicator]) -> None:
    faults = []
    for line in lines:
        known = standing.get(line.code)
        if known is not None and known.owner_id is not None:
            faults.append(f"Mã « {line.code} » đã là chỉ tiêu riêng của một địa phương.")
        elif known is not None and known.kind != line.kind:
            faults.append(f"Chỉ tiêu « {line.code} » không đổi kiểu số được; đặt mã khác cho cách đo khác.")
    if faults:
        raise DataRefused("Danh mục chỉ tiêu", faults)


def _put_right(lines: list[Indicator], standing: dict[str, Indicator]) -> set[int]:
    """The columns without a past; returns the keys of the lines that had others."""
    late = []
    for line in lines:
        known = standing[line.code]
        if any(getattr(known, name) != getattr(line, name) for name in _FIXED):
            for name in _FIXED:
                setattr(known, name, getattr(line, name))
            late.append(known)
    if late:
        Indicator.objects.bulk_update(late, _FIXED)
    return {line.pk for line in late}


_OF_VERSION = (*WORDED, "numerator", "denominator", "adding_because")


def _first_versions(lines: list[Indicator], known: dict[str, Indicator]) -> set[int]:
    """The first version of every line, as packaged; returns the keys of the lines whose first version changed."""
    first: dict[int, IndicatorVersion] = {}
    for row in IndicatorVersion.objects.order_by("-begins_on"):
        first[row.indicator_id] = row
    why = exceptions()
    new, late = [], []
    for line in lines:
        packaged = version_of(line, FIRST_DAY, adding_because=why.get(line.code, ""))
        packaged.indicator = known[line.code]
        stands = first.get(packaged.indicator_id)
        if stands is None:
            new.append(packaged)
        elif any(getattr(stands, name) != getattr(packaged, name) for name in _OF_VERSION):
            for name in _OF_VERSION:
                setattr(stands, name, getattr(packaged, name))
            late.append(stands)
    IndicatorVersion.objects.bulk_create(new)
    if late:
        IndicatorVersion.objects.bulk_update(late, _OF_VERSION)
    return {row.indicator_id for row in late}
