"""Lists: words without accents, filters, order, and few queries."""

from datetime import date
from typing import Any

import pytest

from tests.schemes.conftest import TODAY, Land, copied, founded, struck
from tuquan.schemes import actions
from tuquan.schemes.models import Scheme, SchemeKind
from tuquan.schemes.queries import SORTS, SchemeFilter, rows, search


@pytest.fixture
def schemes(land: Land, kind: SchemeKind) -> dict[str, Scheme]:
    camera = actions.add_kind(by=None, name="Camera an ninh", field="technology", block="facility")
    lam_lang = founded(kind, land.hamlets[0], name="Đoàn kết Lâm Lang", has_dossier=True, board_size=9)
    return {
        "lam_lang": lam_lang,
        "camera": founded(camera, land.communes[1], name="Ánh mắt đêm", on=date(2021, 5, 1), place_name="Trường THCS"),
        "copy": copied(lam_lang, land.communes[2], name="An Bình", place_name="thôn Bản", on=date(2021, 4, 1)),
        "gone": struck(founded(camera, land.communes[0], name="Bờ kè", place_name="chợ")).scheme,
    }


def found(land: Land, *, sort: str = "name", **asked: Any) -> list[str]:
    values = {"unit_ids": [land.province.pk], "on": TODAY, **asked}
    return [scheme.name for scheme in search(SchemeFilter(**values), sort)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("doan ket", ["Đoàn kết Lâm Lang"]),
        ("KẾT lâm", ["Đoàn kết Lâm Lang"]),
        ("camera", ["Ánh mắt đêm", "Bờ kè"]),
        ("camera truong", ["Ánh mắt đêm"]),
        ("chau hoa", ["Bờ kè", "Đoàn kết Lâm Lang"]),
        ("Xã Đồng Lê", ["Ánh mắt đêm"]),
        ("anh hoa", ["Ánh mắt đêm"]),
        ("ánh mắt đêm THCS", ["Ánh mắt đêm"]),
        ("lâm lang tuyên", []),
        ("ua", []),
        ("camera lam", []),
        ("%", ["An Bình", "Ánh mắt đêm", "Bờ kè", "Đoàn kết Lâm Lang"]),
    ],
)
def test_every_word_begins_a_word(land: Land, schemes: dict[str, Scheme], text: str, names: list[str]) -> None:
    assert found(land, text=text) == names


def test_filters(land: Land, schemes: dict[str, Scheme]) -> None:
    assert found(land, state="struck_off") == ["Bờ kè"]
    assert found(land, state="active") == ["An Bình", "Ánh mắt đêm", "Đoàn kết Lâm Lang"]
    assert found(land, block="facility", state="active") == ["Ánh mắt đêm"]
    assert found(land, kind_id=schemes["lam_lang"].kind_id) == ["An Bình", "Đoàn kết Lâm Lang"]
    assert found(land, field="technology") == ["Ánh mắt đêm", "Bờ kè"]
    assert found(land, unit_ids=[land.communes[0].pk]) == ["Bờ kè", "Đoàn kết Lâm Lang"]
    assert found(land, unit_ids=[land.districts[1].pk, land.communes[1].pk]) == ["An Bình", "Ánh mắt đêm"]
    assert found(land, unit_ids=[]) == []


def test_as_of_a_day(land: Land, schemes: dict[str, Scheme]) -> None:
    assert found(land, on=date(2021, 3, 31)) == ["Bờ kè", "Đoàn kết Lâm Lang"]
    assert found(land, on=date(2021, 8, 31), state="struck_off") == []
    (row,) = rows(search(SchemeFilter([land.communes[0].pk], date(2021, 8, 31), text="bo ke")), date(2021, 8, 31))
    assert (row.state, row.state_label, row.ends_on) == ("active", "đang hoạt động", None)


def test_sorts(land: Land, schemes: dict[str, Scheme]) -> None:
    assert found(land, sort="-begins_on")[0] == "Ánh mắt đêm"
    assert found(land, sort="ends_on")[0] == found(land, sort="-ends_on")[0] == "Bờ kè"
    assert found(land, sort="-name")[0] == "Đoàn kết Lâm Lang"
    assert found(land, sort="kind")[:2] == ["Ánh mắt đêm", "Bờ kè"]
    assert all(len(found(land, sort=sort)) == 4 for sort in [*SORTS, *(f"-{name}" for name in SORTS)])
    with pytest.raises(KeyError):
        found(land, sort="pk; drop")


def test_a_row_says_everything(land: Land, schemes: dict[str, Scheme]) -> None:
    asked = SchemeFilter([land.communes[0].pk], TODAY)
    gone, lam_lang = rows(search(asked), TODAY)
    assert (gone.state, gone.state_label, gone.sites) == ("struck_off", "đã thanh loại từ 01/09/2021", 0)
    assert lam_lang.unit == "thôn Thôn 1, xã Châu Hóa"
    assert lam_lang.field == "Khu dân cư, thôn, tổ dân phố"
    assert (lam_lang.place, lam_lang.sites, lam_lang.has_dossier, lam_lang.board_size) == ("thôn Lâm Lang", 1, True, 9)


def test_a_page_and_its_count_in_two_queries(
    land: Land, schemes: dict[str, Scheme], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        asked = search(SchemeFilter([land.province.pk], TODAY, text="hoa"))
        assert asked.count() == len(rows(asked[:50], TODAY)) == 4
