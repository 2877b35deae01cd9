"""A folder of CSV files becomes reforms; a dry run is the default; faults are told at once with row and column."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_unit
from tests.units.test_reform import DAY, place, places
from tuquan.units import queries
from tuquan.units.models import Change, Reform, Succession, Unit, UnitVersion

pytestmark = pytest.mark.django_db
UNITS = "key,type,name,code,code_list,parent,begins_on,known_from,grade,source"
STANDING = """
p,province,Quảng Bình,44,thử,,,2019-01-01,S,x
c1,commune,Châu Hóa,1,thử,p,,2019-04-01,S,x
c2,commune,Cao Quảng,2,thử,p,,2019-04-01,S,x
c3,commune,Mai Hóa,3,thử,p,,2019-04-01,S,x"""
CHANGES = """key,title,act_number,act_date,issuer,effective_on,grade,source
a,Sắp xếp thử,1680/NQ,2025-06-16,Quốc hội,2025-07-01,S,x"""
ACT_B = "\nb,Đổi tên thử,2/NQ,2025-12-01,Quốc hội,2026-01-01,S,x"


@pytest.fixture
def communes() -> list[int]:
    province = make_unit("Quảng Bình", "province", begins_on=date(2019, 1, 1), code="44")
    return [
        make_unit(name, parent=province, code=str(n)) for n, name in enumerate(("Châu Hóa", "Cao Quảng", "Mai Hóa"), 1)
    ]


def write(
    folder: Path,
    *,
    units: str = "",
    versions: str = "",
    changes: str = "",
    successions: str = "",
    choices: str = "",
    shares: str = "",
) -> Path:
    texts = {
        "units.csv": UNITS + STANDING + units,
        "versions.csv": "key,begins_on,type,name,code,code_list,parent,grade,source" + versions,
        "changes.csv": CHANGES + changes,
        "successions.csv": "change,old,new,whole,grade,source" + successions,
    }
    if shares:
        texts["successions.csv"] = "change,old,new,whole,share,share_basis,grade,source" + shares
    if choices:
        texts["choices.csv"] = "thing,heir" + choices
    for name, text in texts.items():
        (folder / name).write_text(text + "\n", "utf-8")
    return folder


def said(*given: object) -> str:
    out = StringIO()
    call_command("reform", *map(str, given), stdout=out)
    return out.getvalue()


MERGER = {
    "units": "\nn,commune,Tuyên Sơn,2,mới,p,2025-07-01,2025-07-01,S,x",
    "successions": "\na,c1,n,yes,S,x\na,c2,n,yes,S,x",
}


def test_a_dry_run_shows_everything_and_writes_nothing_then_it_is_carried_out_once(
    communes: list[int], tmp_path: Path
) -> None:
    market = place("Chợ Cuồi", communes[0])
    folder = write(tmp_path, **MERGER)
    shown = said(folder)
    assert "xã Châu Hóa (tỉnh Quảng Bình) → xã Tuyên Sơn: nhập toàn bộ" in shown
    assert "1 cơ quan, cơ sở trên địa bàn:\n    Chợ Cuồi: → xã Tuyên Sơn" in shown
    assert "chưa ghi gì (thêm --commit để thực hiện)" in shown
    assert (Reform.objects.count(), Change.objects.count(), Unit.objects.count()) == (0, 0, 4)
    assert "Đã ghi: lần sắp xếp số" in said(folder, "--commit")
    assert places(market)[1][0] == queries.heirs_on(communes[0], DAY)[0][0]
    assert "không còn gì thay đổi" in said(folder, "--commit")
    assert (Reform.objects.count(), Unit.objects.count()) == (1, 5)


def test_it_is_listed_and_taken_back(communes: list[int], tmp_path: Path) -> None:
    said(write(tmp_path, **MERGER), "--commit")
    reform = Reform.objects.get()
    assert f"{reform.pk} · đã thực hiện · 1680/NQ · Sắp xếp thử · từ 01/07/2025 · hoàn tác được" in said("--list")
    with pytest.raises(CommandError, match="ghi lý do"):
        said("--undo", reform.pk)
    assert "Đã hoàn tác" in said("--undo", reform.pk, "--because", "Nhầm ngày")
    assert Unit.objects.filter(ends_on=None).count() == Unit.objects.count() == 4
    with pytest.raises(CommandError, match="Không có lần sắp xếp số 999"):
        said("--undo", 999, "--because", "x")


def test_a_later_act_of_the_folder_rests_on_an_earlier_one(communes: list[int], tmp_path: Path) -> None:
    folder = write(tmp_path, **MERGER, versions="\nn,2026-01-01,ward,Tuyên Sơn Mới,,,,S,x", changes=ACT_B)
    assert "xã Tuyên Sơn (tỉnh Quảng Bình) → phường Tuyên Sơn Mới (tỉnh Quảng Bình): đổi tên, đổi loại" in said(folder)
    said(folder, "--commit")
    assert Reform.objects.count() == 2
    (heir,) = queries.heirs_on(communes[0], DAY)
    assert [row.full_name for row in queries.life(heir[0]).versions] == ["xã Tuyên Sơn", "phường Tuyên Sơn Mới"]


SPLIT = {
    "units": "\nn1,commune,Phần Đông,8,mới,p,2025-07-01,2025-07-01,S,x"
    "\nn2,commune,Phần Tây,9,mới,p,2025-07-01,2025-07-01,S,x",
    "successions": "\na,c1,n1,no,S,x\na,c1,n2,no,S,x",
}


def test_choices_say_where_things_of_a_divided_unit_go(communes: list[int], tmp_path: Path) -> None:
    first, second = place("Chợ", communes[0]), place("Trường", communes[0])
    with pytest.raises(CommandError, match=r"(?s)« Chợ ».*Ghi vào choices\.csv.*« Trường »"):
        said(write(tmp_path, **SPLIT))
    said(write(tmp_path, **SPLIT, choices=f"\nunits.facility:{first.pk},n1\nall-at:c1,n2"), "--commit")
    assert [queries.full_name(places(thing)[1][0], DAY) for thing in (first, second)] == ["xã Phần Đông", "xã Phần Tây"]


def test_every_fault_of_the_issue_at_once_with_file_row_and_column(communes: list[int], tmp_path: Path) -> None:
    place("Chợ Cuồi", communes[0])
    make_unit("Đang giữ mã", parent=communes[0] - 1, code="7")
    folder = write(
        tmp_path,
        units="\nn1,commune,Phần Đông,7,thử,p,2025-07-01,2025-07-01,S,x"
        "\nn2,commune,Phần Tây,9,mới,p,2025-07-01,2025-07-01,S,x"
        "\nx,commune,Không Có,77,thử,p,,2019-04-01,S,x",
        successions="\na,c1,n1,no,S,x\na,c1,n2,no,S,x\na,c2,c3,yes,S,x\na,c3,c2,yes,S,x\na,ai,n1,yes,S,x\nb,n1,n2,yes,S,x",
        changes="\nb,Kết thúc trước khi có,3/NQ,,Quốc hội,2018-01-01,S,x",
        choices="\nschemes.scheme:1,n1\nunits.facility:1,cc",
    )
    before = UnitVersion.objects.count()
    with pytest.raises(CommandError) as refused:
        said(folder, "--commit")
    told = str(refused.value)
    for expected in (
        "successions.csv, dòng 6, cột old: không có đơn vị hoặc văn bản nào mang khóa « ai »",
        "units.csv, dòng 6, cột code: Mã 7 (thử) của « xã Phần Đông » đang thuộc « xã Đang giữ mã ».",
        "cột new: Kế thừa đi vòng tròn qua « xã Cao Quảng », « xã Mai Hóa »",
        "« Chợ Cuồi » (cơ quan, cơ sở trên địa bàn) ở « xã Châu Hóa » chưa có nơi chuyển đến",
        "units.csv, dòng 8, cột known_from: « Không Có » không có trong danh mục",
        "choices.csv, dòng 2, cột thing: lần sắp xếp này không động đến « schemes.scheme:1 »",
        "choices.csv, dòng 3, cột heir: không có đơn vị nào mang khóa « cc »",
        "« Phần Đông » không có trong danh mục ngày 01/01/2018",
    ):
        assert expected in told, told
    assert (UnitVersion.objects.count(), Reform.objects.count(), Change.objects.count()) == (before, 0, 0)


def test_a_unit_that_ends_before_it_begins(communes: list[int], tmp_path: Path) -> None:
    folder = write(
        tmp_path, successions="\nb,c1,c2,yes,S,x\na,c3,c2,yes,S,x", changes=ACT_B.replace("2026-01-01", "2019-04-01")
    )
    with pytest.raises(
        CommandError, match=r"successions\.csv, dòng 2, cột old: « xã Châu Hóa » có từ 01/04/2019, không thể"
    ):
        said(folder)


def test_nothing_to_do_is_asked_for() -> None:
    with pytest.raises(CommandError, match="Cho biết thư mục"):
        said()


PARTS = "\nn,commune,Tuyên Sơn,2,mới,p,2025-07-01,2025-07-01,S,x\nm,commune,Tuyên Phú,3,mới,p,2025-07-01,2025-07-01,S,x"


@pytest.mark.parametrize("command", ["reform", "load_units"])
def test_a_share_that_the_act_itself_says_is_read_with_its_basis(
    communes: list[int], tmp_path: Path, command: str
) -> None:
    shares = "\na,c1,n,no,600000,Khoản 3 Điều 1,S,x\na,c1,m,no,400000,Khoản 3 Điều 1,S,x"
    call_command(command, str(write(tmp_path, units=PARTS, shares=shares)), "--commit", stdout=StringIO())
    links = Succession.objects.filter(old_id=communes[0]).order_by("share")
    assert [(link.share, link.share_basis) for link in links] == [
        (400_000, "Khoản 3 Điều 1"), (600_000, "Khoản 3 Điều 1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("n,no,60%,Khoản 3", "dòng 2, cột share"),
        ("n,no,-1,Khoản 3", "dòng 2, cột share"),
        ("n,no,²,Khoản 3", "dòng 2, cột share"),
        ("n,no,1000001,Khoản 3", "dòng 2, cột share"),
        ("n,no,600000,", "dòng 2, cột share_basis: còn trống"),
        ("n,yes,600000,Khoản 3", "dòng 2, cột share"),
        ("n,no,700000,Khoản 3", "quá 100%"),
    ],
)
@pytest.mark.parametrize("command", ["reform", "load_units"])
def test_a_share_that_makes_no_sense_is_a_fault(
    communes: list[int], tmp_path: Path, row: str, told: str, command: str
) -> None:
    shares = f"\na,c1,{row},S,x\na,c1,m,no,400000,Khoản 3,S,x"
    folder = write(tmp_path, units=PARTS, shares=shares)
    with pytest.raises(CommandError, match=told):
        call_command(command, str(folder), "--commit", stdout=StringIO())
    assert not Succession.objects.exists()


def test_a_folder_laid_as_data_takes_along_what_stands_in_the_units_that_it_ends(
    communes: list[int], tmp_path: Path
) -> None:
    market, hamlet = place("Chợ Cuồi", communes[0]), make_unit("Lâm Lang", "village", parent=communes[1])
    call_command("load_units", str(write(tmp_path, **MERGER)), "--commit", stdout=StringIO())
    heir = queries.heirs_on(communes[0], DAY)[0][0]
    assert [unit for unit, *_ in places(market)] == [communes[0], heir]
    assert queries.version(hamlet, DAY).parent_id == heir


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"changes": "\nb," + "Thử " * 100 + ",2/NQ,2025-12-01,,2026-01-01,S,x"}, "dòng 3, cột title: dài 399 ký tự"),
        ({"changes": "\nb,Thử"}, "dòng 3, cột effective_on: còn trống"),
        ({"changes": "\nb,Thử,2/NQ,,,0001-01-01,S,x", "successions": "\nb,c1,c2,yes,S,x"}, "dòng 3, cột effective_on"),
        ({"versions": "\nc1,2025-07-01,," + "Tên " * 40 + ",,,,S,x"}, "dòng 2, cột name: dài 159 ký tự"),
        ({"versions": "\nc1,2025-07-01,,Tên,1234567890123,thử,,S,x"}, "dòng 2, cột code: dài 13 ký tự"),
        ({"versions": "\nc1,2025-07-01,,T\0n,,,,S,x"}, "dòng 2, cột name: có ký tự không in được"),
        ({"successions": "\na,c1,c2,yes,S,x\na,c1,c2,yes,S,x"}, "dòng 3, cột new: « c2 » đã được ghi ở dòng trên"),
    ],
)
@pytest.mark.parametrize("command", ["reform", "load_units"])
def test_what_no_database_can_hold_is_a_fault_with_its_place(
    communes: list[int], tmp_path: Path, files: dict[str, str], told: str, command: str
) -> None:
    with pytest.raises(CommandError, match=told):
        call_command(command, str(write(tmp_path, **files)), "--commit", stdout=StringIO())
    assert not Change.objects.exists()


def test_choices_that_are_no_text_are_a_fault(communes: list[int], tmp_path: Path) -> None:
    (write(tmp_path, **MERGER) / "choices.csv").write_bytes(b"thing,heir\n\xe9,d\n")
    with pytest.raises(CommandError, match=r"choices\.csv: không đọc được"):
        said(tmp_path)
