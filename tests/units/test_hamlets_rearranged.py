"""A whole commune re-arranged from one sheet: the plan says what the rows say, or every fault with its cell."""

import re
from datetime import date
from typing import Any

import pytest

from tests.factories import make_unit
from tuquan.sheets import read_paste
from tuquan.units.models import UnitType
from tuquan.units.places import rearrangement
from tuquan.units.places.errors import SheetFaulty
from tuquan.units.places.rearrangement import Rearrangement, Step
from tuquan.units.reforms.plan import Alter, Begin, Counted, End, HeirOf, Plan, from_json

DAY = date(2026, 8, 1)
HEAD = "Thôn cũ\tThôn mới\tHình thức\tSố hộ mới\tNhân khẩu mới\n"


@pytest.fixture
def commune(db: None) -> int:
    return make_unit("Tuyên Hóa")


@pytest.fixture
def old(commune: int) -> dict[str, int]:
    names = ["Lâm Lang", "Kinh Châu", "Uyên Phong", "Tân Sơn", "Lưu Thuận", "3"]
    found = {name: make_unit(name, "village", parent=commune) for name in names}
    found["TDP 3"] = make_unit("3", "residential_group", parent=commune)
    return found


def _read(commune: int, text: str) -> Rearrangement:
    return rearrangement.read(commune_id=commune, day=DAY, tables=read_paste(text))


def test_merge_split_rename_keep_abolish_and_found_in_one_sheet(commune: int, old: dict[str, int]) -> None:
    read = _read(
        commune,
        HEAD + "thôn Lâm Lang\tThôn Châu Lâm\tsáp nhập\t310\t1.204\n"
        "Kinh Châu\tThôn Châu Lâm\tsáp nhập\t\t\n"
        "Uyên Phong\tThôn Phong 1\tchia\t100\t\n"
        "Uyên Phong\tPhong 2\tchia\t90\t\n"
        "Tân Sơn\tTDP Tân Sơn\tđổi tên\t\t\n"
        "Thôn 03\tgiữ nguyên\t\t77\t\n"
        "Lưu Thuận\t\tgiải thể\t\t\n"
        "\tBản Cà Xen\tlập mới\t\t\n",
    )
    assert read.faults == ()
    assert read.unmentioned == ("tổ dân phố 3",)
    assert read.plan == Plan(
        begin=(
            Begin("n1", UnitType.VILLAGE, "Châu Lâm", commune),
            Begin("n2", UnitType.VILLAGE, "Phong 1", commune),
            Begin("n3", UnitType.VILLAGE, "Phong 2", commune),
            Begin("n4", UnitType.MOUNTAIN_VILLAGE, "Cà Xen", commune),
        ),
        alter=(Alter(old["Tân Sơn"], type=UnitType.RESIDENTIAL_GROUP),),
        end=(
            End(old["Lâm Lang"], (HeirOf("n1"),)),
            End(old["Kinh Châu"], (HeirOf("n1"),)),
            End(old["Uyên Phong"], (HeirOf("n2", whole=False), HeirOf("n3", whole=False))),
            End(old["Lưu Thuận"]),
        ),
        sizes=(Counted("n1", 310, 1204), Counted("n2", 100), Counted("n3", 90), Counted(old["3"], 77)),
    )
    assert from_json(read.plan.as_json()) == read.plan
    steps = {line.new or line.olds[0]: line.step for line in read.lines}
    assert steps == {
        "thôn Châu Lâm": Step.MERGED, "thôn Phong 1": Step.SPLIT, "thôn Phong 2": Step.SPLIT,
        "tổ dân phố Tân Sơn": Step.RENAMED, "bản Cà Xen": Step.FOUNDED, "thôn 3": Step.KEPT,
        "thôn Lưu Thuận": Step.ABOLISHED,
    }  # fmt: skip
    assert read.lines[0].words == (
        "« thôn Châu Lâm » lập từ toàn bộ thôn Lâm Lang, toàn bộ thôn Kinh Châu; 310 hộ, 1.204 nhân khẩu"
    )


