"""Any sheet of re-arrangement, carried out: the commune has exactly the hamlets it says; undone, every row is back."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import make_unit
from tuquan.sheets import read_paste
from tuquan.units import laws
from tuquan.units.models import Succession, Unit, UnitSize, UnitType, UnitVersion
from tuquan.units.places import hamlets, rearrangement
from tuquan.units.reforms import procedure

DAY = date(2026, 8, 1)
OLD = ["Lâm Lang", "Kinh Châu", "Uyên Phong", "Tân Sơn", "3"]
FRESH = ["Châu Lâm", "Phong Nha", "1", "Quý Hoà"]
# What becomes of each: kept, abolished, or one or two names (its own may be one of them: then it is a new body).
FATES = st.tuples(
    *(
        st.one_of(
            st.sampled_from([("giữ nguyên",), ("giải thể",)]),
            st.lists(st.sampled_from([*FRESH, name]), min_size=1, max_size=2, unique=True).map(tuple),
        )
        for name in OLD
    )
)
SIZES = st.fixed_dictionaries({name: st.one_of(st.none(), st.integers(0, 300)) for name in [*OLD, *FRESH]})


def _rows() -> list[Any]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Unit, UnitVersion, UnitSize, Succession)]


def _names(commune: int, day: date) -> list[str]:
    return sorted(row.name for row in hamlets.hamlets_of(commune, day))


class Afternoons(TestCase):
    @settings(max_examples=80)
    @given(fates=FATES, counted=SIZES)
    def test_what_the_sheet_says_is_what_stands_and_undoing_brings_everything_back(
        self, fates: tuple[tuple[str, ...], ...], counted: dict[str, int | None]
    ) -> None:
        commune = make_unit("Tuyên Hóa")
        for name in OLD:
            hamlets.found_hamlet(by=None, commune_id=commune, type=UnitType.VILLAGE, name=name, on=date(2020, 1, 1))
        rows = [(old, new, counted.get(new)) for old, news in zip(OLD, fates, strict=True) for new in news]
        text = "".join(f"Thôn {old}\t{new}\t{'' if size is None else size}\n" for old, new, size in rows)
        tables = read_paste("Thôn cũ\tThôn mới\tSố hộ mới\n" + text)
        read = rearrangement.read(commune_id=commune, day=DAY, tables=tables)
        assert (read.faults, read.unmentioned) == ((), ())
        if not read.ready:
            return
        before = _rows()
        reform = procedure.draft(
            by=None, title="Sắp xếp", act_number="15/NQ-HĐND", effective_on=DAY, plan=read.plan, scope_id=commune
        )
        procedure.commit(by=None, reform=reform, version=reform.version)
        words = {"giữ nguyên", "giải thể"}
        kept = {old for old, new, _ in rows if new == "giữ nguyên"}
        assert _names(commune, DAY) == sorted(kept | {new for _, new, _ in rows} - words)
        assert _names(commune, date(2026, 7, 31)) == sorted(OLD), "the past is not rewritten"
        assert laws.faults() == []
        known = {line.version.name: line.size.households for line in hamlets.listing(commune, DAY)}
        assert {name: counted[name] for name in known if name not in kept} == {
            name: households for name, households in known.items() if name not in kept
        }
        procedure.undo(by=None, reform=reform, because="thử")
        assert _rows() == before
