"""The packaged units of both districts, and data files that are refused."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.factories import Tree
from tuquan.units import laws, queries
from tuquan.units.errors import DataFaulty
from tuquan.units.loading import PACKAGED, load, load_packaged
from tuquan.units.models import Change, Level, Succession, Unit, UnitVersion

pytestmark = pytest.mark.django_db
THEN, AFTER = date(2021, 12, 15), date(2025, 7, 1)


def test_tuyen_hoa_had_nineteen_communes_and_became_six(tree: Tree) -> None:
    district = tree.key("huyện Tuyên Hóa")
    communes = queries.descendants(district, THEN, Level.COMMUNE)
    assert len(communes) == 19
    assert sum(row.type == "township" for row in communes) == 1
    heirs = {heir for row in communes for heir, exact in queries.heirs_on(row.unit_id, AFTER) if exact}
    names = {queries.full_name(heir, AFTER) for heir in heirs}
    assert names == {"xã Đồng Lê", "xã Tuyên Sơn", "xã Tuyên Lâm", "xã Tuyên Phú", "xã Tuyên Bình", "xã Tuyên Hóa"}
    assert queries.heirs_on(district, AFTER) == []


def test_ham_thuan_nam_had_thirteen_and_two_partners_came_from_outside(tree: Tree) -> None:
    district = tree.key("huyện Hàm Thuận Nam", date(2019, 4, 24))
    assert len(queries.children(district, date(2019, 4, 24))) == 13
    forebears = {
        name: sorted(link.old.versions.get().name for link in queries.life(tree.key(name, AFTER)).forebears)
        for name in ("xã Tân Lập", "xã Tuyên Quang", "xã Hàm Kiệm")
    }
    assert forebears == {
        "xã Tân Lập": ["Sông Phan", "Tân Lập"],
        "xã Tuyên Quang": ["Hàm Mỹ", "Tiến Lợi"],
        "xã Hàm Kiệm": ["Hàm Cường", "Hàm Kiệm", "Mương Mán"],
    }


def test_a_reused_code_is_another_body(tree: Tree) -> None:
    then = UnitVersion.objects.on(THEN).get(code="23128")
    after = UnitVersion.objects.on(AFTER).get(code="23128")
    assert (then.name, after.name) == ("Hàm Cường", "Hàm Kiệm")
    assert then.unit_id != after.unit_id


def test_a_hamlet_stays_the_same_body_under_its_new_commune(tree: Tree) -> None:
    hamlet = tree.key("thôn Lâm Lang")
    assert [s.full_name for s in queries.path(hamlet, THEN)][1:] == [
        "tỉnh Quảng Bình", "huyện Tuyên Hóa", "xã Châu Hóa", "thôn Lâm Lang",
    ]  # fmt: skip
    assert [s.full_name for s in queries.path(hamlet, AFTER)][1:] == ["tỉnh Quảng Trị", "xã Tuyên Hóa", "thôn Lâm Lang"]


def test_beginnings_are_never_invented(tree: Tree) -> None:
    commune = Unit.objects.get(pk=tree["xã Châu Hóa"])
    assert commune.begins_on is None
    assert commune.known_from == date(2020, 3, 1)
    assert UnitVersion.objects.filter(source="").count() == 0
    assert set(Change.objects.filter(act_number__contains="UBTVQH").values_list("grade", flat=True)) == {"S"}


def test_loading_twice_adds_nothing(db: None) -> None:
    assert load_packaged() == {"units": 63, "versions": 5, "changes": 4}
    before = list(UnitVersion.objects.order_by("id").values()), Succession.objects.count()
    assert load_packaged() == {"units": 0, "versions": 0, "changes": 0}
    assert (list(UnitVersion.objects.order_by("id").values()), Succession.objects.count()) == before
    assert laws.faults() == []


def test_a_faulty_file_is_refused_with_every_fault_and_nothing_is_written(db: None, tmp_path: Path) -> None:
    shutil.copytree(PACKAGED, tmp_path / "data")
    units = tmp_path / "data" / "units.csv"
    rows = list(csv.reader(units.read_text("utf-8").splitlines()))
    rows[2][1] = "kingdom"
    rows[3][7] = "01/03/2020"
    rows[4][5] = "nowhere"
    rows[5][0] = rows[4][0]
    with units.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
    with pytest.raises(DataFaulty) as refused:
        load(tmp_path / "data")
    faults = "\n".join(refused.value.faults)
    for where in ("dòng 3, cột type", "dòng 4, cột known_from", "dòng 5, cột parent", "dòng 6, cột key"):
        assert f"units.csv, {where}" in faults
    assert not Unit.objects.exists()


def test_a_missing_file_is_named(db: None, tmp_path: Path) -> None:
    with pytest.raises(DataFaulty, match=r"units\.csv: không đọc được"):
        load(tmp_path)