def test_a_part_goes_to_a_neighbour(commune: int, old: dict[str, int]) -> None:
    read = _read(
        commune,
        "Tên thôn hiện nay\tTên thôn sau sắp xếp\nLâm Lang\tLâm Lang\nUyên Phong\tLâm Lang\nUyên Phong\tPhong\n",
    )
    assert read.faults == ()
    assert [row.name for row in read.plan.begin] == ["Lâm Lang", "Phong"], "another area is another body"
    assert read.plan.end == (
        End(old["Lâm Lang"], (HeirOf("n1"),)),
        End(old["Uyên Phong"], (HeirOf("n1", whole=False), HeirOf("n2", whole=False))),
    )
    assert read.lines[0].words == "« thôn Lâm Lang » lập từ toàn bộ thôn Lâm Lang, một phần thôn Uyên Phong"


def test_several_old_names_in_one_cell(commune: int, old: dict[str, int]) -> None:
    read = _read(commune, "Thôn cũ\tThôn mới\nLâm Lang, Kinh Châu và Tân Sơn\tThôn Châu\nUyên Phong\tThôn A + Thôn B\n")
    assert read.faults == ()
    assert {row.unit for row in read.plan.end} == {old[n] for n in ("Lâm Lang", "Kinh Châu", "Tân Sơn", "Uyên Phong")}
    assert [row.name for row in read.plan.begin] == ["Châu", "A", "B"]
    read = _read(commune, "Thôn cũ\tThôn mới\nUyên Phong\tPhong 1; Phong 2;\nTân Sơn\tHải, Sơn\n")
    assert read.faults == ()
    assert [row.name for row in read.plan.begin] == ["Phong 1", "Phong 2"]
    assert read.plan.alter[0].name == "Hải, Sơn", "a comma may stand in a name"


def test_two_hamlets_may_swap_their_names(commune: int, old: dict[str, int]) -> None:
    read = _read(commune, "Thôn cũ\tThôn mới\nLâm Lang\tKinh Châu\nKinh Châu\tLâm Lang\n")
    assert read.faults == ()
    assert read.plan.alter == (Alter(old["Lâm Lang"], name="Kinh Châu"), Alter(old["Kinh Châu"], name="Lâm Lang"))


@pytest.mark.parametrize(
    ("rows", "cell", "words"),
    [
        ("Lâm Lăng\tThôn A\n", "A2", "không có « Lâm Lăng » trong xã. Có phải « thôn Lâm Lang »?"),
        ("3\tThôn A\n", "A2", "« 3 » có thể là « thôn 3 » hoặc « tổ dân phố 3 »"),
        ("Lâm Lang\tgiữ nguyên\nLâm Lang\tThôn A\n", "A3", "đã có ở Bảng dán!A2 với nội dung khác"),
        ("Lâm Lang\tThôn A\nLâm Lang\tgiữ nguyên\n", "A3", "đã có ở Bảng dán!A2 với nội dung khác"),
        ("Lâm Lang\tThôn A\nKinh Châu\tThôn A\nKinh Châu\tThôn A\n", "4", "ghi hai lần"),
        ("Lâm Lang\tThôn Kinh Châu\n", "B2", "trong xã còn « thôn Kinh Châu » không sắp xếp"),
        ("Lâm Lang\tThôn Kinh Châu\nKinh Châu\tgiữ nguyên\n", "B2", "trong xã còn « thôn Kinh Châu » không sắp xếp"),
        ("Lâm Lang\tThôn Tân Sỏn\n", "B2", "trong xã còn « thôn Tân Sơn » không sắp xếp"),
        ("Lâm Lang\t\n", "B2", "chưa ghi thôn mới"),
        ("\tThôn A\n", "A2", "chưa ghi thôn cũ"),
        ("Lâm Lang\tThôn A\tsáp nhập\n", "C2", "ghi « sáp nhập » nhưng theo các dòng thì « thôn Lâm Lang » đổi thành"),
        ("Lâm Lang\tThôn A\tgiữ nguyên\n", "C2", "ghi « giữ nguyên »"),
        ("Lâm Lang\tThôn A\tsáp nhập\nKinh Châu\tThôn A\t\nLâm Lang\tThôn B\t\n", "C2", "ghi « sáp nhập »"),
        ("Lâm Lang\tThôn Châu Á\nKinh Châu\tThôn Chau A\n", "B3", "chỉ khác dấu với « thôn Châu Á » ở Bảng dán!B2"),
        ("Lâm Lang\tA\nTDP 3\tA\n", "B2", "chưa rõ « A » là thôn A hay tổ dân phố A"),
        ("Lâm Lang, TDP 3\tA\n", "B2", "chưa rõ « A » là thôn"),
        ("Lâm Lang\tThôn A\t\tnhiều\n", "D2", "« nhiều » không phải là một số"),
        ("Lâm Lang\tThôn A\t\t10\t3\n", "2", "3 nhân khẩu ít hơn 10 hộ"),
        ("Lâm Lang\tThôn A\t\t10\nKinh Châu\tThôn A\t\t11\n", "3", "số hộ của « thôn A » ghi khác nhau"),
        ("Lâm Lang\tThôn A\n\nKinh Châu\tThôn B\n", "3", "dòng trống giữa danh sách"),
    ],
)
def test_each_fault_with_its_cell(commune: int, old: dict[str, int], rows: str, cell: str, words: str) -> None:
    read = _read(commune, HEAD + rows)
    assert any(fault.startswith(f"Bảng dán!{cell}: ") and words in fault for fault in read.faults), read.faults
    assert read.plan == Plan(), "no half plan"
    with pytest.raises(SheetFaulty, match=re.escape(words)):
        rearrangement.plan_of(read)


def test_numbers_before_the_new_names_are_those_of_the_old_hamlets(commune: int, old: dict[str, int]) -> None:
    read = _read(commune, "Thôn cũ\tSố hộ\tThôn mới\nLâm Lang\t100\tThôn A\nKinh Châu\t90\tThôn A\n")
    assert read.faults == ()
    assert read.plan.sizes == ()
    assert "đứng trước cột thôn mới" in read.notes[0]


@pytest.mark.django_db
def test_carried_out_and_undone_with_its_sizes(commune: int, old: dict[str, int]) -> None:
    procedure: Any = pytest.importorskip("tuquan.units.reforms.procedure")
    from tuquan.units.models import UnitSize
    from tuquan.units.places import hamlets, sizes

    read = _read(
        commune, HEAD + "Lâm Lang\tThôn Châu Lâm\t\t310\t1204\nKinh Châu\tThôn Châu Lâm\t\t\t\nTân Sơn\tTân Hải\n"
    )
    reform = procedure.draft(
        by=None, title="Sắp xếp thôn", act_number="15/NQ-HĐND", effective_on=DAY, scope_id=commune,
        plan=rearrangement.plan_of(read),
    )  # fmt: skip
    reform = procedure.commit(by=None, reform=reform, version=reform.version)
    lines = {line.version.full_name: str(line.size) for line in hamlets.listing(commune, DAY)}
    assert lines["thôn Châu Lâm"] == "310 hộ, 1.204 nhân khẩu"
    assert "thôn Tân Hải" in lines
    assert "thôn Lâm Lang" not in lines
    total = sizes.sum_over(hamlets.hamlets_of(commune, DAY), commune, DAY)
    assert total.coverage == "1/6 thôn có số hộ; 1/6 thôn có số nhân khẩu"
    procedure.undo(by=None, reform=reform, because="thử")
    assert not UnitSize.objects.exists()
    assert {row.unit_id for row in hamlets.hamlets_of(commune, DAY)} == set(old.values())
